// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

/// The tables of the log; resources/docs/log-format.md describes them for readers of the file.
namespace heartline {

class SqliteConnection;

namespace LogSchema {

/// PRAGMA application_id of every log: "HBLG" in ASCII.
inline constexpr qint64 ApplicationId = 0x48424c47;
/// PRAGMA user_version of the newest schema, the one that migrate() leads to.
inline constexpr qint64 Version = 2;

/// The index of beats goes by stretches of so many microseconds first, then by connection. Rows
/// come in order of time, so that they all go into the few pages of the newest stretch. An index
/// by connection alone has a place of its own for each of them: with ten thousand, every row costs
/// a page.
inline constexpr qint64 BucketUs = 5'000'000;
/// beat_periods tells in which periods of so many buckets a connection has beats: the others need
/// not be searched.
inline constexpr qint64 BucketsPerPeriod = 120;
inline constexpr qint64 PeriodUs = BucketsPerPeriod * BucketUs;

/// The bucket of a time, in SQL: written as in the index, or SQLite does not use that.
QString bucketOf(const QString &time);

/// The version of a log, 0 for an empty database. Fails on a newer version and on the database of
/// another program; changes nothing.
Result<qint64> check(SqliteConnection &connection, const QString &file);

/// Brings the log from `version` to Version, one step a version, in one transaction.
Result<void> migrate(SqliteConnection &connection, qint64 version);

} // namespace LogSchema

} // namespace heartline
