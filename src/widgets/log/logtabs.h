// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/liveupdate.h"
#include "core/sessiondetails.h"
#include "widgets/log/historyloader.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <span>
#include <vector>

class QStackedWidget;
class QTabWidget;

namespace heartline {

class BeatsPanel;
class ConnectionsModel;
class DetailsPanel;
class EventsPanel;
class StatisticsPanel;
class TimeWindow;

/// Puts the panels into the tabs below the charts and feeds them: from the log, then live. GUI
/// thread.
class LogTabs : public QObject {
    Q_OBJECT

public:
    /// Connections that the Beats and Statistics tabs show at most; the first selected ones.
    static constexpr std::size_t MaximumConnections = 200;

    /// Live beats kept at most until a reading of the log is done; beyond, one that comes in
    /// meanwhile may be missing from the statistics.
    static constexpr std::size_t MaximumRecent = 200'000;

    using SessionLookup = std::function<SessionDetails(const ConnectionId &)>;

    /// All must outlive this; `tabs` is filled.
    LogTabs(QTabWidget &tabs, const ConnectionsModel &connections, HistoryLoader &loader,
            TimeWindow &window, QObject *parent = nullptr);

    EventsPanel *events() const { return m_events; }
    BeatsPanel *beats() const { return m_beats; }
    StatisticsPanel *statistics() const { return m_statistics; }

    void setChartPalette(const ChartPalette &palette);
    void setSessionLookup(SessionLookup lookup);
    void setSelection(const std::vector<ConnectionId> &ids);
    void setNames(const QHash<ConnectionId, QString> &names);
    void apply(const LiveUpdate &update);
    /// Another log was opened.
    void reload();
    void retranslate();
    void showDetailsTab();

private:
    void addTab(QWidget *panel, QWidget *controls);
    void showControls(int tab);
    void loadSelection();
    void updateLimit();
    void rangeChanged();
    void loadStatistics();
    void showStatistics(const HistoryRequest &request, std::vector<BeatStatistics> statistics,
                        const BeatKeys &logged);
    /// Counts those live beats that the log has not told of.
    void countLive(std::span<const Beat> beats);
    void showDetails();

    QTabWidget &m_tabs;
    QStackedWidget *m_controls;
    const ConnectionsModel &m_connections;
    HistoryLoader &m_loader;
    TimeWindow &m_window;
    EventsPanel *m_events;
    BeatsPanel *m_beats;
    StatisticsPanel *m_statistics;
    DetailsPanel *m_details;
    SessionLookup m_lookup;
    std::vector<ConnectionId> m_selection; // the first MaximumConnections
    std::size_t m_selected = 0; // how many there are in all
    QHash<ConnectionId, QString> m_selectedNames;
    LiveTotals m_totals;
    QTimer m_statisticsTimer;
    qint64 m_statisticsSpanUs = 0;
    std::deque<Beat> m_recent; // live beats of the selection, of the last SettlingUs
    BeatKeys m_logged; // of about the same time, counted from the log
};

} // namespace heartline
