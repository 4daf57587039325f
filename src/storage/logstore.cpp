// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logstore.h"

#include "storage/logschema.h"

#include <QFileInfo>

#include <array>
#include <initializer_list>
#include <ranges>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 maximumWalBytes = 16LL * 1024 * 1024; // what a checkpoint leaves of it

// So many of the last beats and events are asked for the newest session: a few of each connection.
constexpr int newestRows = 50'000;

constexpr qint64 smallestDatabaseBytes = 512; // one page of SQLite's smallest size

QString uuidText(const ConnectionId &id)
{
    return id.toString(QUuid::WithoutBraces);
}

/// SQL's NULL and '' differ; an unset QString means ''.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

struct NamedValue {
    QString name;
    QVariant value;
};

/// Binds by name: of a position QSqlQuery makes a name each time, which takes longer than the row
/// itself. What was bound before stays.
Result<void> run(const SqliteConnection &connection, QSqlQuery &query,
                 std::initializer_list<NamedValue> values)
{
    for (const NamedValue &each : values)
        query.bindValue(each.name, each.value);
    return connection.run(query);
}

void bindPhases(QSqlQuery &query, const PhaseTimes &phases)
{
    query.bindValue(u":resolve_us"_s, toSql(phases.resolveUs));
    query.bindValue(u":connect_us"_s, toSql(phases.connectUs));
    query.bindValue(u":tls_us"_s, toSql(phases.tlsUs));
    query.bindValue(u":upgrade_us"_s, toSql(phases.upgradeUs));
}

} // namespace

LogStore::LogStore(QString file, Running running)
    : m_file(std::move(file))
    , m_running(std::move(running))
{
}

void LogStore::close()
{
    m_statements.reset();
    m_connection.reset();
    m_identity.reset();
    m_rows.clear();
    m_lock.reset();
}

Result<LogStore::Opened> LogStore::open(Directories directories)
{
    close();
    if (directories == Directories::Create) {
        if (auto created = LogFile::createDirectories(m_file); !created)
            return tl::unexpected(created.error());
    }
    auto opened = openFile();
    if (!opened)
        close();
    return opened;
}

Result<LogStore::Opened> LogStore::openFile()
{
    m_lock = std::make_unique<QLockFile>(m_file + ".lock"_L1);
    m_lock->setStaleLockTime(0); // stale only if its process is gone
    if (!m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError) {
        return failure(Error::Kind::AccessDenied,
                       u"Another Heartline writes the log \"%1\"; close it or choose another "
                       "file."_s.arg(m_file));
    }
    QString setAside;
    const auto begin = [&]() -> Result<Opened> {
        LogFile::removeOrphans(m_file);
        if (auto created = LogFile::create(m_file); !created)
            return tl::unexpected(created.error());
        auto opened = openDatabase();
        if (opened)
            opened->setAside = setAside;
        return opened;
    };
    const auto beginAnew = [&]() -> Result<Opened> {
        close();
        auto moved = LogFile::setAside(m_file);
        if (!moved)
            return tl::unexpected(moved.error());
        setAside = *moved;
        return begin();
    };
    const bool isOurs = m_ours && LogFile::identity(m_file) == m_ours;
    if (std::exchange(m_corrupt, false) && isOurs)
        return beginAnew();
    auto opened = begin();
    if (opened || opened.error().kind != Error::Kind::Corrupt)
        return opened;
    m_connection.reset(); // before the file is opened by other means
    if (!isOurs && !LogFile::isDatabase(m_file)) {
        return failure(Error::Kind::InvalidInput,
                       u"\"%1\" is not a heartbeat log, nor any other SQLite database; choose "
                       "another file for the log."_s.arg(m_file));
    }
    return beginAnew();
}

