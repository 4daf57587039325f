// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/updatebatch.h"
#include "storage/logfile.h"
#include "storage/loggedconnection.h"
#include "storage/sqliteconnection.h"

#include <QHash>
#include <QLockFile>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>

namespace heartline {

/// The write side of a log file: batches in, one transaction a call. After an error it is closed
/// and can be opened again. Belongs to the thread that opened it.
class LogStore {
public:
    /// Another program may hold the log locked that long before writing counts as failed.
    static constexpr std::chrono::milliseconds BusyTimeout{200};

    enum class Directories { Create, MustExist };

    struct Opened {
        qint64 nextSession = 1;
        std::optional<qint64> oldestUs;
        QString setAside;
    };

    /// Sessions that a new file needs to know, by their connection. They are asked for at openings
    /// and closings only, and of a hash's room a quarter would lie idle.
    using Running = std::map<ConnectionId, SessionInfo>;

    /// `running`: those that go on from another log.
    explicit LogStore(QString file, Running running = {});
    const Running &running() const { return m_running; }

    /// Opens, creates or migrates the file. A damaged database is set aside, and a new one begun; a
    /// file that is something else is refused and left as it is, unless this store wrote it before.
    Result<Opened> open(Directories directories);
    bool isOpen() const { return m_connection.has_value(); }
    void close();

    /// All or nothing. Fails also if the file was deleted or replaced meanwhile; the rows then go
    /// into the next one.
    Result<void> write(std::span<const LoggedConnection> connections,
                       std::span<const UpdateBatchPtr> batches);

private:
    struct Statements {
        QSqlQuery upsertConnection;
        QSqlQuery addUnknownConnection;
        QSqlQuery findConnection;
        QSqlQuery upsertSession;
        QSqlQuery upsertBeat;
        QSqlQuery addPeriod;
        QSqlQuery insertEvent;
    };

    /// A connection in the file that is open.
    struct Row {
        qint64 id = 0;
        qint64 period = -1; ///< Of the beat written last (LogSchema::PeriodUs).
    };

    Result<Opened> openFile();
    Result<Opened> openDatabase();
    Result<Statements> prepareStatements();
    Result<void> writeRows(std::span<const LoggedConnection> connections,
                           std::span<const UpdateBatchPtr> batches);
    Result<void> writeBatch(const UpdateBatch &batch);
    Result<void> writeConnection(const LoggedConnection &connection);
    Result<void> writeSession(const SessionInfo &session);
    Result<void> writeBeat(const Beat &beat);
    Result<void> writeEvent(const ConnectionEvent &event);
    Result<Row *> rowOf(const ConnectionId &id); ///< Valid until the next call.
    Result<void> checkIdentity();

    QString m_file;
    bool m_corrupt = false; ///< Writing found damage: set aside before the next opening.
    std::unique_ptr<QLockFile> m_lock; ///< Session ids allow one writer only.
    std::optional<SqliteConnection> m_connection;
    std::optional<Statements> m_statements; ///< Go before m_connection.
    std::optional<LogFile::Identity> m_identity; ///< While open.
    std::optional<LogFile::Identity> m_ours; ///< What was opened last: a log, whatever it is now.
    QHash<ConnectionId, Row> m_rows;
    Running m_running;
};

} // namespace heartline
