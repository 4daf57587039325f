// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/decimator.h"
#include "charts/latencybands.h"

#include <span>
#include <utility>
#include <vector>

namespace heartline {

/// The data behind the latency chart: the series, their points, and what of them is visible.
/// A plain value; knows no painting.
class LatencyLines {
public:
    struct Line {
        LatencySeries series;
        PlotSeries points;
        Decimated visible;
    };

    /// At most this many thresholds are drawn.
    static constexpr std::size_t MaximumThresholds = 3;

    /// `maximumPoints` are shared by all series, none holds more than `maximumPointsOfOne`.
    LatencyLines(std::size_t maximumSeries, std::size_t maximumPoints,
                 std::size_t maximumPointsOfOne);

    /// Points of series that stay are kept.
    void setSeries(std::vector<LatencySeries> series);
    /// False if there is no such series.
    bool replace(const ConnectionId &id, std::span<const ChartPoint> points);
    bool append(const ConnectionId &id, std::span<const ChartPoint> points);

    const std::vector<Line> &lines() const { return m_lines; }
    bool isEmpty() const { return m_lines.empty() && !m_bands; }

    /// Percentiles of many connections behind the lines; none: lines alone.
    void setBands(std::optional<LatencyBands> bands);
    LatencyBands *bands() { return m_bands ? &*m_bands : nullptr; }
    const LatencyBands *bands() const { return m_bands ? &*m_bands : nullptr; }
    const std::vector<LatencyBands::Slice> &visibleSlices() const { return m_visibleSlices; }

    /// Brings `visible` of every line up to date.
    void decimate(qint64 fromUs, qint64 toUs, int columns);
    /// Least and greatest value that are visible; -1: none.
    std::pair<qint64, qint64> visibleRange() const;
    /// Lost beats of all lines, merged where they overlap; ascending.
    std::vector<Decimated::LossRun> visibleLosses() const;
    /// The thresholds of the series, without repetition, ascending.
    std::vector<qint64> thresholds() const;
    /// From the oldest to the newest point of all.
    std::optional<std::pair<qint64, qint64>> extent() const;
    /// The beat of a line that the crosshair means: the nearest, if the line passes the crosshair
    /// or the beat is not further than `withinUs`.
    static std::optional<std::size_t> beatAt(const Line &line, qint64 utcUs, qint64 withinUs);
    /// The next moment after (`direction` > 0) or before `utcUs` at which any line has a beat.
    std::optional<qint64> nextBeat(qint64 utcUs, int direction) const;

private:
    Line *find(const ConnectionId &id);

    std::vector<Line> m_lines;
    std::optional<LatencyBands> m_bands;
    std::vector<LatencyBands::Slice> m_visibleSlices;
    std::size_t m_maximumSeries;
    std::size_t m_maximumPoints;
    std::size_t m_maximumPointsOfOne;
};

} // namespace heartline
