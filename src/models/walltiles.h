// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionstate.h"

#include <QItemSelection>
#include <QModelIndex>
#include <QString>

#include <array>
#include <vector>

class QAbstractItemModel;
class QItemSelectionModel;

namespace heartline {

struct ConnectionSnapshot;

/// The rows of a tree of connections (ConnectionsModel, or a proxy of it) one after the other, as a
/// wall shows them: a section for each group, and one for each run of connections without a group;
/// or all in one section, whatever their group, in the order of the proxy. Raw values; no colours.
/// Read anew by rebuild() whenever rows come, go or move. GUI thread.
class WallTiles {
public:
    enum class Arrangement { ByGroup, Together };

    struct Section {
        QString name; ///< Untrusted; empty where the connections have no group.
        bool isGroup = false;
        int topRow = 0; ///< Of the group, or of the run's first connection.
        int first = 0; ///< The first tile.
        int count = 0;
    };
    using StateCounts = std::array<int, ConnectionStateCount>;

    void rebuild(const QAbstractItemModel *model, Arrangement arrangement = Arrangement::ByGroup);

    int count() const { return static_cast<int>(m_snapshots.size()); }
    /// As they are shown.
    const std::vector<Section> &sections() const
    {
        return m_placeOfTile.empty() ? m_runs : m_together;
    }
    /// Those of the model, be they shown or not.
    int groupCount() const;
    /// A tile asks for more attention than the one before it, in the same section.
    bool isOutOfOrder() const;
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
    /// The tiles from the first to the last, in few ranges; of this column.
    QItemSelection range(int first, int last, int column) const;
    /// One entry a tile: selected itself, or with its group.
    std::vector<bool> selected(const QItemSelectionModel &selection) const;

private:
    void readRuns();
    void mixRuns();
    /// Its place in the order of the rows, group after group.
    int placeOf(int tile) const;
    int tileOfPlace(int place) const;
    const Section &runOf(int place) const;

    const QAbstractItemModel *m_model = nullptr;
    std::vector<Section> m_runs; ///< In the order of the rows, counted in places.
    std::vector<int> m_runOfRow; ///< By row at the top level.
    std::vector<Section> m_together; ///< The one section of all, if there is any tile.
    std::vector<int> m_placeOfTile; ///< Empty where tile and place are the same.
    std::vector<int> m_tileOfPlace;
    std::vector<const ConnectionSnapshot *> m_snapshots;
};

} // namespace heartline
