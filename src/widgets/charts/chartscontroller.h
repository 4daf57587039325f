// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/chartpoint.h"
#include "charts/latencychart.h"
#include "charts/plotmargins.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"
#include "core/liveupdate.h"
#include "widgets/charts/crowdcharts.h"
#include "widgets/log/historyloader.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace heartline {

class ConnectionsModel;
class LatencyPanel;
class TimelinePanel;

/// Fills the charts: what the log knows of the visible range, then every beat and event as it
/// arrives, each once. More connections than MaximumLines are shown together, see CrowdCharts, with
/// lines and lanes for the worst of them. GUI thread.
class ChartsController : public QObject {
    Q_OBJECT

public:
    /// So many selected connections have a line and a lane each.
    static constexpr std::size_t MaximumLines = 16;
    static_assert(MaximumLines <= LatencyChart::MaximumSeries
                  && MaximumLines <= StateTimeline::MaximumLanes);
    /// Who is worst among many is asked anew this often.
    static constexpr std::chrono::seconds WorstPeriod{10};
    /// Live beats and events kept of each charted connection until the log has them; without a log
    /// they are all there is. The oldest are dropped.
    static constexpr std::size_t MaximumLiveTail = 100'000;

    /// How a connection is charted.
    using SeriesLookup = std::function<LatencySeries(const ConnectionSnapshot &)>;

    /// `loader` and `connections` must outlive this. The panels have no parent yet.
    ChartsController(HistoryLoader &loader, const ConnectionsModel &connections,
                     SeriesLookup seriesOf, QWidget *panelsParent, QObject *parent = nullptr);
    ~ChartsController() override;

    LatencyPanel *latencyPanel() const { return m_latency; }
    TimelinePanel *timelinePanel() const { return m_timeline; }
    TimeWindow &timeWindow() { return m_window; }

    void setChartPalette(const ChartPalette &palette);
    void setSelection(const std::vector<ConnectionId> &ids);
    /// The longest that any beat may wait for its answer, in microseconds.
    void setLongestTimeout(qint64 timeoutUs) { m_crowd.setLongestTimeout(timeoutUs); }
    /// Events did not get here.
    void noteDropped() { m_crowd.noteDropped(); }
    void append(std::span<const Beat> beats, std::span<const ConnectionEvent> events);
    /// Reads the visible range from the log again, e.g. after another log was opened.
    void reload();
    /// The language has changed.
    void retranslate();

private:
    /// What is charted of one connection.
    struct Subject {
        LatencySeries series;
        ConnectionState state = ConnectionState::Idle;
        qint64 stateSinceUs = 0; ///< UTC microseconds; 0: not known.
    };
    /// A live beat, and what tells it from others.
    struct LiveBeat {
        qint64 session = 0;
        qint64 sequence = 0;
        ChartPoint point;
    };
    struct Charted {
        Subject subject;
        std::deque<LiveBeat> beats;
        std::deque<ConnectionEvent> events;
    };

    void setLines(const std::vector<ConnectionId> &ids);
    void updateWorst();
    void reloadLines();
    void rangeChanged();
    void load();
    void showHistory(const HistoryResult &result);
    void showLiveOnly(const Charted &charted);
    void showEvents(const Charted &charted, const std::vector<ConnectionEvent> &logged);
    Charted *find(const ConnectionId &id);
    static StateSpan spanOf(const ConnectionEvent &event);

    HistoryLoader &m_loader;
    const ConnectionsModel &m_connections;
    SeriesLookup m_seriesOf;
    TimeWindow m_window;
    PlotMargins m_margins;
    LatencyPanel *m_latency;
    TimelinePanel *m_timeline;
    CrowdCharts m_crowd;
    std::vector<ConnectionId> m_selection;
    std::vector<Charted> m_charted;
    QTimer m_worstTimer;
    QTimer m_loadTimer;
    std::optional<HistoryRequest> m_loaded; // its end is open where it reached the present
};

} // namespace heartline
