// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/crowdcharts.h"

#include "charts/latencychart.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"
#include "models/connectioncolumns.h"
#include "models/connectionsmodel.h"
#include "widgets/presentation/numberformat.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace heartline {

namespace {

constexpr qint64 liveSliceUs = TimeWindow::SecondUs;
constexpr auto restBeforeLoading = 120ms; // a range that is being dragged is read once it rests

} // namespace

CrowdCharts::CrowdCharts(HistoryLoader &loader, TimeWindow &window,
                         const ConnectionsModel &connections, LatencyChart &chart,
                         StateTimeline &timeline, QObject *parent)
    : QObject(parent)
    , m_loader(loader)
    , m_window(window)
    , m_connections(connections)
    , m_chart(chart)
    , m_timeline(timeline)
    , m_live(liveSliceUs)
{
    m_loadTimer.setSingleShot(true);
    m_loadTimer.setInterval(restBeforeLoading);
    connect(&m_loadTimer, &QTimer::timeout, this, &CrowdCharts::load);
    m_settledTimer.setSingleShot(true);
    connect(&m_settledTimer, &QTimer::timeout, this, &CrowdCharts::load);
    m_recountTimer.setSingleShot(true);
    m_recountTimer.setInterval(RecountAfter);
    connect(&m_recountTimer, &QTimer::timeout, this, &CrowdCharts::begin);
    connect(&m_window, &TimeWindow::changed, this, &CrowdCharts::rangeChanged);
    connect(&m_loader, &HistoryLoader::crowdLoaded, this, &CrowdCharts::show);
}

void CrowdCharts::setConnections(const std::vector<ConnectionId> &ids)
{
    QSet<ConnectionId> set(ids.begin(), ids.end());
    if (set == m_set)
        return; // in another order at the most
    m_loader.cancelCrowd();
    m_loadTimer.stop();
    m_settledTimer.stop();
    m_recountTimer.stop();
    m_ids = ids;
    m_set = std::move(set);
    m_loaded.reset();
    if (isActive()) {
        begin();
        return;
    }
    m_chart.setBands(std::nullopt);
    m_timeline.setShares(std::nullopt);
    m_live = LatencyBands(liveSliceUs);
    m_liveShares.reset();
}

void CrowdCharts::setLongestTimeout(qint64 timeoutUs)
{
    m_loggedAfterUs = std::min(timeoutUs + WrittenAfterUs, MaximumLoggedAfterUs);
}

void CrowdCharts::noteDropped()
{
    if (isActive())
        m_recountTimer.start();
}

void CrowdCharts::begin()
{
    using namespace std::chrono;
    StateShares::Counts counts{};
    for (const ConnectionId &id : m_ids) {
        if (const ConnectionSnapshot *snapshot = m_connections.snapshot(id))
            ++counts[static_cast<std::size_t>(snapshot->status.state)];
    }
    m_window.setNow(m_window.clockUs());
    m_selectedUs = m_window.nowUs();
    m_liveUs = m_selectedUs;
    m_live = LatencyBands(liveSliceUs);
    m_liveShares.emplace(counts, m_selectedUs);
    m_sliceUs = LatencyBands::sliceFor(m_window.spanUs());
    m_isSample = false;
    showBands(LatencyBands(m_sliceUs));
    m_timeline.setShares(m_liveShares, laneName());
    reload();
    m_settledTimer.start(ceil<milliseconds>(microseconds(2 * m_loggedAfterUs)));
}

std::vector<ConnectionId> CrowdCharts::worstOf(const std::vector<ConnectionId> &ids,
                                               const ConnectionsModel &connections)
{
    std::vector<const ConnectionSnapshot *> candidates;
    for (const ConnectionId &id : ids) {
        if (const ConnectionSnapshot *snapshot = connections.snapshot(id))
            candidates.push_back(snapshot);
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(Worst, candidates.size()));
    std::ranges::partial_sort(candidates, candidates.begin() + count,
                              [](const ConnectionSnapshot *a, const ConnectionSnapshot *b) {
                                  // A line needs beats.
                                  if (a->figures.p99Ns.has_value() != b->figures.p99Ns.has_value())
                                      return a->figures.p99Ns.has_value();
                                  return comparedByTrouble(*a, *b) > 0;
                              });
    std::vector<ConnectionId> worst;
    for (auto candidate = candidates.begin(); candidate != candidates.begin() + count; ++candidate)
        worst.push_back((*candidate)->id);
    return worst;
}

QString CrowdCharts::note() const
{
    //: %1: a number with its thousands set apart; %2: a few
    const QString all = tr("%1 connections: percentile bands and the %2 worst");
    //: the same, where there are too many beats to read them all
    const QString sample = tr("%1 connections: bands from a sample of the log, and the %2 worst");
    return (m_isSample ? sample : all)
            .arg(NumberFormat::count(static_cast<qint64>(m_ids.size())))
            .arg(Worst);
}

