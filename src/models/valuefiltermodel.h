// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>
#include <QUuid>

#include <optional>

namespace heartline {

/// Rows of a table by connection, by outcome, or both. Keeps the order of its source. GUI thread.
class ValueFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// `idRole` yields a ConnectionId; `valueRole` an int.
    ValueFilterModel(int idRole, int valueRole, QObject *parent = nullptr);

    /// Nothing: rows of all connections.
    void setConnections(std::optional<QSet<QUuid>> ids);
    /// Nothing: rows with any value.
    void setValues(std::optional<QSet<int>> values);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    int m_idRole;
    int m_valueRole;
    std::optional<QSet<QUuid>> m_ids;
    std::optional<QSet<int>> m_values;
};

} // namespace heartline