Result<LogStore::Opened> LogStore::openDatabase()
{
    auto connection =
            SqliteConnection::open(m_file, SqliteConnection::Mode::ReadWrite, BusyTimeout);
    if (!connection)
        return tl::unexpected(connection.error());
    m_connection.emplace(std::move(*connection));
    const auto version = LogSchema::check(*m_connection, m_file);
    if (!version)
        return tl::unexpected(version.error());
    // SQLite takes a file of one byte for an empty one.
    const qint64 size = *version == 0 ? QFileInfo(m_file).size() : 0;
    if (size > 0 && size < smallestDatabaseBytes) {
        return failure(Error::Kind::Corrupt, u"\"%1\" is too short for a database."_s.arg(m_file));
    }
    // Not before: a file that is refused stays as it is.
    if (auto made = LogFile::makePrivate(m_file); !made)
        return tl::unexpected(made.error());
    const auto mode = m_connection->value(u"PRAGMA journal_mode = WAL"_s);
    if (!mode)
        return tl::unexpected(mode.error());
    if (mode->toString() != "wal"_L1) {
        return failure(Error::Kind::Io,
                       u"The file system of \"%1\" does not allow write-ahead logging; choose a "
                       "file on a local disk."_s.arg(m_file));
    }
    // SQLite's own 2 MB for the page cache stay: the newest bucket of the index must fit in, or
    // each of its pages is written again and again. At 2,000 beats a second a quarter would do; at
    // 6,000 that wrote up to nine times as much and needed up to half as much CPU time again.
    for (const QString &pragma : {u"PRAGMA synchronous = NORMAL"_s,
                                  u"PRAGMA journal_size_limit = %1"_s.arg(maximumWalBytes)}) {
        if (auto set = m_connection->exec(pragma); !set)
            return tl::unexpected(set.error());
    }
    if (auto migrated = LogSchema::migrate(*m_connection, *version); !migrated)
        return tl::unexpected(migrated.error());
    auto statements = prepareStatements();
    if (!statements)
        return tl::unexpected(statements.error());
    m_statements.emplace(std::move(*statements));
    m_identity = LogFile::identity(m_file);
    m_ours = m_identity;

    Opened opened;
    // Its last beats and events too: a damaged or replaced file may have lost the row of the
    // session.
    const auto newest = m_connection->value(
            u"SELECT max((SELECT ifnull(max(id), 0) FROM sessions),"
            " (SELECT ifnull(max(session), 0)"
            " FROM (SELECT session FROM beats ORDER BY rowid DESC LIMIT %1)),"
            " (SELECT ifnull(max(session), 0)"
            " FROM (SELECT session FROM events ORDER BY rowid DESC LIMIT %1)))"_s.arg(newestRows));
    if (!newest)
        return tl::unexpected(newest.error());
    opened.nextSession = newest->toLongLong() + 1;
    const auto oldest =
            m_connection->value(u"SELECT scheduled_at FROM beats ORDER BY rowid LIMIT 1"_s);
    if (!oldest)
        return tl::unexpected(oldest.error());
    opened.oldestUs = optionalInteger(*oldest);
    return opened;
}

