// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/logreader.h"

#include <optional>
#include <vector>

namespace heartline {

/// Thins a line out to a number of points without changing what it looks like: M4 (first, minimum,
/// maximum and last of each slice of time; Jugel et al., VLDB 2014), and besides them one lost beat
/// of every slice that has any. Constant memory but for the result.
class HistoryDecimator {
public:
    static constexpr std::size_t PointsPerSlice = 5;

    /// Slices [fromUs, toUs) so that at most `maximumPoints` (at least PointsPerSlice) come out.
    HistoryDecimator(qint64 fromUs, qint64 toUs, std::size_t maximumPoints);

    /// Points in order of time.
    void add(const HistoryPoint &point);

    std::vector<HistoryPoint> finish();

private:
    struct Numbered {
        qint64 number = 0;
        HistoryPoint point;
    };

    void endSlice();

    qint64 m_from;
    double m_slicesPerUs;
    qint64 m_lastSlice;
    qint64 m_slice = -1;
    qint64 m_added = 0;
    std::optional<Numbered> m_first;
    std::optional<Numbered> m_minimum;
    std::optional<Numbered> m_maximum;
    std::optional<Numbered> m_last;
    std::optional<Numbered> m_gap;
    std::vector<HistoryPoint> m_result;
};

} // namespace heartline
