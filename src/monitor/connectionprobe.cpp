// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/connectionprobe.h"

#include "heartbeat/heartbeat.h"
#include "network/connectionpool.h"
#include "profiles/references.h"

#include <algorithm>

namespace heartline {

namespace {

/// More than three beats can be settled before the notice of the third is read; a test never makes
/// anything near this many records.
constexpr std::size_t maximumQueuedRecords = 1'000;

/// The profile as the test runs it: in a hurry, and only once.
Profile forTest(Profile profile)
{
    profile.id = QUuid::createUuid();
    profile.reconnect.enabled = false;
    profile.limits.close = std::min<std::chrono::milliseconds>(profile.limits.close,
                                                               ConnectionProbe::MaximumClose);
    const auto heartbeat = Heartbeat::compile(profile.heartbeat);
    if (!heartbeat)
        return profile; // fails with that error when it is run
    if (!heartbeat->isListening()) {
        profile.heartbeat.interval = std::min<std::chrono::milliseconds>(heartbeat->rule().interval,
                                                                         ConnectionProbe::Interval);
    }
    // Missed beats are a finding of the test, not its end.
    profile.heartbeat.missesAllowed = HeartbeatRule::MaximumMissesAllowed;
    return profile;
}

} // namespace

ConnectionProbe::ConnectionProbe(QObject *parent, std::chrono::milliseconds maximumDuration)
    : QObject(parent)
    , m_updates(maximumQueuedRecords,
                [this] { QMetaObject::invokeMethod(this, "takeUpdates", Qt::QueuedConnection); })
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(maximumDuration);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(ProbeResult::End::TimedOut); });
}

ConnectionProbe::~ConnectionProbe() = default;

void ConnectionProbe::start(const Profile &profile)
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_result = {};
    m_updates.take();
    m_pool = std::make_unique<ConnectionPool>(ConnectionPool::Options{
            .workers = 1, .sink = [this](const UpdateBatchPtr &batch) { m_updates.put(batch); }});
    connect(m_pool.get(), &ConnectionPool::drained, this, &ConnectionProbe::finish,
            Qt::QueuedConnection);

    const auto resolved = resolveReferences(profile);
    m_pool->assign(std::make_shared<const Profile>(forTest(resolved.value_or(profile))),
                   resolved ? std::nullopt : std::optional<Error>(resolved.error()), true);
    m_deadline.start();
}

void ConnectionProbe::cancel()
{
    if (m_running)
        end(ProbeResult::End::Cancelled);
}

void ConnectionProbe::takeUpdates()
{
    for (const UpdateBatchPtr &batch : m_updates.take().batches) {
        if (m_running && m_result.end == ProbeResult::End::None)
            take(*batch);
    }
    if (!m_running || m_result.end != ProbeResult::End::None)
        return;
    if (m_result.failure)
        end(ProbeResult::End::Failed);
    else if (m_result.beats.size() >= Beats)
        end(ProbeResult::End::Settled);
    else
        Q_EMIT progressed();
}

void ConnectionProbe::take(const UpdateBatch &batch)
{
    for (const SessionInfo &session : batch.sessions)
        m_result.session = session;
    for (const Beat &beat : batch.beats) {
        if (m_result.beats.size() < Beats)
            m_result.beats.push_back(beat);
    }
    for (const ConnectionEvent &event : batch.events) {
        if (event.from == ConnectionState::Connecting)
            m_result.phases = event.phases;
        if (event.to == ConnectionState::Failed)
            m_result.failure = event.cause;
    }
    for (const ConnectionStatus &status : batch.statuses)
        m_result.phase = status.phase;
}

void ConnectionProbe::end(ProbeResult::End how)
{
    if (m_result.end != ProbeResult::End::None)
        return;
    m_deadline.stop();
    m_result.end = how;
    m_pool->shutDown();
    Q_EMIT progressed();
}

void ConnectionProbe::finish()
{
    m_pool.reset();
    m_running = false;
    Q_EMIT finished();
}

} // namespace heartline
