// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectgate.h"

#include "core/clock.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

constexpr qint64 holdNs = std::chrono::nanoseconds(ConnectGate::HoldPeriod).count();

} // namespace

ConnectGate::Turn::Turn(Turn &&other) noexcept
    : m_gate(std::exchange(other.m_gate, nullptr))
    , m_place(other.m_place)
{
}

ConnectGate::Turn &ConnectGate::Turn::operator=(Turn &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_gate = std::exchange(other.m_gate, nullptr);
        m_place = other.m_place;
    }
    return *this;
}

void ConnectGate::Turn::giveBack()
{
    if (ConnectGate *gate = std::exchange(m_gate, nullptr))
        gate->giveBack(m_place);
}

ConnectGate::ConnectGate(QObject *parent, int startsPerSecond)
    : QObject(parent)
    , m_pace(startsPerSecond, Burst)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ConnectGate::run);
}

ConnectGate::Turn ConnectGate::request(std::function<void()> start, Priority priority)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const Place place{priority, m_nextNumber++};
    m_queue.emplace(place, std::move(start));
    schedule();
    return {this, place};
}

void ConnectGate::giveBack(const Place &place)
{
    if (m_queue.erase(place) == 0) {
        const auto isOurs = [&place](const Attempt &each) { return each.number == place.number; };
        if (std::erase_if(m_inFlight, isOurs) == 0)
            return;
        schedule();
    }
    noteEnd();
}

void ConnectGate::noteEnd()
{
    if (!m_queue.empty() || !m_inFlight.empty() || !isWave())
        return;
    m_waveBegin = m_nextNumber;
    Q_EMIT waveEnded();
}

/// When there is something to do if nothing happens before; monotonic.
std::optional<qint64> ConnectGate::nextRunNs() const
{
    const auto oldestLeavesNs = [this] { return m_inFlight.front().beganNs + holdNs; };
    if (!m_queue.empty()) {
        const bool isFull = m_inFlight.size() >= MaximumInFlight;
        return isFull ? std::max(oldestLeavesNs(), m_pace.nextNs()) : m_pace.nextNs();
    }
    // The end of a wave is told also where nobody answers, and nobody gives a turn back.
    return isWave() && !m_inFlight.empty() ? std::optional(oldestLeavesNs()) : std::nullopt;
}

void ConnectGate::schedule()
{
    const auto next = nextRunNs();
    if (!next) {
        m_timer.stop();
        return;
    }
    const std::chrono::nanoseconds wait{std::max<qint64>(0, *next - Clock::monotonicNs())};
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void ConnectGate::run()
{
    const qint64 now = Clock::monotonicNs();
    std::erase_if(m_inFlight, [now](const Attempt &each) { return now - each.beganNs >= holdNs; });
    const auto mayStart = [this, now] {
        return !m_queue.empty() && m_inFlight.size() < MaximumInFlight && m_pace.isOpen(now);
    };
    for (int i = 0; i < MaximumStartsPerPass && mayStart(); ++i) {
        m_pace.take(now);
        auto turn = m_queue.extract(m_queue.begin());
        m_inFlight.push_back({turn.key().number, now});
        turn.mapped()(); // may give this turn back, or others
    }
    schedule();
    noteEnd();
}

} // namespace heartline
