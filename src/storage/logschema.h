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
inline constexpr qint64 Version = 1;

/// The version of a log, 0 for an empty database. Fails on a newer version and on the database of
/// another program; changes nothing.
Result<qint64> check(SqliteConnection &connection, const QString &file);

/// Brings the log from `version` to Version, one step a version, in one transaction.
Result<void> migrate(SqliteConnection &connection, qint64 version);

} // namespace LogSchema

} // namespace heartline
