// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/windowsteps.h"

#include "models/connectionsmodel.h"
#include "widgets/wall/wallview.h"
#include "window/drivenwindow.h"
#include "window/output.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline::bench {

namespace {

/// The median of several runs, in milliseconds.
template<typename Step>
double measure(Step &&step, int rounds = 9)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        step();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QApplication::processEvents();
    }
    std::ranges::nth_element(times, times.begin() + rounds / 2);
    return times[static_cast<std::size_t>(rounds / 2)];
}

double paintTime(QWidget &viewport)
{
    QPixmap pixmap(viewport.size());
    return measure([&] { viewport.render(&pixmap); });
}

/// As many tiles as icons of Qt's own list view.
double listViewPaintTime(int count, QSize size)
{
    QStandardItemModel model;
    QPixmap icon(WallLayout::SmallestTile, WallLayout::SmallestTile);
    icon.fill(Qt::darkGreen);
    for (int i = 0; i < count; ++i)
        model.appendRow(new QStandardItem(QIcon(icon), QString()));
    QListView view;
    view.setViewMode(QListView::IconMode);
    view.setUniformItemSizes(true);
    view.setGridSize({WallLayout::SmallestTile, WallLayout::SmallestTile});
    view.setIconSize({WallLayout::SmallestTile, WallLayout::SmallestTile});
    view.setModel(&model);
    view.resize(size);
    view.show();
    settle(200);
    return paintTime(*view.viewport());
}

} // namespace

void measureSteps(DrivenWindow &driven)
{
    settle(300);
    const auto live = [&driven] { driven.live(); };
    const auto trigger = [&driven](const QString &name) { driven.action(name)->trigger(); };
    MainWindow &window = driven.window();
    QTreeView *const table = driven.table();
    // Each time the other of two.
    auto sortBy = [table, order = Qt::AscendingOrder](int column) mutable {
        table->sortByColumn(column, order);
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    };
    const auto filterBy = [filter = driven.filter()](const QString &text) {
        filter->setText(filter->text().isEmpty() ? text : QString());
    };
    constexpr int evenRounds = 10; // leaves what goes on and off as it was
    row(u"live update, table"_s, measure(live), u"%1 beats"_s.arg(driven.perUpdate()));
    row(u"table, paint"_s, paintTime(*table->viewport()));
    row(u"sort by name"_s, measure([&] { sortBy(ConnectionsModel::NameColumn); }));
    row(u"sort by p99"_s, measure([&] { sortBy(ConnectionsModel::P99Column); }));
    row(u"worst first"_s, measure([&] { trigger(u"worstFirst"_s); }));
    row(u"filter by text, on and off"_s, measure([&] { filterBy(u"edge-0"_s); }, evenRounds));
    row(u"filter that leaves every tenth row"_s,
        measure([&] { filterBy(u"7.example"_s); }, evenRounds));
    const ConnectionId one = driven.fleet().snapshots()[10].id;
    row(u"select one"_s, measure([&] { window.select({one}); }));
    row(u"select all"_s, measure([&] {
            window.select({});
            trigger(u"selectAll"_s);
        }));
    row(u"live update, all selected"_s, measure(live));
    row(u"worst first, all selected"_s, measure([&] { trigger(u"worstFirst"_s); }));
    std::vector<ConnectionId> everyOther;
    for (std::size_t i = 0; i < driven.fleet().snapshots().size(); i += 2)
        everyOther.push_back(driven.fleet().snapshots()[i].id);
    row(u"select every other one"_s, measure([&] {
            window.select({});
            window.select(everyOther);
        }));
    row(u"filter, every other one selected"_s,
        measure([&] { filterBy(u"7.example"_s); }, evenRounds));
    window.select({one});
    QAction *const showWall = driven.action(u"showWall"_s);
    row(u"switch to the wall and back"_s, measure([&] { showWall->toggle(); }, evenRounds));
    showWall->setChecked(true);
    settle(300);
    row(u"live update, wall"_s, measure(live));
    WallView &wall = *driven.wall();
    row(u"wall, arrange"_s, measure([&] { wall.doItemsLayout(); }));
    const double ours = paintTime(*wall.viewport());
    const double theirs = listViewPaintTime(wall.tiles().count(), wall.viewport()->size());
    row(u"wall, paint"_s, ours);
    row(u"QListView in icon mode, paint"_s, theirs,
        u"%1 x the wall"_s.arg(theirs / ours, 0, 'f', 1));
    showWall->setChecked(false);
}

} // namespace heartline::bench
