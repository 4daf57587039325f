// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <optional>
#include <vector>

namespace heartline {

/// The timers of one event dispatcher, earliest deadline first. Deadlines are monotonic nanoseconds
/// and kept exactly, whatever the Qt::TimerType. Starting or stopping one costs O(log n). Lives in
/// the dispatcher's thread.
class TimerQueue {
public:
    using TimerInfo = QAbstractEventDispatcher::TimerInfo;

    void add(const TimerInfo &timer, QObject *object, qint64 nowNs);
    bool remove(int id);
    bool removeAll(QObject *object);
    QList<TimerInfo> timersOf(QObject *object) const;

    /// How long until the timer fires, 0 if it is overdue; absent if there is no such timer.
    std::optional<qint64> remainingNs(int id, qint64 nowNs);

    /// When fire() has something to do next. Timers whose event is just being handled do not count:
    /// they do not fire into themselves.
    std::optional<qint64> nextDeadlineNs();

    /// Sends a QTimerEvent for each timer that is due, and arms it anew: interval after interval,
    /// without drift, or from `nowNs` on if that has passed as well. Each timer fires once at most.
    /// Returns how many did; timers without an interval do not count, like in Qt's dispatchers.
    int fire(qint64 nowNs);

private:
    struct Timer {
        TimerInfo info{0, 0, Qt::CoarseTimer};
        QObject *object = nullptr; ///< Null: there is no timer of this id.
        qint64 deadlineNs = 0;
        quint64 registration = 0; ///< Tells it from a later timer of the same id.
        quint64 armed = 0; ///< The serial of its entry in the heap; others are stale.
        bool isFiring = false;
        bool isHeldBack = false; ///< Came up while firing: to be armed again afterwards.
    };
    struct Entry {
        qint64 deadlineNs;
        quint64 serial;
        int id;

        bool operator>(const Entry &other) const
        {
            return deadlineNs != other.deadlineNs ? deadlineNs > other.deadlineNs
                                                  : serial > other.serial;
        }
    };

    void arm(Timer &timer);
    void pop();
    Timer *top();
    void dropStaleEntries();

    Timer *find(int id);

    /// By id. Qt numbers the timers of all threads together and gives the numbers that are free
    /// again out first, so that the largest is about as many as there ever were at a time.
    std::vector<Timer> m_timers;
    std::size_t m_count = 0;
    std::vector<Entry> m_heap; ///< A min-heap; may hold stale entries.
    quint64 m_serial = 0;
};

} // namespace heartline
