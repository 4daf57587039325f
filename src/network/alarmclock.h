// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace heartline {

class Alarm;

/// Rings the alarms of one thread's objects, by the alarm of the thread's LoopClock or, on Qt's own
/// event loops, by a QTimer: with thousands of them, setting one costs a fraction of what it takes
/// to start a QTimer each. Lives in the thread whose alarms it rings, and outlives them; there is
/// one a thread.
class AlarmClock : public QObject {
    Q_OBJECT

public:
    explicit AlarmClock(QObject *parent = nullptr);

private:
    friend class Alarm;

    static constexpr std::size_t NoPlace = std::numeric_limits<std::size_t>::max();

    struct Slot {
        Alarm *alarm; ///< Null: free.
        std::size_t place; ///< In m_heap; NoPlace: not set.
    };
    struct Entry {
        qint64 timeNs; ///< Monotonic.
        std::size_t slot;
    };

    std::size_t takeSlot(Alarm *alarm);
    void freeSlot(std::size_t slot);
    void set(std::size_t slot, qint64 timeNs);
    void cancel(std::size_t slot);

    void put(std::size_t place, const Entry &entry);
    void sift(std::size_t place, const Entry &entry);

    void schedule();
    void ringDue();

    // A heap, earliest first. It and the slots lie apart from the alarms, so that keeping the order
    // of ten thousand does not touch the memory of each on the way.
    std::vector<Entry> m_heap;
    std::vector<Slot> m_slots;
    std::vector<std::size_t> m_freeSlots;
    QTimer m_timer;
    std::optional<qint64> m_scheduledNs; ///< The time for which the loop has been asked to ring.
};

/// Calls a function at a time, once, from the event loop. Never early; on Qt's own event loops up
/// to a millisecond late, as QTimer counts in these. Lives in its clock's thread.
class Alarm {
public:
    Alarm(AlarmClock &clock, std::function<void()> ring);
    ~Alarm();
    Q_DISABLE_COPY_MOVE(Alarm)

    /// `timeNs`: monotonic; in place of an earlier time.
    void set(qint64 timeNs) { m_clock.set(m_slot, timeNs); }
    void cancel() { m_clock.cancel(m_slot); }

private:
    friend class AlarmClock;

    AlarmClock &m_clock;
    std::size_t m_slot;
    std::function<void()> m_ring;
};

} // namespace heartline
