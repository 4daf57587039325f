// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionstate.h"

#include <QRectF>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

class QPainter;

namespace heartline {

struct ChartPalette;

/// How many of many connections were in which state, over time: how many are now, and every change
/// before. Going back from the present needs no more of the past than is shown. A plain value.
class StateShares {
public:
    /// Changes that are kept; the oldest are dropped, and nothing is told of the time before them.
    static constexpr std::size_t MaximumChanges = 200'000;

    using Counts = std::array<int, ConnectionStateCount>;

    struct Change {
        qint64 atUs = 0; ///< UTC microseconds.
        ConnectionState from = ConnectionState::Idle;
        ConnectionState to = ConnectionState::Idle;

        bool operator==(const Change &) const = default;
    };

    /// `now`: the present states. Nothing is known of the time before `sinceUs`.
    StateShares(const Counts &now, qint64 sinceUs);

    /// A change that has just taken place.
    void append(const Change &change);
    /// What was before: changes from `sinceUs` up to those already known, in order of time.
    void prepend(std::vector<Change> earlier, qint64 sinceUs);

    bool contains(const Change &change) const;
    const Counts &now() const { return m_now; }
    qint64 sinceUs() const { return m_sinceUs; }
    int total() const;
    /// The states at a moment; nothing before sinceUs().
    std::optional<Counts> at(qint64 timeUs) const;
    /// The states at the end of each of `columns` equal parts of [fromUs, toUs), the worst state of
    /// the part shown however short it was: counts of states other than open are the greatest in
    /// it. Parts before sinceUs() or after `nowUs` hold nothing.
    std::vector<std::optional<Counts>> columns(qint64 fromUs, qint64 toUs, qint64 nowUs,
                                               int columns) const;

private:
    void dropOldest();

    Counts m_now;
    qint64 m_sinceUs;
    std::vector<Change> m_changes; ///< Ascending.
};

/// Paints shares as one bar: for each pixel column the states stacked, the worst on top, each at
/// least a pixel high however few they are.
void paintStateShares(QPainter &painter, const QRectF &bar,
                      const std::vector<std::optional<StateShares::Counts>> &columns,
                      const ChartPalette &palette);

} // namespace heartline
