// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"

#include <QItemSelection>

#include <vector>

class QAbstractItemModel;

/// Selections in a tree of connections (ConnectionsModel, or a proxy of it), made of few ranges
/// however many rows they hold: what Qt does with a selection grows with its ranges, often with
/// their square.
namespace heartline::ConnectionSelection {

/// Every row.
QItemSelection all(const QAbstractItemModel &model);

/// These rows, neighbours joined; invalid indexes are skipped.
QItemSelection of(const std::vector<QModelIndex> &rows);

/// The selected connections in the order of the rows; a selected group stands for its members.
std::vector<ConnectionId> ids(const QItemSelection &selection);

} // namespace heartline::ConnectionSelection
