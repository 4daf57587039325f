// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connection.h"

#include "core/causedetail.h"

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <cstdlib>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

// A wall clock that differs more than this from the monotonic one has been set, or the machine
// slept.
constexpr qint64 clockStepUs = 1'000'000;

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 never = std::numeric_limits<qint64>::max();

CloseCause localCause(Cause cause)
{
    return {.origin = Origin::Local, .cause = cause};
}

} // namespace

Connection::Connection(Assignment assignment, const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(assignment.profile))
    , m_problem(std::move(assignment.problem))
    , m_phaseIndex(assignment.phaseIndex)
    , m_environment(environment)
    , m_alarm(environment.share.alarms, [this] { onAlarm(); })
    , m_sinceUs(Clock::utcUs())
{
    if (auto heartbeat = m_environment.share.heartbeats.get(m_profile->heartbeat))
        m_heartbeat = std::move(*heartbeat);
    else if (!m_problem)
        m_problem = heartbeat.error();
    publishStatus();
}

Connection::~Connection()
{
    if (!isIdle())
        changeState(ConnectionState::Idle, localCause(Cause::Shutdown));
}

void Connection::connectNow()
{
    Q_ASSERT(thread() == QThread::currentThread());
    switch (m_state) {
    case ConnectionState::Idle:
    case ConnectionState::Failed:
    case ConnectionState::Waiting:
        m_attempt = 0;
        requestAttempt(Cause::UserRequest);
        break;
    case ConnectionState::Closing:
        m_connectAfterClose = true;
        break;
    case ConnectionState::Connecting:
    case ConnectionState::Open:
    case ConnectionState::Degraded:
        break;
    }
}

void Connection::disconnectNow(Cause cause)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_connectAfterClose = false;
    m_closeRequest = cause;
    m_turn.giveBack();
    switch (m_state) {
    case ConnectionState::Idle:
    case ConnectionState::Closing:
        break;
    case ConnectionState::Connecting:
    case ConnectionState::Waiting:
    case ConnectionState::Failed:
        m_retryAt.reset();
        changeState(ConnectionState::Idle, localCause(cause));
        break;
    case ConnectionState::Open:
    case ConnectionState::Degraded: {
        // A slot that has come while the others were closed is not left out. What becomes of the
        // beat may end the session.
        if (m_session->schedule.isDue(Clock::monotonicNs()))
            beat();
        if (!isOpen(m_state)) {
            disconnectNow(cause);
            return;
        }
        changeState(ConnectionState::Closing, localCause(cause));
        if (!m_session->ledger.isAwaiting() || m_session->deathWatch.missesInARow() > 0) {
            finishClosing();
        } else {
            const std::chrono::nanoseconds drain =
                    std::min<std::chrono::milliseconds>(DrainPeriod, m_heartbeat->rule().timeout);
            m_drainUntilNs = Clock::monotonicNs() + drain.count();
        }
        break;
    }
    }
    setAlarm();
}

void Connection::finishClosing()
{
    m_drainUntilNs.reset();
    if (m_client)
        m_client->close(CloseCode::Normal, {});
}

void Connection::requestAttempt(Cause cause)
{
    if (m_turn && m_turnCause == cause)
        return; // keeps its place
    m_turnCause = cause;
    m_turn =
            m_environment.gate.request([this] { beginAttempt(); },
                                       cause == Cause::UserRequest ? ConnectGate::Priority::High
                                                                   : ConnectGate::Priority::Normal);
    setAlarm();
}

void Connection::beginAttempt()
{
    m_retryAt.reset();
    changeState(ConnectionState::Connecting, localCause(m_turnCause));

    auto request = m_problem
            ? tl::unexpected(*m_problem)
            : UpgradeRequest::fromProfile(*m_profile, m_environment.share.tlsConfigurations);
    if (!request) {
        CloseCause problem = localCause(Cause::InvalidProfile);
        problem.detail = request.error().toString();
        m_lastCause = problem;
        changeState(ConnectionState::Failed, problem);
        setAlarm();
        return;
    }
    m_client = new WebSocketClient(std::move(*request), m_environment.share, *this, this);
    m_client->open();
    setAlarm();
}

void Connection::onPhaseChanged(ConnectPhase phase)
{
    m_phase = phase;
    publishStatus();
}

