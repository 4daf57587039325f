// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsfiltermodel.h"

#include "models/connectioncolumns.h"
#include "models/connectionsmodel.h"

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr QLatin1StringView statePrefix = "state:"_L1;

/// Negative, 0 or positive, as by operator<=>.
template<typename T>
int compared(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Where a row of the source model stands: by its top level row, then within the group.
std::pair<int, int> placeOf(const QModelIndex &source)
{
    const QModelIndex parent = source.parent();
    return parent.isValid() ? std::pair(parent.row(), source.row()) : std::pair(source.row(), 0);
}

bool hasFigures(int column)
{
    return column >= ConnectionsModel::LastColumn && column <= ConnectionsModel::JitterColumn;
}

} // namespace

ConnectionsFilterModel::ConnectionsFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(ConnectionsModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setRecursiveFilteringEnabled(true);
    setDynamicSortFilter(false);
}

void ConnectionsFilterModel::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_words.clear();
    m_stateWords.clear();
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(statePrefix, Qt::CaseInsensitive))
            m_stateWords.append(word.sliced(statePrefix.size()));
        else
            m_words.append(word);
    }
    restart();
}

void ConnectionsFilterModel::setStates(const QSet<ConnectionState> &states)
{
    m_states = states;
    restart();
}

void ConnectionsFilterModel::restart()
{
    m_matched.clear();
    // One change of layout, sorted anew; not a signal for each stretch of rows that goes or comes.
    invalidate();
}

void ConnectionsFilterModel::refresh(Time now)
{
    m_now = now;
    if (isFiltering()) // also by words: a plain one may be the name of a state
        invalidateFilter();
}

void ConnectionsFilterModel::sortWorstFirst()
{
    sort(ConnectionsModel::StateColumn, Qt::DescendingOrder);
}

bool ConnectionsFilterModel::isWorstFirst() const
{
    return sortColumn() == ConnectionsModel::StateColumn && sortOrder() == Qt::DescendingOrder;
}

bool ConnectionsFilterModel::standsBefore(const QModelIndex &sourceLeft,
                                          const QModelIndex &sourceRight) const
{
    return sortOrder() == Qt::AscendingOrder ? lessThan(sourceLeft, sourceRight)
                                             : lessThan(sourceRight, sourceLeft);
}

bool ConnectionsFilterModel::restoreWorstFirst()
{
    if (!isWorstFirst() || !isOutOfOrder({}))
        return false;
    sortWorstFirst();
    return true;
}

bool ConnectionsFilterModel::isOutOfOrder(const QModelIndex &parent) const
{
    int lastGroup = std::numeric_limits<int>::max(); // groups stand above the rest
    int lastRow = lastGroup;
    for (int row = 0; row < rowCount(parent); ++row) {
        const QModelIndex current = index(row, 0, parent);
        const ConnectionSnapshot *snapshot = ConnectionsModel::snapshotAt(mapToSource(current));
        const int now = snapshot ? severity(snapshot->status.state)
                                 : current.data(ConnectionsModel::WorstSeverityRole).toInt();
        if (now > std::exchange(snapshot ? lastRow : lastGroup, now))
            return true;
        if (!snapshot && isOutOfOrder(current))
            return true;
    }
    return false;
}

bool ConnectionsFilterModel::accepts(const ConnectionSnapshot &snapshot) const
{
    const ConnectionState state = snapshot.status.state;
    if (!m_states.isEmpty() && !m_states.contains(state))
        return false;
    const QLatin1StringView stateName = toName(state);
    const auto otherName = m_stateNames.constFind(state);
    const bool hasOther = otherName != m_stateNames.constEnd();
    const bool stateMatches = std::ranges::all_of(m_stateWords, [&](const QString &word) {
        return stateName.startsWith(word, Qt::CaseInsensitive)
                || (hasOther && otherName->startsWith(word, Qt::CaseInsensitive));
    });
    return stateMatches && std::ranges::all_of(m_words, [&](const QString &word) {
               return snapshot.name.contains(word, Qt::CaseInsensitive)
                       || snapshot.group.contains(word, Qt::CaseInsensitive)
                       || snapshot.url.contains(word, Qt::CaseInsensitive)
                       || stateName.compare(word, Qt::CaseInsensitive) == 0
                       || (hasOther && otherName->compare(word, Qt::CaseInsensitive) == 0);
           });
}

bool ConnectionsFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (!isFiltering())
        return true;
    const ConnectionSnapshot *snapshot =
            ConnectionsModel::snapshotAt(sourceModel()->index(sourceRow, 0, sourceParent));
    if (!snapshot)
        return false; // a group is shown for its members' sake
    if (accepts(*snapshot)) {
        m_matched.insert(snapshot->id, m_now);
        return true;
    }
    const auto matched = m_matched.constFind(snapshot->id);
    return matched != m_matched.constEnd() && m_now - *matched < StalePeriod;
}

bool ConnectionsFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    // What shall not depend on the direction is turned round for a descending sort.
    const bool descending = sortOrder() == Qt::DescendingOrder;
    const auto first = [descending](bool isFirst) { return isFirst != descending; };

    const ConnectionSnapshot *a = ConnectionsModel::snapshotAt(left);
    const ConnectionSnapshot *b = ConnectionsModel::snapshotAt(right);
    if (!a != !b)
        return first(!a); // groups stand above the rest
    int order = 0;
    if (a && hasFigures(sortColumn())) {
        // Thousands of rows are sorted by these: without the detour over QVariant.
        const auto x = ConnectionColumns::figureNs(*a, sortColumn());
        const auto y = ConnectionColumns::figureNs(*b, sortColumn());
        if (x.has_value() != y.has_value())
            return first(x.has_value()); // rows without a value stand last
        order = compared(x, y);
    } else if (a && sortColumn() == ConnectionsModel::StateColumn) {
        order = comparedByTrouble(*a, *b);
    } else if (a && sortColumn() == ConnectionsModel::NameColumn) {
        order = a->name.compare(b->name, Qt::CaseInsensitive);
    } else {
        const bool hasValue = left.data(ConnectionsModel::SortRole).isValid();
        if (hasValue != right.data(ConnectionsModel::SortRole).isValid())
            return first(hasValue);
        if (!a)
            order = comparedGroups(left, right);
        else if (QSortFilterProxyModel::lessThan(left, right))
            order = -1;
        else if (QSortFilterProxyModel::lessThan(right, left))
            order = 1;
    }
    return order != 0 ? order < 0 : first(placeOf(left) < placeOf(right)); // as in the profiles
}

int ConnectionsFilterModel::comparedGroups(const QModelIndex &left, const QModelIndex &right) const
{
    switch (sortColumn()) {
    case ConnectionsModel::StateColumn:
        return compared(left.data(ConnectionsModel::WorstSeverityRole).toInt(),
                        right.data(ConnectionsModel::WorstSeverityRole).toInt());
    case ConnectionsModel::NameColumn:
        return left.data(ConnectionsModel::SortRole)
                .toString()
                .compare(right.data(ConnectionsModel::SortRole).toString(), Qt::CaseInsensitive);
    default:
        return 0; // no other column means anything between groups
    }
}

} // namespace heartline
