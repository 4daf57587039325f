// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QMetaType>

#include <optional>

namespace heartline {

/// Where a connection stands in its life.
enum class ConnectionState {
    Idle, ///< Not asked to be connected.
    Connecting, ///< An attempt is under way; its ConnectPhase tells how far it got.
    Open, ///< Upgraded, and the last beats were answered in time.
    Degraded, ///< Upgraded, but the last beat was late or missed, below the limit of misses.
    Closing, ///< A local close is under way.
    Waiting, ///< Between two attempts.
    Failed, ///< Will not be retried until the user asks.
};

inline constexpr int ConnectionStateCount = 7;

/// How far an attempt to connect has got.
enum class ConnectPhase { None, Resolve, Connect, Tls, Upgrade };

/// The stable spelling, e.g. "degraded".
QLatin1StringView toName(ConnectionState state);
QLatin1StringView toName(ConnectPhase phase);
std::optional<ConnectionState> connectionStateFromName(QAnyStringView name);

/// True while a session exists, i.e. messages can be exchanged.
constexpr bool isOpen(ConnectionState state)
{
    return state == ConnectionState::Open || state == ConnectionState::Degraded;
}

} // namespace heartline

Q_DECLARE_METATYPE(heartline::ConnectionState)
