// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <functional>
#include <vector>

namespace heartline {

/// A line of the time axis.
struct TimeTick {
    qint64 timeUs = 0;
    QString label;
    bool isDate = false; ///< Midnight: the label is a date and stands out.
};

/// The ticks of [fromUs, toUs] on `pixels` pixels, at round local times (1, 2, 5, 10, 15, 30 s,
/// min, h, whole days, weeks, months) and so far apart that labels do not touch. `labelWidth`
/// measures a label in pixels.
std::vector<TimeTick> timeTicks(qint64 fromUs, qint64 toUs, int pixels,
                                const std::function<double(const QString &)> &labelWidth,
                                const QTimeZone &zone = QTimeZone::systemTimeZone());

/// Local time with milliseconds, with the date unless it is that of `todayUs`.
QString momentText(qint64 utcUs, qint64 todayUs,
                   const QTimeZone &zone = QTimeZone::systemTimeZone());

} // namespace heartline
