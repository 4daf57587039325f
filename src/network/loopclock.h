// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace heartline {

/// When an event loop waited and when it was busy, and an alarm that is exact where QTimer counts
/// in milliseconds. Monotonic nanoseconds. Lives in the loop's thread.
class LoopClock {
public:
    /// Where so many alarms rang one after the other and nothing came in, the next one waits for an
    /// event, or for so long. The kernel may have put the threads that the alarms' messages woke
    /// (a server on this machine) behind this one, on this one's processor: they get their turn no
    /// sooner than the loop sleeps.
    static constexpr int MaximumQuietRings = 2;
    static constexpr qint64 PauseNs = 50'000;

    /// Right before the loop waits for events.
    void waiting(qint64 nowNs)
    {
        m_waitingNs = nowNs;
        const qint64 busyNs = nowNs - m_wokeNs;
        m_lastBusyNs = m_leftSome ? m_lastBusyNs + busyNs : busyNs;
        m_busyNs += busyNs;
    }
    /// Right after it waited. `leavesSome`: there may be more events than it serves now.
    void woke(qint64 nowNs, bool leavesSome = false)
    {
        m_leftSome = leavesSome;
        m_idleNs += nowNs - m_waitingNs;
        m_wokeNs = nowNs;
    }
    void start(qint64 nowNs) { m_waitingNs = m_wokeNs = nowNs; }

    /// When the events arrived, at the latest, that the loop is serving.
    qint64 wokeNs() const { return m_wokeNs; }
    /// How long the loop was busy before it looked for them, since it last had served all that
    /// there were. An event that arrived meanwhile was kept waiting so long at most.
    qint64 lastBusyNs() const { return m_lastBusyNs; }

    /// Sums since the start.
    qint64 busyNs() const { return m_busyNs; }
    qint64 idleNs() const { return m_idleNs; }

    /// Has the loop call `ring` at that time, once; in place of the alarm before. There is one: an
    /// AlarmClock serves all who need one.
    void setAlarm(qint64 timeNs, std::function<void()> ring)
    {
        m_alarmNs = timeNs;
        m_ring = std::move(ring);
    }
    /// For the loop: how long it may wait for events.
    std::optional<qint64> alarmNs() const
    {
        if (!m_alarmNs || m_quietRings < MaximumQuietRings)
            return m_alarmNs;
        return std::max(*m_alarmNs, m_rangNs + PauseNs);
    }
    /// For the loop: calls it if its time has come. `isQuiet`: there was no event to serve. True if
    /// it rang.
    bool ringAlarm(qint64 nowNs, bool isQuiet)
    {
        if (!isQuiet)
            m_quietRings = 0;
        const auto alarm = alarmNs();
        if (!alarm || *alarm > nowNs)
            return false;
        ++m_quietRings;
        m_rangNs = nowNs;
        m_alarmNs.reset();
        std::exchange(m_ring, nullptr)(); // sets the next one, perhaps
        return true;
    }

private:
    qint64 m_waitingNs = 0;
    qint64 m_wokeNs = 0;
    qint64 m_lastBusyNs = 0;
    bool m_leftSome = false;
    qint64 m_busyNs = 0;
    qint64 m_idleNs = 0;
    std::optional<qint64> m_alarmNs;
    qint64 m_rangNs = 0;
    int m_quietRings = 0;
    std::function<void()> m_ring;
};

} // namespace heartline
