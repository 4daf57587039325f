// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsnapshot.h"

#include <QUuid>

namespace heartline::fixtures {

/// A stable id for a small number.
inline ConnectionId id(int number)
{
    return {static_cast<uint>(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

inline ConnectionSnapshot connection(int number, const QString &name, const QString &group = {},
                                     ConnectionState state = ConnectionState::Open)
{
    ConnectionSnapshot snapshot;
    snapshot.id = id(number);
    snapshot.name = name;
    snapshot.group = group;
    snapshot.url = QStringLiteral("wss://host%1.example.net/").arg(number);
    snapshot.status.connection = snapshot.id;
    snapshot.status.state = state;
    return snapshot;
}

inline Beat beat(int number, qint64 sequence, qint64 scheduledAt,
                 BeatOutcome outcome = BeatOutcome::Ok, std::optional<qint64> rttNs = 1'000'000)
{
    Beat result;
    result.connection = id(number);
    result.session = 1;
    result.sequence = sequence;
    result.scheduledAt = scheduledAt;
    result.outcome = outcome;
    result.rttNs = isLoss(outcome) ? std::nullopt : rttNs;
    return result;
}

} // namespace heartline::fixtures