void Connection::onOpened()
{
    m_phase = ConnectPhase::None;
    const Instant now = Clock::now();
    const qint64 id = m_environment.sessions.take();
    const auto interval = m_heartbeat->rule().interval;
    m_session.emplace(
            Session{.id = id,
                    .openedAt = now,
                    .ledger = BeatLedger(m_profile->id, id, *m_heartbeat),
                    .schedule = BeatSchedule(now, interval, spreadPhase(m_phaseIndex, interval)),
                    .info = m_client->sessionInfo(),
                    .deathWatch = DeathWatch(m_heartbeat->rule())});
    m_session->info.id = id;
    m_session->info.connection = m_profile->id;
    m_session->info.openedAt = now.utcUs;
    ++m_sessionCount;
    m_tcp = {};
    m_environment.updates.add(m_session->info);
    changeState(ConnectionState::Open,
                {.origin = Origin::Peer,
                 .cause = Cause::Opened,
                 .detail = m_session->info.tlsResumed ? CauseDetail::text(CauseDetail::TlsResumed)
                                                      : QString()});
    setAlarm();
}

void Connection::onMessage(const Message &message, const SocketTap::Arrival &arrival)
{
    if (!m_session)
        return;
    m_lastInboundUs = m_session->schedule.utcUsAt(arrival.latestNs);
    const IncomingMessage incoming(message);
    if (const auto answer = m_heartbeat->automaticAnswer(incoming))
        m_client->send(*answer);

    // What had timed out when this arrived is missed, however late the loop got round to it.
    report(m_session->ledger.expire(arrival.earliestNs));
    if (!m_session)
        return;
    report(m_session->ledger.answered(
            incoming, {arrival.earliestNs, arrival.latestNs, Clock::monotonicNs()}));
    if (m_drainUntilNs && m_session && !m_session->ledger.isAwaiting())
        finishClosing();
    setAlarm();
}

void Connection::onAlarm()
{
    const qint64 now = Clock::monotonicNs();
    if (m_retryAt && !m_turn && m_retryAt->monotonicNs <= now) {
        requestAttempt(Cause::Retry);
        return;
    }
    if (m_session && judgementNs().value_or(now + 1) <= now)
        judgeOverdue(now);
    if (m_session && isOpen(m_state) && m_session->schedule.isDue(now))
        beat();
    setAlarm();
}

/// When something has not come in time, if nothing comes before.
std::optional<qint64> Connection::judgementNs() const
{
    if (m_client->isEnding())
        return std::nullopt; // its end says more than what does not come any more
    qint64 next = m_session->ledger.nextDeadlineNs().value_or(never);
    next = std::min(next, m_drainUntilNs.value_or(never));
    if (isOpen(m_state)) {
        const auto dead = m_session->deathWatch.deadlineNs(m_client->lastInboundNs());
        next = std::min(next, dead.value_or(never));
    }
    return next == never ? std::nullopt : std::optional(next);
}

/// What has come may wait to be read, when the loop was held up: that is no silence of the peer.
void Connection::judgeOverdue(qint64 nowNs)
{
    const bool isPatient = m_postponements < MaximumPostponements;
    const qint64 knownNs = isPatient ? std::min(nowNs, m_client->caughtUpNs()) : nowNs;
    report(m_session->ledger.expire(knownNs));
    if (m_session && isOpen(m_state)
        && m_session->deathWatch.isDead(knownNs, m_client->lastInboundNs()))
        die();
    if (m_drainUntilNs && *m_drainUntilNs <= knownNs)
        finishClosing();

    if (m_session && judgementNs().value_or(never) <= nowNs) {
        ++m_postponements;
        m_postponedToNs = nowNs + nsPerMs;
    } else {
        m_postponements = 0;
    }
}

void Connection::setAlarm()
{
    qint64 next = never;
    const auto consider = [&next](std::optional<qint64> time) {
        next = std::min(next, time.value_or(next));
    };
    if (m_retryAt && !m_turn)
        consider(m_retryAt->monotonicNs);
    if (m_session) {
        if (const auto judgement = judgementNs())
            consider(std::max(*judgement, m_postponedToNs));
        if (isOpen(m_state))
            consider(m_session->schedule.dueNs());
    }
    if (next == never)
        m_alarm.cancel();
    else
        m_alarm.set(next);
}

