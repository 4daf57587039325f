// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/closecause.h"
#include "core/connectionstate.h"

#include <optional>

namespace heartline {

/// How long the phases of one attempt took, in microseconds; absent where a phase was not reached
/// or not needed.
struct PhaseTimes {
    std::optional<qint64> resolveUs;
    std::optional<qint64> connectUs;
    std::optional<qint64> tlsUs;
    std::optional<qint64> upgradeUs;

    bool operator==(const PhaseTimes &) const = default;
};

/// A change of state with its cause. `from` equals `to` where something was noted without a change.
struct ConnectionEvent {
    qint64 at = 0; ///< UTC microseconds.
    ConnectionId connection;
    std::optional<qint64> session; ///< Set from the opening to the end of a session.
    ConnectionState from = ConnectionState::Idle;
    ConnectionState to = ConnectionState::Idle;
    CloseCause cause;
    std::optional<qint64>
            silenceMs; ///< Since the last byte of data from the peer, when a session ends.
    PhaseTimes phases; ///< On the event that ends an attempt, well or badly.

    bool operator==(const ConnectionEvent &) const = default;
};

} // namespace heartline
