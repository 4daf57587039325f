// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/walltiles.h"

#include "models/connectioncolumns.h"
#include "models/connectionselection.h"
#include "models/connectionsfiltermodel.h"
#include "models/connectionsmodel.h"

#include <QItemSelectionModel>

#include <algorithm>
#include <numeric>

namespace heartline {

namespace {

const ConnectionSnapshot *snapshotAt(const QModelIndex &index)
{
    return index.data(ConnectionsModel::SnapshotRole).value<const ConnectionSnapshot *>();
}

} // namespace

void WallTiles::rebuild(const QAbstractItemModel *model, Arrangement arrangement)
{
    m_model = model;
    m_runs.clear();
    m_runOfRow.clear();
    m_together.clear();
    m_placeOfTile.clear();
    m_tileOfPlace.clear();
    m_snapshots.clear();
    readRuns();
    if (arrangement == Arrangement::Together)
        mixRuns();
}

void WallTiles::readRuns()
{
    const int top = m_model ? m_model->rowCount() : 0;
    for (int row = 0; row < top; ++row) {
        const QModelIndex index = m_model->index(row, 0);
        const ConnectionSnapshot *own = snapshotAt(index);
        const bool goesOn = own && !m_runs.empty() && !m_runs.back().isGroup;
        if (!goesOn)
            m_runs.push_back({{}, !own, row, count(), 0});
        Section &run = m_runs.back();
        m_runOfRow.push_back(static_cast<int>(m_runs.size()) - 1);
        if (own) {
            m_snapshots.push_back(own);
        } else {
            run.name = m_model->index(row, ConnectionsModel::NameColumn).data().toString();
            const int members = m_model->rowCount(index);
            for (int member = 0; member < members; ++member)
                m_snapshots.push_back(snapshotAt(m_model->index(member, 0, index)));
        }
        run.count = count() - run.first;
    }
}

void WallTiles::mixRuns()
{
    if (m_snapshots.empty())
        return;
    std::vector<int> order(m_snapshots.size());
    std::iota(order.begin(), order.end(), 0);
    const auto *sorted = qobject_cast<const ConnectionsFilterModel *>(m_model);
    if (sorted && sorted->sortColumn() >= 0) {
        std::vector<QModelIndex> sources;
        sources.reserve(order.size());
        for (const int place : order)
            sources.push_back(sorted->mapToSource(index(place, sorted->sortColumn())));
        const auto source = [&sources](int place) -> const QModelIndex & {
            return sources[static_cast<std::size_t>(place)];
        };
        std::ranges::stable_sort(
                order, [&](int a, int b) { return sorted->standsBefore(source(a), source(b)); });
    }
    m_tileOfPlace.resize(order.size());
    std::vector<const ConnectionSnapshot *> snapshots;
    snapshots.reserve(order.size());
    for (const int place : order) {
        m_tileOfPlace[static_cast<std::size_t>(place)] = static_cast<int>(snapshots.size());
        snapshots.push_back(m_snapshots[static_cast<std::size_t>(place)]);
    }
    m_snapshots = std::move(snapshots);
    m_placeOfTile = std::move(order);
    m_together.push_back({{}, false, 0, 0, count()});
}

int WallTiles::placeOf(int tile) const
{
    return m_placeOfTile.empty() ? tile : m_placeOfTile[static_cast<std::size_t>(tile)];
}

int WallTiles::tileOfPlace(int place) const
{
    return m_tileOfPlace.empty() ? place : m_tileOfPlace[static_cast<std::size_t>(place)];
}

const WallTiles::Section &WallTiles::runOf(int place) const
{
    return *std::prev(std::ranges::upper_bound(m_runs, place, {}, &Section::first));
}

int WallTiles::groupCount() const
{
    return static_cast<int>(std::ranges::count_if(m_runs, &Section::isGroup));
}

bool WallTiles::isOutOfOrder() const
{
    const auto attention = [this](int tile) { return severity(snapshot(tile).status.state); };
    return std::ranges::any_of(sections(), [&attention](const Section &section) {
        for (int tile = section.first + 1; tile < section.first + section.count; ++tile) {
            if (attention(tile) > attention(tile - 1))
                return true;
        }
        return false;
    });
}

WallTiles::StateCounts WallTiles::statesOf(const Section &section) const
{
    StateCounts counts{};
    for (int tile = section.first; tile < section.first + section.count; ++tile)
        ++counts[static_cast<std::size_t>(snapshot(tile).status.state)];
    return counts;
}

QModelIndex WallTiles::index(int tile, int column) const
{
    if (tile < 0 || tile >= count())
        return {};
    const int place = placeOf(tile);
    const Section &run = runOf(place);
    const int member = place - run.first;
    return run.isGroup ? m_model->index(member, column, m_model->index(run.topRow, 0))
                       : m_model->index(run.topRow + member, column);
}

int WallTiles::tileOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != m_model)
        return -1;
    const QModelIndex top = index.parent().isValid() ? index.parent() : index;
    if (static_cast<std::size_t>(top.row()) >= m_runOfRow.size())
        return -1;
    const Section &run =
            m_runs[static_cast<std::size_t>(m_runOfRow[static_cast<std::size_t>(top.row())])];
    if (run.isGroup != index.parent().isValid())
        return -1;
    const int member = run.isGroup ? index.row() : index.row() - run.topRow;
    return member < run.count ? tileOfPlace(run.first + member) : -1;
}

QItemSelection WallTiles::range(int first, int last, int column) const
{
    if (!m_placeOfTile.empty()) {
        // As all groups are sorted alike, these are neighbours in each of them.
        std::vector<QModelIndex> rows;
        for (int tile = first; tile <= last; ++tile)
            rows.push_back(index(tile, column));
        return ConnectionSelection::of(rows);
    }
    QItemSelection selection;
    for (const Section &run : m_runs) {
        const int begin = std::max(first, run.first);
        const int end = std::min(last, run.first + run.count - 1);
        if (begin <= end)
            selection.select(index(begin, column), index(end, column));
    }
    return selection;
}

std::vector<bool> WallTiles::selected(const QItemSelectionModel &selection) const
{
    std::vector<bool> result(m_snapshots.size(), false);
    for (const QItemSelectionRange &range : selection.selection()) {
        if (range.model() != m_model)
            continue;
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = m_model->index(row, 0, range.parent());
            if (const int tile = tileOf(index); tile >= 0) {
                result[static_cast<std::size_t>(tile)] = true;
            } else if (!range.parent().isValid()
                       && static_cast<std::size_t>(row) < m_runOfRow.size()) {
                const Section &group =
                        m_runs[static_cast<std::size_t>(m_runOfRow[static_cast<std::size_t>(row)])];
                for (int place = group.first; place < group.first + group.count; ++place)
                    result[static_cast<std::size_t>(tileOfPlace(place))] = true;
            }
        }
    }
    return result;
}

} // namespace heartline