Result<LogStore::Statements> LogStore::prepareStatements()
{
    Statements statements;
    const std::array<std::pair<QSqlQuery *, QString>, 7> all{{
            {&statements.upsertConnection,
             u"INSERT INTO connections (uuid, name, grp, url) VALUES (:uuid, :name, :grp, :url)"
             " ON CONFLICT (uuid) DO UPDATE SET"
             " name = excluded.name, grp = excluded.grp, url = excluded.url"_s},
            {&statements.addUnknownConnection,
             u"INSERT INTO connections (uuid, name, grp, url) VALUES (:uuid, '', '', '')"
             " ON CONFLICT (uuid) DO NOTHING"_s},
            {&statements.findConnection, u"SELECT id FROM connections WHERE uuid = :uuid"_s},
            {&statements.upsertSession,
             u"INSERT INTO sessions (id, connection, opened_at, closed_at, time_source, resolve_us,"
             " connect_us, tls_us, upgrade_us, peer_address, subprotocol, tls_protocol, tls_cipher,"
             " peer_certificate)"
             " VALUES (:id, :connection, :opened_at, :closed_at, :time_source, :resolve_us,"
             " :connect_us, :tls_us, :upgrade_us, :peer_address, :subprotocol, :tls_protocol,"
             " :tls_cipher, :peer_certificate)"
             " ON CONFLICT (id) DO UPDATE SET closed_at = excluded.closed_at,"
             " time_source = excluded.time_source"
             " WHERE connection = excluded.connection AND opened_at = excluded.opened_at"_s},
            // An answer after the timeout comes as the same beat once more.
            {&statements.upsertBeat,
             u"INSERT INTO beats (connection, session, sequence, scheduled_at, sent_at, outcome,"
             " rtt_ns, rtt_error_ns, send_lateness_ns, tcp_rtt_us, gap_ns)"
             " VALUES (:connection, :session, :sequence, :scheduled_at, :sent_at, :outcome,"
             " :rtt_ns, :rtt_error_ns, :send_lateness_ns, :tcp_rtt_us, :gap_ns)"
             " ON CONFLICT (%1, connection, scheduled_at, sequence) DO UPDATE SET"
             " session = excluded.session, sent_at = excluded.sent_at, outcome = excluded.outcome,"
             " rtt_ns = excluded.rtt_ns, rtt_error_ns = excluded.rtt_error_ns,"
             " send_lateness_ns = excluded.send_lateness_ns, tcp_rtt_us = excluded.tcp_rtt_us,"
             " gap_ns = excluded.gap_ns"_s.arg(LogSchema::bucketOf(u"scheduled_at"_s))},
            {&statements.addPeriod,
             u"INSERT OR IGNORE INTO beat_periods (connection, period)"
             " VALUES (:connection, :period)"_s},
            {&statements.insertEvent,
             u"INSERT INTO events (at, connection, session, from_state, to_state, origin, cause,"
             " close_code, close_reason, detail, silence_ms, resolve_us, connect_us, tls_us,"
             " upgrade_us)"
             " VALUES (:at, :connection, :session, :from_state, :to_state, :origin, :cause,"
             " :close_code, :close_reason, :detail, :silence_ms, :resolve_us, :connect_us,"
             " :tls_us, :upgrade_us)"_s},
    }};
    for (const auto &[query, sql] : all) {
        auto prepared = m_connection->prepare(sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *query = std::move(*prepared);
    }
    return statements;
}

Result<void> LogStore::write(std::span<const LoggedConnection> connections,
                             std::span<const UpdateBatchPtr> batches)
{
    Q_ASSERT(isOpen());
    auto written = m_connection->exec(u"BEGIN IMMEDIATE"_s);
    if (written)
        written = writeRows(connections, batches);
    if (written)
        written = m_connection->exec(u"COMMIT"_s);
    if (written)
        written = checkIdentity();
    if (!written) {
        m_corrupt = written.error().kind == Error::Kind::Corrupt;
        close(); // rolls back
        return written;
    }
    for (const UpdateBatchPtr &batch : batches) {
        for (const SessionInfo &session : batch->sessions) {
            const auto running = m_running.find(session.connection);
            const bool isKnown = running != m_running.end() && running->second.id == session.id;
            if (isKnown && session.closedAt)
                m_running.erase(running);
        }
    }
    return {};
}

Result<void> LogStore::checkIdentity()
{
    if (LogFile::identity(m_file) == m_identity)
        return {};
    // What the write-ahead log still holds belongs into the file, wherever that is now.
    (void)m_connection->exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    return failure(Error::Kind::NotFound,
                   u"The log \"%1\" was deleted or moved while in use; a new one is begun in its "
                   "place."_s.arg(m_file));
}

Result<void> LogStore::writeRows(std::span<const LoggedConnection> connections,
                                 std::span<const UpdateBatchPtr> batches)
{
    const bool newFile = m_rows.isEmpty();
    for (const LoggedConnection &connection : connections) {
        if (auto written = writeConnection(connection); !written)
            return written;
    }
    if (newFile) {
        for (const SessionInfo &session : std::views::values(m_running)) {
            if (auto written = writeSession(session); !written)
                return written;
        }
    }
    for (const UpdateBatchPtr &batch : batches) {
        if (auto written = writeBatch(*batch); !written)
            return written;
    }
    return {};
}

Result<void> LogStore::writeBatch(const UpdateBatch &batch)
{
    for (const SessionInfo &session : batch.sessions) {
        if (auto written = writeSession(session); !written)
            return written;
        m_running.insert_or_assign(session.connection, session);
    }
    for (const Beat &beat : batch.beats) {
        if (auto written = writeBeat(beat); !written)
            return written;
    }
    for (const ConnectionEvent &event : batch.events) {
        if (auto written = writeEvent(event); !written)
            return written;
    }
    return {};
}

Result<void> LogStore::writeConnection(const LoggedConnection &connection)
{
    QSqlQuery &query = m_statements->upsertConnection;
    return run(*m_connection, query,
               {{u":uuid"_s, uuidText(connection.id)},
                {u":name"_s, text(connection.name)},
                {u":grp"_s, text(connection.group)},
                {u":url"_s, text(connection.url)}});
}

Result<void> LogStore::writeSession(const SessionInfo &session)
{
    const auto row = rowOf(session.connection);
    if (!row)
        return tl::unexpected(row.error());
    QSqlQuery &query = m_statements->upsertSession;
    bindPhases(query, session.phases);
    return run(*m_connection, query,
               {{u":id"_s, session.id},
                {u":connection"_s, (*row)->id},
                {u":opened_at"_s, session.openedAt},
                {u":closed_at"_s, toSql(session.closedAt)},
                {u":time_source"_s, QString(toName(session.timeSource))},
                {u":peer_address"_s, text(session.peerAddress)},
                {u":subprotocol"_s, text(session.subprotocol)},
                {u":tls_protocol"_s, text(session.tlsProtocol)},
                {u":tls_cipher"_s, text(session.tlsCipher)},
                {u":peer_certificate"_s, text(session.peerCertificate)}});
}

Result<void> LogStore::writeBeat(const Beat &beat)
{
    const auto row = rowOf(beat.connection);
    if (!row)
        return tl::unexpected(row.error());
    if (const qint64 period = beat.scheduledAt / LogSchema::PeriodUs; (*row)->period != period) {
        if (auto added = run(*m_connection, m_statements->addPeriod,
                             {{u":connection"_s, (*row)->id}, {u":period"_s, period}});
            !added)
            return added;
        (*row)->period = period;
    }
    QSqlQuery &query = m_statements->upsertBeat;
    return run(*m_connection, query,
               {{u":connection"_s, (*row)->id},
                {u":session"_s, beat.session},
                {u":sequence"_s, beat.sequence},
                {u":scheduled_at"_s, beat.scheduledAt},
                {u":sent_at"_s, toSql(beat.sentAt)},
                {u":outcome"_s, static_cast<int>(beat.outcome)},
                {u":rtt_ns"_s, toSql(beat.rttNs)},
                {u":rtt_error_ns"_s, toSql(beat.rttErrorNs)},
                {u":send_lateness_ns"_s, toSql(beat.sendLatenessNs)},
                {u":tcp_rtt_us"_s, toSql(beat.tcpRttUs)},
                {u":gap_ns"_s, toSql(beat.gapNs)}});
}

Result<void> LogStore::writeEvent(const ConnectionEvent &event)
{
    const auto row = rowOf(event.connection);
    if (!row)
        return tl::unexpected(row.error());
    QSqlQuery &query = m_statements->insertEvent;
    const CloseCause &cause = event.cause;
    const QVariant closeCode =
            cause.closeCode ? QVariant(*cause.closeCode) : QVariant(QMetaType::fromType<int>());
    bindPhases(query, event.phases);
    return run(*m_connection, query,
               {{u":at"_s, event.at},
                {u":connection"_s, (*row)->id},
                {u":session"_s, toSql(event.session)},
                {u":from_state"_s, QString(toName(event.from))},
                {u":to_state"_s, QString(toName(event.to))},
                {u":origin"_s, QString(toName(cause.origin))},
                {u":cause"_s, QString(toName(cause.cause))},
                {u":close_code"_s, closeCode},
                {u":close_reason"_s, text(cause.closeReason)},
                {u":detail"_s, text(cause.detail)},
                {u":silence_ms"_s, toSql(event.silenceMs)}});
}

Result<LogStore::Row *> LogStore::rowOf(const ConnectionId &id)
{
    if (const auto known = m_rows.find(id); known != m_rows.end())
        return &*known;
    QSqlQuery &add = m_statements->addUnknownConnection;
    if (auto added = run(*m_connection, add, {{u":uuid"_s, uuidText(id)}}); !added)
        return tl::unexpected(added.error());
    QSqlQuery &find = m_statements->findConnection;
    if (auto found = run(*m_connection, find, {{u":uuid"_s, uuidText(id)}}); !found)
        return tl::unexpected(found.error());
    if (!find.next())
        return failure(Error::Kind::Io,
                       u"The log \"%1\" does not keep what is written to it."_s.arg(m_file));
    const Row row{.id = find.value(0).toLongLong()};
    find.finish();
    return &*m_rows.insert(id, row);
}

} // namespace heartline
