// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventsmodel.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace heartline {

EventsModel::EventsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void EventsModel::setNames(const QHash<ConnectionId, QString> &names)
{
    bool changed = false;
    for (const auto &[id, name] : names.asKeyValueRange()) {
        QString &known = m_names[id];
        changed = changed || known != name;
        known = name;
    }
    if (changed && !m_events.empty())
        Q_EMIT dataChanged(index(0, ConnectionColumn), index(rowCount() - 1, ConnectionColumn));
}

void EventsModel::append(std::span<const ConnectionEvent> events)
{
    if (std::cmp_greater(events.size(), MaximumEvents))
        events = events.last(MaximumEvents);
    if (events.empty())
        return;
    const int added = static_cast<int>(events.size());
    const int excess = rowCount() + added - MaximumEvents;
    if (excess > 0) {
        beginRemoveRows({}, rowCount() - excess, rowCount() - 1);
        m_events.erase(m_events.end() - excess, m_events.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, added - 1);
    m_events.insert(m_events.begin(), events.rbegin(), events.rend());
    endInsertRows();
}

void EventsModel::fill(std::vector<ConnectionEvent> events)
{
    // What arrived live and is not in the log yet stays.
    const qint64 newest = events.empty() ? 0 : events.back().at;
    std::copy_if(m_events.rbegin(), m_events.rend(), std::back_inserter(events),
                 [newest](const ConnectionEvent &live) { return live.at > newest; });
    const auto kept = std::min(std::ssize(events), static_cast<std::ptrdiff_t>(MaximumEvents));
    beginResetModel();
    m_events.assign(std::make_move_iterator(events.rbegin()),
                    std::make_move_iterator(events.rbegin() + kept));
    endResetModel();
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionEvent &event = m_events[static_cast<std::size_t>(index.row())];
    if (role == EventRole)
        return QVariant::fromValue(&event);
    if (role == IdRole)
        return QVariant::fromValue(event.connection);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return event.at;
    case ConnectionColumn:
        return m_names.value(event.connection);
    case ChangeColumn:
        return static_cast<int>(event.to);
    case CauseColumn:
        return static_cast<int>(event.cause.cause);
    default:
        return {};
    }
}

} // namespace heartline
