// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/plotseries.h"

#include <vector>

namespace heartline {

/// What of a series is seen in a stretch of time that is so many pixels wide.
///
/// Few points are handed on as they are; many are reduced to the first, least, greatest and last
/// of each pixel column (M4), which draws the very pixels that all of them would.
struct Decimated {
    /// A point of the line, or a column of the pixels with all its points.
    struct Vertex {
        qint64 firstUs = 0;
        qint64 lastUs = 0;
        qint64 firstNs = 0;
        qint64 lastNs = 0;
        qint64 minimumNs = 0;
        qint64 maximumNs = 0;
        qint64 lowestNs = 0; ///< Least of value - error.
        bool joined = false; ///< The line comes from the vertex before.

        bool operator==(const Vertex &) const = default;
    };

    /// Lost beats without an answered one between them, and the stretch that they stand for: half
    /// way to the beats before and after, or whole columns.
    struct LossRun {
        qint64 fromUs = 0;
        qint64 toUs = 0;
        qint32 count = 0;

        bool operator==(const LossRun &) const = default;
    };

    /// Ascending; the first and the last may lie just outside of the stretch.
    std::vector<Vertex> vertices;
    std::vector<LossRun> losses;
    std::vector<qint64> marks; ///< Where lost beats are marked, at most one a column.
    bool isExact = true; ///< Each vertex is one point.
    qint64 minimumNs = -1; ///< Over the points within the stretch; -1: no value.
    qint64 maximumNs = -1;
};

/// Reduces the points in [fromUs, toUs] to `columns` pixel columns. Time: O(columns · log points).
Decimated decimate(const PlotSeries &series, qint64 fromUs, qint64 toUs, int columns);

} // namespace heartline
