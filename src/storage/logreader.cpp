// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logreader.h"

#include "storage/beatbuckets.h"
#include "storage/historydecimator.h"
#include "storage/logschema.h"

#include <QFileInfo>
#include <QSet>
#include <QStringList>

#include <chrono>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// How long a reader waits for another program that has locked the whole log.
constexpr std::chrono::milliseconds readerBusyTimeout{2'000};

/// A reading that nobody waits for any more ends after so many rows.
constexpr qint64 rowsBetweenQuestions = 1'000;

constexpr QLatin1StringView beatColumns =
        "connection, session, sequence, scheduled_at, sent_at, outcome, rtt_ns, rtt_error_ns,"
        " send_lateness_ns, tcp_rtt_us, gap_ns"_L1;
constexpr QLatin1StringView eventColumns =
        "connection, at, session, from_state, to_state, origin, cause, close_code, close_reason,"
        " detail, silence_ms, resolve_us, connect_us, tls_us, upgrade_us"_L1;

Error damaged(const QString &what)
{
    return {Error::Kind::Corrupt,
            u"The log holds a value that this version does not know: %1."_s.arg(what),
            {}};
}

Result<BeatOutcome> outcomeFrom(const QVariant &value)
{
    bool ok = false;
    const int number = value.toInt(&ok);
    if (!ok || number < 0 || number > static_cast<int>(BeatOutcome::Unsent))
        return tl::unexpected(damaged(u"outcome %1"_s.arg(value.toString())));
    return static_cast<BeatOutcome>(number);
}

Result<Beat> beatFrom(const QSqlQuery &row)
{
    const auto outcome = outcomeFrom(row.value(5));
    if (!outcome)
        return tl::unexpected(outcome.error());
    return Beat{.session = row.value(1).toLongLong(),
                .sequence = row.value(2).toLongLong(),
                .scheduledAt = row.value(3).toLongLong(),
                .sentAt = optionalInteger(row.value(4)),
                .outcome = *outcome,
                .rttNs = optionalInteger(row.value(6)),
                .rttErrorNs = optionalInteger(row.value(7)),
                .sendLatenessNs = optionalInteger(row.value(8)),
                .tcpRttUs = optionalInteger(row.value(9)),
                .gapNs = optionalInteger(row.value(10))};
}

Result<ConnectionEvent> eventFrom(const QSqlQuery &row)
{
    const auto from = connectionStateFromName(row.value(3).toString());
    const auto to = connectionStateFromName(row.value(4).toString());
    const auto origin = originFromName(row.value(5).toString());
    const auto cause = causeFromName(row.value(6).toString());
    if (!from || !to || !origin || !cause) {
        return tl::unexpected(damaged(u"event \"%1\" to \"%2\", \"%3\", \"%4\""_s.arg(
                row.value(3).toString(), row.value(4).toString(), row.value(5).toString(),
                row.value(6).toString())));
    }
    ConnectionEvent event{.at = row.value(1).toLongLong(),
                          .session = optionalInteger(row.value(2)),
                          .from = *from,
                          .to = *to,
                          .silenceMs = optionalInteger(row.value(10)),
                          .phases = {.resolveUs = optionalInteger(row.value(11)),
                                     .connectUs = optionalInteger(row.value(12)),
                                     .tlsUs = optionalInteger(row.value(13)),
                                     .upgradeUs = optionalInteger(row.value(14))}};
    event.cause = {.origin = *origin,
                   .cause = *cause,
                   .closeReason = row.value(8).toString(),
                   .detail = row.value(9).toString()};
    if (!row.value(7).isNull())
        event.cause.closeCode = row.value(7).toInt();
    return event;
}

QString pageOf(const LogReader::Query &query)
{
    return u" ORDER BY rowid %1 LIMIT %2 OFFSET %3"_s.arg(query.newestFirst ? u"DESC"_s : u"ASC"_s,
                                                          QString::number(query.limit.value_or(-1)),
                                                          QString::number(query.offset));
}

} // namespace

LogReader::LogReader(SqliteConnection connection)
    : m_connection(std::move(connection))
{
}

Result<LogReader> LogReader::open(const QString &file)
{
    if (!QFileInfo(file).isFile()) {
        return failure(Error::Kind::NotFound,
                       u"There is no log file \"%1\"; check the path."_s.arg(file));
    }
    auto connection =
            SqliteConnection::open(file, SqliteConnection::Mode::ReadOnly, readerBusyTimeout);
    if (!connection)
        return tl::unexpected(connection.error());
    const auto version = LogSchema::check(*connection, file);
    if (!version)
        return tl::unexpected(version.error());
    if (*version != LogSchema::Version) {
        return failure(Error::Kind::InvalidInput,
                       u"\"%1\" is not a heartbeat log that this version can read without "
                       "migrating it; open it for writing once."_s.arg(file));
    }
    return LogReader(std::move(*connection));
}

