// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/logstore.h"
#include "storage/logwriter.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace heartline {

/// The queue and the thread behind LogWriter. start() and stop() belong to the thread that made it;
/// everything else is thread-safe.
class LogThread {
public:
    /// Rows of one transaction, about: bounds how long readers and the file system are kept busy.
    static constexpr qint64 RowsPerTransaction = 20'000;

    /// `notify` is called in the log thread, without the lock, when the status has changed.
    explicit LogThread(std::function<void()> notify);
    ~LogThread();

    Result<LogWriter::Opened> start(const QString &file);
    void stop();

    void registerConnections(const std::vector<LoggedConnection> &connections);
    void enqueue(const UpdateBatchPtr &batch);
    void flush();
    LogWriter::Status status() const;

private:
    using Lock = std::unique_lock<std::mutex>;

    void run(const QString &file);
    bool waitForWork(); ///< False: the last round, stop() was called.
    void drain(LogStore &store);
    bool reopen(LogStore &store, LogStore::Directories directories);
    void fail(const Error &error);
    void finishRound(const LogStore &store, quint64 flushes);

    const std::function<void()> m_notify;
    std::thread m_thread;
    LogStore::Running m_running; ///< From the file before; for the log thread only.

    mutable std::mutex m_mutex; ///< Protects everything below.
    std::condition_variable m_wake; ///< The log thread waits: work, a flush or stop().
    std::condition_variable
            m_roundDone; ///< start() and flush() wait: the log thread has been round.
    std::deque<UpdateBatchPtr> m_pending;
    std::vector<LoggedConnection> m_connections; ///< All that were registered, in that order.
    QHash<ConnectionId, std::size_t> m_places; ///< In m_connections.
    std::vector<LoggedConnection> m_unwritten; ///< Of them, those that the file does not have yet.
    LogWriter::Status m_status;
    std::optional<Result<LogWriter::Opened>> m_opened; ///< Set by the first attempt to open.
    quint64 m_flushesAsked = 0;
    quint64 m_flushesDone = 0;
    bool m_stop = false;
    bool m_changesFile = false; ///< stop() is part of start(): rows wait for the next file.
};

} // namespace heartline
