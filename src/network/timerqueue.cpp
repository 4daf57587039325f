// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <functional>

namespace heartline {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

// The heap is rebuilt when this many of its entries are stale, and more than half of them.
constexpr std::size_t toleratedStaleEntries = 64;

} // namespace

void TimerQueue::add(const TimerInfo &info, QObject *object, qint64 nowNs)
{
    Timer timer{.info = info,
                .object = object,
                .deadlineNs = nowNs + info.interval * nsPerMs,
                .registration = ++m_serial};
    arm(timer);
    m_timers.insert(info.timerId, timer);
    dropStaleEntries();
}

bool TimerQueue::remove(int id)
{
    return m_timers.remove(id);
}

bool TimerQueue::removeAll(QObject *object)
{
    return m_timers.removeIf([object](const auto &timer) { return timer->object == object; }) > 0;
}

QList<TimerQueue::TimerInfo> TimerQueue::timersOf(QObject *object) const
{
    QList<TimerInfo> result;
    for (const Timer &timer : m_timers) {
        if (timer.object == object)
            result.append(timer.info);
    }
    return result;
}

std::optional<qint64> TimerQueue::remainingNs(int id, qint64 nowNs) const
{
    const auto timer = m_timers.constFind(id);
    if (timer == m_timers.constEnd())
        return std::nullopt;
    return std::max<qint64>(0, timer->deadlineNs - nowNs);
}

std::optional<qint64> TimerQueue::nextDeadlineNs()
{
    const Timer *next = top();
    return next ? std::optional(next->deadlineNs) : std::nullopt;
}

int TimerQueue::fire(qint64 nowNs)
{
    int fired = 0;
    // What is armed from here on fires in a later pass: a timer without an interval is due at once
    // again.
    const quint64 lastSerial = m_serial;
    for (Timer *timer = top(); timer && timer->deadlineNs <= nowNs && timer->armed <= lastSerial;
         timer = top()) {
        pop();
        const qint64 intervalNs = timer->info.interval * nsPerMs;
        timer->deadlineNs += intervalNs;
        if (timer->deadlineNs <= nowNs)
            timer->deadlineNs = nowNs + intervalNs;
        arm(*timer);
        if (intervalNs > 0)
            ++fired;

        const int id = timer->info.timerId;
        const quint64 registration = timer->registration;
        timer->isFiring = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer->object, &event);

        // It may be gone now, or another one may have got its id.
        const auto survivor = m_timers.find(id);
        if (survivor == m_timers.end() || survivor->registration != registration)
            continue;
        survivor->isFiring = false;
        if (std::exchange(survivor->isHeldBack, false))
            arm(*survivor);
    }
    return fired;
}

void TimerQueue::arm(Timer &timer)
{
    timer.armed = ++m_serial;
    m_heap.push_back({timer.deadlineNs, timer.armed, timer.info.timerId});
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater());
}

void TimerQueue::pop()
{
    std::pop_heap(m_heap.begin(), m_heap.end(), std::greater());
    m_heap.pop_back();
}

/// The timer to fire next, after which pop() takes its entry.
TimerQueue::Timer *TimerQueue::top()
{
    while (!m_heap.empty()) {
        const Entry &entry = m_heap.front();
        const auto timer = m_timers.find(entry.id);
        if (timer != m_timers.end() && timer->armed == entry.serial) {
            if (!timer->isFiring)
                return &*timer;
            timer->isHeldBack = true;
        }
        pop();
    }
    return nullptr;
}

void TimerQueue::dropStaleEntries()
{
    const auto live = static_cast<std::size_t>(m_timers.size());
    if (m_heap.size() < 2 * live + toleratedStaleEntries)
        return;
    std::erase_if(m_heap, [this](const Entry &entry) {
        const auto timer = m_timers.constFind(entry.id);
        return timer == m_timers.constEnd() || timer->armed != entry.serial;
    });
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater());
}

} // namespace heartline
