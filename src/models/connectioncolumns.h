// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsnapshot.h"

#include <QVariant>

#include <optional>

namespace heartline {

/// How much a state asks for attention; larger is worse. `failed` is the worst, `idle` the least.
int severity(ConnectionState state);

/// Negative if `a` asks for less attention than `b`: by state, then by loss, then by p99.
int comparedByTrouble(const ConnectionSnapshot &a, const ConnectionSnapshot &b);

/// What the columns of a list of connections hold: raw values (nanoseconds, microseconds, shares)
/// of one connection. Any thread.
namespace ConnectionColumns {

enum Column {
    StateColumn, ///< ConnectionState
    NameColumn, ///< QString; the group's name on a group's row
    LastColumn, ///< qint64 ns
    P50Column,
    P95Column,
    P99Column,
    JitterColumn,
    LossColumn, ///< double, 0 to 1
    UptimeColumn, ///< qint64, UTC us since when the session is open
    ReconnectsColumn, ///< qint64
    RecentColumn, ///< no value: painted from the snapshot
    UrlColumn, ///< QString
    ColumnCount
};

/// The value of a column that holds nanoseconds; nothing for other columns.
std::optional<qint64> figureNs(const ConnectionSnapshot &snapshot, int column);

/// The value of any column; invalid where there is none.
QVariant value(const ConnectionSnapshot &snapshot, int column);

/// What the column is sorted by; invalid where there is no value.
QVariant sortValue(const ConnectionSnapshot &snapshot, int column);

/// Whether nothing differs outside the columns that a beat changes: LastColumn to RecentColumn.
bool areSameButForBeats(const ConnectionSnapshot &a, const ConnectionSnapshot &b);

} // namespace ConnectionColumns

} // namespace heartline
