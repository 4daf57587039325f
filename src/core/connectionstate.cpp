// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectionstate.h"

#include "core/enumnames.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<ConnectionState, ConnectionStateCount> stateNames({{
        {ConnectionState::Idle, "idle"_L1},
        {ConnectionState::Connecting, "connecting"_L1},
        {ConnectionState::Open, "open"_L1},
        {ConnectionState::Degraded, "degraded"_L1},
        {ConnectionState::Closing, "closing"_L1},
        {ConnectionState::Waiting, "waiting"_L1},
        {ConnectionState::Failed, "failed"_L1},
}});

constexpr EnumNames<ConnectPhase, 5> phaseNames({{
        {ConnectPhase::None, ""_L1},
        {ConnectPhase::Resolve, "resolve"_L1},
        {ConnectPhase::Connect, "connect"_L1},
        {ConnectPhase::Tls, "tls"_L1},
        {ConnectPhase::Upgrade, "upgrade"_L1},
}});

} // namespace

QLatin1StringView toName(ConnectionState state)
{
    return stateNames.name(state);
}

QLatin1StringView toName(ConnectPhase phase)
{
    return phaseNames.name(phase);
}

std::optional<ConnectionState> connectionStateFromName(QAnyStringView name)
{
    return stateNames.value(name);
}

} // namespace heartline
