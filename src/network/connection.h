// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/connectionstatus.h"
#include "core/profile.h"
#include "network/beatledger.h"
#include "network/beatschedule.h"
#include "network/connectgate.h"
#include "network/deathwatch.h"
#include "network/sessioncounter.h"
#include "network/updatecollector.h"
#include "network/websocketclient.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace heartline {

/// One monitored connection: its state machine, heartbeat and reconnect. Reports to an
/// UpdateCollector. Lives in a worker's thread.
class Connection : public QObject, private WebSocketClient::Listener {
    Q_OBJECT

public:
    /// A local close waits at most this long for answers that are still due, so that they do not
    /// count as missed.
    static constexpr std::chrono::milliseconds DrainPeriod{1'000};
    /// Slots of the schedule that pass unused while the loop stalls are logged as unsent up to this
    /// number; a longer stall is one event.
    static constexpr qint64 MaximumUnsentSlots = 1'000;
    /// A beat does not join more bytes than this in the send queue; it is unsent then.
    static constexpr qint64 MaximumQueuedBytes = 65'536;

    /// What seems overdue is judged when all that has arrived has been read, after so many further
    /// passes of the event loop at the latest.
    static constexpr int MaximumPostponements = 1'000;

    /// A profile, ready to be run.
    struct Assignment {
        SharedProfile profile; ///< References resolved.
        std::optional<Error>
                problem; ///< Why the profile cannot be used; the connection fails with it.
        quint64 phaseIndex = 0; ///< Its place among all connections, see spreadPhase().
    };
    /// What it reports to and shares with the others of its worker; outlives it.
    struct Environment {
        SessionCounter &sessions;
        UpdateCollector &updates;
        ConnectGate &gate;
        WorkerShare &share;
        /// A connection is idle or failed: nothing is under way any more. Called in the middle of
        /// its functions.
        std::function<void(const ConnectionId &id)> onSettled;
    };
    /// `environment`: outlives the connection.
    Connection(Assignment assignment, const Environment &environment, QObject *parent = nullptr);
    ~Connection() override; ///< Cuts and reports what is still under way.

    const ConnectionId &id() const { return m_profile->id; }

    /// Connects, when the gate lets it, before those that try again by themselves; unless an
    /// attempt or a session is there already.
    void connectNow();
    /// Closes with a Close frame and stays idle. `cause`: who wants it.
    void disconnectNow(Cause cause = Cause::UserRequest);
    bool isIdle() const
    {
        return m_state == ConnectionState::Idle || m_state == ConnectionState::Failed;
    }

private:
    struct Session {
        qint64 id;
        Instant openedAt;
        BeatLedger ledger;
        BeatSchedule schedule;
        SessionInfo info;
        DeathWatch deathWatch;
    };

    void requestAttempt(Cause cause);
    void beginAttempt();
    void onPhaseChanged(ConnectPhase phase) override;
    void onOpened() override;
    void onMessage(const Message &message, const SocketTap::Arrival &arrival) override;
    void onFinished(CloseCause cause) override;

    void onAlarm();
    void setAlarm();
    std::optional<qint64> judgementNs() const;
    void judgeOverdue(qint64 nowNs);
    void beat();
    void noteClockStep(const Instant &now);
    void skipPassedSlots(qint64 nowNs);
    void closeSchedule();
    void report(const std::vector<Beat> &beats);
    void judge(const Beat &beat);
    void noteMiss(const Beat &beat);
    void die();
    void finishClosing();

    void leave(const CloseCause &cause);
    void changeState(ConnectionState to, const CloseCause &cause);
    void addEvent(ConnectionState to, const CloseCause &cause);
    void publishStatus();
    std::optional<qint64> silenceMs() const;

    SharedProfile m_profile;
    std::optional<Error> m_problem;
    std::optional<Heartbeat> m_heartbeat;
    quint64 m_phaseIndex;
    const Environment &m_environment;

    ConnectionState m_state = ConnectionState::Idle;
    ConnectPhase m_phase = ConnectPhase::None;
    QPointer<WebSocketClient> m_client;
    std::optional<Session> m_session;
    Alarm m_alarm; ///< Whatever is due next: a beat, a timeout, a retry, the end of draining.
    qint64 m_sinceUs = 0;
    std::optional<Instant> m_retryAt;
    ConnectGate::Turn m_turn; ///< To connect: waited for, or taken.
    Cause m_turnCause = Cause::UserRequest; ///< Who wants it.
    std::optional<qint64> m_drainUntilNs;
    int m_postponements = 0; ///< Of what seems overdue while data waits to be read.
    qint64 m_postponedToNs = 0;
    Cause m_closeRequest = Cause::UserRequest;
    bool m_connectAfterClose = false;
    int m_attempt = 0;
    qint64 m_sessionCount = 0;
    std::optional<CloseCause> m_lastCause;
    std::optional<qint64> m_lastInboundUs;
    TcpFigures m_tcp;
};

} // namespace heartline
