// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/epolleventdispatcher.h"

#include "core/clock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

// epoll_pwait2(2), with its timeout in nanoseconds; in glibc from 2.35.
#ifdef __GLIBC_PREREQ
#if __GLIBC_PREREQ(2, 35)
#define HEARTLINE_HAS_EPOLL_PWAIT2
#endif
#endif

namespace heartline {

namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 nsPerSecond = 1'000'000'000;

// No descriptor's.
constexpr quint64 wakeUpEvent = std::numeric_limits<quint64>::max();

constexpr std::array<quint32, 3> eventsOfType{EPOLLIN, EPOLLOUT, EPOLLPRI};
// Reported by the kernel unasked, and by Qt's dispatchers to every notifier of the descriptor.
constexpr quint32 unaskedEvents = EPOLLERR | EPOLLHUP;

timespec toTimespec(qint64 ns)
{
    return {static_cast<time_t>(ns / nsPerSecond), static_cast<long>(ns % nsPerSecond)};
}

/// Rounded up, so that no timer is early.
int toMilliseconds(qint64 ns)
{
    constexpr qint64 maximum = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(ns / nsPerMs + (ns % nsPerMs > 0 ? 1 : 0), maximum));
}

quint64 eventData(int fd, quint32 generation)
{
    return (quint64(generation) << 32) | static_cast<quint32>(fd);
}

} // namespace

quint32 EpollEventDispatcher::Descriptor::wanted() const
{
    quint32 events = 0;
    for (std::size_t type = 0; type < NotifierTypes; ++type) {
        if (notifiers[type])
            events |= eventsOfType[type];
    }
    return events;
}

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    m_clock.start(Clock::monotonicNs());
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = wakeUpEvent;
    if (m_wakeUp < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) != 0) {
        ::close(m_epoll);
        m_epoll = -1;
    }
}

EpollEventDispatcher::~EpollEventDispatcher()
{
    ::close(m_wakeUp);
    ::close(m_epoll);
}

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    QCoreApplication::sendPostedEvents();

    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool mayBlock = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (mayBlock && !m_interrupted)
        Q_EMIT aboutToBlock();
    if (m_interrupted)
        return false;

    const bool wasWoken = std::exchange(m_wokenHere, false);
    std::optional<qint64> timeout = 0;
    if (mayBlock && !wasWoken)
        timeout = waitNs(withSockets, withTimers);
    int activated = wasWoken ? 1 : 0;
    if (withSockets) {
        wait(timeout);
        Q_EMIT awake();
        activated += activateSockets();
        activated += activateAlwaysReady();
    } else {
        activated += waitForWakeUp(timeout);
        Q_EMIT awake();
    }
    if (withTimers) {
        const qint64 now = Clock::monotonicNs();
        const bool isQuiet = activated == 0;
        activated += m_timers.fire(now);
        activated += m_clock.ringAlarm(now, isQuiet) ? 1 : 0;
    }
    return activated > 0;
}

// --- waiting

/// How long there is nothing to do; absent: for ever.
std::optional<qint64> EpollEventDispatcher::waitNs(bool withSockets, bool withTimers)
{
    if (withSockets && m_alwaysReady > 0)
        return 0;
    if (!withTimers)
        return std::nullopt;
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    const qint64 deadline =
            std::min(m_timers.nextDeadlineNs().value_or(never), m_clock.alarmNs().value_or(never));
    if (deadline == never)
        return std::nullopt;
    return std::max<qint64>(0, deadline - Clock::monotonicNs());
}

void EpollEventDispatcher::wait(std::optional<qint64> timeoutNs)
{
    if (m_nextEvent < m_eventCount)
        return; // an outer loop has some left
    applyChanges();
    m_clock.waiting(Clock::monotonicNs());
    const int count = epollWait(timeoutNs);
    m_clock.woke(Clock::monotonicNs(), count == static_cast<int>(MaximumEventsPerWait));
    m_nextEvent = 0;
    m_eventCount = static_cast<std::size_t>(std::max(count, 0)); // -1: a signal came
}

int EpollEventDispatcher::epollWait(std::optional<qint64> timeoutNs)
{
    constexpr auto maximum = static_cast<int>(MaximumEventsPerWait);
#ifdef HEARTLINE_HAS_EPOLL_PWAIT2
    if (m_hasNanosecondWait) {
        const timespec time = toTimespec(timeoutNs.value_or(0));
        const int count = ::epoll_pwait2(m_epoll, m_events.data(), maximum,
                                         timeoutNs ? &time : nullptr, nullptr);
        if (count >= 0 || errno == EINTR)
            return count;
        m_hasNanosecondWait = false; // a kernel before 5.11, or a sandbox that does not know it
    }
#endif
    return ::epoll_wait(m_epoll, m_events.data(), maximum,
                        timeoutNs ? toMilliseconds(*timeoutNs) : -1);
}

int EpollEventDispatcher::waitForWakeUp(std::optional<qint64> timeoutNs)
{
    pollfd wakeUp{m_wakeUp, POLLIN, 0};
    const timespec time = toTimespec(timeoutNs.value_or(0));
    m_clock.waiting(Clock::monotonicNs());
    const int ready = ::ppoll(&wakeUp, 1, timeoutNs ? &time : nullptr, nullptr);
    m_clock.woke(Clock::monotonicNs());
    return ready > 0 ? takeWakeUp() : 0;
}

int EpollEventDispatcher::takeWakeUp()
{
    // In this order: a thread that comes in between sees that the loop is awake anyway; one that
    // comes later writes again.
    eventfd_t count = 0;
    ::eventfd_read(m_wakeUp, &count);
    m_wakeUpPending = false;
    return 1;
}

