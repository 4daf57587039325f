// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionevent.h"
#include "core/connectionsnapshot.h"

#include <array>
#include <vector>

namespace heartline {

/// Figures over all connections, for the status bar.
struct LiveTotals {
    std::array<int, ConnectionStateCount> byState{}; ///< Indexed by ConnectionState.
    double beatsPerSecond = 0.0; ///< Settled, over the last seconds.
    std::optional<qint64> sendLatenessP99Ns; ///< How late beats leave, over the last beats.
    /// The share of its time that the busiest network thread was not waiting, over the last
    /// seconds, 0 to 1. Near 1 beats leave late. Absent on Qt's own event loop.
    std::optional<double> engineBusy;
    qint64 beatsDropped = 0; ///< From the live view, never from the log; since the start.
    qint64 eventsDropped = 0; ///< Likewise.

    bool operator==(const LiveTotals &) const = default;
};

/// What changed since the last update; handed to the views at most 30 times a second.
struct LiveUpdate {
    std::vector<ConnectionSnapshot> snapshots; ///< Connections that changed.
    std::vector<Beat> beats; ///< In order of settlement.
    std::vector<ConnectionEvent> events; ///< In order of time.
    LiveTotals totals;
};

} // namespace heartline
