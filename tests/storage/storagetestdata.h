// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updatebatch.h"
#include "storage/loggedconnection.h"
#include "storage/logreader.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <utility>

/// Literals that the tests of storage share.
namespace heartline::testdata {

using namespace Qt::Literals::StringLiterals;

inline const ConnectionId alpha(u"11111111-1111-4111-8111-111111111111"_s);
inline const ConnectionId beta(u"22222222-2222-4222-8222-222222222222"_s);

/// 2026-02-03T04:04:05.000007Z
inline constexpr qint64 Start = 1'770'091'445'000'007;
inline constexpr qint64 Second = 1'000'000;

inline std::vector<LoggedConnection> twoConnections()
{
    return {{alpha, u"Alpha"_s, u"Exchanges"_s, u"wss://alpha.example/feed"_s},
            {beta, u"Beta"_s, u"Fleet"_s, u"ws://beta.example/"_s}};
}

/// An answered beat with every field set.
inline Beat answered(const ConnectionId &connection, qint64 sequence, qint64 rttNs = 1'500'000)
{
    const qint64 at = Start + (sequence - 1) * Second;
    return {.connection = connection,
            .session = 1,
            .sequence = sequence,
            .scheduledAt = at,
            .sentAt = at + 12,
            .outcome = BeatOutcome::Ok,
            .rttNs = rttNs,
            .rttErrorNs = 9'000,
            .sendLatenessNs = 12'345,
            .tcpRttUs = 1'400,
            .gapNs = std::nullopt};
}

inline Beat lost(const ConnectionId &connection, qint64 sequence, BeatOutcome outcome)
{
    Beat beat{.connection = connection,
              .session = 1,
              .sequence = sequence,
              .scheduledAt = Start + (sequence - 1) * Second,
              .outcome = outcome};
    if (outcome != BeatOutcome::Unsent)
        beat.sentAt = beat.scheduledAt + 12;
    return beat;
}

inline ConnectionEvent openedEvent(const ConnectionId &connection)
{
    return {.at = Start,
            .connection = connection,
            .session = 1,
            .from = ConnectionState::Connecting,
            .to = ConnectionState::Open,
            .cause = {.origin = Origin::Peer, .cause = Cause::Opened},
            .phases = {.resolveUs = 100, .connectUs = 200, .tlsUs = 300, .upgradeUs = 400}};
}

inline ConnectionEvent closedEvent(const ConnectionId &connection)
{
    return {.at = Start + 10 * Second,
            .connection = connection,
            .session = 1,
            .from = ConnectionState::Open,
            .to = ConnectionState::Waiting,
            .cause = {.origin = Origin::Peer,
                      .cause = Cause::CloseFrame,
                      .closeCode = 4001,
                      .closeReason = u"=1+1 \"bye\",\r\n\u00e9"_s,
                      .detail = {}},
            .silenceMs = 250};
}

inline SessionInfo session(const ConnectionId &connection, qint64 id)
{
    return {.id = id,
            .connection = connection,
            .openedAt = Start,
            .timeSource = TimeSource::Kernel,
            .phases = {.connectUs = 200, .upgradeUs = 400},
            .peerAddress = u"192.0.2.1:443"_s};
}

inline UpdateBatchPtr batchOf(std::vector<Beat> beats, std::vector<ConnectionEvent> events = {},
                              std::vector<SessionInfo> sessions = {})
{
    return std::make_shared<UpdateBatch>(
            UpdateBatch{std::move(sessions), std::move(beats), std::move(events), {}});
}

/// All rows that match, or none with a warning.
inline std::vector<Beat> beatsIn(const QString &file, const LogReader::Query &query = {})
{
    std::vector<Beat> beats;
    auto reader = LogReader::open(file);
    if (!reader) {
        qWarning("%s", qPrintable(reader.error().message));
        return beats;
    }
    const auto done = reader->forEachBeat(query, [&](const Beat &beat, const LoggedConnection &) {
        beats.push_back(beat);
        return true;
    });
    if (!done)
        qWarning("%s", qPrintable(done.error().message));
    return beats;
}

/// A connection to a file behind the back of the classes under test.
class RawDatabase {
public:
    explicit RawDatabase(const QString &file)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, Name))
    {
        m_database.setDatabaseName(file);
        if (!m_database.open())
            qWarning("%s", qPrintable(m_database.lastError().text()));
    }
    ~RawDatabase()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(Name);
    }
    Q_DISABLE_COPY_MOVE(RawDatabase)

    bool exec(const QString &sql)
    {
        QSqlQuery query(m_database);
        if (query.exec(sql))
            return true;
        qWarning("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return false;
    }

    /// The first column of the first row.
    QVariant value(const QString &sql)
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql) || !query.next())
            return query.lastError().text();
        return query.value(0);
    }

private:
    static inline const QString Name = u"raw"_s;
    QSqlDatabase m_database;
};

} // namespace heartline::testdata
