// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotseries.h"

#include <algorithm>

namespace heartline {

namespace {

constexpr std::size_t fanout = 16;

quint32 saturated(qint64 ns)
{
    return static_cast<quint32>(std::clamp<qint64>(ns, 0, std::numeric_limits<quint32>::max()));
}

} // namespace

void PlotSeries::Summary::add(const Summary &other)
{
    minimumNs = std::min(minimumNs, other.minimumNs);
    maximumNs = std::max(maximumNs, other.maximumNs);
    lowestNs = std::min(lowestNs, other.lowestNs);
    losses += other.losses;
    breaks += other.breaks;
}

PlotSeries::PlotSeries(std::size_t capacity, std::optional<qint64> breakAfterUs)
    : m_capacity(std::max<std::size_t>(1, capacity))
    , m_breakAfterUs(breakAfterUs)
{
}

void PlotSeries::setCapacity(std::size_t capacity)
{
    m_capacity = std::max<std::size_t>(1, capacity);
    dropOldest();
}

void PlotSeries::setBreakAfter(std::optional<qint64> breakAfterUs)
{
    if (m_breakAfterUs == breakAfterUs)
        return;
    m_breakAfterUs = breakAfterUs;
    markBreaksFrom(0);
    rebuildFrom(0);
}

void PlotSeries::replace(std::span<const ChartPoint> points)
{
    m_samples.clear();
    m_levels.clear();
    if (points.size() > m_capacity) {
        m_dropped += static_cast<qint64>(points.size() - m_capacity);
        points = points.last(m_capacity);
    }
    m_samples.reserve(points.size());
    append(points);
}

void PlotSeries::append(std::span<const ChartPoint> points)
{
    // One rebuild for the whole batch, from the first place that it touches.
    std::size_t touched = m_samples.size();
    for (const ChartPoint &point : points) {
        if (!m_samples.empty() && point.timeUs <= m_samples.back().timeUs)
            touched = std::min(touched, lowerBound(point.timeUs));
        insert(point);
    }
    rebuildFrom(touched);
    dropOldest();
}

void PlotSeries::clear()
{
    m_samples.clear();
    m_levels.clear();
}

ChartPoint PlotSeries::point(std::size_t index) const
{
    const Sample &sample = m_samples[index];
    return {sample.timeUs, sample.valueNs, qint64(sample.errorNs),
            static_cast<BeatOutcome>(sample.outcome), sample.session};
}

qint64 PlotSeries::lineValue(std::size_t index) const
{
    const Sample &sample = m_samples[index];
    return isLoss(static_cast<BeatOutcome>(sample.outcome)) ? -1 : sample.valueNs;
}

std::size_t PlotSeries::lowerBound(qint64 utcUs, std::size_t hint) const
{
    // Doubling steps from the hint, then halving: short for the next pixel column.
    std::size_t low = std::min(hint, m_samples.size());
    std::size_t high = low;
    std::size_t step = 1;
    while (high < m_samples.size() && m_samples[high].timeUs < utcUs) {
        low = high + 1;
        high = std::min(high + step, m_samples.size());
        step *= 2;
    }
    const auto found = std::lower_bound(
            m_samples.begin() + static_cast<std::ptrdiff_t>(low),
            m_samples.begin() + static_cast<std::ptrdiff_t>(high), utcUs,
            [](const Sample &sample, qint64 time) { return sample.timeUs < time; });
    return static_cast<std::size_t>(found - m_samples.begin());
}

std::optional<std::size_t> PlotSeries::nearest(qint64 utcUs) const
{
    if (m_samples.empty())
        return std::nullopt;
    const std::size_t after = lowerBound(utcUs);
    if (after == 0)
        return 0;
    if (after == m_samples.size())
        return after - 1;
    const bool isBefore = utcUs - m_samples[after - 1].timeUs <= m_samples[after].timeUs - utcUs;
    return isBefore ? after - 1 : after;
}

PlotSeries::Summary PlotSeries::summary(std::size_t begin, std::size_t end) const
{
    Summary result;
    std::size_t low = begin;
    std::size_t high = std::min(end, m_samples.size());
    while (low < high && low % fanout != 0)
        result.add(summaryOf(m_samples[low++]));
    while (low < high && high % fanout != 0)
        result.add(summaryOf(m_samples[--high]));
    // What is left are whole blocks; the same again on each level above.
    for (const auto &level : m_levels) {
        if (low >= high)
            break;
        low /= fanout;
        high /= fanout;
        while (low < high && low % fanout != 0)
            result.add(level[low++]);
        while (low < high && high % fanout != 0)
            result.add(level[--high]);
    }
    return result;
}

void PlotSeries::insert(const ChartPoint &point)
{
    const Sample sample{point.timeUs,
                        point.valueNs,
                        point.session,
                        saturated(point.errorNs),
                        static_cast<quint8>(point.outcome),
                        false};
    std::size_t place = m_samples.size();
    if (place > 0 && m_samples.back().timeUs >= sample.timeUs) {
        place = lowerBound(sample.timeUs);
        for (; place < m_samples.size() && m_samples[place].timeUs == sample.timeUs; ++place) {
            if (m_samples[place].session == sample.session) {
                m_samples[place] = sample;
                markBreak(place);
                return;
            }
        }
    }
    m_samples.insert(m_samples.begin() + static_cast<std::ptrdiff_t>(place), sample);
    markBreak(place);
    if (place + 1 < m_samples.size())
        markBreak(place + 1);
}

void PlotSeries::markBreak(std::size_t index)
{
    Sample &sample = m_samples[index];
    if (index == 0) {
        sample.breaksLine = true;
        return;
    }
    const Sample &previous = m_samples[index - 1];
    sample.breaksLine = sample.session != previous.session
            || (m_breakAfterUs && sample.timeUs - previous.timeUs > *m_breakAfterUs);
}

void PlotSeries::markBreaksFrom(std::size_t index)
{
    for (std::size_t i = index; i < m_samples.size(); ++i)
        markBreak(i);
}

void PlotSeries::dropOldest()
{
    // A sixteenth of slack, so that the move and the rebuild are paid for once in many points.
    if (m_samples.size() <= m_capacity + m_capacity / 16)
        return;
    const std::size_t surplus = m_samples.size() - m_capacity;
    m_dropped += static_cast<qint64>(surplus);
    m_samples.erase(m_samples.begin(), m_samples.begin() + static_cast<std::ptrdiff_t>(surplus));
    markBreak(0);
    rebuildFrom(0);
}

void PlotSeries::rebuildFrom(std::size_t index)
{
    std::size_t first = index / fanout;
    std::size_t below = m_samples.size();
    for (std::size_t depth = 0; below > 0; ++depth) {
        if (m_levels.size() == depth)
            m_levels.emplace_back();
        auto &level = m_levels[depth];
        const std::size_t blocks = (below + fanout - 1) / fanout;
        first = std::min(first, level.size());
        level.resize(blocks);
        for (std::size_t block = first; block < blocks; ++block) {
            Summary sum;
            const std::size_t end = std::min((block + 1) * fanout, below);
            for (std::size_t i = block * fanout; i < end; ++i)
                sum.add(depth == 0 ? summaryOf(m_samples[i]) : m_levels[depth - 1][i]);
            level[block] = sum;
        }
        below = blocks;
        first /= fanout;
        if (blocks <= 1) {
            m_levels.resize(depth + 1);
            break;
        }
    }
    if (m_samples.empty())
        m_levels.clear();
}

PlotSeries::Summary PlotSeries::summaryOf(const Sample &sample) const
{
    Summary result;
    const auto outcome = static_cast<BeatOutcome>(sample.outcome);
    if (isLoss(outcome)) {
        result.losses = 1;
    } else if (sample.valueNs >= 0) {
        result.minimumNs = sample.valueNs;
        result.maximumNs = sample.valueNs;
        result.lowestNs = std::max<qint64>(0, sample.valueNs - sample.errorNs);
    }
    // What was not sent leaves a gap, but is no loss.
    result.breaks = sample.breaksLine || !hasLeft(outcome) ? 1 : 0;
    return result;
}

} // namespace heartline
