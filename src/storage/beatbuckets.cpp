// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/beatbuckets.h"

#include "storage/logschema.h"
#include "storage/sqliteconnection.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

const QString bucketPlaceholder = u":bucket"_s;

} // namespace

BeatBuckets::BeatBuckets(SqliteConnection &database, qint64 connection, qint64 fromUs, qint64 toUs)
    : m_database(&database)
    , m_connection(connection)
    , m_fromUs(std::max<qint64>(0, fromUs)) // no beat is older than 1970
    , m_toUs(toUs)
{
}

QString BeatBuckets::condition() const
{
    return u" FROM beats WHERE %1 = %2 AND connection = %3 AND scheduled_at >= %4"
           " AND scheduled_at < %5"_s.arg(LogSchema::bucketOf(u"scheduled_at"_s), bucketPlaceholder)
                   .arg(m_connection)
                   .arg(m_fromUs)
                   .arg(m_toUs);
}

Result<BeatBuckets> BeatBuckets::find(SqliteConnection &database, qint64 connection, qint64 fromUs,
                                      qint64 toUs, qint64 maximumBeats,
                                      const std::function<bool()> &isWanted)
{
    BeatBuckets found(database, connection, fromUs, toUs);
    if (found.m_toUs <= found.m_fromUs)
        return found;
    const qint64 first = found.m_fromUs / LogSchema::BucketUs;
    const qint64 last = (found.m_toUs - 1) / LogSchema::BucketUs;
    auto periods =
            database.prepare(u"SELECT period FROM beat_periods WHERE connection = %1"
                             " AND period BETWEEN %2 AND %3 ORDER BY period DESC"_s.arg(connection)
                                     .arg(first / LogSchema::BucketsPerPeriod)
                                     .arg(last / LogSchema::BucketsPerPeriod));
    if (!periods)
        return tl::unexpected(periods.error());
    auto extent = database.prepare(u"SELECT count(*), min(scheduled_at), max(scheduled_at)"_s
                                   + found.condition());
    if (!extent)
        return tl::unexpected(extent.error());
    if (auto ran = database.run(*periods); !ran)
        return tl::unexpected(ran.error());
    while (found.m_beats < maximumBeats && isWanted() && periods->next()) {
        const qint64 begin = periods->value(0).toLongLong() * LogSchema::BucketsPerPeriod;
        qint64 bucket = std::min(last, begin + LogSchema::BucketsPerPeriod - 1);
        for (; bucket >= std::max(first, begin) && found.m_beats < maximumBeats; --bucket) {
            extent->bindValue(bucketPlaceholder, bucket);
            if (auto ran = database.run(*extent); !ran)
                return tl::unexpected(ran.error());
            const qint64 beats = extent->next() ? extent->value(0).toLongLong() : 0;
            if (beats == 0)
                continue;
            if (found.m_numbers.empty())
                found.m_newestUs = extent->value(2).toLongLong();
            found.m_numbers.push_back(bucket);
            found.m_beats += beats;
            found.m_oldestUs = extent->value(1).toLongLong();
        }
    }
    return found;
}

Result<void>
BeatBuckets::forEachRow(const QString &columns,
                        const std::function<Result<bool>(const QSqlQuery &)> &visit) const
{
    auto rows = m_database->prepare(u"SELECT "_s + columns + condition()
                                    + " ORDER BY scheduled_at, sequence"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    for (auto bucket = m_numbers.crbegin(); bucket != m_numbers.crend(); ++bucket) {
        rows->bindValue(bucketPlaceholder, *bucket);
        if (auto ran = m_database->run(*rows); !ran)
            return ran;
        while (rows->next()) {
            const auto more = visit(*rows);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return {};
        }
        if (auto ended = m_database->checkEnd(*rows); !ended)
            return ended;
    }
    return {};
}

} // namespace heartline
