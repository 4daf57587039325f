// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionstate.h"

#include <QHash>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <chrono>

namespace heartline {

struct ConnectionSnapshot;

/// Sorts and filters a ConnectionsModel. GUI thread.
///
/// The rule for reading in peace: live values never move a row and never take one away at once.
/// Rows are sorted when sort() is called, i.e. when the user clicks a header or asks for the worst
/// first, and again when the filter is set. The worst stay first when the view, which knows whether
/// somebody is reading, calls restoreWorstFirst(). While a filter is set, connections that come to
/// match are added by refresh(), and those that cease to match stay until the filter is set anew,
/// or until a refresh() finds that they have not matched for StalePeriod.
class ConnectionsFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using Time = std::chrono::steady_clock::time_point;

    /// So long a row that has ceased to match the filter can still be read.
    static constexpr std::chrono::seconds StalePeriod{10};

    explicit ConnectionsFilterModel(QObject *parent = nullptr);

    /// Words, all of which must occur in the name, group or URL, or be the name of the state.
    /// `state:NAME` looks at the state alone. Case does not matter.
    void setFilterText(const QString &text);
    QString filterText() const { return m_text; }

    /// What else the states are called in the filter's text, beside their names in English.
    void setStateNames(const QHash<ConnectionState, QString> &names) { m_stateNames = names; }

    /// Only connections in one of these states; empty: all.
    void setStates(const QSet<ConnectionState> &states);
    const QSet<ConnectionState> &states() const { return m_states; }

    /// Adds the rows that match by now, and drops those that have not matched for StalePeriod.
    /// Cheap without a filter. To be called about every second, as that is how exactly it is known
    /// when a row last matched.
    void refresh(Time now = std::chrono::steady_clock::now());

    /// Failed, waiting, degraded... then the most loss, then the largest p99; groups by their worst
    /// member.
    void sortWorstFirst();
    bool isWorstFirst() const;
    /// The order of two rows of the source model by what is sorted by, whatever groups they are in;
    /// to be asked only while there is such an order.
    bool standsBefore(const QModelIndex &sourceLeft, const QModelIndex &sourceRight) const;
    /// Sorts anew if the worst were to stand first and a state has put some out of order since;
    /// true if so. Loss and p99 alone move nothing.
    bool restoreWorstFirst();

    bool isFiltering() const
    {
        return !m_words.isEmpty() || !m_stateWords.isEmpty() || !m_states.isEmpty();
    }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    int comparedGroups(const QModelIndex &left, const QModelIndex &right) const;
    bool accepts(const ConnectionSnapshot &snapshot) const;
    bool isOutOfOrder(const QModelIndex &parent) const;
    void restart();

    QString m_text;
    QStringList m_words;
    QStringList m_stateWords;
    QHash<ConnectionState, QString> m_stateNames;
    QSet<ConnectionState> m_states;
    Time m_now = std::chrono::steady_clock::now(); // when refresh() was called last
    /// When connections last matched since the filter was set; bounded by the number of
    /// connections.
    mutable QHash<ConnectionId, Time> m_matched;
};

} // namespace heartline
