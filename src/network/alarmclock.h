// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>

namespace heartline {

class Alarm;

/// Rings the alarms of one thread's objects by a single QTimer: with thousands of them, setting one
/// costs a fraction of what it takes to start a QTimer, and those of the same moment share a
/// wake-up. Lives in the thread whose alarms it rings, and outlives them.
class AlarmClock : public QObject {
    Q_OBJECT

public:
    explicit AlarmClock(QObject *parent = nullptr);

private:
    friend class Alarm;
    using Queue = std::multimap<qint64, Alarm *>; ///< By time, monotonic ns.

    Queue::iterator enter(qint64 timeNs, Alarm *alarm);
    Queue::iterator move(Queue::iterator place, qint64 timeNs);
    void remove(Queue::iterator place);
    void schedule();
    void ringDue();

    Queue m_queue;
    QTimer m_timer;
    std::optional<qint64> m_timerNs; ///< What m_timer was started for.
};

/// Calls a function at a time, once, from the event loop. Never early; up to a millisecond late,
/// as QTimer counts in these. Lives in its clock's thread.
class Alarm {
public:
    Alarm(AlarmClock &clock, std::function<void()> ring);
    ~Alarm() { cancel(); }
    Q_DISABLE_COPY_MOVE(Alarm)

    /// `timeNs`: monotonic; in place of an earlier time.
    void set(qint64 timeNs);
    void cancel();

private:
    friend class AlarmClock;

    AlarmClock &m_clock;
    std::function<void()> m_ring;
    std::optional<AlarmClock::Queue::iterator> m_place; ///< Absent: not set.
};

} // namespace heartline
