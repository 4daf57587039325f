// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqliteconnection.h"

#include <QSqlError>

#include <atomic>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

// Primary result codes, https://www.sqlite.org/rescode.html
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26,
};

QString uniqueName()
{
    static std::atomic<quint64> counter{0};
    return u"heartline-log-%1"_s.arg(++counter);
}

} // namespace

Result<SqliteConnection> SqliteConnection::open(const QString &file, Mode mode,
                                                std::chrono::milliseconds busyTimeout)
{
    const QString name = uniqueName();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(file);
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeout.count());
    if (mode == Mode::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    database.setConnectOptions(options);
    SqliteConnection connection(name, file, database);
    if (!database.isValid()) {
        return failure(Error::Kind::NotFound,
                       u"Qt's SQLite driver is missing. Install it (Debian: libqt6sql6-sqlite)."_s);
    }
    if (!connection.m_database.open())
        return tl::unexpected(connection.toError(connection.m_database.lastError()));
    return connection;
}

SqliteConnection::SqliteConnection(QString name, QString file, const QSqlDatabase &database)
    : m_name(std::move(name))
    , m_file(std::move(file))
    , m_database(database)
{
}

SqliteConnection::SqliteConnection(SqliteConnection &&other) noexcept
    : m_name(std::exchange(other.m_name, {}))
    , m_file(std::move(other.m_file))
    , m_database(std::exchange(other.m_database, {}))
{
}

SqliteConnection &SqliteConnection::operator=(SqliteConnection &&other) noexcept
{
    if (this != &other) {
        close();
        m_name = std::exchange(other.m_name, {});
        m_file = std::move(other.m_file);
        m_database = std::exchange(other.m_database, {});
    }
    return *this;
}

SqliteConnection::~SqliteConnection()
{
    close();
}

void SqliteConnection::close()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {}; // removeDatabase() wants no copies left
    QSqlDatabase::removeDatabase(std::exchange(m_name, {}));
}

Result<void> SqliteConnection::exec(const QString &sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return tl::unexpected(toError(query.lastError()));
    return {};
}

Result<QSqlQuery> SqliteConnection::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(toError(query.lastError()));
    return query;
}

Result<void> SqliteConnection::run(QSqlQuery &query) const
{
    if (!query.exec())
        return tl::unexpected(toError(query.lastError()));
    return {};
}

Result<QVariant> SqliteConnection::value(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return tl::unexpected(toError(query.lastError()));
    return query.next() ? query.value(0) : QVariant();
}

Result<void> SqliteConnection::checkEnd(const QSqlQuery &query) const
{
    const QSqlError error = query.lastError();
    if (error.type() != QSqlError::NoError)
        return tl::unexpected(toError(error));
    return {};
}

Error SqliteConnection::toError(const QSqlError &error) const
{
    const auto make = [this](Error::Kind kind, const QString &what) {
        return Error{kind, u"Log file \"%1\": %2"_s.arg(m_file, what), {}};
    };
    // Extended codes carry the primary one in their low byte.
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case Busy:
    case Locked:
        return make(Error::Kind::Io, u"another program keeps it locked; close that program."_s);
    case ReadOnly:
        return make(Error::Kind::AccessDenied,
                    u"it may not be written; check its permissions or choose another file."_s);
    case Corrupt:
    case NotADatabase:
        return make(Error::Kind::Corrupt,
                    u"it is damaged or not a heartbeat log (%1)."_s.arg(error.databaseText()));
    case Full:
        return make(Error::Kind::Io, u"the disk is full; free some space."_s);
    case CannotOpen:
        return make(Error::Kind::AccessDenied,
                    u"it cannot be opened; check that it is a file that may be read and written, "
                    "and so its directory."_s);
    default:
        break;
    }
    return make(Error::Kind::Io,
                error.databaseText().isEmpty() ? error.text() : error.databaseText() + u'.');
}

Result<SqliteSnapshot> SqliteSnapshot::begin(SqliteConnection &connection)
{
    if (auto begun = connection.exec(u"BEGIN"_s); !begun)
        return tl::unexpected(begun.error());
    return SqliteSnapshot(connection);
}

SqliteSnapshot::SqliteSnapshot(SqliteConnection &connection)
    : m_connection(&connection)
{
}

SqliteSnapshot::SqliteSnapshot(SqliteSnapshot &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

SqliteSnapshot::~SqliteSnapshot()
{
    if (m_connection)
        (void)m_connection->exec(u"ROLLBACK"_s); // nothing was written, and nothing can fail
}

QVariant toSql(const std::optional<qint64> &value)
{
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<qint64> optionalInteger(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return value.toLongLong();
}

} // namespace heartline
