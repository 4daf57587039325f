// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsmodel.h"

#include <QSet>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace heartline {

namespace {

/// Rows of one parent that changed in one call of apply().
struct Changes {
    std::vector<int> rows;
    bool areBeatsOnly = true;
    bool haveOtherState = false;
};

} // namespace

struct ConnectionsModel::Node {
    Node *parent = nullptr;
    int row = 0;
    bool isGroup = false;
    QString groupName; // of a group
    ConnectionSnapshot snapshot; // of a connection
    std::vector<std::unique_ptr<Node>> children;
};

/// The wanted tree: what stands at the top, and what in each group, as places in the list given.
struct ConnectionsModel::Layout {
    struct Entry {
        bool isGroup = false;
        QString group;
        ConnectionId id;
        std::size_t source = 0;
    };
    std::vector<Entry> top;
    QHash<QString, std::vector<Entry>> groups;
};

ConnectionsModel::ConnectionsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ConnectionsModel::~ConnectionsModel() = default;

ConnectionsModel::Node *ConnectionsModel::nodeAt(const QModelIndex &index)
{
    return static_cast<Node *>(index.internalPointer());
}

ConnectionsModel::Node *ConnectionsModel::parentNode(const QModelIndex &parent) const
{
    return parent.isValid() ? nodeAt(parent) : m_root.get();
}

QModelIndex ConnectionsModel::indexOf(const Node *node, int column) const
{
    if (node == nullptr || node == m_root.get())
        return {};
    return createIndex(node->row, column, node);
}

QModelIndex ConnectionsModel::indexOf(const ConnectionId &id, int column) const
{
    return indexOf(m_byId.value(id), column);
}

const ConnectionSnapshot *ConnectionsModel::snapshot(const ConnectionId &id) const
{
    const Node *node = m_byId.value(id);
    return node ? &node->snapshot : nullptr;
}

const ConnectionSnapshot *ConnectionsModel::snapshotAt(const QModelIndex &index)
{
    const Node *node = index.isValid() ? nodeAt(index) : nullptr;
    return node && !node->isGroup ? &node->snapshot : nullptr;
}

void ConnectionsModel::renumber(Node &parent)
{
    int row = 0;
    for (const auto &child : parent.children) {
        child->parent = &parent;
        child->row = row++;
    }
}

ConnectionsModel::Layout
ConnectionsModel::layoutOf(const std::vector<ConnectionSnapshot> &connections)
{
    Layout layout;
    QSet<ConnectionId> seen;
    for (std::size_t i = 0; i < connections.size(); ++i) {
        const ConnectionSnapshot &connection = connections[i];
        // Profiles are validated to have distinct ids; a double would break the tree, so the first
        // one stands.
        if (seen.contains(connection.id))
            continue;
        seen.insert(connection.id);
        const Layout::Entry entry{false, connection.group, connection.id, i};
        if (connection.group.isEmpty()) {
            layout.top.push_back(entry);
            continue;
        }
        auto &members = layout.groups[connection.group];
        if (members.empty())
            layout.top.push_back({true, connection.group, {}, i});
        members.push_back(entry);
    }
    return layout;
}

void ConnectionsModel::setConnections(std::vector<ConnectionSnapshot> connections)
{
    const Layout layout = layoutOf(connections);
    QHash<ConnectionId, std::size_t> wanted;
    for (std::size_t i = 0; i < connections.size(); ++i) {
        if (!wanted.contains(connections[i].id))
            wanted.insert(connections[i].id, i);
    }
    gatherMissing(wanted);
    for (const auto &child : m_root->children) {
        if (child->isGroup)
            removeMissing(*child, wanted);
    }
    removeMissing(*m_root, wanted);
    moveSurvivors(layout);
    // What is already there gets its values before the rest is inserted and moved out of the list.
    std::vector<ConnectionSnapshot> known;
    for (const auto &[id, source] : wanted.asKeyValueRange()) {
        if (m_byId.contains(id))
            known.push_back(connections[source]);
    }
    apply(known);
    insertNew(layout, connections);
}

