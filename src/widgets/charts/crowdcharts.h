// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/latencybands.h"
#include "charts/stateshares.h"
#include "core/liveupdate.h"
#include "widgets/log/historyloader.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace heartline {

class ConnectionsModel;
class LatencyChart;
class StateTimeline;
class TimeWindow;

/// What the charts show of more connections than have a line each: percentile bands of their round
/// trips and the shares of their states, from the log and then live. Cost and memory do not grow
/// with their number. GUI thread.
///
/// The log is read up to a moment shortly before the present, live beats count from that moment on,
/// so that each counts once.
class CrowdCharts : public QObject {
    Q_OBJECT

public:
    /// So many of the worst have a line and a lane of their own besides.
    static constexpr std::size_t Worst = 3;
    /// A beat is in the log so long after its timeout, whatever became of it.
    static constexpr qint64 WrittenAfterUs = 1'000'000;
    /// Beats that wait longer than this for an answer may be missing from the bands.
    static constexpr qint64 MaximumLoggedAfterUs = 600'000'000;

    static constexpr std::chrono::milliseconds RecountAfter{1'000};

    /// All must outlive this.
    CrowdCharts(HistoryLoader &loader, TimeWindow &window, const ConnectionsModel &connections,
                LatencyChart &chart, StateTimeline &timeline, QObject *parent = nullptr);

    /// These connections, or none: the charts are left to others.
    void setConnections(const std::vector<ConnectionId> &ids);
    bool isActive() const { return !m_ids.empty(); }
    /// The longest that any beat may wait for its answer, in microseconds.
    void setLongestTimeout(qint64 timeoutUs);
    void append(std::span<const Beat> beats, std::span<const ConnectionEvent> events);
    /// Events did not get here: counts the states anew as soon as none has been dropped for
    /// RecountAfter.
    void noteDropped();
    /// Reads the log again, e.g. after another one was opened.
    void reload();
    /// The language has changed.
    void retranslate();

    /// Those that ask for the most attention, among those that had beats if there are enough.
    static std::vector<ConnectionId> worstOf(const std::vector<ConnectionId> &ids,
                                             const ConnectionsModel &connections);

private:
    void begin();
    void rangeChanged();
    void load();
    void show(const CrowdHistory &history);
    void showBands(LatencyBands bands);
    QString note() const;
    QString laneName() const;

    HistoryLoader &m_loader;
    TimeWindow &m_window;
    const ConnectionsModel &m_connections;
    LatencyChart &m_chart;
    StateTimeline &m_timeline;
    std::vector<ConnectionId> m_ids;
    QSet<ConnectionId> m_set;
    LatencyBands m_live; ///< Since m_liveUs, in slices short enough for every range.
    qint64 m_liveUs = 0;
    qint64 m_loggedAfterUs = WrittenAfterUs; ///< So long after it was due a beat is in the log.
    qint64 m_selectedUs = 0;
    std::optional<StateShares> m_liveShares; ///< Since m_selectedUs.
    std::optional<CrowdRequest> m_loaded;
    qint64 m_sliceUs = 0;
    bool m_isSample = false; // the bands leave out beats of the log
    QTimer m_recountTimer;
    QTimer m_loadTimer;
    QTimer m_settledTimer; ///< What was on its way when they were selected is logged by then.
};

} // namespace heartline
