// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/monitorsession.h"

#include "core/clock.h"
#include "core/englishwords.h"
#include "monitor/livestate.h"
#include "monitor/updatequeue.h"
#include "network/connectionpool.h"
#include "profiles/references.h"
#include "profiles/urlrules.h"

#include <QHash>
#include <QSet>
#include <QThread>
#include <QTimer>

#include <utility>

namespace heartline {

namespace {

/// True if a running connection must be restarted to become `next`.
bool needsRestart(const Profile &current, const Profile &next)
{
    Profile comparable = next;
    comparable.name = current.name;
    comparable.group = current.group;
    comparable.enabled = current.enabled;
    comparable.unknown = current.unknown;
    return comparable != current;
}

} // namespace

class MonitorSession::Private {
public:
    Private(MonitorSession *session, const Options &options)
        : q(session)
        , live(options.content)
        , queue(MaximumQueuedRecords,
                [this] {
                    // By name: a functor would be read here after a worker wrote it, with only Qt's
                    // own lock in between, which ThreadSanitizer cannot see.
                    QMetaObject::invokeMethod(q, "startUpdateTimer", Qt::QueuedConnection);
                })
        , pool(std::make_unique<ConnectionPool>(ConnectionPool::Options{
                  .workers = options.workers, .sink = [this](const UpdateBatchPtr &batch) {
                      log.enqueue(batch);
                      queue.put(batch);
                  }}))
    {
        updateTimer.setSingleShot(true);
        updateTimer.setInterval(1'000 / UpdatesPerSecond);
        connect(&updateTimer, &QTimer::timeout, q, [this] { publish(); });
        idleTimer.setSingleShot(true);
        idleTimer.setInterval(IdleUpdatePeriod);
        connect(&idleTimer, &QTimer::timeout, q, [this] { publish(); });
        connect(&log, &LogWriter::statusChanged, q, &MonitorSession::logStatusChanged);
        startTimer.setSingleShot(true);
        startTimer.setInterval(0);
        connect(&startTimer, &QTimer::timeout, q, [this] { startSome(StartBudget); });
        shutdownTimer.setSingleShot(true);
        connect(&shutdownTimer, &QTimer::timeout, q, [this] { finish(); });
        // Queued: finish() deletes the pool.
        connect(
                pool.get(), &ConnectionPool::drained, q, [this] { finish(); },
                Qt::QueuedConnection);
    }

    void startUpdateTimer()
    {
        if (!isFinished && !updateTimer.isActive())
            updateTimer.start();
    }

    void takeQueue()
    {
        const UpdateQueue::Taken taken = queue.take();
        const qint64 now = Clock::monotonicNs();
        for (const UpdateBatchPtr &batch : taken.batches)
            live.apply(*batch, now);
        live.noteDropped(taken.droppedBeats, taken.droppedEvents);
    }

    void publish()
    {
        takeQueue();
        const std::size_t most = isFinished ? live.changedCount() : MaximumSnapshotsPerUpdate;
        if (live.hasChanges())
            Q_EMIT q->updated(live.takeUpdate(Clock::monotonicNs(), most));
        if (isFinished)
            return;
        if (live.changedCount() > 0)
            startUpdateTimer();
        else if (live.hasChanges())
            idleTimer.start();
    }

    void finish()
    {
        if (std::exchange(isFinished, true))
            return;
        shutdownTimer.stop();
        updateTimer.stop();
        idleTimer.stop();
        startTimer.stop();
        pool.reset(); // cuts what did not close in time, and leaves nobody who could report
        publish();
        log.close();
        Q_EMIT q->finished();
    }

    void registerConnections()
    {
        std::vector<LoggedConnection> logged;
        logged.reserve(profiles.size());
        for (const SharedProfile &profile : profiles)
            logged.push_back(
                    {profile->id, profile->name, profile->group, displayUrl(profile->url)});
        log.registerConnections(logged);
    }

    void run(const SharedProfile &profile)
    {
        const EnglishWords forTheLog;
        const auto resolved = resolveReferences(profile);
        const auto problem = resolved ? std::nullopt : std::optional(resolved.error());
        pool->assign(resolved.value_or(profile), problem, profile->enabled);
    }

    /// Hands over to the pool what setProfiles() has put down, for about so long; the rest follows
    /// in later passes of the event loop.
    void startSome(std::chrono::nanoseconds budget)
    {
        const qint64 end = Clock::monotonicNs() + budget.count();
        while (!toStart.isEmpty() && nextToStart < profiles.size()) {
            const SharedProfile &profile = profiles[nextToStart++];
            if (!toStart.remove(profile->id))
                continue;
            run(profile);
            if (Clock::monotonicNs() >= end)
                break;
        }
        if (toStart.isEmpty())
            toStart.clear(); // with the room that it had for thousands
        else
            startTimer.start();
    }

    /// Before something is asked of a connection that the pool does not know yet.
    void ensureStarted(const ConnectionId &id)
    {
        if (toStart.contains(id))
            startSome(std::chrono::hours(1));
    }

    MonitorSession *q;
    std::vector<SharedProfile> profiles;
    QSet<ConnectionId> toStart; ///< Of `profiles`: new, or changed so that it must be restarted.
    std::size_t nextToStart = 0; ///< None before this place is to be started.
    LiveState live;
    LogWriter log;
    QTimer updateTimer;
    QTimer idleTimer;
    QTimer startTimer;
    QTimer shutdownTimer;
    bool isShuttingDown = false;
    bool isFinished = false;
    UpdateQueue queue;
    std::unique_ptr<ConnectionPool>
            pool; ///< Last: its threads use the log and the queue. Null when finished.
};

MonitorSession::MonitorSession(Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options))
{
}

MonitorSession::MonitorSession(QObject *parent)
    : MonitorSession(Options{}, parent)
{
}

void MonitorSession::startUpdateTimer()
{
    d->startUpdateTimer();
}

MonitorSession::~MonitorSession() = default;

Result<LogWriter::Opened> MonitorSession::openLog(const QString &file)
{
    Q_ASSERT(thread() == QThread::currentThread());
    auto opened = d->log.open(file);
    d->registerConnections(); // a new file knows none of them
    if (d->pool)
        d->pool->sessions().raiseTo(opened ? opened->nextSession : LogWriter::fallbackSession());
    return opened;
}

LogWriter::Status MonitorSession::logStatus() const
{
    return d->log.status();
}

QString MonitorSession::logFile() const
{
    return d->log.status().file;
}

void MonitorSession::flushLog()
{
    d->log.flush();
}

void MonitorSession::setProfiles(std::vector<Profile> profiles)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!d->pool)
        return;
    d->live.setProfiles(profiles);

    QHash<ConnectionId, SharedProfile> before;
    before.reserve(static_cast<qsizetype>(d->profiles.size()));
    for (const SharedProfile &profile : std::exchange(d->profiles, {}))
        before.insert(profile->id, profile);
    d->profiles.reserve(profiles.size());
    for (Profile &profile : profiles) {
        const SharedProfile current = before.value(profile.id);
        const bool isUnchanged = current && *current == profile; // goes on being shared
        d->profiles.push_back(isUnchanged ? current
                                          : std::make_shared<const Profile>(std::move(profile)));
    }
    d->registerConnections();

    for (const SharedProfile &profile : d->profiles) {
        const SharedProfile current = before.take(profile->id);
        if (!current || needsRestart(*current, *profile)) {
            d->toStart.insert(profile->id);
        } else if (current->enabled != profile->enabled && !d->toStart.contains(profile->id)) {
            if (profile->enabled)
                d->pool->connectTo(profile->id);
            else
                d->pool->disconnectFrom(profile->id);
        }
    }
    for (auto removed = before.keyBegin(); removed != before.keyEnd(); ++removed) {
        d->toStart.remove(*removed);
        d->pool->remove(*removed);
    }
    d->nextToStart = 0;
    d->startTimer.start();
    d->startUpdateTimer();
}

void MonitorSession::connectTo(std::span<const ConnectionId> ids)
{
    for (const ConnectionId &id : ids) {
        if (!d->pool)
            return;
        d->ensureStarted(id);
        d->pool->connectTo(id);
    }
}

void MonitorSession::disconnectFrom(std::span<const ConnectionId> ids)
{
    for (const ConnectionId &id : ids) {
        if (!d->pool)
            return;
        d->ensureStarted(id);
        d->pool->disconnectFrom(id);
    }
}

std::vector<ConnectionSnapshot> MonitorSession::snapshots() const
{
    return d->live.snapshots();
}

std::optional<ConnectionSnapshot> MonitorSession::snapshot(const ConnectionId &id) const
{
    return d->live.snapshot(id);
}

std::optional<SessionInfo> MonitorSession::sessionInfo(const ConnectionId &id) const
{
    return d->live.sessionInfo(id);
}

BeatAccuracy MonitorSession::accuracy(const ConnectionId &id) const
{
    return d->live.accuracy(id);
}

void MonitorSession::shutdown()
{
    if (std::exchange(d->isShuttingDown, true))
        return;
    d->toStart.clear();
    d->shutdownTimer.start(ShutdownPeriod);
    d->pool->shutDown();
}

} // namespace heartline
