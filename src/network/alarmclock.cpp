// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/alarmclock.h"

#include "core/clock.h"
#include "network/workerdispatcher.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

// While the first alarm due is no later than this, the sockets are looked at after each: the answer
// to a beat is not kept waiting by the other beats of its moment, and the peers do not get all of
// them at once. Later ones ring together, so that no flood of messages holds them up.
constexpr qint64 patienceNs = 2'000'000;

/// Qt's own event loops look at every socket there is each time: there all that are due ring.
bool isPatient()
{
    return currentLoopClock() != nullptr;
}

} // namespace

AlarmClock::AlarmClock(QObject *parent)
    : QObject(parent)
    , m_timer(this) // a child, so that it moves to the worker's thread as well
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AlarmClock::ringDue);
}

AlarmClock::Queue::iterator AlarmClock::enter(qint64 timeNs, Alarm *alarm)
{
    Q_ASSERT(thread() == QThread::currentThread());
    // Mostly the next beat of the connection that has just had one: the last of all.
    const auto place = m_queue.emplace_hint(m_queue.end(), timeNs, alarm);
    schedule();
    return place;
}

AlarmClock::Queue::iterator AlarmClock::move(Queue::iterator place, qint64 timeNs)
{
    auto node = m_queue.extract(place);
    node.key() = timeNs;
    const auto moved = m_queue.insert(m_queue.end(), std::move(node));
    schedule();
    return moved;
}

void AlarmClock::remove(Queue::iterator place)
{
    m_queue.erase(
            place); // the timer may find nothing to do, which is cheaper than to start it anew
}

void AlarmClock::schedule()
{
    if (m_queue.empty())
        return;
    const qint64 next = m_queue.begin()->first;
    if (m_timerNs && *m_timerNs <= next)
        return;
    m_timerNs = next;
    const qint64 wait = std::max<qint64>(0, next - Clock::monotonicNs());
    m_timer.start(std::chrono::milliseconds((wait + nsPerMs - 1) / nsPerMs));
}

void AlarmClock::ringDue()
{
    m_timerNs.reset();
    const qint64 now = Clock::monotonicNs();
    const qint64 late = isPatient() ? now - patienceNs : now;
    // Each once at most: one that sets itself to a time that has passed rings again in the next
    // pass.
    auto left = m_queue.size();
    for (qint64 until = now; left > 0 && !m_queue.empty() && m_queue.begin()->first <= until;
         until = late, --left) {
        Alarm *alarm = m_queue.begin()->second;
        alarm->cancel();
        alarm->m_ring(); // may set, cancel or destroy any alarm
    }
    schedule();
}

Alarm::Alarm(AlarmClock &clock, std::function<void()> ring)
    : m_clock(clock)
    , m_ring(std::move(ring))
{
}

void Alarm::set(qint64 timeNs)
{
    if (!m_place)
        m_place = m_clock.enter(timeNs, this);
    else if ((*m_place)->first != timeNs)
        m_place = m_clock.move(*m_place, timeNs);
}

void Alarm::cancel()
{
    if (m_place)
        m_clock.remove(*std::exchange(m_place, std::nullopt));
}

} // namespace heartline
