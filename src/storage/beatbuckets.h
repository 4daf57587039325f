// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

#include <functional>
#include <vector>

class QSqlQuery;

namespace heartline {

class SqliteConnection;

/// The beats of one connection within a stretch of time. The log's index goes by time first, so
/// that writing stays in one place of the file: they are looked up bucket by bucket
/// (LogSchema::BucketUs). All calls for one object belong into one SqliteSnapshot.
class BeatBuckets {
public:
    /// Those with scheduled_at in [fromUs, toUs) of the connection with the id `connection`; of
    /// more than `maximumBeats` the newest, give or take a bucket. `isWanted` is asked now and
    /// then; false from it ends the search.
    static Result<BeatBuckets> find(
            SqliteConnection &database, qint64 connection, qint64 fromUs, qint64 toUs,
            qint64 maximumBeats, const std::function<bool()> &isWanted = [] { return true; });

    qint64 beats() const { return m_beats; }
    qint64 oldestUs() const { return m_oldestUs; } ///< scheduled_at; meaningless without beats.
    qint64 newestUs() const { return m_newestUs; }

    /// Calls `visit` with these columns of every beat in order of time; false from it ends it.
    Result<void> forEachRow(const QString &columns,
                            const std::function<Result<bool>(const QSqlQuery &)> &visit) const;

private:
    BeatBuckets(SqliteConnection &database, qint64 connection, qint64 fromUs, qint64 toUs);
    QString condition() const;

    SqliteConnection *m_database;
    qint64 m_connection;
    qint64 m_fromUs;
    qint64 m_toUs;
    std::vector<qint64> m_numbers; ///< Newest first.
    qint64 m_beats = 0;
    qint64 m_oldestUs = 0;
    qint64 m_newestUs = 0;
};

} // namespace heartline
