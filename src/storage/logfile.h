// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

#include <optional>
#include <utility>

/// The log as a file among files. No function here opens an existing log, unless it says so:
/// closing such a descriptor would drop the locks that SQLite holds in this process (POSIX advisory
/// locks).
namespace heartline::LogFile {

/// Device and inode: tells whether a path still means the same file.
using Identity = std::pair<quint64, quint64>;
std::optional<Identity> identity(const QString &file);

/// Creates the directories above `file` that are missing, for the owner only (0700).
Result<void> createDirectories(const QString &file);

/// Creates `file`, readable for the owner only (0600), or leaves it as it is.
Result<void> create(const QString &file);

/// Whether `file` begins as SQLite's files do, or is empty. Opens it: only for a file that SQLite
/// cannot read.
bool isDatabase(const QString &file);

/// Makes `file` and its companions (-wal, -shm) readable for the owner only (0600). SQLite gives
/// later companions the mode of the file.
Result<void> makePrivate(const QString &file);

/// Moves `file` and its companions to a new name beside it, and returns that.
Result<QString> setAside(const QString &file);

/// Removes companions that a deleted log has left behind.
void removeOrphans(const QString &file);

/// Bytes of the file and its write-ahead log.
qint64 bytes(const QString &file);

} // namespace heartline::LogFile
