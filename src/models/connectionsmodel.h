// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsnapshot.h"
#include "models/connectioncolumns.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <span>
#include <vector>

namespace heartline {

/// A tree of groups and their connections; connections without a group stand at the top level.
/// The order is that in which the connections were set, a group standing where its first
/// connection does. All values are raw: nanoseconds, microseconds, shares. GUI thread.
class ConnectionsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using enum ConnectionColumns::Column;

    enum Role {
        SnapshotRole = Qt::UserRole
                + 1, ///< const ConnectionSnapshot *, valid while the row exists; null on groups.
        IdRole, ///< ConnectionId; null on groups.
        SortRole, ///< What the column is sorted by; invalid where there is no value.
        GroupRole, ///< bool: the row is a group.
        WorstSeverityRole, ///< int: the row's own, or the worst of the group.
        ChildCountRole, ///< int
    };

    /// dataChanged is emitted at most this often for each parent and call of apply(); beyond that
    /// ranges are joined.
    static constexpr int MaximumRangesPerParent = 16;

    /// More separate runs of rows than this are not removed or inserted one by one, but gathered or
    /// spread by a change of the layout: proxies and views start over with every run.
    static constexpr int MaximumRuns = 16;

    explicit ConnectionsModel(QObject *parent = nullptr);
    ~ConnectionsModel() override;

    /// Makes the rows those of `connections`; rows that stay keep their persistent indexes, also
    /// when they change place or group.
    void setConnections(std::vector<ConnectionSnapshot> connections);

    /// Takes new values over; unknown ids are skipped. Changes no row's place.
    void apply(std::span<const ConnectionSnapshot> snapshots);

    /// Says that values which depend on the clock (uptime, seconds until the retry) are to be read
    /// again.
    void tick();

    QModelIndex indexOf(const ConnectionId &id, int column = 0) const;
    const ConnectionSnapshot *snapshot(const ConnectionId &id) const;
    /// As SnapshotRole, of an index of a ConnectionsModel itself; without the cost of a QVariant.
    static const ConnectionSnapshot *snapshotAt(const QModelIndex &index);
    int connectionCount() const { return static_cast<int>(m_byId.size()); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    struct Layout;

    static Node *nodeAt(const QModelIndex &index);
    Node *parentNode(const QModelIndex &parent) const;
    QModelIndex indexOf(const Node *node, int column = 0) const;
    static void renumber(Node &parent);

    static Layout layoutOf(const std::vector<ConnectionSnapshot> &connections);
    /// Moves what is to be removed to the end of its parent if it is too scattered.
    void gatherMissing(const QHash<ConnectionId, std::size_t> &wanted);
    void removeMissing(Node &parent, const QHash<ConnectionId, std::size_t> &wanted);
    void moveSurvivors(const Layout &layout);
    void insertNew(const Layout &layout, std::vector<ConnectionSnapshot> &connections);
    void tick(const Node &parent);
    void notify(const Node &parent, std::vector<int> rows, int firstColumn, int lastColumn);

    std::unique_ptr<Node> m_root;
    QHash<ConnectionId, Node *> m_byId;
    QHash<QString, Node *> m_groups;
};

} // namespace heartline

Q_DECLARE_METATYPE(const heartline::ConnectionSnapshot *)