QString CrowdCharts::laneName() const
{
    //: the lane of the states of all selected connections; %1: how many
    return tr("all %1").arg(NumberFormat::count(static_cast<qint64>(m_ids.size())));
}

void CrowdCharts::retranslate()
{
    if (!isActive())
        return;
    showBands(*m_chart.bands());
    m_timeline.setShares(*m_timeline.shares(), laneName());
}

void CrowdCharts::append(std::span<const Beat> beats, std::span<const ConnectionEvent> events)
{
    if (!isActive())
        return;
    LatencyBands &shown = *m_chart.bands();
    bool isNew = false;
    for (const Beat &beat : beats) {
        // What was sent before is the log's to tell; an answer after the timeout is no new beat.
        const qint64 timeUs = beat.sentAt.value_or(beat.scheduledAt);
        if (timeUs < m_liveUs || isAfterthought(beat) || !m_set.contains(beat.connection))
            continue;
        const qint64 valueNs = beat.rttNs.value_or(beat.gapNs.value_or(-1));
        m_live.add(timeUs, valueNs, beat.outcome);
        shown.add(timeUs, valueNs, beat.outcome);
        isNew = true;
    }
    if (isNew)
        m_chart.bandsChanged();
    for (const ConnectionEvent &event : events) {
        if (event.from == event.to || !m_set.contains(event.connection))
            continue;
        m_liveShares->append({event.at, event.from, event.to});
        m_timeline.shares()->append({event.at, event.from, event.to});
        m_timeline.sharesChanged();
    }
}

void CrowdCharts::reload()
{
    if (!isActive())
        return;
    m_loaded.reset();
    m_loadTimer.start();
}

void CrowdCharts::rangeChanged()
{
    if (!isActive())
        return;
    const qint64 sliceUs = LatencyBands::sliceFor(m_window.spanUs());
    if (sliceUs != m_sliceUs) {
        m_sliceUs = sliceUs;
        LatencyBands bands(sliceUs);
        bands.merge(m_live);
        showBands(std::move(bands));
        reload();
        return;
    }
    const bool isCovered = m_loaded && m_window.fromUs() >= m_loaded->fromUs
            && (m_window.toUs() <= m_loaded->toUs || m_loaded->toUs == m_loaded->liveUs);
    // Live, the range moves all the time: the timer must not be put off for ever.
    if (!isCovered && !m_loadTimer.isActive())
        m_loadTimer.start();
}

void CrowdCharts::load()
{
    if (!isActive())
        return;
    // What is in the log for certain is left to it.
    const qint64 loggedUs = m_window.nowUs() - m_loggedAfterUs;
    if (m_loader.hasFile() && loggedUs > m_liveUs) {
        m_liveUs = loggedUs / liveSliceUs * liveSliceUs;
        m_live.dropBefore(m_liveUs);
    }
    CrowdRequest request;
    request.connections = m_ids;
    request.fromUs = m_window.fromUs() - m_window.spanUs();
    request.toUs = std::min(m_window.toUs() + m_window.spanUs(), m_liveUs);
    request.liveUs = m_liveUs;
    request.sliceUs = m_sliceUs;
    m_loaded = request;
    m_loader.loadCrowd(request);
}

void CrowdCharts::show(const CrowdHistory &history)
{
    const CrowdRequest &request = history.request;
    // A queued answer may be overtaken by another selection, range or log.
    if (!m_loaded || request.fromUs != m_loaded->fromUs || request.liveUs != m_loaded->liveUs
        || request.sliceUs != m_sliceUs || request.connections != m_ids)
        return;
    // What is shown already is not taken away while its successor is being read.
    if (!history.bands.isEmpty() || history.isComplete) {
        LatencyBands bands = history.bands;
        bands.merge(m_live);
        const auto before = m_chart.bands()->extent();
        const auto after = bands.extent();
        const bool isMore = !before || (after && after->first <= before->first);
        if (history.isComplete)
            m_isSample = history.isSample;
        if (isMore || history.isComplete)
            showBands(std::move(bands));
    }
    StateShares shares = *m_liveShares;
    std::vector<StateShares::Change> earlier = history.changes;
    std::erase_if(earlier, [&](const StateShares::Change &change) {
        return change.atUs >= m_selectedUs || m_liveShares->contains(change);
    });
    shares.prepend(std::move(earlier), std::min(history.changesSinceUs, m_selectedUs));
    m_timeline.setShares(std::move(shares), laneName());
}

void CrowdCharts::showBands(LatencyBands bands)
{
    m_chart.setBands(std::move(bands), note());
}

} // namespace heartline