void Connection::beat()
{
    Session &session = *m_session;
    const Instant now = Clock::now();
    noteClockStep(now);
    skipPassedSlots(now.monotonicNs);
    const BeatLedger::Slot slot{session.schedule.dueNs(), session.schedule.dueUs()};
    session.schedule.advance();

    if (session.ledger.isFull()) {
        m_environment.updates.add(
                session.ledger.unsent(slot)); // an own limit: no fault of the peer's
        return;
    }
    if (m_client->queuedBytes() > MaximumQueuedBytes) {
        report({session.ledger.unsent(slot)});
        return;
    }
    if (m_heartbeat->isListening()) {
        if (const auto settled = session.ledger.listen(slot))
            report({*settled});
        return;
    }
    ComposedBeat composed = m_heartbeat->compose(session.ledger.nextSequence());
    const auto sending = m_client->send(*composed.message);
    if (sending.result == WebSocketClient::Sending::Result::Failed) {
        // The socket has been closed, in this very pass of the loop; why, comes with onFinished().
        m_environment.updates.add(session.ledger.unsent(slot));
        return;
    }
    // Of a queued beat nobody knows when it leaves: any part of its round trip may be the time in
    // the queue.
    const bool left = sending.result == WebSocketClient::Sending::Result::Left;
    session.ledger.sent(slot,
                        {.beforeNs = sending.beforeNs,
                         .afterNs = left ? sending.afterNs : BeatLedger::UnknownDeparture,
                         .sentUs = session.schedule.utcUsAt(sending.beforeNs)},
                        std::move(composed.expected));
}

void Connection::noteClockStep(const Instant &now)
{
    BeatSchedule &schedule = m_session->schedule;
    const qint64 stepUs = now.utcUs - schedule.utcUsAt(now.monotonicNs);
    if (std::abs(stepUs) < clockStepUs)
        return;
    schedule.relabel(now);
    CloseCause cause = localCause(Cause::MonitoringGap);
    cause.detail = CauseDetail::text(CauseDetail::ClockMoved,
                                     QString::number(static_cast<double>(stepUs) / 1e6, 'f', 3));
    addEvent(m_state, cause);
}

void Connection::skipPassedSlots(qint64 nowNs)
{
    Session &session = *m_session;
    const qint64 passed = session.schedule.dueCount(nowNs) - 1;
    if (passed <= 0)
        return;
    const qint64 logged = std::min(passed, MaximumUnsentSlots);
    for (qint64 i = 0; i < logged; ++i) {
        m_environment.updates.add(
                session.ledger.unsent({session.schedule.dueNs(), session.schedule.dueUs()}));
        session.schedule.advance();
    }
    session.schedule.skip(passed - logged);
    CloseCause cause = localCause(Cause::MonitoringGap);
    cause.detail = CauseDetail::text(CauseDetail::HeldUp, passed);
    addEvent(m_state, cause);
}

/// No beat leaves any more: those that were due, and did not get their turn, have to be accounted
/// for all the same.
void Connection::closeSchedule()
{
    Session &session = *m_session;
    const qint64 nowNs = Clock::monotonicNs();
    skipPassedSlots(nowNs);
    if (session.schedule.isDue(nowNs)) {
        m_environment.updates.add(
                session.ledger.unsent({session.schedule.dueNs(), session.schedule.dueUs()}));
        session.schedule.advance();
    }
}

void Connection::report(const std::vector<Beat> &beats)
{
    if (beats.empty())
        return;
    const auto tcp = m_client ? m_client->tcpFigures() : std::nullopt;
    if (tcp)
        m_tcp = *tcp;
    for (Beat beat : beats) {
        if (tcp)
            beat.tcpRttUs = tcp->rttUs;
        m_environment.updates.add(beat);
    }
    for (const Beat &beat : beats) // judged when all are in the log: the first may end the session
        judge(beat);
    publishStatus();
}

void Connection::judge(const Beat &beat)
{
    if (!m_session || !isOpen(m_state))
        return;
    switch (beat.outcome) {
    case BeatOutcome::Ok:
    case BeatOutcome::Late:
    case BeatOutcome::Coalesced:
        m_session->deathWatch.noteAnswer();
        m_attempt = 0;
        break;
    case BeatOutcome::Missed:
        if (!beat.rttNs) // else an answer after the timeout: the miss has been counted
            noteMiss(beat);
        return;
    case BeatOutcome::Unsent:
        noteMiss(beat);
        return;
    }
    if (beat.outcome == BeatOutcome::Late && m_state == ConnectionState::Open)
        changeState(ConnectionState::Degraded,
                    {.origin = Origin::Transport, .cause = Cause::BeatLate});
    else if (beat.outcome == BeatOutcome::Ok && m_state == ConnectionState::Degraded)
        changeState(ConnectionState::Open, {.origin = Origin::Peer, .cause = Cause::Recovered});
}