void EpollEventDispatcher::wakeUp()
{
    if (thread() == QThread::currentThread())
        m_wokenHere = true; // not waiting now, and will not before it has seen this
    else if (!m_wakeUpPending.exchange(true))
        ::eventfd_write(m_wakeUp, 1);
}

void EpollEventDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

// --- sockets

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto fd = static_cast<int>(notifier->socket());
    if (static_cast<std::size_t>(fd) >= m_descriptors.size())
        m_descriptors.resize(static_cast<std::size_t>(fd) + 1);
    Descriptor &descriptor = m_descriptors[static_cast<std::size_t>(fd)];
    if (!descriptor.isUsed())
        descriptor.generation = ++m_generation;
    QSocketNotifier *&place = descriptor.notifiers[static_cast<std::size_t>(notifier->type())];
    // The one that is there may watch what was closed without telling it: epoll has to be asked.
    descriptor.isUncertain = descriptor.isUncertain || place;
    place = notifier;
    markDirty(fd, descriptor);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto fd = static_cast<int>(notifier->socket());
    Descriptor *descriptor = find(fd);
    if (!descriptor)
        return;
    QSocketNotifier *&place = descriptor->notifiers[static_cast<std::size_t>(notifier->type())];
    if (place != notifier)
        return;
    place = nullptr;
    if (descriptor->isUsed()) {
        markDirty(fd, *descriptor);
        return;
    }
    // At once: it is going to be closed, and its number given to another. What has been closed
    // already is no longer there to be removed.
    if (descriptor->inKernel != 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    if (descriptor->isAlwaysReady)
        --m_alwaysReady;
    *descriptor = {};
}

EpollEventDispatcher::Descriptor *EpollEventDispatcher::find(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    return index < m_descriptors.size() && m_descriptors[index].isUsed() ? &m_descriptors[index]
                                                                         : nullptr;
}

void EpollEventDispatcher::markDirty(int fd, Descriptor &descriptor)
{
    if (std::exchange(descriptor.isDirty, true))
        return;
    m_dirty.push_back(fd);
}

void EpollEventDispatcher::applyChanges()
{
    for (const int fd : m_dirty) {
        Descriptor *descriptor = find(fd);
        if (descriptor && std::exchange(descriptor->isDirty, false))
            applyChange(fd, *descriptor);
    }
    m_dirty.clear();
}

void EpollEventDispatcher::applyChange(int fd, Descriptor &descriptor)
{
    const quint32 wanted = descriptor.wanted();
    if (descriptor.isAlwaysReady || (wanted == descriptor.inKernel && !descriptor.isUncertain))
        return;
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = eventData(fd, descriptor.generation);
    const auto control = [this, fd, &event](int operation) {
        return ::epoll_ctl(m_epoll, operation, fd, &event) == 0 ? 0 : errno;
    };
    int error = control(descriptor.inKernel != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD);
    if (error == ENOENT)
        error = control(EPOLL_CTL_ADD);
    else if (error == EEXIST)
        error = control(EPOLL_CTL_MOD);

    descriptor.isUncertain = false;
    descriptor.inKernel = error == 0 ? wanted : 0;
    if (error == EPERM) {
        descriptor.isAlwaysReady = true;
        ++m_alwaysReady;
    } else if (error != 0) {
        qWarning("cannot watch descriptor %d: %s", fd, qUtf8Printable(qt_error_string(error)));
    }
}

int EpollEventDispatcher::activateSockets()
{
    int activated = 0;
    while (m_nextEvent < m_eventCount) {
        const epoll_event event = m_events[m_nextEvent++];
        if (event.data.u64 == wakeUpEvent) {
            activated += takeWakeUp();
            continue;
        }
        const auto fd = static_cast<int>(event.data.u64 & std::numeric_limits<quint32>::max());
        activated += activate(fd, static_cast<quint32>(event.data.u64 >> 32), event.events);
    }
    return activated;
}

int EpollEventDispatcher::activateAlwaysReady()
{
    if (m_alwaysReady == 0)
        return 0;
    std::vector<std::pair<int, quint32>> ready;
    for (std::size_t fd = 0; fd < m_descriptors.size(); ++fd) {
        if (m_descriptors[fd].isAlwaysReady)
            ready.emplace_back(static_cast<int>(fd), m_descriptors[fd].generation);
    }
    int activated = 0;
    for (const auto &[fd, generation] : ready)
        activated += activate(fd, generation, EPOLLIN | EPOLLOUT);
    return activated;
}

int EpollEventDispatcher::activate(int fd, quint32 generation, quint32 events)
{
    int activated = 0;
    for (std::size_t type = 0; type < NotifierTypes; ++type) {
        if ((events & (eventsOfType[type] | unaskedEvents)) == 0)
            continue;
        // Looked up each time: the slot of the last one may have removed any of them.
        const Descriptor *descriptor = find(fd);
        if (!descriptor || descriptor->generation != generation)
            break;
        if (QSocketNotifier *notifier = descriptor->notifiers[type]) {
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            ++activated;
        }
    }
    return activated;
}

// --- timers

void EpollEventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType type,
                                         QObject *object)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto boundedInterval =
            static_cast<int>(std::clamp<qint64>(interval, 0, std::numeric_limits<int>::max()));
    m_timers.add({timerId, boundedInterval, type}, object, Clock::monotonicNs());
}

bool EpollEventDispatcher::unregisterTimer(int timerId)
{
    Q_ASSERT(thread() == QThread::currentThread());
    return m_timers.remove(timerId);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    Q_ASSERT(thread() == QThread::currentThread());
    return m_timers.removeAll(object);
}

QList<EpollEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollEventDispatcher::remainingTime(int timerId)
{
    const auto remaining = m_timers.remainingNs(timerId, Clock::monotonicNs());
    return remaining ? toMilliseconds(*remaining) : -1;
}

} // namespace heartline
