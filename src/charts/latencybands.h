// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/latencyhistogram.h"

#include <QtGlobal>

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace heartline {

/// The round trips of any number of connections over time: a histogram for each slice of time, from
/// which percentiles are read. What it holds does not grow with the number of connections. A plain
/// value.
class LatencyBands {
public:
    /// Slices that are kept; the oldest are dropped.
    static constexpr std::size_t MaximumSlices = 1'200;
    /// A visible range is cut into about so many slices.
    static constexpr int SlicesPerSpan = 120;

    /// What one slice amounts to; durations in nanoseconds, -1 where no beat was answered.
    struct Slice {
        qint64 fromUs = 0;
        qint64 p50Ns = -1;
        qint64 p95Ns = -1;
        qint64 p99Ns = -1;
        qint64 answered = 0; ///< With a round trip of their own.
        BeatCounts counts; ///< All of them.

        bool operator==(const Slice &) const = default;
    };

    /// Slices of `sliceUs` each, beginning at multiples of it.
    explicit LatencyBands(qint64 sliceUs);

    /// The round length of a slice that suits a visible range of `spanUs`.
    static qint64 sliceFor(qint64 spanUs);

    qint64 sliceUs() const { return m_sliceUs; }
    bool isEmpty() const { return m_cells.empty(); }
    /// From the beginning of the oldest slice to the end of the newest.
    std::optional<std::pair<qint64, qint64>> extent() const;

    /// A beat at `timeUs` (UTC) with its round trip, or -1 if it has none.
    void add(qint64 timeUs, qint64 valueNs, BeatOutcome outcome);
    /// Adds all that `other` holds, whose slices must not be longer.
    void merge(const LatencyBands &other);

    /// Forgets the slices that begin before a moment.
    void dropBefore(qint64 timeUs);

    /// The slices that touch [fromUs, toUs), ascending; those without a beat are left out.
    std::vector<Slice> slices(qint64 fromUs, qint64 toUs) const;
    /// The slice at a moment; none if there is no beat in it.
    std::optional<Slice> sliceAt(qint64 timeUs) const;

private:
    struct Cell {
        LatencyHistogram histogram;
        BeatCounts counts;
        mutable std::optional<Slice> summary; ///< Read once until the next beat.
    };

    qint64 numberOf(qint64 timeUs) const;
    const Slice &summaryOf(qint64 number, const Cell &cell) const;
    void dropOldest();

    qint64 m_sliceUs;
    std::map<qint64, Cell> m_cells; ///< By number: time / m_sliceUs.
};

} // namespace heartline
