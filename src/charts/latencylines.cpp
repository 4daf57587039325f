// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencylines.h"

#include <algorithm>
#include <cstdlib>

namespace heartline {

LatencyLines::LatencyLines(std::size_t maximumSeries, std::size_t maximumPoints,
                           std::size_t maximumPointsOfOne)
    : m_maximumSeries(maximumSeries)
    , m_maximumPoints(maximumPoints)
    , m_maximumPointsOfOne(maximumPointsOfOne)
{
}

void LatencyLines::setSeries(std::vector<LatencySeries> series)
{
    if (series.size() > m_maximumSeries)
        series.resize(m_maximumSeries);
    const std::size_t share = std::min(m_maximumPointsOfOne,
                                       m_maximumPoints / std::max<std::size_t>(1, series.size()));
    std::vector<Line> lines;
    lines.reserve(series.size());
    for (LatencySeries &one : series) {
        PlotSeries points(share, one.breakAfterUs);
        if (Line *const kept = find(one.id)) {
            points = std::move(kept->points);
            points.setCapacity(share);
            points.setBreakAfter(one.breakAfterUs);
        }
        lines.push_back({std::move(one), std::move(points), {}});
    }
    m_lines = std::move(lines);
}

bool LatencyLines::replace(const ConnectionId &id, std::span<const ChartPoint> points)
{
    Line *const line = find(id);
    if (line)
        line->points.replace(points);
    return line != nullptr;
}

bool LatencyLines::append(const ConnectionId &id, std::span<const ChartPoint> points)
{
    Line *const line = find(id);
    if (line)
        line->points.append(points);
    return line != nullptr;
}

void LatencyLines::setBands(std::optional<LatencyBands> bands)
{
    m_bands = std::move(bands);
    m_visibleSlices.clear();
}

void LatencyLines::decimate(qint64 fromUs, qint64 toUs, int columns)
{
    for (Line &line : m_lines)
        line.visible = heartline::decimate(line.points, fromUs, toUs, columns);
    if (m_bands)
        m_visibleSlices = m_bands->slices(fromUs, toUs);
}

std::pair<qint64, qint64> LatencyLines::visibleRange() const
{
    std::pair<qint64, qint64> range(-1, -1);
    for (const Line &line : m_lines) {
        if (line.visible.maximumNs < 0)
            continue;
        range.first = range.first < 0 ? line.visible.minimumNs
                                      : std::min(range.first, line.visible.minimumNs);
        range.second = std::max(range.second, line.visible.maximumNs);
    }
    for (const LatencyBands::Slice &slice : m_visibleSlices) {
        if (slice.answered == 0)
            continue;
        range.first = range.first < 0 ? slice.p50Ns : std::min(range.first, slice.p50Ns);
        range.second = std::max(range.second, slice.p99Ns);
    }
    return range;
}

std::vector<Decimated::LossRun> LatencyLines::visibleLosses() const
{
    std::vector<Decimated::LossRun> all;
    for (const Line &line : m_lines)
        all.insert(all.end(), line.visible.losses.begin(), line.visible.losses.end());
    std::sort(all.begin(), all.end(),
              [](const auto &one, const auto &other) { return one.fromUs < other.fromUs; });
    std::vector<Decimated::LossRun> merged;
    for (const Decimated::LossRun &run : all) {
        if (!merged.empty() && run.fromUs <= merged.back().toUs) {
            merged.back().toUs = std::max(merged.back().toUs, run.toUs);
            merged.back().count += run.count;
        } else {
            merged.push_back(run);
        }
    }
    return merged;
}

std::vector<qint64> LatencyLines::thresholds() const
{
    std::vector<qint64> result;
    for (const Line &line : m_lines) {
        if (line.series.lateNs)
            result.push_back(*line.series.lateNs);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    if (result.size() > MaximumThresholds)
        result.resize(MaximumThresholds);
    return result;
}

std::optional<std::pair<qint64, qint64>> LatencyLines::extent() const
{
    std::optional<std::pair<qint64, qint64>> result;
    if (m_bands)
        result = m_bands->extent();
    for (const Line &line : m_lines) {
        if (line.points.isEmpty())
            continue;
        const qint64 first = line.points.timeUs(0);
        const qint64 last = line.points.timeUs(line.points.size() - 1);
        if (!result)
            result.emplace(first, last);
        result->first = std::min(result->first, first);
        result->second = std::max(result->second, last);
    }
    return result;
}

std::optional<std::size_t> LatencyLines::beatAt(const Line &line, qint64 utcUs, qint64 withinUs)
{
    const auto nearest = line.points.nearest(utcUs);
    if (!nearest)
        return std::nullopt;
    const std::size_t after = line.points.lowerBound(utcUs);
    const bool isPassed = after > 0 && after < line.points.size() && !line.points.breaksLine(after);
    if (isPassed || std::abs(line.points.timeUs(*nearest) - utcUs) <= withinUs)
        return nearest;
    return std::nullopt;
}

std::optional<qint64> LatencyLines::nextBeat(qint64 utcUs, int direction) const
{
    std::optional<qint64> result;
    for (const Line &line : m_lines) {
        const PlotSeries &points = line.points;
        if (direction > 0) {
            const std::size_t index = points.lowerBound(utcUs + 1);
            if (index < points.size())
                result = std::min(result.value_or(points.timeUs(index)), points.timeUs(index));
        } else if (const std::size_t index = points.lowerBound(utcUs); index > 0) {
            result = std::max(result.value_or(points.timeUs(index - 1)), points.timeUs(index - 1));
        }
    }
    return result;
}

LatencyLines::Line *LatencyLines::find(const ConnectionId &id)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&id](const Line &line) { return line.series.id == id; });
    return found != m_lines.end() ? &*found : nullptr;
}

} // namespace heartline
