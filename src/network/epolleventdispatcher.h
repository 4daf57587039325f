// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/loopclock.h"
#include "network/timerqueue.h"

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <optional>
#include <vector>

#include <sys/epoll.h>

namespace heartline {

/// An event dispatcher for threads with thousands of sockets (Linux). Qt's own ones hand every
/// descriptor to poll() at every wake-up; here the cost of an event does not depend on how many
/// other sockets there are, and timers have nanosecond deadlines. Public Qt API only.
///
/// What differs from Qt's: every timer is precise; a descriptor that is closed while a notifier
/// still watches it goes unnoticed (poll() would report it).
class EpollEventDispatcher : public QAbstractEventDispatcher {
    Q_OBJECT

public:
    /// So many descriptors are served between two looks at the timers and at posted events; the
    /// others wait in the kernel, in order.
    static constexpr std::size_t MaximumEventsPerWait = 32;

    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;

    /// False when the kernel refused what it takes (descriptor limit); use Qt's own then.
    bool isValid() const { return m_epoll >= 0; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override; ///< Thread-safe.
    void interrupt() override; ///< Thread-safe.

    LoopClock &clock() { return m_clock; }

private:
    static constexpr std::size_t NotifierTypes = 3; ///< Read, Write, Exception

    struct Descriptor {
        std::array<QSocketNotifier *, NotifierTypes> notifiers{};
        quint32 inKernel = 0; ///< What epoll watches for; 0: it does not know the descriptor.
        quint32 generation = 0; ///< Tells its events from those of an earlier one of that number.
        bool isDirty = false; ///< Stands in m_dirty.
        bool isUncertain = false; ///< Closed and opened again, perhaps: the kernel has to be asked.
        bool isAlwaysReady = false; ///< A regular file, which epoll refuses.

        quint32 wanted() const;
        bool isUsed() const { return wanted() != 0; }
    };

    Descriptor *find(int fd);
    void markDirty(int fd, Descriptor &descriptor);
    void applyChanges();
    void applyChange(int fd, Descriptor &descriptor);

    std::optional<qint64> waitNs(bool withSockets, bool withTimers);
    void wait(std::optional<qint64> timeoutNs);
    int epollWait(std::optional<qint64> timeoutNs);
    int waitForWakeUp(std::optional<qint64> timeoutNs);
    int takeWakeUp();
    int activateSockets();
    int activateAlwaysReady();
    int activate(int fd, quint32 generation, quint32 events);

    int m_epoll = -1;
    int m_wakeUp = -1; ///< An eventfd.
    std::atomic<bool> m_wakeUpPending{false}; ///< By another thread, which has written to it.
    bool m_wokenHere = false; ///< By this thread: the next wait is none.
    std::atomic<bool> m_interrupted{false};
    bool m_hasNanosecondWait = true;

    /// By descriptor. The kernel gives out the lowest number that is free in the process, so that
    /// the largest is about as many as were ever open at a time, in all threads.
    std::vector<Descriptor> m_descriptors;
    std::vector<int> m_dirty; ///< Descriptors that epoll has to be told of before the next wait.
    quint32 m_generation = 0;
    int m_alwaysReady = 0;

    // Members, so that a nested loop goes on where the outer one was, and never with events that
    // the other one has served.
    std::array<epoll_event, MaximumEventsPerWait> m_events{};
    std::size_t m_nextEvent = 0;
    std::size_t m_eventCount = 0;

    TimerQueue m_timers;
    LoopClock m_clock;
};

} // namespace heartline
