// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace heartline {

/// Raw values as text: three significant digits, a narrow no-break space between thousands, an en
/// dash where there is none. The same in every language, so that columns never jump.
class NumberFormat {
    Q_DECLARE_TR_FUNCTIONS(heartline::NumberFormat)

public:
    static constexpr char16_t EnDash = u'\u2013';
    static constexpr char16_t ThinSpace = u'\u202f'; ///< Narrow, and does not break.

    static QString none() { return QChar(EnDash); }

    /// 0.042, 0.84, 12.1, 171, 1 012; without a unit.
    static QString number(double value);
    /// Whole numbers with thousands apart.
    static QString count(qint64 value);

    /// Nanoseconds in milliseconds, without the unit.
    static QString milliseconds(std::optional<qint64> ns);
    /// Microseconds in milliseconds, without the unit.
    static QString millisecondsFromUs(std::optional<qint64> us);
    /// A share (0 to 1) as "1.67 %"; a small one that is not zero as "<0.01 %".
    static QString percent(std::optional<double> share);
    /// How long something has lasted: "0:05", "12:34", "3 h 07 m", "3 d 04 h". Microseconds.
    static QString duration(qint64 us);
    /// "60.0 s", "350 s", "820 ms". Milliseconds.
    static QString span(qint64 ms);
    /// "512 B", "18.4 kB", "184 MB"; powers of 1000.
    static QString bytes(qint64 bytes);

    /// Local time of day with milliseconds: "14:06:52.418". UTC microseconds.
    static QString timeOfDay(qint64 utcUs);
    /// Local date and time: "2026-02-03 14:06:52.418". UTC microseconds.
    static QString dateTime(qint64 utcUs);
};

} // namespace heartline
