// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/valuescale.h"

#include <algorithm>
#include <cmath>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double nsPerUs = 1e3;
constexpr double nsPerMs = 1e6;
constexpr double nsPerS = 1e9;
// From here on milliseconds would need a fifth digit.
constexpr double secondsFrom = 10e9;
constexpr double smallestNs = 100.0; // below it, a logarithmic axis has nothing to tell
constexpr double headroom = 1.04;
constexpr int pixelsPerLine = 46;
constexpr int mostLines = 7;
constexpr auto thousands = u'\u202F'; // narrow no-break space

double nsPer(DurationUnit unit)
{
    switch (unit) {
    case DurationUnit::Microseconds:
        return nsPerUs;
    case DurationUnit::Milliseconds:
        return nsPerMs;
    case DurationUnit::Seconds:
        return nsPerS;
    }
    return nsPerMs;
}

QString grouped(double value, int decimals)
{
    QString text = QString::number(value, 'f', std::max(0, decimals));
    qsizetype end = text.indexOf(u'.');
    if (end < 0)
        end = text.size();
    for (qsizetype at = end - 3; at > (value < 0.0 ? 1 : 0); at -= 3)
        text.insert(at, thousands);
    return text;
}

int decimalsFor(double value, int digits)
{
    if (value <= 0.0)
        return 0;
    return std::max(0, digits - 1 - static_cast<int>(std::floor(std::log10(value))));
}

/// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `value`.
double niceAtLeast(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= value * (1.0 - 1e-9))
            return factor * power;
    }
    return 10.0 * power;
}

DurationUnit unitFor(double ns)
{
    if (ns < nsPerMs)
        return DurationUnit::Microseconds;
    return ns < secondsFrom ? DurationUnit::Milliseconds : DurationUnit::Seconds;
}

/// The largest 1, 2 or 5 times a power of ten that is not above `ns`.
double decadePartBelow(double ns)
{
    const double power = std::pow(10.0, std::floor(std::log10(ns) + 1e-9));
    const double part = ns / power * (1.0 + 1e-9);
    return power * (part >= 5.0 ? 5.0 : part >= 2.0 ? 2.0 : 1.0);
}

} // namespace

QString unitText(DurationUnit unit)
{
    switch (unit) {
    case DurationUnit::Microseconds:
        return u"µs"_s;
    case DurationUnit::Milliseconds:
        return u"ms"_s;
    case DurationUnit::Seconds:
        return u"s"_s;
    }
    return {};
}

QString durationText(qint64 ns, DurationUnit unit)
{
    const double value = static_cast<double>(ns) / nsPer(unit);
    return grouped(value, decimalsFor(value, 3));
}

QString errorBoundText(qint64 ns, DurationUnit unit)
{
    const double value = static_cast<double>(ns) / nsPer(unit);
    return grouped(value, std::min(2, decimalsFor(value, 2)));
}

QString durationWithUnit(qint64 ns)
{
    const DurationUnit unit = unitFor(static_cast<double>(ns));
    const double value = static_cast<double>(ns) / nsPer(unit);
    int decimals = decimalsFor(value, 3);
    // A round figure, such as a threshold, is written without the noughts.
    while (decimals > 0) {
        const double scale = std::pow(10.0, decimals - 1);
        if (std::abs(std::round(value * scale) / scale - value) > 1e-9 * value)
            break;
        --decimals;
    }
    return grouped(value, decimals) + u'\u00A0' + unitText(unit);
}

void ValueScale::setLogarithmic(bool logarithmic)
{
    if (m_logarithmic == logarithmic)
        return;
    m_logarithmic = logarithmic;
    reset();
}

void ValueScale::reset()
{
    m_isFresh = true;
}