Result<std::vector<LoggedConnection>> LogReader::connections()
{
    auto query =
            m_connection.prepare(u"SELECT uuid, name, grp, url FROM connections ORDER BY id"_s);
    if (!query)
        return tl::unexpected(query.error());
    if (auto ran = m_connection.run(*query); !ran)
        return tl::unexpected(ran.error());
    std::vector<LoggedConnection> result;
    while (query->next()) {
        result.push_back({QUuid(query->value(0).toString()), query->value(1).toString(),
                          query->value(2).toString(), query->value(3).toString()});
    }
    return m_connection.checkEnd(*query).map([&result] { return std::move(result); });
}

Result<void> LogReader::loadConnections()
{
    auto query = m_connection.prepare(u"SELECT id, uuid, name, grp, url FROM connections"_s);
    if (!query)
        return tl::unexpected(query.error());
    if (auto ran = m_connection.run(*query); !ran)
        return ran;
    m_known.clear();
    while (query->next()) {
        m_known.insert(query->value(0).toLongLong(),
                       {QUuid(query->value(1).toString()), query->value(2).toString(),
                        query->value(3).toString(), query->value(4).toString()});
    }
    return m_connection.checkEnd(*query);
}

Result<LoggedConnection> LogReader::connectionOf(qint64 row)
{
    if (const auto known = m_known.constFind(row); known != m_known.constEnd())
        return *known;
    // It appeared after the list was read.
    if (auto loaded = loadConnections(); !loaded)
        return tl::unexpected(loaded.error());
    if (const auto known = m_known.constFind(row); known != m_known.constEnd())
        return *known;
    return tl::unexpected(damaged(u"connection %1"_s.arg(row)));
}

Result<std::optional<qint64>> LogReader::rowOf(const ConnectionId &id)
{
    auto query = m_connection.prepare(u"SELECT id FROM connections WHERE uuid = ?"_s);
    if (!query)
        return tl::unexpected(query.error());
    query->bindValue(0, id.toString(QUuid::WithoutBraces));
    if (auto ran = m_connection.run(*query); !ran)
        return tl::unexpected(ran.error());
    if (!query->next())
        return std::optional<qint64>();
    return std::optional(query->value(0).toLongLong());
}

Result<QString> LogReader::where(const Query &query, Table table)
{
    const QString time = table == Table::Beats ? u"scheduled_at"_s : u"at"_s;
    QStringList conditions;
    if (query.fromUs)
        conditions += u"%1 >= %2"_s.arg(time).arg(*query.fromUs);
    if (query.toUs)
        conditions += u"%1 < %2"_s.arg(time).arg(*query.toUs);
    if (query.outcome && table == Table::Beats)
        conditions += u"outcome = %1"_s.arg(static_cast<int>(*query.outcome));
    if (!query.connections.empty() || !query.names.empty()) {
        if (auto loaded = loadConnections(); !loaded)
            return tl::unexpected(loaded.error());
        const QSet<ConnectionId> ids(query.connections.begin(), query.connections.end());
        const QSet<QString> names(query.names.begin(), query.names.end());
        QStringList rows;
        for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
            if (ids.contains(known->id) || names.contains(known->name))
                rows += QString::number(known.key());
        }
        conditions += u"connection IN (%1)"_s.arg(rows.join(u','));
    }
    return conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(" AND "_L1);
}

template<typename Convert, typename Visit>
Result<bool> LogReader::visitRow(const QSqlQuery &row, Convert convert, const Visit &visit)
{
    const auto connection = connectionOf(row.value(0).toLongLong());
    if (!connection)
        return tl::unexpected(connection.error());
    auto value = convert(row);
    if (!value)
        return tl::unexpected(value.error());
    value->connection = connection->id;
    return visit(*value, *connection);
}

