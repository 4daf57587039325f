// SPDX-License-Identifier: GPL-3.0-or-later
// LogReader::sampleBeats(), apart because it goes by the order of writing instead of the index.
#include "storage/logreader.h"

#include "storage/sqliteconnection.h"

#include <QSet>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

// Rows are written when beats are settled, so that their schedule is in order but for the wait for
// an answer.
constexpr qint64 disorderUs = 60'000'000;
constexpr qint64 wholeStretch = 20'000; // rows at a time when all are read
constexpr qint64 sampleStretch = 64; // rows at a time when a sample is

} // namespace

Result<std::optional<qint64>> LogReader::integer(const QString &sql)
{
    return m_connection.value(sql).map([](const QVariant &value) {
        return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
    });
}

Result<qint64> LogReader::firstRowSince(qint64 utcUs, qint64 first, qint64 end)
{
    while (first < end) {
        const qint64 middle = first + (end - first) / 2;
        // Rows may be missing: the first one at or after the middle stands for it.
        const auto scheduled = integer(u"SELECT scheduled_at FROM beats WHERE rowid >= %1"
                                       " ORDER BY rowid LIMIT 1"_s.arg(middle));
        if (!scheduled)
            return tl::unexpected(scheduled.error());
        if (*scheduled && **scheduled < utcUs)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

Result<double> LogReader::sampleBeats(const std::vector<ConnectionId> &connections, qint64 fromUs,
                                      qint64 toUs, qint64 maximumRows, const SampleVisitor &visit)
{
    const auto oldest = integer(u"SELECT min(rowid) FROM beats"_s);
    const auto newest = integer(u"SELECT max(rowid) FROM beats"_s);
    if (!oldest)
        return tl::unexpected(oldest.error());
    if (!newest)
        return tl::unexpected(newest.error());
    if (!*oldest || !*newest)
        return 1.0;
    const auto begin = firstRowSince(fromUs - disorderUs, **oldest, **newest + 1);
    if (!begin)
        return tl::unexpected(begin.error());
    const auto end = firstRowSince(toUs + disorderUs, *begin, **newest + 1);
    if (!end)
        return tl::unexpected(end.error());
    if (auto loaded = loadConnections(); !loaded)
        return tl::unexpected(loaded.error());
    const QSet<ConnectionId> ids(connections.begin(), connections.end());
    QHash<qint64, ConnectionId> wanted;
    for (const auto &[row, known] : m_known.asKeyValueRange()) {
        if (ids.contains(known.id))
            wanted.insert(row, known.id);
    }
    auto query = m_connection.prepare(
            u"SELECT connection, ifnull(sent_at, scheduled_at), ifnull(ifnull(rtt_ns, gap_ns), -1),"
            " outcome, scheduled_at FROM beats WHERE rowid >= ? AND rowid < ?"_s);
    if (!query)
        return tl::unexpected(query.error());

    const qint64 rows = *end - *begin;
    const bool isSample = rows > maximumRows;
    const qint64 length = isSample ? sampleStretch : wholeStretch;
    const double stride = isSample
            ? static_cast<double>(rows) * sampleStretch / static_cast<double>(maximumRows)
            : static_cast<double>(wholeStretch);
    auto last = static_cast<double>(*end);
    qint64 read = 0;
    while (last > static_cast<double>(*begin)) {
        const auto stretchEnd = static_cast<qint64>(last);
        query->bindValue(0, std::max(*begin, stretchEnd - length));
        query->bindValue(1, stretchEnd);
        if (auto ran = m_connection.run(*query); !ran)
            return tl::unexpected(ran.error());
        while (query->next()) {
            ++read;
            const auto connection = wanted.constFind(query->value(0).toLongLong());
            const qint64 scheduled = query->value(4).toLongLong();
            const int outcome = query->value(3).toInt();
            if (connection == wanted.constEnd() || scheduled < fromUs || scheduled >= toUs
                || outcome < 0 || outcome > static_cast<int>(BeatOutcome::Unsent))
                continue;
            if (!visit({*connection, query->value(1).toLongLong(), query->value(2).toLongLong(),
                        static_cast<BeatOutcome>(outcome)}))
                return static_cast<double>(read) / static_cast<double>(rows);
        }
        if (auto ended = m_connection.checkEnd(*query); !ended)
            return tl::unexpected(ended.error());
        last -= stride;
    }
    return isSample ? static_cast<double>(maximumRows) / static_cast<double>(rows) : 1.0;
}

} // namespace heartline
