// SPDX-License-Identifier: GPL-3.0-or-later
// The window with thousands of connections: what single steps cost, and how long the event loop
// stood still while a user scrolled, sorted, filtered, selected and switched.
//
//   bench_window [--connections N] [--seconds S] [--url ws://HOST:PORT] [--steps]
//
// Without --url the values are made up, as many a second as N connections at 5 s bring. With it
// they are those of a MonitorSession with its log on; the window is then driven once most
// connections are open.
#include "core/clock.h"
#include "core/latencyhistogram.h"
#include "monitor/monitorsession.h"
#include "widgets/connectionspanel.h"
#include "widgets/fleetfixtures.h"
#include "widgets/language.h"
#include "widgets/mainwindow.h"
#include "widgets/sessionpresenter.h"
#include "widgets/theme.h"
#include "widgets/wallview.h"
#include "widgets/workspace.h"
#include "window/stallwatch.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTextStream>
#include <QToolBar>
#include <QTreeView>

#include <algorithm>
#include <cstdio>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double beatsPerConnection = 0.2; // a second: one every 5 s
constexpr int updatesPerSecond = 30;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

void settle(int milliseconds)
{
    QEventLoop loop; // processEvents() would spin, and be counted
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

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

void row(const QString &what, double ms, const QString &besides = {})
{
    out() << u"%1 %2 ms  %3\n"_s.arg(what, -46).arg(ms, 8, 'f', 2).arg(besides);
    out().flush();
}

/// The window, and what a user does with it.
class Bench {
public:
    Bench(int connections, Theme &theme, Language &language)
        : m_fleet(connections, Clock::utcUs())
        , m_window(m_workspace, theme, language)
    {
        m_window.resize(1920, 1080);
        m_window.show();
    }

    gallery::Fleet &fleet() { return m_fleet; }
    MainWindow &window() { return m_window; }
    Workspace &workspace() { return m_workspace; }

    void populate()
    {
        m_workspace.add(m_fleet.profiles());
        m_window.setConnections(m_fleet.snapshots());
    }

    QTreeView *table() const
    {
        return m_window.findChild<ConnectionsPanel *>()->findChild<QTreeView *>(u"view"_s);
    }
    WallView *wall() const { return m_window.findChild<WallView *>(); }
    QLineEdit *filter() const { return m_window.findChild<QToolBar *>()->findChild<QLineEdit *>(); }
    QAction *action(const QString &name) const { return m_window.findChild<QAction *>(name); }

    int perUpdate() const
    {
        return std::max(1,
                        static_cast<int>(static_cast<double>(m_fleet.snapshots().size())
                                         * beatsPerConnection / updatesPerSecond));
    }

    void measureSteps();
    /// Does the next of the things that users do; tells which.
    QString act(int number);

private:
    gallery::Fleet m_fleet;
    Workspace m_workspace;
    MainWindow m_window;
};

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

void Bench::measureSteps()
{
    settle(300);
    const auto live = [this] { m_window.apply(m_fleet.next(perUpdate(), Clock::utcUs())); };
    row(u"live update, table"_s, measure(live), u"%1 beats"_s.arg(perUpdate()));
    row(u"table, paint"_s, paintTime(*table()->viewport()));
    bool descending = false;
    row(u"sort by name"_s, measure([&] {
            table()->sortByColumn(1, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
            descending = !descending;
        }));
    row(u"sort by p99"_s, measure([&] {
            table()->sortByColumn(5, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
            descending = !descending;
        }));
    row(u"worst first"_s, measure([this] { action(u"worstFirst"_s)->trigger(); }));
    bool filtered = false;
    row(u"filter by text, on and off"_s,
        measure(
                [&] {
                    filtered = !filtered;
                    filter()->setText(filtered ? u"edge-0"_s : QString());
                },
                10));
    row(u"filter that leaves every tenth row"_s,
        measure(
                [&] {
                    filtered = !filtered;
                    filter()->setText(filtered ? u"7.example"_s : QString());
                },
                10));
    filter()->clear();
    const ConnectionId one = m_fleet.snapshots()[10].id;
    row(u"select one"_s, measure([&] { m_window.select({one}); }));
    row(u"select all"_s, measure([this] {
            m_window.select({});
            action(u"selectAll"_s)->trigger();
        }));
    row(u"live update, all selected"_s, measure(live));
    row(u"worst first, all selected"_s, measure([this] { action(u"worstFirst"_s)->trigger(); }));
    std::vector<ConnectionId> everyOther;
    for (std::size_t i = 0; i < m_fleet.snapshots().size(); i += 2)
        everyOther.push_back(m_fleet.snapshots()[i].id);
    row(u"select every other one"_s, measure([&] {
            m_window.select({});
            m_window.select(everyOther);
        }));
    row(u"filter, every other one selected"_s,
        measure(
                [&] {
                    filtered = !filtered;
                    filter()->setText(filtered ? u"7.example"_s : QString());
                },
                10));
    filter()->clear();
    m_window.select({one});
    row(u"switch to the wall and back"_s, measure([this] { action(u"showWall"_s)->toggle(); }, 10));
    action(u"showWall"_s)->setChecked(true);
    settle(300);
    row(u"live update, wall"_s, measure(live));
    row(u"wall, arrange"_s, measure([this] { wall()->doItemsLayout(); }));
    const double ours = paintTime(*wall()->viewport());
    const double theirs = listViewPaintTime(wall()->tiles().count(), wall()->viewport()->size());
    row(u"wall, paint"_s, ours);
    row(u"QListView in icon mode, paint"_s, theirs,
        u"%1 x the wall"_s.arg(theirs / ours, 0, 'f', 1));
    action(u"showWall"_s)->setChecked(false);
}

QString Bench::act(int number)
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

/// Drives the window for so long and tells how it was.
void drive(Bench &bench, int seconds, bool isMadeUp)
{
    bench::StallWatch watch;
    QTimer feed;
    if (isMadeUp) {
        QObject::connect(&feed, &QTimer::timeout, &feed, [&bench] {
            bench.window().apply(bench.fleet().next(bench.perUpdate(), Clock::utcUs()));
        });
        feed.start(1'000 / updatesPerSecond);
    }
    watch.start();
    const QDeadlineTimer end(seconds * 1'000);
    constexpr int thinkMs = 500;
    QHash<QString, double> longest;
    for (int number = 0; !end.hasExpired(); ++number) {
        const QString doing = bench.act(number);
        settle(thinkMs);
        longest[doing] = std::max(longest.value(doing), watch.takeLongestMs());
    }
    for (const auto &[doing, delay] : longest.asKeyValueRange())
        row(u"longest stall: "_s + doing, delay);
    out() << u"GUI thread %1 of a core; event loop late by p50 %2, p99 %3, at most %4 ms; "
             "%5 stalls over %6 ms\n"_s.arg(watch.threadCpu(), 0, 'f', 2)
                     .arg(watch.delayMs(0.5), 0, 'f', 1)
                     .arg(watch.delayMs(0.99), 0, 'f', 1)
                     .arg(watch.longestMs(), 0, 'f', 1)
                     .arg(watch.stalls())
                     .arg(bench::StallWatch::StallMs);
}

int driveSession(Bench &bench, const QString &url, int seconds, const QString &directory)
{
    std::vector<Profile> profiles = bench.fleet().profiles();
    for (Profile &profile : profiles)
        profile.url = url;
    MonitorSession session;
    if (const auto opened = session.openLog(directory + u"/log.sqlite"_s); !opened) {
        out() << opened.error().toString() << '\n';
        return 1;
    }
    SessionPresenter presenter(session, bench.workspace(), bench.window());
    LiveTotals totals;
    LatencyHistogram roundTrips;
    LatencyHistogram lateness;
    QObject::connect(&session, &MonitorSession::updated, &session, [&](const LiveUpdate &update) {
        totals = update.totals;
        for (const Beat &beat : update.beats) {
            if (beat.rttNs)
                roundTrips.add(*beat.rttNs);
            if (beat.sendLatenessNs)
                lateness.add(*beat.sendLatenessNs);
        }
    });
    bench::StallWatch watch;
    watch.start();
    QElapsedTimer connecting;
    connecting.start();
    bench.workspace().add(std::move(profiles));
    const auto open = [&totals] {
        return totals.byState[static_cast<std::size_t>(ConnectionState::Open)]
                + totals.byState[static_cast<std::size_t>(ConnectionState::Degraded)];
    };
    const auto wanted = static_cast<int>(bench.fleet().snapshots().size());
    constexpr qint64 longestMs = 60'000;
    while (open() < wanted && connecting.elapsed() < longestMs)
        settle(20);
    out() << u"%1 of %2 connections open after %3 s, longest stall %4 ms\n"_s.arg(open())
                     .arg(wanted)
                     .arg(static_cast<double>(connecting.elapsed()) / 1e3, 0, 'f', 1)
                     .arg(watch.longestMs(), 0, 'f', 0);
    constexpr int calmMs = 10'000; // what connecting has left behind
    settle(calmMs);
    roundTrips.clear();
    lateness.clear();
    drive(bench, seconds, false);
    const auto us = [](const LatencyHistogram &histogram, double share) {
        return QString::number(histogram.percentileNs(share).value_or(0) / 1'000);
    };
    out() << u"round trips p50 %1, p99 %2 us; sent late by p50 %3, p99 %4 us\n"_s.arg(
            us(roundTrips, 0.5), us(roundTrips, 0.99), us(lateness, 0.5), us(lateness, 0.99));
    out() << u"%1 beats/s, %2 beats left out of the live view\n"_s
                     .arg(totals.beatsPerSecond, 0, 'f', 0)
                     .arg(totals.beatsDropped);
    QObject::connect(&session, &MonitorSession::finished, qApp, &QCoreApplication::quit);
    session.shutdown();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir directory; // also for the settings: the user's own are left alone
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, directory.path());
    QCommandLineParser parser;
    parser.addOptions({{u"connections"_s, u"How many."_s, u"N"_s, u"10000"_s},
                       {u"seconds"_s, u"How long to drive the window."_s, u"S"_s, u"60"_s},
                       {u"url"_s, u"A WebSocket server that answers pings."_s, u"URL"_s},
                       {u"steps"_s, u"Only the cost of single steps."_s}});
    parser.addHelpOption();
    parser.process(app);
    Theme theme;
    theme.setMode(Theme::Mode::Dark);
    Language language;
    Bench bench(parser.value(u"connections"_s).toInt(), theme, language);
    const int seconds = parser.value(u"seconds"_s).toInt();
    if (parser.isSet(u"url"_s))
        return driveSession(bench, parser.value(u"url"_s), seconds, directory.path());
    bench.populate();
    bench.measureSteps();
    if (!parser.isSet(u"steps"_s))
        drive(bench, seconds, true);
    return 0;
}
