// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionevent.h"
#include "core/error.h"
#include "storage/loggedconnection.h"
#include "storage/sqliteconnection.h"

#include <QHash>
#include <QString>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace heartline {

/// One point of a latency line.
struct HistoryPoint {
    qint64 timeUs = 0; ///< UTC microseconds: sent_at, or scheduled_at where nothing was sent.
    qint64 valueNs = -1; ///< Round trip (kind `listen`: gap); -1 where there is none.
    qint64 errorNs = 0; ///< The true value lies in [value - error, value].
    BeatOutcome outcome = BeatOutcome::Ok;
    qint64 session = 0;
    qint64 sequence = 0;

    bool operator==(const HistoryPoint &) const = default;
};

/// Reads a log through a connection of its own, also while it is being written. Belongs to the
/// thread that opened it; may be moved within it. Every read sees what was committed when it began.
class LogReader {
public:
    /// Which rows. Empty lists and absent values do not restrict.
    struct Query {
        std::optional<qint64> fromUs; ///< UTC microseconds of scheduled_at or at, inclusive.
        std::optional<qint64> toUs; ///< The same, exclusive.
        std::vector<ConnectionId> connections; ///< A row matches if either list holds its
                                               ///< connection.
        std::vector<QString> names;
        std::optional<BeatOutcome> outcome; ///< Beats only.
        bool newestFirst = false; ///< Else in order of writing.
        std::optional<qint64> limit; ///< At most so many rows.
        qint64 offset = 0; ///< Rows to skip; for paging.
    };

    using BeatVisitor = std::function<bool(const Beat &, const LoggedConnection &)>;
    using EventVisitor = std::function<bool(const ConnectionEvent &, const LoggedConnection &)>;

    /// Refuses what is no log, or one of a later version.
    static Result<LogReader> open(const QString &file);

    /// All connections that the log knows, in order of their first appearance.
    Result<std::vector<LoggedConnection>> connections();

    /// Calls `visit` for every row in constant memory; false from it ends the reading.
    Result<void> forEachBeat(const Query &query, const BeatVisitor &visit);
    Result<void> forEachEvent(const Query &query, const EventVisitor &visit);

    /// Calls `visit` for the beats of one connection with scheduled_at in [fromUs, toUs), in order
    /// of time; false from it ends the reading. Of more than `maximumRows` the newest. Goes by the
    /// index, so that other connections' rows cost little.
    Result<void> forEachBeatOf(const ConnectionId &connection, qint64 fromUs, qint64 toUs,
                               qint64 maximumRows, const BeatVisitor &visit);

    /// How many rows match; limit and offset do not matter.
    Result<qint64> countBeats(const Query &query);
    Result<qint64> countEvents(const Query &query);

    /// The line of one connection with scheduled_at in [fromUs, toUs), in order of time. With more
    /// beats than `maximumPoints` it is decimated (see HistoryDecimator). `isWanted` is asked now
    /// and then; false from it ends the reading, with what was read until then.
    Result<std::vector<HistoryPoint>> history(
            const ConnectionId &connection, qint64 fromUs, qint64 toUs, std::size_t maximumPoints,
            const std::function<bool()> &isWanted = [] { return true; });

    /// One beat of sampleBeats().
    struct SampledBeat {
        ConnectionId connection;
        qint64 timeUs = 0; ///< UTC microseconds: sent_at, or scheduled_at where nothing was sent.
        qint64 valueNs = -1; ///< Round trip (kind `listen`: gap); -1 where there is none.
        BeatOutcome outcome = BeatOutcome::Ok;
    };
    using SampleVisitor = std::function<bool(const SampledBeat &)>;

    /// Calls `visit` for the beats of these connections with scheduled_at in [fromUs, toUs), the
    /// newest stretches first; false from it ends the reading. No more than about `maximumRows`
    /// rows of the log are read: if the range holds more of them, short stretches evenly spread
    /// over it. Returns the share of the rows that was read, 0 to 1. A beat that waited more than a
    /// minute for its answer may be left out.
    Result<double> sampleBeats(const std::vector<ConnectionId> &connections, qint64 fromUs,
                               qint64 toUs, qint64 maximumRows, const SampleVisitor &visit);

    /// The events of one connection in [fromUs, toUs) in order of time, preceded by the last one
    /// before: it tells the state at fromUs.
    Result<std::vector<ConnectionEvent>> events(const ConnectionId &connection, qint64 fromUs,
                                                qint64 toUs);

private:
    enum class Table { Beats, Events };

    explicit LogReader(SqliteConnection connection);

    Result<void> loadConnections();
    Result<LoggedConnection> connectionOf(qint64 row);
    Result<QString> where(const Query &query, Table table);
    Result<qint64> count(const Query &query, Table table);
    template<typename Convert, typename Visit>
    Result<bool> visitRow(const QSqlQuery &row, Convert convert, const Visit &visit);
    template<typename Convert, typename Visit>
    Result<void> forEachRow(const QString &sql, Convert convert, const Visit &visit);
    Result<std::optional<qint64>> integer(const QString &sql);
    /// The first row of the log of which `scheduled_at` is not before a moment; they are nearly in
    /// order.
    Result<qint64> firstRowSince(qint64 utcUs, qint64 first, qint64 end);
    Result<std::optional<qint64>> rowOf(const ConnectionId &id);

    SqliteConnection m_connection;
    QHash<qint64, LoggedConnection> m_known; ///< By row.
};

} // namespace heartline
