// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/liveupdate.h"
#include "core/profile.h"
#include "core/ringbuffer.h"
#include "core/sessiondetails.h"
#include "core/updatebatch.h"

#include <QHash>

#include <array>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace heartline {

/// What every connection looks like right now, kept up from batches. A plain book without threads;
/// belongs to its user.
class LiveState {
public:
    /// The figures of a connection (percentiles, jitter, loss) are taken from so many of its last
    /// beats.
    static constexpr std::size_t StatisticsBeats = 600;
    /// The lateness of sending is taken from so many of the last beats of all connections.
    static constexpr std::size_t LatenessBeats = 2'000;
    /// Beats per second and the engine's load are averaged over so long.
    static constexpr qint64 RateWindowNs = 5'000'000'000;

    static constexpr std::size_t NoLimit = std::numeric_limits<std::size_t>::max();

    /// What takeUpdate() holds.
    enum class Content {
        Everything,
        Records, ///< Beats and events, no snapshots; nothing is kept of a connection but its state.
    };

    explicit LiveState(Content content = Content::Everything);

    /// Makes the known connections those of `profiles`, in their order; what is known of the others
    /// is forgotten.
    void setProfiles(const std::vector<Profile> &profiles);

    /// Takes a batch in; updates of unknown connections are ignored. `nowNs`: monotonic, since
    /// rates must not depend on a clock that is set.
    void apply(const UpdateBatch &batch, qint64 nowNs);

    /// Counts what was left out of batches given to apply().
    void noteDropped(qint64 beats, qint64 events)
    {
        m_beatsDropped += beats;
        m_eventsDropped += events;
    }

    /// What changed since the last call: all beats and events, and the snapshots of at most
    /// `maximumSnapshots` connections; the others wait for the next call. `nowNs`: monotonic.
    LiveUpdate takeUpdate(qint64 nowNs, std::size_t maximumSnapshots = NoLimit);
    /// Connections whose snapshots wait to be taken.
    std::size_t changedCount() const { return m_changed.size(); }
    /// True as well while nothing happens but the rate has yet to fall to zero.
    bool hasChanges() const;

    // With Content::Everything only.
    std::vector<ConnectionSnapshot> snapshots() const;
    std::optional<ConnectionSnapshot> snapshot(const ConnectionId &id) const;
    std::optional<SessionInfo> sessionInfo(const ConnectionId &id) const;
    BeatAccuracy accuracy(const ConnectionId &id) const;

private:
    struct Sample {
        BeatOutcome outcome;
        quint32 errorNs; ///< Saturated; with no value 0.
        qint64 valueNs; ///< Round trip, or gap for kind `listen`; -1: none.
    };
    /// What is told of a connection.
    struct View {
        QString name;
        QString group;
        QString url;
        bool enabled = true;
        ConnectionStatus status;
        RingBuffer<Sample> samples{StatisticsBeats};
        std::optional<SessionInfo> session;
        std::optional<qint64> latenessLastNs;
        std::optional<qint64> latenessMostNs;
        bool isChanged = false; ///< Stands in m_changed.
    };
    struct Entry {
        ConnectionId id;
        ConnectionState state = ConnectionState::Idle;
        std::unique_ptr<View> view; ///< Null with Content::Records.
    };

    static BeatFigures figures(const RingBuffer<Sample> &samples);
    static ConnectionSnapshot toSnapshot(const View &view);
    Entry *find(const ConnectionId &id); ///< Null if unknown.
    const View *view(const ConnectionId &id) const; ///< Null if unknown.
    void show(Entry &entry, const Profile &profile);
    void noteChange(View &view);
    void addBeat(Entry &entry, const Beat &beat);
    LiveTotals totals(qint64 nowNs);
    std::optional<double> engineBusy(qint64 nowNs);
    int &countOf(ConnectionState state) { return m_byState[static_cast<std::size_t>(state)]; }

    Content m_content;
    std::vector<Entry> m_entries; ///< In the order of the profiles.
    QHash<ConnectionId, std::size_t> m_places; ///< In m_entries.
    std::deque<View *> m_changed; ///< In the order of their changes, each once.
    std::vector<Beat> m_newBeats;
    std::vector<ConnectionEvent> m_newEvents;
    std::deque<std::pair<qint64, qint64>>
            m_rate; ///< (Monotonic ns, beats settled then), within RateWindowNs.
    struct Load {
        qint64 at = 0; ///< Monotonic ns.
        qint64 busyNs = 0;
        qint64 elapsedNs = 0;
    };
    std::map<int, std::deque<Load>> m_loads; ///< By worker, within RateWindowNs.
    std::array<int, ConnectionStateCount> m_byState{}; ///< How many entries are in which state.
    RingBuffer<qint64> m_lateness{LatenessBeats};
    qint64 m_startedNs;
    qint64 m_beatsDropped = 0;
    qint64 m_eventsDropped = 0;
};

} // namespace heartline
