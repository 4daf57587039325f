// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartscontroller.h"

#include "core/clock.h"
#include "models/connectionsmodel.h"
#include "widgets/charts/latencypanel.h"
#include "widgets/charts/timelinepanel.h"
#include "widgets/presentation/causetext.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <set>
#include <tuple>

using namespace std::chrono_literals;

namespace heartline {

namespace {

/// A range that is being dragged is read once it rests.
constexpr auto restBeforeLoading = 120ms;
/// Left and right of the visible range as much again is read, so that panning finds something.
constexpr qint64 margins = 1;
/// Zoomed in further than this, a decimated line is read anew.
constexpr qint64 zoomBeforeReload = 6;

/// What tells an event from the others of its connection.
using EventKey = std::tuple<qint64, qint64, ConnectionState, ConnectionState>;

EventKey keyOf(const ConnectionEvent &event)
{
    return {event.at, event.session.value_or(0), event.from, event.to};
}

} // namespace

ChartsController::ChartsController(HistoryLoader &loader, const ConnectionsModel &connections,
                                   SeriesLookup seriesOf, QWidget *panelsParent, QObject *parent)
    : QObject(parent)
    , m_loader(loader)
    , m_connections(connections)
    , m_seriesOf(std::move(seriesOf))
    , m_latency(new LatencyPanel(&m_window, &m_margins, panelsParent))
    , m_timeline(new TimelinePanel(&m_window, &m_margins, panelsParent))
    , m_crowd(loader, m_window, connections, m_latency->chart(), m_timeline->timeline())
{
    m_loadTimer.setSingleShot(true);
    m_loadTimer.setInterval(restBeforeLoading);
    connect(&m_loadTimer, &QTimer::timeout, this, &ChartsController::load);
    m_worstTimer.setInterval(WorstPeriod);
    connect(&m_worstTimer, &QTimer::timeout, this, &ChartsController::updateWorst);
    connect(&m_window, &TimeWindow::changed, this, &ChartsController::rangeChanged);
    connect(&m_loader, &HistoryLoader::historyLoaded, this, &ChartsController::showHistory);
}

ChartsController::~ChartsController()
{
    // The panels hold on to the window and the margins; one that goes must not make those that are
    // still there lay themselves out anew.
    m_window.disconnect();
    m_margins.disconnect();
    delete m_latency;
    delete m_timeline;
}

void ChartsController::setChartPalette(const ChartPalette &palette)
{
    m_latency->setChartPalette(palette);
    m_timeline->setChartPalette(palette);
}

void ChartsController::retranslate()
{
    m_crowd.retranslate();
}

void ChartsController::setSelection(const std::vector<ConnectionId> &ids)
{
    m_selection = ids;
    m_latency->setCount(ids.size());
    const bool isCrowd = ids.size() > MaximumLines;
    m_crowd.setConnections(isCrowd ? ids : std::vector<ConnectionId>());
    if (isCrowd) {
        setLines(CrowdCharts::worstOf(ids, m_connections));
        m_worstTimer.start();
    } else {
        setLines(ids);
        m_worstTimer.stop();
    }
}

void ChartsController::updateWorst()
{
    const std::vector<ConnectionId> worst = CrowdCharts::worstOf(m_selection, m_connections);
    const auto isCharted = [this](const ConnectionId &id) { return find(id) != nullptr; };
    if (!std::ranges::all_of(worst, isCharted))
        setLines(worst);
}

void ChartsController::setLines(const std::vector<ConnectionId> &ids)
{
    std::vector<Charted> charted;
    std::vector<LatencySeries> series;
    std::vector<StateLane> lanes;
    for (const ConnectionId &id : ids) {
        const ConnectionSnapshot *snapshot = m_connections.snapshot(id);
        if (!snapshot)
            continue;
        Charted entry;
        if (Charted *known = find(id))
            entry = std::move(*known);
        entry.subject = {m_seriesOf(*snapshot), snapshot->status.state, snapshot->status.sinceUs};
        series.push_back(entry.subject.series);
        lanes.push_back({id, entry.subject.series.name});
        charted.push_back(std::move(entry));
    }
    m_charted = std::move(charted);
    m_latency->chart().setSeries(std::move(series));
    m_timeline->timeline().setLanes(std::move(lanes));
    for (const Charted &entry : m_charted)
        showLiveOnly(entry);
    reloadLines();
}

ChartsController::Charted *ChartsController::find(const ConnectionId &id)
{
    const auto found = std::ranges::find_if(
            m_charted, [&id](const Charted &charted) { return charted.subject.series.id == id; });
    return found == m_charted.end() ? nullptr : &*found;
}

void ChartsController::append(std::span<const Beat> beats, std::span<const ConnectionEvent> events)
{
    m_crowd.append(beats, events);
    QHash<ConnectionId, std::vector<ChartPoint>> fresh;
    for (const Beat &beat : beats) {
        Charted *charted = find(beat.connection);
        if (!charted)
            continue;
        const ChartPoint point = ChartPoint::fromBeat(beat);
        charted->beats.push_back({beat.session, beat.sequence, point});
        if (charted->beats.size() > MaximumLiveTail)
            charted->beats.pop_front();
        fresh[beat.connection].push_back(point);
    }
    for (const auto &[id, points] : fresh.asKeyValueRange())
        m_latency->chart().append(id, points);
    for (const ConnectionEvent &event : events) {
        Charted *charted = find(event.connection);
        if (!charted || event.from == event.to)
            continue;
        charted->subject.state = event.to;
        charted->subject.stateSinceUs = event.at;
        charted->events.push_back(event);
        if (charted->events.size() > MaximumLiveTail)
            charted->events.pop_front();
        m_timeline->timeline().appendSpan(event.connection, spanOf(event));
    }
}

void ChartsController::reload()
{
    m_crowd.reload();
    reloadLines();
}

void ChartsController::reloadLines()
{
    m_loaded.reset();
    m_loadTimer.start();
}

void ChartsController::rangeChanged()
{
    if (m_loaded) {
        const qint64 loadedSpan = m_loaded->toUs == std::numeric_limits<qint64>::max()
                ? m_window.nowUs() - m_loaded->fromUs
                : m_loaded->toUs - m_loaded->fromUs;
        const bool isCovered =
                m_window.fromUs() >= m_loaded->fromUs && m_window.toUs() <= m_loaded->toUs;
        if (isCovered && m_window.spanUs() * zoomBeforeReload * (1 + 2 * margins) > loadedSpan)
            return;
    }
    // Live, the range moves all the time: the timer must not be put off for ever.
    if (!m_loadTimer.isActive())
        m_loadTimer.start();
}

void ChartsController::load()
{
    if (m_charted.empty())
        return;
    const qint64 padding = margins * m_window.spanUs();
    HistoryRequest request;
    request.fromUs = m_window.fromUs() - padding;
    request.toUs = m_window.toUs() + padding;
    for (const Charted &charted : m_charted)
        request.connections.push_back(charted.subject.series.id);
    m_loaded = request;
    // What comes after the present arrives live.
    if (request.toUs >= m_window.nowUs())
        m_loaded->toUs = std::numeric_limits<qint64>::max();
    m_loader.loadHistory(request);
}

void ChartsController::showHistory(const HistoryResult &result)
{
    for (const ConnectionHistory &history : result.connections) {
        Charted *charted = find(history.id);
        if (!charted)
            continue;
        std::vector<ChartPoint> points;
        points.reserve(history.points.size() + charted->beats.size());
        QSet<std::pair<qint64, qint64>> logged;
        for (const HistoryPoint &point : history.points) {
            points.push_back(
                    {point.timeUs, point.valueNs, point.errorNs, point.outcome, point.session});
            logged.insert({point.session, point.sequence});
        }
        // A decimated line leaves beats out on purpose: only what came after it is new.
        const bool isDecimated = history.points.size() >= HistoryLoader::PointsPerConnection;
        const qint64 newestUs = history.points.empty() ? 0 : history.points.back().timeUs;
        std::erase_if(charted->beats, [&](const LiveBeat &beat) {
            return logged.contains({beat.session, beat.sequence})
                    || (isDecimated && beat.point.timeUs <= newestUs);
        });
        for (const LiveBeat &beat : charted->beats)
            points.push_back(beat.point);
        std::ranges::stable_sort(points, {}, &ChartPoint::timeUs);
        m_latency->chart().setPoints(history.id, points);
        std::set<EventKey> loggedEvents;
        for (const ConnectionEvent &event : history.events)
            loggedEvents.insert(keyOf(event));
        std::erase_if(charted->events, [&loggedEvents](const ConnectionEvent &event) {
            return loggedEvents.contains(keyOf(event));
        });
        showEvents(*charted, history.events);
    }
}

void ChartsController::showLiveOnly(const Charted &charted)
{
    if (m_loader.hasFile() && charted.beats.empty() && charted.events.empty()) {
        showEvents(charted, {});
        return;
    }
    std::vector<ChartPoint> points;
    for (const LiveBeat &beat : charted.beats)
        points.push_back(beat.point);
    std::ranges::stable_sort(points, {}, &ChartPoint::timeUs);
    m_latency->chart().setPoints(charted.subject.series.id, points);
    showEvents(charted, {});
}

void ChartsController::showEvents(const Charted &charted,
                                  const std::vector<ConnectionEvent> &logged)
{
    std::vector<ConnectionEvent> events = logged;
    events.insert(events.end(), charted.events.begin(), charted.events.end());
    std::erase_if(events, [](const ConnectionEvent &event) { return event.from == event.to; });
    std::ranges::stable_sort(events, {}, &ConnectionEvent::at);
    std::vector<StateSpan> spans;
    for (const ConnectionEvent &event : events) {
        if (!spans.empty())
            spans.back().toUs = event.at;
        spans.push_back(spanOf(event));
    }
    const Subject &subject = charted.subject;
    if (spans.empty() && subject.stateSinceUs > 0)
        spans.push_back({subject.stateSinceUs, StateSpan::OpenEnded, subject.state, {}});
    m_timeline->timeline().setSpans(subject.series.id, std::move(spans));
}

StateSpan ChartsController::spanOf(const ConnectionEvent &event)
{
    return {event.at, StateSpan::OpenEnded, event.to, CauseText::sentence(event)};
}

} // namespace heartline
