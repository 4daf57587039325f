// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/drivenwindow.h"

#include "core/clock.h"
#include "widgets/connectionspanel.h"
#include "widgets/wallview.h"

#include <QAction>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>

#include <algorithm>

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
    const auto all = [this] { action(u"selectAll"_s)->trigger(); };
    switch (number % 20) {
    case 0:
        action(u"showWall"_s)->setChecked(false);
        return u"switch to the table"_s;
    case 1:
    case 2:
    case 3:
        scroll(table());
        return u"scroll the table"_s;
    case 4:
        table()->sortByColumn(5, number % 40 < 20 ? Qt::DescendingOrder : Qt::AscendingOrder);
        return u"sort by p99"_s;
    case 5:
        filter()->setText(u"edge-00"_s);
        return u"filter"_s;
    case 6:
        filter()->setText(u"7.example"_s);
        return u"filter every tenth row"_s;
    case 7:
        filter()->clear();
        return u"lift the filter"_s;
    case 8:
        all();
        return u"select all in the table"_s;
    case 9:
        action(u"worstFirst"_s)->trigger();
        return u"worst first with all selected"_s;
    case 10:
        m_window.select({m_fleet.snapshots()[static_cast<std::size_t>(number)].id});
        return u"select one"_s;
    case 11:
        action(u"showWall"_s)->setChecked(true);
        return u"switch to the wall"_s;
    case 12:
    case 13:
    case 14:
        scroll(wall());
        return u"scroll the wall"_s;
    case 15:
        all();
        return u"select all on the wall"_s;
    case 16:
        filter()->setText(u"state:degraded"_s);
        return u"filter by state"_s;
    case 17:
        filter()->clear();
        return u"lift the filter on the wall"_s;
    case 18:
        action(u"profileOrder"_s)->trigger();
        return u"order of the workspace"_s;
    default:
        m_window.select({});
        return u"select none"_s;
    }
}

} // namespace heartline::bench
