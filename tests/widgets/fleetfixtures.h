// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/liveupdate.h"
#include "core/profile.h"

#include <QRandomGenerator>

#include <array>
#include <vector>

namespace heartline::gallery {

/// Made-up connections in any number, alike from run to run: groups of several sizes, most of them
/// open, a few in each other state, latencies from under a millisecond to seconds.
class Fleet {
public:
    static constexpr int Groups = 6;

    Fleet(int count, qint64 nowUs);

    const std::vector<ConnectionSnapshot> &snapshots() const { return m_snapshots; }
    std::vector<Profile> profiles() const;
    LiveTotals totals() const;

    /// What `beats` connections, one after the other, report next: a beat each, and for one in a
    /// thousand a change of state.
    LiveUpdate next(int beats, qint64 nowUs);

private:
    ConnectionSnapshot make(int number, qint64 nowUs);
    Beat beatOf(const ConnectionSnapshot &snapshot, qint64 nowUs);

    std::vector<ConnectionSnapshot> m_snapshots;
    std::vector<qint64> m_sequences;
    std::size_t m_next = 0;
    QRandomGenerator m_random{11};
};

} // namespace heartline::gallery
