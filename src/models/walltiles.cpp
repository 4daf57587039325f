// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/walltiles.h"

#include "models/connectionsmodel.h"

#include <QItemSelectionModel>

#include <algorithm>

namespace heartline {

namespace {

const ConnectionSnapshot *snapshotAt(const QModelIndex &index)
{
    return index.data(ConnectionsModel::SnapshotRole).value<const ConnectionSnapshot *>();
}

} // namespace

void WallTiles::rebuild(const QAbstractItemModel *model)
{
    m_model = model;
    m_sections.clear();
    m_sectionOfRow.clear();
    m_snapshots.clear();
    const int top = model ? model->rowCount() : 0;
    for (int row = 0; row < top; ++row) {
        const QModelIndex index = model->index(row, 0);
        const ConnectionSnapshot *own = snapshotAt(index);
        const bool goesOn = own && !m_sections.empty() && !m_sections.back().isGroup;
        if (!goesOn)
            m_sections.push_back({{}, !own, row, count(), 0});
        Section &section = m_sections.back();
        m_sectionOfRow.push_back(static_cast<int>(m_sections.size()) - 1);
        if (own) {
            m_snapshots.push_back(own);
        } else {
            section.name = model->index(row, ConnectionsModel::NameColumn).data().toString();
            const int members = model->rowCount(index);
            for (int member = 0; member < members; ++member)
                m_snapshots.push_back(snapshotAt(model->index(member, 0, index)));
        }
        section.count = count() - section.first;
    }
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
    const auto after = std::ranges::upper_bound(m_sections, tile, {}, &Section::first);
    const Section &section = *std::prev(after);
    const int place = tile - section.first;
    return section.isGroup ? m_model->index(place, column, m_model->index(section.topRow, 0))
                           : m_model->index(section.topRow + place, column);
}

int WallTiles::tileOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != m_model)
        return -1;
    const QModelIndex top = index.parent().isValid() ? index.parent() : index;
    if (static_cast<std::size_t>(top.row()) >= m_sectionOfRow.size())
        return -1;
    const Section &section = m_sections[static_cast<std::size_t>(
            m_sectionOfRow[static_cast<std::size_t>(top.row())])];
    if (section.isGroup != index.parent().isValid())
        return -1;
    const int place = section.isGroup ? index.row() : index.row() - section.topRow;
    return place < section.count ? section.first + place : -1;
}

std::vector<bool> WallTiles::selected(const QItemSelectionModel &selection) const
{
    std::vector<bool> result(m_snapshots.size(), false);
    const auto mark = [&result](int first, int end) {
        for (int tile = first; tile < end; ++tile)
            result[static_cast<std::size_t>(tile)] = true;
    };
    for (const QItemSelectionRange &range : selection.selection()) {
        if (range.model() != m_model)
            continue;
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = m_model->index(row, 0, range.parent());
            if (const int tile = tileOf(index); tile >= 0) {
                mark(tile, tile + 1);
            } else if (!range.parent().isValid()
                       && static_cast<std::size_t>(row) < m_sectionOfRow.size()) {
                const Section &group = m_sections[static_cast<std::size_t>(
                        m_sectionOfRow[static_cast<std::size_t>(row)])];
                mark(group.first, group.first + group.count);
            }
        }
    }
    return result;
}

} // namespace heartline
