// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/ratelimit.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace heartline {

/// Lets the connections of one worker connect in turn: so many young attempts in flight and so many
/// begun a second, the others wait in a queue. Ten thousand come up as fast as the server takes
/// them, and when all are cut at one moment their heartbeats, timers and the server are not
/// swamped. Where servers do not answer, more are under way: those older than HoldPeriod no longer
/// count. Lives in the worker's thread.
class ConnectGate : public QObject {
    Q_OBJECT

public:
    /// Attempts under way at a time that count.
    static constexpr std::size_t MaximumInFlight = 128;
    /// An attempt that takes longer than this no longer counts: servers that do not answer must not
    /// hold up the others.
    static constexpr std::chrono::milliseconds HoldPeriod{1'000};
    /// So many attempts start between two looks at sockets and timers.
    static constexpr int MaximumStartsPerPass = 8;

    /// Attempts begun in a second, by all workers together. Those that are refused end at once and
    /// make room for the next ones: only this slows them down. Each costs its worker an eighth of a
    /// millisecond, so that half of its time is left for heartbeats; and 15,000 still begin within
    /// four seconds.
    static constexpr int StartsPerSecond = 4'000;
    /// So many may begin at once after a pause: a small crowd does not wait, and what the loop was
    /// late is caught up with.
    static constexpr int Burst = 128;

    /// `startsPerSecond`: this worker's share.
    explicit ConnectGate(QObject *parent = nullptr, int startsPerSecond = StartsPerSecond);

    /// High goes before all that is Normal: what a user asks for before what is tried again anyway.
    enum class Priority { High, Normal };

    /// In the queue. In order: of the same priority, first come, first served.
    struct Place {
        Priority priority = Priority::Normal;
        quint64 number = 0;

        friend bool operator<(const Place &a, const Place &b)
        {
            return std::tie(a.priority, a.number) < std::tie(b.priority, b.number);
        }
    };

    /// A place in the queue, then among the attempts in flight, for HoldPeriod at the most. Given
    /// back when it goes.
    class Turn {
    public:
        Turn() = default;
        Turn(Turn &&other) noexcept;
        Turn &operator=(Turn &&other) noexcept;
        ~Turn() { giveBack(); }

        explicit operator bool() const { return m_gate != nullptr; }
        void giveBack();

    private:
        friend class ConnectGate;
        Turn(ConnectGate *gate, const Place &place)
            : m_gate(gate)
            , m_place(place)
        {
        }

        ConnectGate *m_gate = nullptr;
        Place m_place;
    };

    /// Calls `start` when it is the caller's turn; from the event loop, never from in here.
    [[nodiscard]] Turn request(std::function<void()> start, Priority priority = Priority::Normal);

    /// So many attempts make a wave, with or without pauses.
    static constexpr int WaveSize = 256;

    std::size_t waiting() const { return m_queue.size(); }
    /// Attempts under way that still count; see HoldPeriod.
    std::size_t inFlight() const { return m_inFlight.size(); }

Q_SIGNALS:
    /// None waits or counts as in flight, for the first time after a wave of attempts.
    void waveEnded();

private:
    struct Attempt {
        quint64 number = 0;
        qint64 beganNs = 0; ///< Monotonic.
    };

    bool isWave() const { return m_nextNumber - m_waveBegin >= WaveSize; }
    std::optional<qint64> nextRunNs() const;

    void giveBack(const Place &place);
    void noteEnd();
    void schedule();
    void run();

    std::map<Place, std::function<void()>> m_queue;
    std::vector<Attempt> m_inFlight; ///< Oldest first.
    RateLimit m_pace;
    QTimer m_timer;
    quint64 m_nextNumber = 0;
    quint64 m_waveBegin = 0; ///< The first number of the wave.
};

} // namespace heartline
