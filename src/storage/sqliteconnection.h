// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <optional>

namespace heartline {

/// One connection to a SQLite file, closed when it goes out of scope. Belongs to the thread that
/// opened it. Queries made from it must be gone before it is.
class SqliteConnection {
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// The file must exist. Waits up to `busyTimeout` for locks of other programs.
    static Result<SqliteConnection> open(const QString &file, Mode mode,
                                         std::chrono::milliseconds busyTimeout);

    SqliteConnection(SqliteConnection &&other) noexcept;
    SqliteConnection &operator=(SqliteConnection &&other) noexcept;
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;
    ~SqliteConnection();

    Result<void> exec(const QString &sql);
    Result<QSqlQuery> prepare(const QString &sql);
    /// Runs a prepared query; on success the caller reads its rows.
    Result<void> run(QSqlQuery &query) const;
    /// The first column of the first row; invalid without a row.
    Result<QVariant> value(const QString &sql);

    /// After a loop over query.next(): whether it ended at the last row or at an error.
    Result<void> checkEnd(const QSqlQuery &query) const;

private:
    SqliteConnection(QString name, QString file, const QSqlDatabase &database);
    void close();
    Error toError(const QSqlError &error) const;

    QString m_name; ///< Of the connection in QSqlDatabase; empty once moved from.
    QString m_file;
    QSqlDatabase m_database;
};

/// While it lives, all reads of its connection see the log as it was at the first of them.
class SqliteSnapshot {
public:
    static Result<SqliteSnapshot> begin(SqliteConnection &connection);

    SqliteSnapshot(SqliteSnapshot &&other) noexcept;
    SqliteSnapshot &operator=(SqliteSnapshot &&other) = delete;
    SqliteSnapshot(const SqliteSnapshot &) = delete;
    SqliteSnapshot &operator=(const SqliteSnapshot &) = delete;
    ~SqliteSnapshot();

private:
    explicit SqliteSnapshot(SqliteConnection &connection);

    SqliteConnection *m_connection;
};

/// `value`, or SQL's NULL of type INTEGER. QtSql binds only qint64 as a 64-bit integer.
QVariant toSql(const std::optional<qint64> &value);
std::optional<qint64> optionalInteger(const QVariant &value);

} // namespace heartline
