// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logthread.h"

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace heartline {

namespace {

qint64 rowsOf(const UpdateBatch &batch)
{
    const std::size_t rows = batch.beats.size() + batch.events.size() + batch.sessions.size();
    return static_cast<qint64>(rows);
}

#ifdef Q_OS_LINUX
/// The first version of the kernel's sched_attr, for which the C library has no name.
struct SchedulingAttributes {
    quint32 size = sizeof(SchedulingAttributes);
    quint32 policy = SCHED_OTHER;
    quint64 flags = 0;
    qint32 niceness = 0;
    quint32 priority = 0;
    quint64 sliceNs = 0; ///< From Linux 6.12 on; earlier ones ignore it.
    quint64 deadlineNs = 0;
    quint64 periodNs = 0;
};
#endif

/// Lets the network's threads, and the servers on this machine, go first: a row can wait, a beat
/// cannot. The calling thread only, which is what Linux takes "process 0" for.
void yieldToOthers()
{
#ifdef Q_OS_LINUX
    // Keeps a third of the usual share, should the machine be overloaded; but takes it in so long
    // turns that whoever wakes meanwhile, and asks for a shorter one, interrupts it.
    constexpr int niceness = 5;
    constexpr quint64 longestSliceNs = 100'000'000;
    const SchedulingAttributes attributes{.niceness = niceness, .sliceNs = longestSliceNs};
    if (::syscall(SYS_sched_setattr, 0, &attributes, 0) != 0)
        (void)::setpriority(PRIO_PROCESS, 0, niceness);
#endif
}

} // namespace

LogThread::LogThread(std::function<void()> notify)
    : m_notify(std::move(notify))
{
}

LogThread::~LogThread()
{
    stop();
}

Result<LogWriter::Opened> LogThread::start(const QString &file)
{
    {
        const Lock lock(m_mutex);
        m_changesFile = m_thread.joinable();
    }
    stop();
    Lock lock(m_mutex);
    m_changesFile = false;
    m_stop = false;
    m_opened.reset();
    m_flushesDone = m_flushesAsked;
    const qint64 pending = m_status.rowsPending; // what the file before did not get
    m_status = {};
    m_status.rowsPending = pending;
    m_status.state = LogWriter::Status::State::Writing;
    m_status.file = file;
    m_thread = std::thread([this, file] { run(file); });
    m_roundDone.wait(lock, [this] { return m_opened.has_value(); });
    return *m_opened;
}

void LogThread::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const Lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void LogThread::registerConnections(const std::vector<LoggedConnection> &connections)
{
    const Lock lock(m_mutex);
    // A file that has yet to be opened, or opened again, gets all of them then.
    const bool isWriting = m_status.state == LogWriter::Status::State::Writing;
    for (const LoggedConnection &connection : connections) {
        if (isWriting)
            m_unwritten.push_back(connection);
        const auto place = m_places.constFind(connection.id);
        if (place != m_places.constEnd()) {
            m_connections[*place] = connection;
        } else {
            m_places.insert(connection.id, m_connections.size());
            m_connections.push_back(connection);
        }
    }
    m_wake.notify_all();
}

void LogThread::enqueue(const UpdateBatchPtr &batch)
{
    const qint64 rows = batch ? rowsOf(*batch) : 0;
    if (rows == 0)
        return;
    const Lock lock(m_mutex);
    if (m_status.state == LogWriter::Status::State::Closed)
        return;
    if (m_status.rowsPending + rows > LogWriter::MaximumPendingRows) {
        m_status.rowsLost += rows;
        return;
    }
    const bool wasIdle = m_pending.empty();
    m_pending.push_back(batch);
    m_status.rowsPending += rows;
    if (wasIdle) // else the thread knows, and lets rows collect
        m_wake.notify_all();
}

void LogThread::flush()
{
    Lock lock(m_mutex);
    if (m_status.state == LogWriter::Status::State::Closed)
        return;
    const quint64 target = ++m_flushesAsked;
    m_wake.notify_all();
    m_roundDone.wait(lock, [this, target] { return m_flushesDone >= target; });
}

LogWriter::Status LogThread::status() const
{
    const Lock lock(m_mutex);
    return m_status;
}

void LogThread::run(const QString &file)
{
    yieldToOthers();
    LogStore store(file, std::exchange(m_running, {}));
    reopen(store, LogStore::Directories::Create);
    finishRound(store, 0);
    bool more = true;
    while (more) {
        more = waitForWork();
        quint64 flushes = 0;
        {
            const Lock lock(m_mutex);
            flushes = m_flushesAsked;
        }
        drain(store);
        finishRound(store, flushes);
    }
    store.close();
    {
        const Lock lock(m_mutex);
        if (m_changesFile) {
            m_running = store.running();
        } else {
            m_status.state = LogWriter::Status::State::Closed;
            m_status.rowsLost += std::exchange(m_status.rowsPending, 0);
            m_pending.clear();
        }
        m_connections.clear(); // the next file may be another workspace's
        m_places.clear();
        m_unwritten.clear();
        m_flushesDone = m_flushesAsked;
    }
    m_roundDone.notify_all();
    m_notify();
}

bool LogThread::waitForWork()
{
    const auto urgent = [this] { return m_stop || m_flushesAsked != m_flushesDone; };
    Lock lock(m_mutex);
    m_wake.wait(lock, [&] {
        // While failing it goes round without work too, so that the banner does not outlive the
        // fault.
        return urgent() || !m_pending.empty() || !m_unwritten.empty()
                || m_status.state == LogWriter::Status::State::Failing;
    });
    // Rows collect meanwhile: a transaction costs more than a row.
    m_wake.wait_for(lock, LogWriter::FlushPeriod, urgent);
    return !m_stop;
}

void LogThread::drain(LogStore &store)
{
    if (!store.isOpen() && !reopen(store, LogStore::Directories::MustExist))
        return;
    std::size_t remaining = 0;
    {
        const Lock lock(m_mutex);
        remaining = m_pending.size(); // what comes later waits for the next round
    }
    std::vector<UpdateBatchPtr> batches;
    std::vector<LoggedConnection> connections;
    do {
        batches.clear();
        qint64 rows = 0;
        {
            const Lock lock(m_mutex);
            for (const UpdateBatchPtr &batch : m_pending) {
                if (batches.size() == remaining || rows >= RowsPerTransaction)
                    break;
                batches.push_back(batch);
                rows += rowsOf(*batch);
            }
            connections = std::exchange(m_unwritten, {});
        }
        if (batches.empty() && connections.empty())
            break;
        if (const auto written = store.write(connections, batches); !written) {
            fail(written.error());
            return;
        }
        remaining -= batches.size();
        const Lock lock(m_mutex);
        m_pending.erase(m_pending.begin(),
                        m_pending.begin() + static_cast<std::ptrdiff_t>(batches.size()));
        m_status.rowsPending -= rows;
        m_status.rowsWritten += rows;
        for (const UpdateBatchPtr &batch : batches) {
            if (!m_status.oldestUs && !batch->beats.empty())
                m_status.oldestUs = batch->beats.front().scheduledAt;
        }
    } while (remaining > 0);
}

bool LogThread::reopen(LogStore &store, LogStore::Directories directories)
{
    const auto opened = store.open(directories);
    if (!opened)
        fail(opened.error());
    const Lock lock(m_mutex);
    if (opened) {
        m_status.state = LogWriter::Status::State::Writing;
        m_status.error.reset();
        m_status.oldestUs = opened->oldestUs;
        if (!opened->setAside.isEmpty())
            m_status.setAside = opened->setAside;
        m_unwritten = m_connections;
    }
    if (!m_opened) {
        m_opened = opened.map([](const LogStore::Opened &o) {
            return LogWriter::Opened{o.nextSession, o.setAside};
        });
    }
    return opened.has_value();
}

void LogThread::fail(const Error &error)
{
    const Lock lock(m_mutex);
    m_status.state = LogWriter::Status::State::Failing;
    m_status.error = error;
}

void LogThread::finishRound(const LogStore &store, quint64 flushes)
{
    const auto file = [this] {
        const Lock lock(m_mutex);
        return m_status.file;
    };
    // Asked outside of the lock, for which the network's threads wait when they hand beats over.
    const qint64 fileBytes = store.isOpen() ? LogFile::bytes(file()) : 0;
    {
        const Lock lock(m_mutex);
        if (store.isOpen())
            m_status.fileBytes = fileBytes;
        m_flushesDone = std::max(m_flushesDone, flushes);
    }
    m_roundDone.notify_all();
    m_notify();
}

} // namespace heartline
