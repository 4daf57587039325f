// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/closecause.h"
#include "core/connectionstate.h"
#include "core/sessioninfo.h"

#include <optional>

namespace heartline {

/// How a connection is doing right now; the newest one replaces the older ones.
struct ConnectionStatus {
    ConnectionId connection;
    ConnectionState state = ConnectionState::Idle;
    ConnectPhase phase = ConnectPhase::None;
    std::optional<qint64> session;
    qint64 sinceUs = 0; ///< UTC microseconds of the last change of state.
    std::optional<qint64> openSinceUs; ///< UTC microseconds; set while a session exists.
    std::optional<qint64> retryAtUs; ///< UTC microseconds; set while waiting.
    std::optional<qint64>
            lastInboundUs; ///< UTC microseconds of the last data from the peer, of any kind.
    int attempt = 0; ///< Attempts in a row without success.
    qint64 sessions = 0; ///< Opened since the program started.
    std::optional<CloseCause> lastCause; ///< Why the last session or attempt ended.
    TcpFigures tcp;

    bool operator==(const ConnectionStatus &) const = default;
};

} // namespace heartline
