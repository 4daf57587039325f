// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/alarmclock.h"

#include "core/clock.h"
#include "network/loopclock.h"
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

} // namespace

AlarmClock::AlarmClock(QObject *parent)
    : QObject(parent)
    , m_timer(this) // a child, so that it moves to the worker's thread as well
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AlarmClock::ringDue);
}

std::size_t AlarmClock::takeSlot(Alarm *alarm)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (m_freeSlots.empty()) {
        m_slots.push_back({alarm, NoPlace});
        return m_slots.size() - 1;
    }
    const std::size_t slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    m_slots[slot] = {alarm, NoPlace};
    return slot;
}

void AlarmClock::freeSlot(std::size_t slot)
{
    cancel(slot);
    m_slots[slot].alarm = nullptr;
    m_freeSlots.push_back(slot);
}

void AlarmClock::set(std::size_t slot, qint64 timeNs)
{
    Q_ASSERT(thread() == QThread::currentThread());
    std::size_t place = m_slots[slot].place;
    if (place == NoPlace) {
        place = m_heap.size();
        m_heap.emplace_back();
    } else if (m_heap[place].timeNs == timeNs) {
        return; // as mostly when a beat has been answered: the next one is due when it was
    }
    sift(place, {timeNs, slot});
    schedule();
}

void AlarmClock::cancel(std::size_t slot)
{
    const std::size_t place = std::exchange(m_slots[slot].place, NoPlace);
    if (place == NoPlace)
        return;
    const Entry last = m_heap.back();
    m_heap.pop_back();
    if (place < m_heap.size())
        sift(place, last);
    // The timer may find nothing to do then, which costs less than to start it anew.
}

void AlarmClock::put(std::size_t place, const Entry &entry)
{
    m_heap[place] = entry;
    m_slots[entry.slot].place = place;
}

/// Puts `entry` at `place`, or up or down from there where the order wants it.
void AlarmClock::sift(std::size_t place, const Entry &entry)
{
    const auto isEarlier = [](const Entry &a, const Entry &b) { return a.timeNs < b.timeNs; };
    for (; place > 0; place = (place - 1) / 2) {
        const Entry &parent = m_heap[(place - 1) / 2];
        if (!isEarlier(entry, parent))
            break;
        put(place, parent);
    }
    for (std::size_t child = 2 * place + 1; child < m_heap.size(); child = 2 * place + 1) {
        if (child + 1 < m_heap.size() && isEarlier(m_heap[child + 1], m_heap[child]))
            ++child;
        if (!isEarlier(m_heap[child], entry))
            break;
        put(place, m_heap[child]);
        place = child;
    }
    put(place, entry);
}

void AlarmClock::schedule()
{
    if (m_heap.empty())
        return;
    const qint64 next = m_heap.front().timeNs;
    if (m_scheduledNs && *m_scheduledNs <= next)
        return;
    m_scheduledNs = next;
    if (LoopClock *clock = currentLoopClock()) {
        clock->setAlarm(next, [this] { ringDue(); });
        return;
    }
    const qint64 wait = std::max<qint64>(0, next - Clock::monotonicNs());
    m_timer.start(std::chrono::milliseconds((wait + nsPerMs - 1) / nsPerMs));
}

void AlarmClock::ringDue()
{
    m_scheduledNs.reset();
    const qint64 now = Clock::monotonicNs();
    // Qt's own event loops look at every socket there is each time: there all that are due ring.
    const qint64 late = currentLoopClock() ? now - patienceNs : now;
    // Each once at most: one that sets itself to a time that has passed rings again in the next
    // pass.
    auto left = m_heap.size();
    for (qint64 until = now; left > 0 && !m_heap.empty() && m_heap.front().timeNs <= until;
         until = late, --left) {
        const std::size_t slot = m_heap.front().slot;
        cancel(slot);
        m_slots[slot].alarm->m_ring(); // may set, cancel or destroy any alarm
    }
    schedule();
}

Alarm::Alarm(AlarmClock &clock, std::function<void()> ring)
    : m_clock(clock)
    , m_slot(clock.takeSlot(this))
    , m_ring(std::move(ring))
{
}

Alarm::~Alarm()
{
    m_clock.freeSlot(m_slot);
}

} // namespace heartline
