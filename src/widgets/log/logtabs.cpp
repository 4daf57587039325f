// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/logtabs.h"

#include "charts/timewindow.h"
#include "models/connectionsmodel.h"
#include "models/detailsmodel.h"
#include "widgets/log/beatspanel.h"
#include "widgets/log/detailspanel.h"
#include "widgets/log/eventspanel.h"
#include "widgets/log/statisticspanel.h"
#include "widgets/presentation/numberformat.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>
#include <iterator>

using namespace std::chrono_literals;

namespace heartline {

namespace {

/// A selection or range that is being changed is read once it rests.
constexpr auto restBeforeLoading = 300ms;

} // namespace

LogTabs::LogTabs(QTabWidget &tabs, const ConnectionsModel &connections, HistoryLoader &loader,
                 TimeWindow &window, QObject *parent)
    : QObject(parent)
    , m_tabs(tabs)
    , m_controls(new QStackedWidget(&tabs))
    , m_connections(connections)
    , m_loader(loader)
    , m_window(window)
    , m_events(new EventsPanel(&tabs))
    , m_beats(new BeatsPanel(&tabs))
    , m_statistics(new StatisticsPanel(&tabs))
    , m_details(new DetailsPanel(&tabs))
{
    addTab(m_events, m_events->controls());
    addTab(m_beats, m_beats->controls());
    addTab(m_statistics, m_statistics->controls());
    addTab(m_details, m_details->controls());
    m_tabs.setCornerWidget(m_controls);
    connect(&m_tabs, &QTabWidget::currentChanged, this, &LogTabs::showControls);
    m_tabs.setUsesScrollButtons(false);
    showControls(m_tabs.currentIndex());
    m_statisticsTimer.setSingleShot(true);
    m_statisticsTimer.setInterval(restBeforeLoading);
    connect(&m_statisticsTimer, &QTimer::timeout, this, &LogTabs::loadStatistics);
    connect(&m_window, &TimeWindow::changed, this, &LogTabs::rangeChanged);
    connect(&m_loader, &HistoryLoader::eventsLoaded, m_events, &EventsPanel::fill);
    connect(&m_loader, &HistoryLoader::beatsLoaded, m_beats, &BeatsPanel::fill);
    connect(&m_loader, &HistoryLoader::statisticsLoaded, this, &LogTabs::showStatistics);
    retranslate();
}

void LogTabs::addTab(QWidget *panel, QWidget *controls)
{
    m_tabs.addTab(panel, QString());
    m_controls->addWidget(controls);
}

void LogTabs::showControls(int tab)
{
    // A stack is as wide as its widest page, which would take the room from the tabs.
    for (int i = 0; i < m_controls->count(); ++i) {
        const auto policy = i == tab ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_controls->widget(i)->setSizePolicy(policy, QSizePolicy::Preferred);
    }
    m_controls->setCurrentIndex(tab);
    m_controls->updateGeometry();
}

void LogTabs::retranslate()
{
    m_tabs.setTabText(0, tr("Events"));
    m_tabs.setTabText(1, tr("Beats"));
    m_tabs.setTabText(2, tr("Statistics"));
    m_tabs.setTabText(3, tr("Details"));
    updateLimit();
}

void LogTabs::showDetailsTab()
{
    m_tabs.setCurrentWidget(m_details);
}

void LogTabs::setChartPalette(const ChartPalette &palette)
{
    m_events->setChartPalette(palette);
    m_beats->setChartPalette(palette);
    m_statistics->setChartPalette(palette);
    m_details->setChartPalette(palette);
}

void LogTabs::setSessionLookup(SessionLookup lookup)
{
    m_lookup = std::move(lookup);
    showDetails();
}

void LogTabs::setNames(const QHash<ConnectionId, QString> &names)
{
    m_events->setNames(names);
}

void LogTabs::setSelection(const std::vector<ConnectionId> &ids)
{
    m_events->setSelection(ids);
    const auto shown = static_cast<std::ptrdiff_t>(std::min(ids.size(), MaximumConnections));
    m_selection.assign(ids.begin(), ids.begin() + shown);
    m_selected = ids.size();
    updateLimit();
    loadSelection();
}

void LogTabs::updateLimit()
{
    const QString limit = m_selected <= m_selection.size()
            ? QString()
            : tr("the first %1 of %2 connections")
                      .arg(NumberFormat::count(static_cast<qint64>(m_selection.size())),
                           NumberFormat::count(static_cast<qint64>(m_selected)));
    m_beats->setLimit(limit);
    m_statistics->setLimit(limit);
}

void LogTabs::loadSelection()
{
    m_selectedNames.clear();
    std::vector<BeatStatistics> empty;
    for (const ConnectionId &id : m_selection) {
        const ConnectionSnapshot *snapshot = m_connections.snapshot(id);
        m_selectedNames.insert(id, snapshot ? snapshot->name : QString());
        empty.emplace_back(id, m_selectedNames.value(id));
    }
    m_beats->setConnections(m_selectedNames);
    m_recent.clear();
    m_logged.clear();
    m_statistics->setStatistics(std::move(empty), m_window.nowUs());
    if (!m_selection.empty())
        m_loader.loadBeats(m_selection);
    m_statisticsTimer.start();
    showDetails();
}

void LogTabs::rangeChanged()
{
    if (!m_window.isLive()) {
        m_statisticsTimer.start();
        return;
    }
    // Live, the window moves on by itself and the beats are counted as they arrive. It moves all
    // the time: the timer must not be put off for ever.
    if (m_window.spanUs() != m_statisticsSpanUs && !m_statisticsTimer.isActive())
        m_statisticsTimer.start();
}

void LogTabs::loadStatistics()
{
    m_statisticsSpanUs = m_window.spanUs();
    if (!m_selection.empty())
        m_loader.loadStatistics({m_selection, m_window.fromUs(), m_window.toUs()}, m_selectedNames);
}

void LogTabs::showStatistics(const HistoryRequest &request, std::vector<BeatStatistics> statistics,
                             const BeatKeys &logged)
{
    if (!std::ranges::equal(request.connections, m_selection))
        return;
    m_logged = logged;
    m_statistics->setStatistics(std::move(statistics), request.fromUs);
    // What came in meanwhile.
    const bool isLive = m_window.isLive();
    std::vector<Beat> meanwhile;
    std::ranges::copy_if(m_recent, std::back_inserter(meanwhile), [&](const Beat &beat) {
        return beat.scheduledAt
                >= std::max(request.fromUs, request.toUs - HistoryLoader::SettlingUs)
                && (isLive || beat.scheduledAt < request.toUs);
    });
    countLive(meanwhile);
}

void LogTabs::countLive(std::span<const Beat> beats)
{
    std::vector<Beat> fresh;
    std::ranges::copy_if(beats, std::back_inserter(fresh), [this](const Beat &beat) {
        return !m_logged.contains({beat.session, beat.sequence});
    });
    if (!fresh.empty())
        m_statistics->append(fresh);
}

void LogTabs::apply(const LiveUpdate &update)
{
    m_events->append(update.events);
    m_beats->append(update.beats);
    if (m_window.isLive()) // paused, the statistics are those of the range that is shown
        countLive(update.beats);
    for (const Beat &beat : update.beats) {
        if (!m_selectedNames.contains(beat.connection))
            continue;
        if (m_recent.size() == MaximumRecent)
            m_recent.pop_front();
        m_recent.push_back(beat);
    }
    while (!m_recent.empty()
           && m_recent.front().scheduledAt < m_window.nowUs() - HistoryLoader::SettlingUs)
        m_recent.pop_front();
    m_totals = update.totals;
    if (m_selection.size() == 1)
        showDetails();
}

void LogTabs::reload()
{
    m_loader.loadEvents();
    loadSelection();
}

void LogTabs::showDetails()
{
    const ConnectionSnapshot *snapshot =
            m_selection.size() == 1 ? m_connections.snapshot(m_selection.front()) : nullptr;
    if (!snapshot) {
        m_details->setDetails(std::nullopt);
        return;
    }
    m_details->setDetails(ConnectionDetails{
            *snapshot, m_lookup ? m_lookup(snapshot->id) : SessionDetails(), m_totals});
}

} // namespace heartline