bool ValueScale::fit(double minimumNs, double maximumNs, int pixels)
{
    const int lines = std::clamp(pixels / pixelsPerLine, 2, mostLines);
    if (lines != m_lines)
        m_isFresh = true;
    m_lines = lines;
    const double maximum = std::max(maximumNs, smallestNs);
    const bool changed = m_logarithmic ? fitLogarithmic(std::max(minimumNs, smallestNs), maximum)
                                       : fitLinear(maximum, lines);
    m_isFresh = false;
    return changed;
}

bool ValueScale::fitLinear(double maximumNs, int lines)
{
    if (!m_isFresh && maximumNs <= m_maximum && maximumNs >= ShrinkBelow * m_maximum)
        return false;
    const double step = niceAtLeast(maximumNs * headroom / lines);
    const double top = std::ceil(maximumNs * headroom / step - 1e-9) * step;
    if (!m_isFresh && top == m_maximum && step == m_step)
        return false;
    m_minimum = 0.0;
    m_maximum = top;
    m_step = step;
    return true;
}

bool ValueScale::fitLogarithmic(double minimumNs, double maximumNs)
{
    double bottom = decadePartBelow(minimumNs);
    double top = decadePartBelow(maximumNs);
    if (top < maximumNs)
        top = decadePartBelow(top * 2.5);
    // One decade at the least.
    if (top < 10.0 * bottom) {
        bottom = std::pow(10.0, std::floor(std::log10(bottom) + 1e-9));
        top = std::max(top, 10.0 * bottom);
    }
    const bool holds = bottom >= m_minimum && top <= m_maximum;
    const bool isFull = std::log10(top / bottom) >= ShrinkBelow * m_logSpan;
    if (!m_isFresh && holds && isFull)
        return false;
    if (!m_isFresh && bottom == m_minimum && top == m_maximum)
        return false;
    m_minimum = bottom;
    m_maximum = top;
    m_logMinimum = std::log10(bottom);
    m_logSpan = std::log10(top) - m_logMinimum;
    return true;
}

DurationUnit ValueScale::unit() const
{
    return unitFor(m_maximum);
}

double ValueScale::position(double ns) const
{
    if (!m_logarithmic)
        return ns / m_maximum;
    return (std::log10(std::max(ns, 1.0)) - m_logMinimum) / m_logSpan;
}

std::vector<ValueScale::Tick> ValueScale::ticks() const
{
    return m_logarithmic ? logarithmicTicks() : linearTicks();
}

std::vector<ValueScale::Tick> ValueScale::linearTicks() const
{
    const double scale = nsPer(unit());
    const double step = m_step / scale;
    int decimals = 0;
    while (decimals < 3
           && std::abs(step * std::pow(10.0, decimals)
                       - std::round(step * std::pow(10.0, decimals)))
                   > 1e-6) {
        ++decimals;
    }
    std::vector<Tick> result;
    const auto count = static_cast<int>(std::lround(m_maximum / m_step));
    for (int i = 0; i <= count; ++i) {
        const QString label = i == 0 ? u"0"_s : grouped(step * i, decimals);
        result.push_back({m_step * i, i == count ? label + u'\u00A0' + unitText(unit()) : label});
    }
    return result;
}

std::vector<ValueScale::Tick> ValueScale::logarithmicTicks() const
{
    // Within two decades the parts are labelled too, if there is room for them.
    const bool hasParts = m_logSpan <= 2.0 && m_lines >= 4;
    std::vector<Tick> result;
    for (double power = std::pow(10.0, std::floor(m_logMinimum + 1e-9));
         power <= m_maximum * (1.0 + 1e-9); power *= 10.0) {
        for (const double part : {1.0, 2.0, 5.0}) {
            const double ns = part * power;
            if ((part > 1.0 && !hasParts) || ns < m_minimum * (1.0 - 1e-9)
                || ns > m_maximum * (1.0 + 1e-9)) {
                continue;
            }
            result.push_back({ns, durationWithUnit(std::llround(ns))});
        }
    }
    return result;
}

} // namespace heartline
