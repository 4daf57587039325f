// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/updatebatch.h"
#include "storage/loggedconnection.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace heartline {

class LogThread;

/// Writes the heartbeat log: one SQLite file (resources/docs/log-format.md), written by a thread of
/// its own. Lives in the thread that made it; what may be called from elsewhere says so.
class LogWriter : public QObject {
    Q_OBJECT

public:
    /// What is enqueued is on disk after this long, plus the time that the writing takes: below
    /// 500 ms on a healthy disk. A killed process loses no more than that.
    static constexpr std::chrono::milliseconds FlushPeriod{250};
    /// Rows that wait for a disk that fails, at most; beyond, new rows are counted as lost.
    static constexpr qint64 MaximumPendingRows = 1'000'000;

    struct Status {
        enum class State {
            Closed, ///< No log was asked for.
            Writing, ///< All is well.
            Failing, ///< The file cannot be opened or written; it is tried again every FlushPeriod.
        };

        State state = State::Closed;
        QString file;
        qint64 rowsWritten = 0; ///< Beats, events and sessions since open().
        qint64 rowsPending = 0;
        qint64 rowsLost = 0; ///< Since open(): beyond the bound, or still pending at close().
        qint64 fileBytes = 0; ///< The file and its write-ahead log.
        std::optional<qint64> oldestUs; ///< UTC microseconds of the oldest beat in the file.
        std::optional<Error> error; ///< Set while failing.
        QString setAside; ///< Where a corrupt file was moved to, by open() or while running.

        bool operator==(const Status &) const = default;
    };

    struct Opened {
        qint64 nextSession = 1; ///< Greater than the id of any session in the file.
        QString setAside; ///< Where a corrupt file was moved to, else empty.
    };

    explicit LogWriter(QObject *parent = nullptr);
    ~LogWriter() override; ///< Like close().

    /// Opens or creates `file` (mode 0600; missing directories 0700), migrates it and starts the
    /// thread. A damaged database is set aside; a file that is anything else but a log is
    /// refused and left as it is. On an error the writer stays
    /// Failing, keeps rows up to the bound and goes on trying until close(); number the sessions
    /// from fallbackSession() then.
    /// While a log is open this changes the file: sessions that run get a row in the new one too,
    /// and rows that the old one did not get go there. Connections are to be registered again.
    Result<Opened> open(const QString &file);

    /// A first session id for a run whose log could not be read: the milliseconds since 1970,
    /// above anything that counting from 1 reaches.
    static qint64 fallbackSession();

    /// Tells names, groups and addresses of connections, new and changed ones. Thread-safe.
    void registerConnections(const std::vector<LoggedConnection> &connections);

    /// Takes a batch over; never waits for the disk. Thread-safe; without an open log it does
    /// nothing. Beats must name a connection; one that was never registered gets an empty name.
    void enqueue(const UpdateBatchPtr &batch);

    /// Blocks until everything enqueued so far is on disk, or one attempt to write it has failed.
    /// Thread-safe.
    void flush();

    /// Flushes and closes; what cannot be written counts as lost. Status stays readable.
    void close();

    /// Thread-safe.
    Status status() const;

Q_SIGNALS:
    /// At most once a FlushPeriod, apart from open(), flush() and close().
    void statusChanged(const heartline::LogWriter::Status &status);

private:
    Q_INVOKABLE void publishStatus();

    std::unique_ptr<LogThread> m_thread;
    std::atomic<bool> m_noticePosted{false}; ///< At most one until it has been read.
    Status m_published; ///< By the last statusChanged().
};

} // namespace heartline
