// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionstate.h"

#include <QModelIndex>
#include <QString>

#include <array>
#include <vector>

class QAbstractItemModel;
class QItemSelectionModel;

namespace heartline {

struct ConnectionSnapshot;

/// The rows of a tree of connections (ConnectionsModel, or a proxy of it) one after the other, as a
/// wall shows them: a section for each group, and one for each run of connections without a group.
/// Raw values; no colours. Read anew by rebuild() whenever rows come, go or move. GUI thread.
class WallTiles {
public:
    struct Section {
        QString name; ///< Untrusted; empty where the connections have no group.
        bool isGroup = false;
        int topRow = 0; ///< Of the group, or of the run's first connection.
        int first = 0; ///< The first tile.
        int count = 0;
    };
    using StateCounts = std::array<int, ConnectionStateCount>;

    void rebuild(const QAbstractItemModel *model);

    int count() const { return static_cast<int>(m_snapshots.size()); }
    const std::vector<Section> &sections() const { return m_sections; }
    /// How many connections of a section are in which state, right now.
    StateCounts statesOf(const Section &section) const;
    /// What the tile shows, always up to date.
    const ConnectionSnapshot &snapshot(int tile) const
    {
        return *m_snapshots[static_cast<std::size_t>(tile)];
    }

    QModelIndex index(int tile, int column) const;
    /// -1 for the row of a group, and for no row.
    int tileOf(const QModelIndex &index) const;
    /// One entry a tile: selected itself, or with its group.
    std::vector<bool> selected(const QItemSelectionModel &selection) const;

private:
    const QAbstractItemModel *m_model = nullptr;
    std::vector<Section> m_sections;
    std::vector<int> m_sectionOfRow; ///< By row at the top level.
    std::vector<const ConnectionSnapshot *> m_snapshots;
};

} // namespace heartline