void ConnectionsModel::gatherMissing(const QHash<ConnectionId, std::size_t> &wanted)
{
    const std::function<bool(const std::unique_ptr<Node> &)> isKept =
            [&](const std::unique_ptr<Node> &node) {
                return node->isGroup ? std::ranges::any_of(node->children, isKept)
                                     : wanted.contains(node->snapshot.id);
            };
    int runs = 0;
    const auto countRuns = [&](const Node &parent) {
        bool wasKept = true;
        for (const auto &child : parent.children)
            runs += static_cast<int>(std::exchange(wasKept, isKept(child)) && !wasKept);
    };
    countRuns(*m_root);
    for (const auto &child : m_root->children)
        countRuns(*child);
    if (runs <= MaximumRuns)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    const auto gather = [&](Node &parent) {
        // Not of std::ranges: clang does not take what GCC 12 has there.
        std::stable_partition(parent.children.begin(), parent.children.end(), isKept);
        renumber(parent);
    };
    gather(*m_root);
    for (const auto &child : m_root->children)
        gather(*child);
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(indexOf(nodeAt(index), index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void ConnectionsModel::removeMissing(Node &parent, const QHash<ConnectionId, std::size_t> &wanted)
{
    const auto isGone = [&wanted](const Node &node) {
        return node.isGroup ? node.children.empty() : !wanted.contains(node.snapshot.id);
    };
    int last = static_cast<int>(parent.children.size()) - 1;
    while (last >= 0) {
        if (!isGone(*parent.children[static_cast<std::size_t>(last)])) {
            --last;
            continue;
        }
        int first = last;
        while (first > 0 && isGone(*parent.children[static_cast<std::size_t>(first - 1)]))
            --first;
        beginRemoveRows(indexOf(&parent), first, last);
        for (int row = first; row <= last; ++row) {
            const Node &node = *parent.children[static_cast<std::size_t>(row)];
            if (node.isGroup)
                m_groups.remove(node.groupName);
            else
                m_byId.remove(node.snapshot.id);
        }
        parent.children.erase(parent.children.begin() + first, parent.children.begin() + last + 1);
        renumber(parent);
        endRemoveRows();
        last = first - 1;
    }
}

void ConnectionsModel::moveSurvivors(const Layout &layout)
{
    // The order that the nodes already there have to take; all others are inserted later.
    std::vector<std::pair<Node *, Node *>> places; // node, parent (null: a new group)
    for (const auto &entry : layout.top) {
        if (!entry.isGroup) {
            if (Node *node = m_byId.value(entry.id))
                places.emplace_back(node, m_root.get());
            continue;
        }
        Node *group = m_groups.value(entry.group);
        if (group)
            places.emplace_back(group, m_root.get());
        for (const auto &member : layout.groups[entry.group]) {
            if (Node *node = m_byId.value(member.id))
                places.emplace_back(node, group);
        }
    }
    QHash<const Node *, int> next;
    const bool inPlace = std::ranges::all_of(places, [&next](const auto &place) {
        const auto &[node, parent] = place;
        return parent && node->parent == parent && node->row == next[parent]++;
    });
    if (inPlace)
        return;

    // One change of layout, however many rows move: a move for each would make every proxy and view
    // start over each time.
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::unordered_map<const Node *, std::unique_ptr<Node>> owned;
    const auto takeChildren = [&owned](Node &node) {
        for (auto &child : node.children)
            owned.emplace(child.get(), std::move(child));
        node.children.clear();
    };
    for (const auto &child : m_root->children)
        takeChildren(*child);
    takeChildren(*m_root);

    const auto place = [&owned](Node &parent, const Node *node) {
        parent.children.push_back(std::move(owned[node]));
    };
    for (const auto &entry : layout.top) {
        if (!entry.isGroup) {
            if (const Node *node = m_byId.value(entry.id))
                place(*m_root, node);
            continue;
        }
        std::vector<const Node *> members;
        for (const auto &member : layout.groups[entry.group]) {
            if (const Node *node = m_byId.value(member.id))
                members.push_back(node);
        }
        Node *group = m_groups.value(entry.group);
        if (group) {
            place(*m_root, group);
        } else if (!members.empty()) {
            m_root->children.push_back(std::make_unique<Node>());
            group = m_root->children.back().get();
            group->isGroup = true;
            group->groupName = entry.group;
            m_groups.insert(entry.group, group);
        } else {
            continue;
        }
        for (const Node *member : members)
            place(*group, member);
        renumber(*group);
    }
    renumber(*m_root);

    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before) {
        const Node *node = nodeAt(index);
        const bool dropped = owned[node] != nullptr; // what was placed has been moved out
        after.append(dropped ? QModelIndex() : indexOf(node, index.column()));
    }
    for (const auto &[node, left] : owned) {
        if (left)
            m_groups.remove(left->groupName); // only groups that lost their last member are left
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void ConnectionsModel::insertNew(const Layout &layout, std::vector<ConnectionSnapshot> &connections)
{
    const auto exists = [this](const Layout::Entry &entry) {
        return entry.isGroup ? m_groups.contains(entry.group) : m_byId.contains(entry.id);
    };
    const auto countRuns = [&](const std::vector<Layout::Entry> &entries) {
        int runs = 0;
        bool existed = true;
        for (const Layout::Entry &entry : entries)
            runs += static_cast<int>(std::exchange(existed, exists(entry)) && !existed);
        return runs;
    };
    int runs = countRuns(layout.top);
    for (const auto &entries : layout.groups)
        runs += countRuns(entries);
    const bool isScattered = runs > MaximumRuns;

    const auto insertRun = [&](Node &parent, std::span<const Layout::Entry> entries, int row) {
        std::vector<std::unique_ptr<Node>> fresh;
        for (const Layout::Entry &entry : entries) {
            if (exists(entry))
                continue;
            auto node = std::make_unique<Node>();
            node->isGroup = entry.isGroup;
            if (node->isGroup)
                node->groupName = entry.group;
            else
                node->snapshot = std::move(connections[entry.source]);
            fresh.push_back(std::move(node));
        }
        if (fresh.empty())
            return;
        beginInsertRows(indexOf(&parent), row, row + static_cast<int>(fresh.size()) - 1);
        for (const auto &node : fresh) {
            if (node->isGroup)
                m_groups.insert(node->groupName, node.get());
            else
                m_byId.insert(node->snapshot.id, node.get());
        }
        parent.children.insert(parent.children.begin() + row,
                               std::make_move_iterator(fresh.begin()),
                               std::make_move_iterator(fresh.end()));
        renumber(parent);
        endInsertRows();
    };
    const auto insertRuns = [&](Node &parent, std::span<const Layout::Entry> entries) {
        if (isScattered) {
            insertRun(parent, entries, static_cast<int>(parent.children.size()));
            return;
        }
        for (std::size_t first = 0; first < entries.size(); ++first) {
            std::size_t end = first;
            while (end < entries.size() && !exists(entries[end]))
                ++end;
            insertRun(parent, entries.subspan(first, end - first), static_cast<int>(first));
            first = end;
        }
    };
    insertRuns(*m_root, layout.top);
    for (const auto &entry : layout.top) {
        if (entry.isGroup)
            insertRuns(*m_groups.value(entry.group), layout.groups[entry.group]);
    }
    if (isScattered)
        moveSurvivors(layout);
}

void ConnectionsModel::apply(std::span<const ConnectionSnapshot> snapshots)
{
    QHash<Node *, Changes> changed;
    for (const ConnectionSnapshot &snapshot : snapshots) {
        Node *node = m_byId.value(snapshot.id);
        if (!node || node->snapshot == snapshot)
            continue;
        Changes &changes = changed[node->parent];
        changes.rows.push_back(node->row);
        changes.haveOtherState |= node->snapshot.status.state != snapshot.status.state;
        changes.areBeatsOnly &= ConnectionColumns::areSameButForBeats(node->snapshot, snapshot);
        node->snapshot = snapshot;
    }
    std::vector<int> groups;
    for (const auto &[parent, changes] : changed.asKeyValueRange()) {
        // What a beat changes is most often all that changed: the rest need not be painted again.
        if (changes.areBeatsOnly)
            notify(*parent, changes.rows, LastColumn, RecentColumn);
        else
            notify(*parent, changes.rows, 0, ColumnCount - 1);
        if (parent != m_root.get() && changes.haveOtherState)
            groups.push_back(parent->row);
    }
    notify(*m_root, std::move(groups), 0, ColumnCount - 1);
}

void ConnectionsModel::tick()
{
    tick(*m_root);
    for (const auto &child : m_root->children) {
        if (child->isGroup)
            tick(*child);
    }
}

void ConnectionsModel::tick(const Node &parent)
{
    std::vector<int> waiting;
    std::vector<int> open;
    for (const auto &child : parent.children) {
        if (child->isGroup)
            continue;
        const ConnectionStatus &status = child->snapshot.status;
        if (status.state == ConnectionState::Waiting)
            waiting.push_back(child->row);
        if (status.openSinceUs)
            open.push_back(child->row);
    }
    notify(parent, std::move(waiting), LastColumn, LastColumn);
    notify(parent, std::move(open), UptimeColumn, UptimeColumn);
}

void ConnectionsModel::notify(const Node &parent, std::vector<int> rows, int firstColumn,
                              int lastColumn)
{
    if (rows.empty())
        return;
    std::ranges::sort(rows);
    std::vector<std::pair<int, int>> ranges;
    // Join neighbours, then ever more distant rows, until few enough ranges are left.
    for (int gap = 1;; gap *= 2) {
        ranges.clear();
        for (const int row : rows) {
            if (!ranges.empty() && row - ranges.back().second <= gap)
                ranges.back().second = row;
            else
                ranges.emplace_back(row, row);
        }
        if (std::cmp_less_equal(ranges.size(), MaximumRangesPerParent))
            break;
    }
    for (const auto &[first, last] : ranges) {
        Q_EMIT dataChanged(
                indexOf(parent.children[static_cast<std::size_t>(first)].get(), firstColumn),
                indexOf(parent.children[static_cast<std::size_t>(last)].get(), lastColumn));
    }
}

QModelIndex ConnectionsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parentNode(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ConnectionsModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeAt(child)->parent) : QModelIndex();
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(parentNode(parent)->children.size());
}

int ConnectionsModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        if (node.isGroup)
            return index.column() == NameColumn ? QVariant(node.groupName) : QVariant();
        return ConnectionColumns::value(node.snapshot, index.column());
    case SortRole:
        return node.isGroup ? QVariant(node.groupName)
                            : ConnectionColumns::sortValue(node.snapshot, index.column());
    case SnapshotRole:
        return QVariant::fromValue<const ConnectionSnapshot *>(node.isGroup ? nullptr
                                                                            : &node.snapshot);
    case IdRole:
        return QVariant::fromValue(node.snapshot.id);
    case GroupRole:
        return node.isGroup;
    case ChildCountRole:
        return static_cast<int>(node.children.size());
    case WorstSeverityRole: {
        if (!node.isGroup)
            return severity(node.snapshot.status.state);
        int worst = 0;
        for (const auto &child : node.children)
            worst = std::max(worst, severity(child->snapshot.status.state));
        return worst;
    }
    default:
        return {};
    }
}

} // namespace heartline
