// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/drivenwindow.h"

#include "core/clock.h"
#include "widgets/connections/connectionspanel.h"
#include "widgets/wall/wallview.h"

#include <QAction>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace heartline::bench {

void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

DrivenWindow::DrivenWindow(int connections, QSize size, Theme &theme, Language &language)
    : m_fleet(connections, Clock::utcUs())
    , m_window(m_workspace, theme, language)
{
    m_window.resize(size);
    m_window.show();
}

QTreeView *DrivenWindow::table() const
{
    return m_window.findChild<ConnectionsPanel *>()->findChild<QTreeView *>(u"view"_s);
}

WallView *DrivenWindow::wall() const
{
    return m_window.findChild<WallView *>();
}

QLineEdit *DrivenWindow::filter() const
{
    return m_window.findChild<QToolBar *>()->findChild<QLineEdit *>();
}

QAction *DrivenWindow::action(const QString &name) const
{
    return m_window.findChild<QAction *>(name);
}

void DrivenWindow::populate()
{
    m_workspace.add(m_fleet.profiles());
    m_window.setConnections(m_fleet.snapshots());
}

int DrivenWindow::perUpdate() const
{
    return std::max(1,
                    static_cast<int>(static_cast<double>(m_fleet.snapshots().size())
                                     * BeatsPerConnection / UpdatesPerSecond));
}

void DrivenWindow::live()
{
    m_window.apply(m_fleet.next(perUpdate(), Clock::utcUs()));
}

QString DrivenWindow::act(int number)
{
    const auto scroll = [number](QAbstractItemView *view) {
        QScrollBar *bar = view->verticalScrollBar();
        bar->setValue(number * 977 % std::max(1, bar->maximum()));
    };
    const auto setFilter = [this](const QString &text) {
        return [this, text] { filter()->setText(text); };
    };
    const auto trigger = [this](const QString &name) {
        return [this, name] { action(name)->trigger(); };
    };
    const auto showWall = [this](bool shown) {
        return [this, shown] { action(u"showWall"_s)->setChecked(shown); };
    };
    const auto scrollTable = [this, scroll] { scroll(table()); };
    const auto scrollWall = [this, scroll] { scroll(wall()); };
    const auto sort = [this, number] {
        table()->sortByColumn(5, number % 40 < 20 ? Qt::DescendingOrder : Qt::AscendingOrder);
    };
    const auto selectOne = [this, number] {
        m_window.select({m_fleet.snapshots()[static_cast<std::size_t>(number)].id});
    };

    struct Step {
        QString name;
        std::function<void()> take;
        int times = 1;
    };
    const std::array steps{
            Step{u"switch to the table"_s, showWall(false)},
            Step{u"scroll the table"_s, scrollTable, 3},
            Step{u"sort by p99"_s, sort},
            Step{u"filter"_s, setFilter(u"edge-00"_s)},
            Step{u"filter every tenth row"_s, setFilter(u"7.example"_s)},
            Step{u"lift the filter"_s, setFilter({})},
            Step{u"select all in the table"_s, trigger(u"selectAll"_s)},
            Step{u"worst first with all selected"_s, trigger(u"worstFirst"_s)},
            Step{u"select one"_s, selectOne},
            Step{u"switch to the wall"_s, showWall(true)},
            Step{u"scroll the wall"_s, scrollWall, 3},
            Step{u"select all on the wall"_s, trigger(u"selectAll"_s)},
            Step{u"filter by state"_s, setFilter(u"state:degraded"_s)},
            Step{u"lift the filter on the wall"_s, setFilter({})},
            Step{u"order of the workspace"_s, trigger(u"profileOrder"_s)},
            Step{u"select none"_s, [this] { m_window.select({}); }},
    };
    const int round = std::accumulate(steps.begin(), steps.end(), 0,
                                      [](int sum, const Step &step) { return sum + step.times; });
    int turn = number % round;
    const auto step = std::find_if(steps.begin(), steps.end(), [&turn](const Step &each) {
        turn -= each.times;
        return turn < 0;
    });
    step->take();
    return step->name;
}

} // namespace heartline::bench
