// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/latencybands.h"
#include "charts/stateshares.h"
#include "core/connectionevent.h"
#include "models/beatstatistics.h"
#include "storage/logreader.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace heartline {

/// What the charts show of one connection, from the log.
struct ConnectionHistory {
    ConnectionId id;
    std::vector<HistoryPoint> points; ///< In order of time.
    std::vector<ConnectionEvent> events; ///< In order of time; the first may be before the range.
};

struct HistoryRequest {
    std::vector<ConnectionId> connections;
    qint64 fromUs = 0; ///< UTC microseconds, inclusive.
    qint64 toUs = 0; ///< Exclusive.
};

/// Session and sequence, which tell a beat from all others.
using BeatKeys = QSet<std::pair<qint64, qint64>>;

struct HistoryResult {
    HistoryRequest request;
    std::vector<ConnectionHistory> connections;
};

/// What the charts show of many connections at once. The log is read up to `liveUs`, what came
/// later has arrived live.
struct CrowdRequest {
    std::vector<ConnectionId> connections;
    qint64 fromUs = 0; ///< UTC microseconds, inclusive.
    qint64 toUs = 0; ///< Of the beats; exclusive.
    qint64 liveUs = 0; ///< Of the changes of state; exclusive.
    qint64 sliceUs = 0; ///< Of LatencyBands.
};

struct CrowdHistory {
    CrowdRequest request;
    LatencyBands bands;
    std::vector<StateShares::Change> changes; ///< In order of time.
    qint64 changesSinceUs = 0; ///< They are complete from here on.
    bool isComplete = false; ///< Else more of the bands is being read.
    bool isSample = false; ///< There was too much to read all of it; known when complete.
};

/// Reads the log for the window in a thread of its own. Of each kind of request only the newest
/// counts: one that is overtaken is given up and never answered. Belongs to the GUI thread.
class HistoryLoader : public QObject {
    Q_OBJECT

public:
    /// Of one line; beyond, the log reader decimates without losing extremes.
    static constexpr std::size_t PointsPerConnection = 12'000;
    /// Rows read for percentile bands; a longer range is sampled.
    static constexpr qint64 MaximumCrowdRows = 1'500'000;
    /// Parts of the bands are handed over this often.
    static constexpr std::chrono::milliseconds CrowdPeriod{400};
    /// Rows read for the Beats tab: the newest.
    static constexpr qint64 NewestBeats = 5'000;
    /// Rows read for the Events tab at the start: the newest.
    static constexpr qint64 NewestEvents = 2'000;
    /// Rows read for the statistics: of each connection its share of them, the newest in the range.
    static constexpr qint64 MaximumStatisticsBeats = 5'000'000;
    /// Of beats due no earlier than this before the end of the range statisticsLoaded() tells which
    /// ones were in the log: the others of that time are on their way.
    static constexpr qint64 SettlingUs = 60'000'000;

    explicit HistoryLoader(QObject *parent = nullptr);
    ~HistoryLoader() override; ///< Gives up what is being read.

    /// Reads from `file` from now on; empty: nothing is read, nothing is answered.
    void setFile(const QString &file);
    bool hasFile() const { return !m_file.isEmpty(); }

    void loadHistory(const HistoryRequest &request);
    /// Answered several times: the newest part of the bands comes first.
    void loadCrowd(const CrowdRequest &request);
    void cancelCrowd();
    void loadBeats(const std::vector<ConnectionId> &connections);
    void loadEvents();
    /// `names` by id, one row of statistics each, in the order of `request`.
    void loadStatistics(const HistoryRequest &request, const QHash<ConnectionId, QString> &names);

Q_SIGNALS:
    void historyLoaded(const heartline::HistoryResult &result);
    void crowdLoaded(const heartline::CrowdHistory &history);
    void beatsLoaded(const std::vector<heartline::Beat> &beats);
    /// In order of time.
    void eventsLoaded(const std::vector<heartline::ConnectionEvent> &events);
    /// `recent` is those of the last SettlingUs that were counted.
    void statisticsLoaded(const heartline::HistoryRequest &request,
                          const std::vector<heartline::BeatStatistics> &statistics,
                          const heartline::BeatKeys &recent);
    /// The log cannot be read, as long as recovered() has not come.
    void failed(const QString &message);
    void recovered();

private:
    enum Kind { History, Crowd, Beats, Events, Statistics, KindCount };
    using Ticket = std::function<bool()>; // true while the request is still wanted

    /// Runs `job` in the reader's thread.
    void run(Kind kind, std::function<Result<void>(LogReader &, const Ticket &)> job);

    QThread m_thread;
    QObject *m_worker; // lives in m_thread
    QString m_file;
    /// Numbers of the newest requests; written here, read by the reader's thread.
    std::array<std::atomic<qint64>, KindCount> m_newest{};
    struct Open;
    std::shared_ptr<Open> m_open; // used in m_thread only
};

} // namespace heartline
