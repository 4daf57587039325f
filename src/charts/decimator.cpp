// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimator.h"

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

// With at least this many columns a point, every point is handed on.
constexpr std::size_t columnsPerExactPoint = 2;
// Points without a value (settled by a newer pong) that the search for a neighbour may pass.
constexpr std::size_t neighbourReach = 64;

Decimated::Vertex vertexOf(const PlotSeries &series, std::size_t index, bool joined)
{
    const ChartPoint point = series.point(index);
    const qint64 lowest = std::max<qint64>(0, point.valueNs - point.errorNs);
    return {point.timeUs,  point.timeUs,  point.valueNs, point.valueNs,
            point.valueNs, point.valueNs, lowest,        joined};
}

class Reduction {
public:
    explicit Reduction(const PlotSeries &series)
        : m_series(series)
    {
    }

    /// Adds the point at `index` by itself.
    void addPoint(std::size_t index)
    {
        if (m_series.lineValue(index) < 0)
            return;
        m_result.vertices.push_back(vertexOf(m_series, index, isJoined(index)));
        m_next = index + 1;
    }

    /// Adds the points in [begin, end) as one column.
    void addColumn(std::size_t begin, std::size_t end, const PlotSeries::Summary &summary)
    {
        std::size_t first = begin;
        while (m_series.lineValue(first) < 0)
            ++first;
        std::size_t last = end - 1;
        while (m_series.lineValue(last) < 0)
            --last;
        m_result.vertices.push_back({m_series.timeUs(first), m_series.timeUs(last),
                                     m_series.lineValue(first), m_series.lineValue(last),
                                     summary.minimumNs, summary.maximumNs, summary.lowestNs,
                                     isJoined(first)});
        m_next = last + 1;
    }

    void addLosses(qint64 fromUs, qint64 toUs, qint64 markUs, qint32 count, bool continues)
    {
        if (continues && !m_result.losses.empty()) {
            m_result.losses.back().toUs = toUs;
            m_result.losses.back().count += count;
        } else {
            m_result.losses.push_back({fromUs, toUs, count});
        }
        m_result.marks.push_back(markUs);
    }

    Decimated &result() { return m_result; }

private:
    bool isJoined(std::size_t index) const
    {
        return m_next > 0 && m_series.summary(m_next, index + 1).breaks == 0
                && m_series.summary(m_next, index).losses == 0;
    }

    const PlotSeries &m_series;
    Decimated m_result;
    std::size_t m_next = 0; ///< Behind the last point that the line has reached; 0: none yet.
};

/// Half of the distance to the nearer neighbour.
qint64 reachOf(const PlotSeries &series, std::size_t index)
{
    qint64 reach = std::numeric_limits<qint64>::max();
    if (index > 0)
        reach = series.timeUs(index) - series.timeUs(index - 1);
    if (index + 1 < series.size())
        reach = std::min(reach, series.timeUs(index + 1) - series.timeUs(index));
    return reach == std::numeric_limits<qint64>::max() ? 0 : reach / 2;
}

void reduceExactly(const PlotSeries &series, std::size_t begin, std::size_t end, Reduction &to)
{
    bool inLoss = false;
    for (std::size_t i = begin; i < end; ++i) {
        const ChartPoint point = series.point(i);
        if (isLoss(point.outcome)) {
            const qint64 reach = reachOf(series, i);
            to.addLosses(point.timeUs - reach, point.timeUs + reach, point.timeUs, 1, inLoss);
            inLoss = true;
        } else if (point.valueNs >= 0) {
            to.addPoint(i);
            inLoss = false;
        } else if (!hasLeft(point.outcome)) {
            inLoss = false;
        }
    }
}

void reduceToColumns(const PlotSeries &series, std::size_t begin, std::size_t end, qint64 fromUs,
                     qint64 toUs, int columns, Reduction &to)
{
    const double columnUs = static_cast<double>(toUs - fromUs) / columns;
    bool inLoss = false;
    int lossColumn = 0;
    std::size_t next = begin;
    for (int column = 0; column < columns && next < end; ++column) {
        const std::size_t start = next;
        const auto columnEnd = fromUs + std::llround(columnUs * (column + 1));
        next = column + 1 == columns ? end : std::min(end, series.lowerBound(columnEnd, start));
        if (next == start)
            continue;
        const PlotSeries::Summary summary = series.summary(start, next);
        if (summary.losses > 0) {
            // Runs that answered beats part by less than two columns cannot be told apart.
            const bool continues = inLoss || (lossColumn > 0 && column - lossColumn <= 2);
            const auto columnStart = fromUs + std::llround(columnUs * column);
            to.addLosses(columnStart, columnEnd, (columnStart + columnEnd) / 2, summary.losses,
                         continues);
            lossColumn = column;
        }
        if (summary.hasValue())
            to.addColumn(start, next, summary);
        inLoss = summary.losses > 0 && !summary.hasValue(); // what never left ends a run as well
    }
}

} // namespace

Decimated decimate(const PlotSeries &series, qint64 fromUs, qint64 toUs, int columns)
{
    Reduction reduction(series);
    if (series.isEmpty() || toUs <= fromUs || columns <= 0)
        return reduction.result();
    const std::size_t begin = series.lowerBound(fromUs);
    const std::size_t end = series.lowerBound(toUs + 1, begin);

    // The neighbours outside lead the line to the edges.
    for (std::size_t i = begin; i > 0 && begin - i < neighbourReach; --i) {
        if (series.lineValue(i - 1) >= 0) {
            reduction.addPoint(i - 1);
            break;
        }
    }
    const bool isExact = (end - begin) * columnsPerExactPoint <= static_cast<std::size_t>(columns);
    if (isExact)
        reduceExactly(series, begin, end, reduction);
    else
        reduceToColumns(series, begin, end, fromUs, toUs, columns, reduction);
    for (std::size_t i = end; i < series.size() && i - end < neighbourReach; ++i) {
        if (series.lineValue(i) >= 0) {
            reduction.addPoint(i);
            break;
        }
    }

    Decimated &result = reduction.result();
    result.isExact = isExact;
    const PlotSeries::Summary all = series.summary(begin, end);
    if (all.hasValue()) {
        result.minimumNs = all.minimumNs;
        result.maximumNs = all.maximumNs;
    }
    return std::move(result);
}

} // namespace heartline
