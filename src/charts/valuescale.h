// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace heartline {

/// How durations are written on a chart.
enum class DurationUnit { Microseconds, Milliseconds, Seconds };

/// "µs", "ms" or "s".
QString unitText(DurationUnit unit);

/// A duration in `unit` with three significant digits and thousands set apart, without the unit:
/// "0.84", "12.1", "171", "1 012".
QString durationText(qint64 ns, DurationUnit unit);

/// An error bound in `unit` with two significant digits, without the unit: "0.05", "1.2".
QString errorBoundText(qint64 ns, DurationUnit unit);

/// A duration with the unit that suits it: "840 µs", "12.1 ms", "2 s".
QString durationWithUnit(qint64 ns);

/// The value axis: its range, ticks and unit. It grows at once and shrinks only when much of it has
/// been empty, so that it does not jump with every beat. Nanoseconds. A plain value.
class ValueScale {
public:
    struct Tick {
        double ns = 0.0;
        QString label; ///< The topmost carries the unit.
    };

    /// The share of the axis that must be in use lest it shrinks.
    static constexpr double ShrinkBelow = 0.55;

    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const { return m_logarithmic; }
    /// Forgets the range; the next fit() is free.
    void reset();
    /// Makes room for these values on an axis of `pixels`. True if the range has changed.
    bool fit(double minimumNs, double maximumNs, int pixels);

    double minimumNs() const { return m_minimum; }
    double maximumNs() const { return m_maximum; }
    /// The distance of the grid's lines, linear only.
    double stepNs() const { return m_step; }
    DurationUnit unit() const;
    /// Where a value lies: 0 at the bottom, 1 at the top, beyond it if outside.
    double position(double ns) const;
    std::vector<Tick> ticks() const;

private:
    bool fitLinear(double maximumNs, int lines);
    bool fitLogarithmic(double minimumNs, double maximumNs);
    std::vector<Tick> linearTicks() const;
    std::vector<Tick> logarithmicTicks() const;

    bool m_logarithmic = false;
    bool m_isFresh = true;
    int m_lines = 0;
    double m_minimum = 0.0;
    double m_maximum = 100e6;
    double m_step = 20e6;
    double m_logMinimum = 0.0; ///< log10, kept for position().
    double m_logSpan = 1.0;
};

} // namespace heartline
