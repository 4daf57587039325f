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
    const auto index = static_cast<std::size_t>(info.timerId);
    if (index >= m_timers.size())
        m_timers.resize(index + 1);
    Timer &timer = m_timers[index];
    m_count += timer.object ? 0 : 1;
    timer = {.info = info,
             .object = object,
             .deadlineNs = nowNs + info.interval * nsPerMs,
             .registration = ++m_serial};
    arm(timer);
    dropStaleEntries();
}

TimerQueue::Timer *TimerQueue::find(int id)
{
    const auto index = static_cast<std::size_t>(id);
    return index < m_timers.size() && m_timers[index].object ? &m_timers[index] : nullptr;
}

bool TimerQueue::remove(int id)
{
    Timer *timer = find(id);
    if (!timer)
        return false;
    *timer = {};
    --m_count;
    return true;
}

bool TimerQueue::removeAll(QObject *object)
{
    bool removed = false;
    for (const TimerInfo &timer : timersOf(object))
        removed = remove(timer.timerId) || removed;
    return removed;
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

std::optional<qint64> TimerQueue::remainingNs(int id, qint64 nowNs)
{
    const Timer *timer = find(id);
    if (!timer)
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
        Timer *survivor = find(id);
        if (!survivor || survivor->registration != registration)
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
        Timer *timer = find(entry.id);
        if (timer && timer->armed == entry.serial) {
            if (!timer->isFiring)
                return timer;
            timer->isHeldBack = true;
        }
        pop();
    }
    return nullptr;
}

void TimerQueue::dropStaleEntries()
{
    if (m_heap.size() < 2 * m_count + toleratedStaleEntries)
        return;
    std::erase_if(m_heap, [this](const Entry &entry) {
        const Timer *timer = find(entry.id);
        return !timer || timer->armed != entry.serial;
    });
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater());
}

} // namespace heartline
