// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logschema.h"

#include "core/beat.h"
#include "storage/sqliteconnection.h"

#include <QStringList>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline::LogSchema {

namespace {

// beats.outcome holds these numbers: they are part of the format.
static_assert(static_cast<int>(BeatOutcome::Ok) == 0);
static_assert(static_cast<int>(BeatOutcome::Late) == 1);
static_assert(static_cast<int>(BeatOutcome::Missed) == 2);
static_assert(static_cast<int>(BeatOutcome::Coalesced) == 3);
static_assert(static_cast<int>(BeatOutcome::Unsent) == 4);

QStringList createVersion1()
{
    return {
            u"CREATE TABLE connections ("
            " id INTEGER PRIMARY KEY,"
            " uuid TEXT NOT NULL UNIQUE,"
            " name TEXT NOT NULL,"
            " grp TEXT NOT NULL,"
            " url TEXT NOT NULL)"_s,
            u"CREATE TABLE sessions ("
            " id INTEGER PRIMARY KEY,"
            " connection INTEGER NOT NULL REFERENCES connections(id),"
            " opened_at INTEGER NOT NULL,"
            " closed_at INTEGER,"
            " time_source TEXT NOT NULL,"
            " resolve_us INTEGER,"
            " connect_us INTEGER,"
            " tls_us INTEGER,"
            " upgrade_us INTEGER,"
            " peer_address TEXT NOT NULL,"
            " subprotocol TEXT NOT NULL,"
            " tls_protocol TEXT NOT NULL,"
            " tls_cipher TEXT NOT NULL,"
            " peer_certificate TEXT NOT NULL)"_s,
            u"CREATE TABLE outcomes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
            u"INSERT INTO outcomes VALUES"
            " (0, 'ok'), (1, 'late'), (2, 'missed'), (3, 'coalesced'), (4, 'unsent')"_s,
            u"CREATE TABLE beats ("
            " connection INTEGER NOT NULL REFERENCES connections(id),"
            " session INTEGER NOT NULL,"
            " sequence INTEGER NOT NULL,"
            " scheduled_at INTEGER NOT NULL,"
            " sent_at INTEGER,"
            " outcome INTEGER NOT NULL REFERENCES outcomes(id),"
            " rtt_ns INTEGER,"
            " rtt_error_ns INTEGER,"
            " send_lateness_ns INTEGER,"
            " tcp_rtt_us INTEGER,"
            " gap_ns INTEGER)"_s,
            u"CREATE UNIQUE INDEX beats_by_time ON beats (connection, scheduled_at, sequence)"_s,
            u"CREATE TABLE events ("
            " id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " at INTEGER NOT NULL,"
            " connection INTEGER NOT NULL REFERENCES connections(id),"
            " session INTEGER,"
            " from_state TEXT NOT NULL,"
            " to_state TEXT NOT NULL,"
            " origin TEXT NOT NULL,"
            " cause TEXT NOT NULL,"
            " close_code INTEGER,"
            " close_reason TEXT NOT NULL,"
            " detail TEXT NOT NULL,"
            " silence_ms INTEGER,"
            " resolve_us INTEGER,"
            " connect_us INTEGER,"
            " tls_us INTEGER,"
            " upgrade_us INTEGER)"_s,
            u"CREATE INDEX events_by_time ON events (connection, at)"_s,
            // Whole seconds and the rest apart: a double does not hold microseconds since 1970
            // through strftime().
            u"CREATE VIEW beats_readable AS SELECT"
            " c.name AS connection, c.uuid AS connection_id, b.session, b.sequence,"
            " strftime('%Y-%m-%dT%H:%M:%S', b.scheduled_at / 1000000, 'unixepoch')"
            " || printf('.%06dZ', b.scheduled_at % 1000000) AS scheduled_at,"
            " strftime('%Y-%m-%dT%H:%M:%S', b.sent_at / 1000000, 'unixepoch')"
            " || printf('.%06dZ', b.sent_at % 1000000) AS sent_at,"
            " o.name AS outcome, b.rtt_ns, b.rtt_error_ns, b.send_lateness_ns, b.tcp_rtt_us,"
            " b.gap_ns"
            " FROM beats b JOIN connections c ON c.id = b.connection"
            " JOIN outcomes o ON o.id = b.outcome"_s,
    };
}

QStringList createVersion2()
{
    return {
            u"CREATE TABLE beat_periods ("
            " connection INTEGER NOT NULL REFERENCES connections(id),"
            " period INTEGER NOT NULL,"
            " PRIMARY KEY (connection, period)) WITHOUT ROWID"_s,
            u"INSERT INTO beat_periods SELECT DISTINCT connection, scheduled_at / %1 FROM beats"_s
                    .arg(PeriodUs),
            u"DROP INDEX beats_by_time"_s,
            u"CREATE UNIQUE INDEX beats_by_bucket ON beats (%1, connection, scheduled_at, sequence)"_s
                    .arg(bucketOf(u"scheduled_at"_s)),
    };
}

/// Step i leads from version i to version i + 1.
using Step = QStringList (*)();
constexpr std::array<Step, Version> steps{createVersion1, createVersion2};

Result<qint64> integer(SqliteConnection &connection, const QString &sql)
{
    return connection.value(sql).map([](const QVariant &value) { return value.toLongLong(); });
}

} // namespace

QString bucketOf(const QString &time)
{
    return u"%1 / %2"_s.arg(time).arg(BucketUs);
}

Result<qint64> check(SqliteConnection &connection, const QString &file)
{
    auto application = integer(connection, u"PRAGMA application_id"_s);
    if (!application)
        return application;
    auto version = integer(connection, u"PRAGMA user_version"_s);
    if (!version)
        return version;
    auto tables = integer(connection, u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tables;
    if (*application == 0 && *version == 0 && *tables == 0)
        return 0;
    if (*application != ApplicationId || *version < 1) {
        return failure(Error::Kind::InvalidInput,
                       u"\"%1\" is the database of another program; choose another file for the "
                       "log."_s.arg(file));
    }
    if (*version > Version) {
        return failure(Error::Kind::NewerVersion,
                       u"The log \"%1\" was written by a later version of Heartline (format %2, "
                       "this one knows %3); update Heartline or choose another file."_s.arg(
                               file, QString::number(*version), QString::number(Version)));
    }
    return version;
}

Result<void> migrate(SqliteConnection &connection, qint64 version)
{
    if (version == Version)
        return {};
    QStringList statements{u"BEGIN IMMEDIATE"_s,
                           u"PRAGMA application_id = %1"_s.arg(ApplicationId)};
    for (qint64 step = version; step < Version; ++step)
        statements += steps[static_cast<std::size_t>(step)]();
    statements += {u"PRAGMA user_version = %1"_s.arg(Version), u"COMMIT"_s};
    // Closing the connection rolls back what an error leaves unfinished.
    for (const QString &statement : statements) {
        if (auto done = connection.exec(statement); !done)
            return done;
    }
    return {};
}

} // namespace heartline::LogSchema
