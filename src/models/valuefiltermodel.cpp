// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/valuefiltermodel.h"

#include <utility>

namespace heartline {

ValueFilterModel::ValueFilterModel(int idRole, int valueRole, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_idRole(idRole)
    , m_valueRole(valueRole)
{
}

void ValueFilterModel::setConnections(std::optional<QSet<QUuid>> ids)
{
    m_ids = std::move(ids);
    invalidateFilter();
}

void ValueFilterModel::setValues(std::optional<QSet<int>> values)
{
    m_values = std::move(values);
    invalidateFilter();
}

bool ValueFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_ids && !m_ids->contains(index.data(m_idRole).toUuid()))
        return false;
    return !m_values || m_values->contains(index.data(m_valueRole).toInt());
}

} // namespace heartline