template<typename Convert, typename Visit>
Result<void> LogReader::forEachRow(const QString &sql, Convert convert, const Visit &visit)
{
    auto rows = m_connection.prepare(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    if (auto ran = m_connection.run(*rows); !ran)
        return ran;
    while (rows->next()) {
        const auto more = visitRow(*rows, convert, visit);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return {};
    }
    return m_connection.checkEnd(*rows);
}

Result<void> LogReader::forEachBeat(const Query &query, const BeatVisitor &visit)
{
    const auto condition = where(query, Table::Beats);
    if (!condition)
        return tl::unexpected(condition.error());
    // In order of writing: a scan of the table needs no sorting.
    return forEachRow(u"SELECT "_s + beatColumns + " FROM beats NOT INDEXED"_L1 + *condition
                              + pageOf(query),
                      beatFrom, visit);
}

Result<void> LogReader::forEachBeatOf(const ConnectionId &connection, qint64 fromUs, qint64 toUs,
                                      qint64 maximumRows, const BeatVisitor &visit)
{
    const auto snapshot = SqliteSnapshot::begin(m_connection);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto row = rowOf(connection);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return {};
    const auto buckets = BeatBuckets::find(m_connection, **row, fromUs, toUs, maximumRows);
    if (!buckets)
        return tl::unexpected(buckets.error());
    qint64 surplus = buckets->beats() - maximumRows; // the oldest bucket may hold more
    return buckets->forEachRow(beatColumns, [&](const QSqlQuery &beat) -> Result<bool> {
        if (surplus-- > 0)
            return true;
        return visitRow(beat, beatFrom, visit);
    });
}

Result<void> LogReader::forEachEvent(const Query &query, const EventVisitor &visit)
{
    const auto condition = where(query, Table::Events);
    if (!condition)
        return tl::unexpected(condition.error());
    return forEachRow(u"SELECT "_s + eventColumns + " FROM events"_L1 + *condition + pageOf(query),
                      eventFrom, visit);
}

Result<qint64> LogReader::count(const Query &query, Table table)
{
    const auto condition = where(query, table);
    if (!condition)
        return tl::unexpected(condition.error());
    const QString name = table == Table::Beats ? u"beats"_s : u"events"_s;
    return m_connection.value(u"SELECT count(*) FROM "_s + name + *condition)
            .map([](const QVariant &value) { return value.toLongLong(); });
}

Result<qint64> LogReader::countBeats(const Query &query)
{
    return count(query, Table::Beats);
}

Result<qint64> LogReader::countEvents(const Query &query)
{
    return count(query, Table::Events);
}

Result<std::vector<HistoryPoint>> LogReader::history(const ConnectionId &connection, qint64 fromUs,
                                                     qint64 toUs, std::size_t maximumPoints,
                                                     const std::function<bool()> &isWanted)
{
    const auto snapshot = SqliteSnapshot::begin(m_connection);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto row = rowOf(connection);
    if (!row)
        return tl::unexpected(row.error());
    std::vector<HistoryPoint> points;
    if (!*row)
        return points;
    const auto buckets = BeatBuckets::find(m_connection, **row, fromUs, toUs,
                                           std::numeric_limits<qint64>::max(), isWanted);
    if (!buckets)
        return tl::unexpected(buckets.error());
    std::optional<HistoryDecimator> decimator;
    if (static_cast<std::size_t>(buckets->beats()) > maximumPoints)
        decimator.emplace(buckets->oldestUs(), buckets->newestUs() + 1, maximumPoints);

    qint64 read = 0;
    const auto take = [&](const QSqlQuery &beat) -> Result<bool> {
        if (++read % rowsBetweenQuestions == 0 && !isWanted())
            return false;
        const auto outcome = outcomeFrom(beat.value(3));
        if (!outcome)
            return tl::unexpected(outcome.error());
        const HistoryPoint point{.timeUs = beat.value(0).toLongLong(),
                                 .valueNs = beat.value(1).toLongLong(),
                                 .errorNs = beat.value(2).toLongLong(),
                                 .outcome = *outcome,
                                 .session = beat.value(4).toLongLong(),
                                 .sequence = beat.value(5).toLongLong()};
        if (decimator)
            decimator->add(point);
        else
            points.push_back(point);
        return true;
    };
    const auto done = buckets->forEachRow(
            u"ifnull(sent_at, scheduled_at), ifnull(ifnull(rtt_ns, gap_ns), -1),"
            " ifnull(rtt_error_ns, 0), outcome, session, sequence"_s,
            take);
    if (!done)
        return tl::unexpected(done.error());
    return decimator ? decimator->finish() : points;
}

Result<std::vector<ConnectionEvent>> LogReader::events(const ConnectionId &connection,
                                                       qint64 fromUs, qint64 toUs)
{
    const auto row = rowOf(connection);
    if (!row)
        return tl::unexpected(row.error());
    std::vector<ConnectionEvent> result;
    if (!*row)
        return result;
    const auto take = [&result](const ConnectionEvent &event, const LoggedConnection &) {
        result.push_back(event);
        return true;
    };
    const QString select =
            u"SELECT "_s + eventColumns + u" FROM events WHERE connection = %1 AND "_s.arg(**row);
    const QString before = u"at < %1 ORDER BY at DESC, id DESC LIMIT 1"_s.arg(fromUs);
    const QString within = u"at >= %1 AND at < %2 ORDER BY at, id"_s.arg(fromUs).arg(toUs);
    return forEachRow(select + before, eventFrom, take)
            .and_then([&] { return forEachRow(select + within, eventFrom, take); })
            .map([&result] { return std::move(result); });
}

} // namespace heartline
