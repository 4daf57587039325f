// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionselection.h"

#include "models/connectionsmodel.h"

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

constexpr int topLevel = -1;

/// A row and where it stands, in its group or at the top level. Asked for once: to find the parent
/// of a proxy's row is not cheap.
struct Place {
    int top;
    int row;
    QModelIndex index;
};

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

QItemSelection ConnectionSelection::of(const std::vector<QModelIndex> &rows)
{
    std::vector<Place> places;
    places.reserve(rows.size());
    for (const QModelIndex &index : rows) {
        const QModelIndex parent = index.parent();
        if (index.isValid())
            places.push_back({parent.isValid() ? parent.row() : topLevel, index.row(), index});
    }
    std::ranges::sort(places, {},
                      [](const Place &place) { return std::pair(place.top, place.row); });
    QItemSelection selection;
    for (std::size_t first = 0; first < places.size();) {
        std::size_t last = first;
        while (last + 1 < places.size() && places[last + 1].row <= places[last].row + 1
               && places[last + 1].top == places[first].top)
            ++last;
        const QModelIndex &index = places[first].index;
        addRows(selection, *index.model(), places[first].row, places[last].row, index.parent());
        first = last + 1;
    }
    return selection;
}

std::vector<ConnectionId> ConnectionSelection::ids(const QItemSelection &selection)
{
    // In the order of the rows, members of a group below it.
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
    const auto key = [](const Place &place) { return std::pair(place.top, place.row); };
    std::ranges::sort(places, {}, key);
    const auto isSame = [&key](const Place &a, const Place &b) { return key(a) == key(b); };
    places.erase(std::unique(places.begin(), places.end(), isSame), places.end());
    std::vector<ConnectionId> result;
    result.reserve(places.size());
    for (const Place &place : places)
        result.push_back(place.index.data(ConnectionsModel::IdRole).value<ConnectionId>());
    return result;
}

} // namespace heartline
