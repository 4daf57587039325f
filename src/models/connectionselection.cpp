// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionselection.h"

#include "models/connectionsmodel.h"

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

constexpr int topLevel = -1;

/// Where a row stands: in its group, or at the top level.
std::pair<int, int> placeOf(const QModelIndex &index)
{
    return {index.parent().isValid() ? index.parent().row() : topLevel, index.row()};
}

void addRows(QItemSelection &selection, const QAbstractItemModel &model, int first, int last,
             const QModelIndex &parent)
{
    if (first <= last) {
        selection.append(
                QItemSelectionRange(model.index(first, 0, parent),
                                    model.index(last, model.columnCount(parent) - 1, parent)));
    }
}

} // namespace

QItemSelection ConnectionSelection::all(const QAbstractItemModel &model)
{
    QItemSelection selection;
    addRows(selection, model, 0, model.rowCount() - 1, {});
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex parent = model.index(row, 0);
        addRows(selection, model, 0, model.rowCount(parent) - 1, parent);
    }
    return selection;
}

QItemSelection ConnectionSelection::of(std::vector<QModelIndex> rows)
{
    std::erase_if(rows, [](const QModelIndex &index) { return !index.isValid(); });
    std::ranges::sort(rows, {}, placeOf);
    QItemSelection selection;
    for (std::size_t first = 0; first < rows.size();) {
        const QModelIndex parent = rows[first].parent();
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1].row() <= rows[last].row() + 1
               && rows[last + 1].parent() == parent)
            ++last;
        addRows(selection, *rows[first].model(), rows[first].row(), rows[last].row(), parent);
        first = last + 1;
    }
    return selection;
}

std::vector<ConnectionId> ConnectionSelection::ids(const QItemSelection &selection)
{
    // In the order of the rows, members of a group below it.
    struct Place {
        int top;
        int member;
        QModelIndex index;
    };
    std::vector<Place> places;
    for (const QItemSelectionRange &range : selection) {
        const QAbstractItemModel &model = *range.model();
        const QModelIndex parent = range.parent();
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            if (parent.isValid()) {
                places.push_back({parent.row(), row, index});
                continue;
            }
            if (!index.data(ConnectionsModel::GroupRole).toBool())
                places.push_back({row, topLevel, index});
            for (int member = 0; member < model.rowCount(index); ++member)
                places.push_back({row, member, model.index(member, 0, index)});
        }
    }
    const auto key = [](const Place &place) { return std::pair(place.top, place.member); };
    std::ranges::sort(places, {}, key);
    const auto doubles = std::ranges::unique(places, {}, key);
    places.erase(doubles.begin(), doubles.end());
    std::vector<ConnectionId> result;
    result.reserve(places.size());
    for (const Place &place : places)
        result.push_back(place.index.data(ConnectionsModel::IdRole).value<ConnectionId>());
    return result;
}

} // namespace heartline
