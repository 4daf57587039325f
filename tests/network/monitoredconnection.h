// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/connection.h"

#include <QTest>

#include <algorithm>
#include <memory>

namespace heartline::test {

/// One connection with everything that it reports.
class Monitored {
public:
    explicit Monitored(const Profile &profile,
                       std::shared_ptr<WorkerShare> workerShare = std::make_shared<WorkerShare>())
        : share(std::move(workerShare))
        , updates([this](const UpdateBatchPtr &batch) {
            sessionInfos.insert(sessionInfos.end(), batch->sessions.begin(), batch->sessions.end());
            beats.insert(beats.end(), batch->beats.begin(), batch->beats.end());
            events.insert(events.end(), batch->events.begin(), batch->events.end());
            if (!batch->statuses.empty())
                status = batch->statuses.back();
        })
        , environment{sessions, updates, gate, *share, [this](const ConnectionId &) { ++settled; }}
        , connection({.profile = std::make_shared<const Profile>(profile)}, environment)
    {
    }

    const ConnectionEvent *event(ConnectionState to) const
    {
        const auto found = std::find_if(events.begin(), events.end(),
                                        [to](const ConnectionEvent &e) { return e.to == to; });
        return found == events.end() ? nullptr : &*found;
    }
    bool hasUnsent() const
    {
        return std::any_of(beats.begin(), beats.end(),
                           [](const Beat &beat) { return beat.outcome == BeatOutcome::Unsent; });
    }
    /// Connects, and disconnects as soon as the peer takes no more: the Close frame cannot leave.
    void closeJammed()
    {
        connection.connectNow();
        QTRY_VERIFY(hasUnsent());
        connection.disconnectNow();
        QTRY_COMPARE(status.state, ConnectionState::Idle);
        QCOMPARE(events.back().cause.cause, Cause::CloseTimeout);
    }
    bool sequencesAreWhole() const
    {
        for (std::size_t i = 0; i < beats.size(); ++i) {
            if (beats[i].sequence != static_cast<qint64>(i) + 1)
                return false;
        }
        return true;
    }

    const std::shared_ptr<WorkerShare> share;
    std::vector<SessionInfo> sessionInfos;
    std::vector<Beat> beats;
    std::vector<ConnectionEvent> events;
    ConnectionStatus status;
    SessionCounter sessions{100};
    UpdateCollector updates;
    ConnectGate gate;
    int settled = 0; ///< How often.
    const Connection::Environment environment;
    Connection connection;
};

/// A quick heartbeat and a quick retry.
inline Profile profileFor(const QString &url, HeartbeatKind kind = HeartbeatKind::Ping)
{
    using namespace std::chrono_literals;
    using namespace Qt::Literals::StringLiterals;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"test"_s;
    profile.url = url;
    profile.heartbeat = {.kind = kind, .interval = 40ms, .timeout = 200ms, .late = 150ms};
    profile.reconnect = {.initial = 60ms, .maximum = 60ms, .jitter = 0.0};
    return profile;
}

} // namespace heartline::test
