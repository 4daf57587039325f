// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/livewindow.h"

#include "window/drivenwindow.h"
#include "window/output.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHash>

#include <algorithm>
#include <ctime>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline::bench {

namespace {

constexpr int calmMs = 10'000; // what connecting has left behind
constexpr qint64 longestMs = 60'000;

} // namespace

QJsonObject drive(DrivenWindow &driven, int seconds, bool isMadeUp)
{
    StallWatch watch;
    QTimer feed;
    if (isMadeUp) {
        QObject::connect(&feed, &QTimer::timeout, &feed, [&driven] { driven.live(); });
        feed.start(1'000 / DrivenWindow::UpdatesPerSecond);
    }
    watch.start();
    const QDeadlineTimer end(qint64(seconds) * 1'000);
    constexpr int thinkMs = 500;
    QHash<QString, double> longest;
    for (int number = 0; !end.hasExpired(); ++number) {
        const QString doing = driven.act(number);
        settle(thinkMs);
        longest[doing] = std::max(longest.value(doing), watch.takeLongestMs());
    }
    for (const auto &[doing, delay] : longest.asKeyValueRange())
        row(u"longest stall: "_s + doing, delay);
    const double cores = watch.threadCpu();
    out() << u"GUI thread %1 of a core; event loop late by p50 %2, p99 %3, at most %4 ms; "
             "%5 stalls over %6 ms\n"_s.arg(cores, 0, 'f', 2)
                     .arg(watch.delayMs(0.5), 0, 'f', 1)
                     .arg(watch.delayMs(0.99), 0, 'f', 1)
                     .arg(watch.longestMs(), 0, 'f', 1)
                     .arg(watch.stalls())
                     .arg(StallWatch::StallMs);
    out().flush();
    return {{u"gui_thread_cores"_s, cores},
            {u"delay_p50_ms"_s, watch.delayMs(0.5)},
            {u"delay_p99_ms"_s, watch.delayMs(0.99)},
            {u"longest_stall_ms"_s, watch.longestMs()},
            {u"stalls"_s, watch.stalls()}};
}

LiveWindow::LiveWindow(DrivenWindow &driven, QString log)
    : m_driven(driven)
    , m_log(std::move(log))
    , m_presenter(m_session, driven.workspace(), driven.window())
{
    QObject::connect(&m_session, &MonitorSession::updated, &m_session,
                     [this](const LiveUpdate &update) { m_totals = update.totals; });
}

int LiveWindow::open() const
{
    return m_totals.byState[static_cast<std::size_t>(ConnectionState::Open)]
            + m_totals.byState[static_cast<std::size_t>(ConnectionState::Degraded)];
}

Result<void> LiveWindow::connectAll(const QString &url)
{
    if (const auto opened = m_session.openLog(m_log); !opened)
        return tl::unexpected(opened.error());
    m_presenter.logOpened();
    std::vector<Profile> profiles = m_driven.fleet().profiles();
    for (Profile &profile : profiles)
        profile.url = url;
    settle(200); // the window has been painted once
    startWatch();
    m_driven.workspace().add(std::move(profiles));
    awaitOpen(u"opened"_s, u"opened"_s);
    settle(calmMs);
    return {};
}

void LiveWindow::awaitOpen(const QString &what, const QString &name)
{
    QElapsedTimer timer;
    timer.start();
    const auto wanted = static_cast<int>(m_driven.fleet().snapshots().size());
    while (open() < wanted && timer.elapsed() < longestMs)
        settle(20);
    const double seconds = static_cast<double>(timer.elapsed()) / 1e3;
    m_watch.stop();
    out() << u"%1: %2 of %3 connections after %4 s, longest stall %5 ms, %6 over %7 ms\n"_s
                     .arg(what)
                     .arg(open())
                     .arg(wanted)
                     .arg(seconds, 0, 'f', 1)
                     .arg(m_watch.longestMs(), 0, 'f', 0)
                     .arg(m_watch.stalls())
                     .arg(StallWatch::StallMs);
    out().flush();
    m_figures[name] = QJsonObject{{u"open"_s, open()},
                                  {u"wanted"_s, wanted},
                                  {u"seconds"_s, seconds},
                                  {u"longest_stall_ms"_s, m_watch.longestMs()},
                                  {u"stalls"_s, m_watch.stalls()}};
}

void LiveWindow::measureIdle(int seconds)
{
    const std::clock_t before = std::clock();
    settle(seconds * 1'000);
    const double cores = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC
            / static_cast<double>(seconds);
    out() << u"%1 connections, the window visible and nobody at it: %2 % of a core\n"_s.arg(open())
                     .arg(100.0 * cores, 0, 'f', 2);
    out().flush();
    m_figures[u"open"_s] = open();
    m_figures[u"cores"_s] = cores;
}

void LiveWindow::shutDown()
{
    out() << u"%1 beats/s, %2 beats left out of the live view\n"_s
                     .arg(m_totals.beatsPerSecond, 0, 'f', 0)
                     .arg(m_totals.beatsDropped);
    m_figures[u"beats_left_out"_s] = m_totals.beatsDropped;
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QObject::connect(&m_session, &MonitorSession::finished, &loop, &QEventLoop::quit);
    m_session.shutdown();
    loop.exec();
    row(u"closing all connections and the log"_s, static_cast<double>(timer.elapsed()));
}

} // namespace heartline::bench
