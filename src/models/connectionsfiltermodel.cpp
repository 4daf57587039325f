// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsfiltermodel.h"

#include "models/connectionsmodel.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr QLatin1StringView statePrefix = "state:"_L1;

const ConnectionSnapshot *snapshotAt(const QModelIndex &index)
{
    return index.data(ConnectionsModel::SnapshotRole).value<const ConnectionSnapshot *>();
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
    invalidateFilter();
    sort(sortColumn(), sortOrder()); // rows that come back do not find their places by themselves
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

bool ConnectionsFilterModel::accepts(const ConnectionSnapshot &snapshot) const
{
    const ConnectionState state = snapshot.status.state;
    if (!m_states.isEmpty() && !m_states.contains(state))
        return false;
    const QLatin1StringView stateName = toName(state);
    const bool stateMatches = std::ranges::all_of(m_stateWords, [&](const QString &word) {
        return stateName.startsWith(word, Qt::CaseInsensitive);
    });
    return stateMatches && std::ranges::all_of(m_words, [&](const QString &word) {
               return snapshot.name.contains(word, Qt::CaseInsensitive)
                       || snapshot.group.contains(word, Qt::CaseInsensitive)
                       || snapshot.url.contains(word, Qt::CaseInsensitive)
                       || stateName.compare(word, Qt::CaseInsensitive) == 0;
           });
}

bool ConnectionsFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (!isFiltering())
        return true;
    const ConnectionSnapshot *snapshot =
            snapshotAt(sourceModel()->index(sourceRow, 0, sourceParent));
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

    const bool isGroup = left.data(ConnectionsModel::GroupRole).toBool();
    if (isGroup != right.data(ConnectionsModel::GroupRole).toBool())
        return first(isGroup); // groups stand above the rest
    const bool leftHasValue = left.data(ConnectionsModel::SortRole).isValid();
    if (leftHasValue != right.data(ConnectionsModel::SortRole).isValid())
        return first(leftHasValue); // rows without a value stand last
    if (isLess(left, right, isGroup))
        return true;
    if (isLess(right, left, isGroup))
        return false;
    return first(left.row() < right.row()); // equals in the order of the profiles
}

bool ConnectionsFilterModel::isLess(const QModelIndex &left, const QModelIndex &right,
                                    bool areGroups) const
{
    const int column = sortColumn();
    if (column == ConnectionsModel::StateColumn) {
        const int a = left.data(ConnectionsModel::WorstSeverityRole).toInt();
        const int b = right.data(ConnectionsModel::WorstSeverityRole).toInt();
        if (a != b || areGroups)
            return a < b;
        const BeatFigures &x = snapshotAt(left)->figures;
        const BeatFigures &y = snapshotAt(right)->figures;
        return x.loss != y.loss ? x.loss < y.loss : x.p99Ns < y.p99Ns;
    }
    if (areGroups && column != ConnectionsModel::NameColumn)
        return false; // no other column means anything between groups
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace heartline