void Connection::noteMiss(const Beat &beat)
{
    m_session->deathWatch.noteMiss(beat.outcome == BeatOutcome::Missed
                                           ? m_session->ledger.expiredDepartureNs()
                                           : Clock::monotonicNs());
    if (m_session->deathWatch.hasMissedTooMany()) {
        die();
    } else if (m_state == ConnectionState::Open) {
        changeState(ConnectionState::Degraded,
                    {.origin = Origin::Transport, .cause = Cause::BeatMissed});
    }
}

void Connection::die()
{
    leave({.origin = Origin::Transport,
           .cause = Cause::Silence,
           .closeCode = CloseCode::AbnormalClosure,
           .detail = m_session->deathWatch.describe(Clock::monotonicNs(), m_client->tcpFigures())});
}

void Connection::onFinished(CloseCause cause)
{
    if (cause.origin == Origin::Local && cause.cause == Cause::UserRequest)
        cause.cause = m_closeRequest;
    leave(cause);
}

void Connection::leave(const CloseCause &cause)
{
    m_lastCause = cause;
    if (m_state == ConnectionState::Closing) {
        changeState(ConnectionState::Idle, cause);
        if (std::exchange(m_connectAfterClose, false))
            connectNow();
    } else if (m_profile->reconnect.allows(m_attempt + 1)) {
        ++m_attempt;
        const auto delay =
                m_profile->reconnect.delay(m_attempt, QRandomGenerator::global()->generateDouble());
        const Instant now = Clock::now();
        const std::chrono::nanoseconds delayNs = delay;
        const qint64 retryNs = now.monotonicNs + delayNs.count();
        m_retryAt = Instant{retryNs, Clock::utcUsAt(retryNs, now)};
        changeState(ConnectionState::Waiting, cause);
    } else {
        changeState(ConnectionState::Failed, cause);
    }
    setAlarm();
}

void Connection::changeState(ConnectionState to, const CloseCause &cause)
{
    const bool keepsClient =
            to == ConnectionState::Connecting || isOpen(to) || to == ConnectionState::Closing;
    if (!keepsClient && m_session) {
        // What is still awaited has to be in the log before the event that ends the session.
        for (Beat &beat : m_session->ledger.abandon()) {
            beat.tcpRttUs = m_tcp.rttUs > 0 ? std::optional(m_tcp.rttUs) : std::nullopt;
            m_environment.updates.add(beat);
        }
    }
    if (m_session && isOpen(m_state) && !isOpen(to))
        closeSchedule();
    if (!keepsClient && m_session) {
        m_session->info.closedAt = Clock::utcUs();
        m_environment.updates.add(m_session->info);
    }
    addEvent(to, cause);
    m_state = to;
    if (to != ConnectionState::Connecting)
        m_turn.giveBack();
    m_sinceUs = Clock::utcUs();
    if (!keepsClient) {
        m_session.reset();
        m_drainUntilNs.reset();
        m_postponements = 0;
        m_phase = ConnectPhase::None;
        if (m_client) {
            m_client->abort();
            m_client->deleteLater(); // this may be running in one of its functions
            m_client = nullptr;
        }
    }
    publishStatus();
    if (isIdle() && m_environment.onSettled)
        m_environment.onSettled(id());
}

void Connection::addEvent(ConnectionState to, const CloseCause &cause)
{
    ConnectionEvent event{.at = Clock::utcUs(),
                          .connection = m_profile->id,
                          .from = m_state,
                          .to = to,
                          .cause = cause};
    if (m_session) {
        event.session = m_session->id;
        if (!isOpen(to))
            event.silenceMs = silenceMs();
    }
    if (m_state == ConnectionState::Connecting && m_client)
        event.phases = m_client->phaseTimes();
    m_environment.updates.add(event);
}

std::optional<qint64> Connection::silenceMs() const
{
    const qint64 lastNs = std::max(m_session->openedAt.monotonicNs,
                                   m_client ? m_client->lastInboundNs().value_or(0) : 0);
    return (Clock::monotonicNs() - lastNs) / nsPerMs;
}

void Connection::publishStatus()
{
    ConnectionStatus status{.connection = m_profile->id,
                            .state = m_state,
                            .phase = m_phase,
                            .sinceUs = m_sinceUs,
                            .lastInboundUs = m_lastInboundUs,
                            .attempt = m_attempt,
                            .sessions = m_sessionCount,
                            .lastCause = m_lastCause,
                            .tcp = m_tcp};
    if (m_session) {
        status.session = m_session->id;
        status.openSinceUs = m_session->openedAt.utcUs;
    }
    if (m_retryAt)
        status.retryAtUs = m_retryAt->utcUs;
    m_environment.updates.add(status);
}

} // namespace heartline
