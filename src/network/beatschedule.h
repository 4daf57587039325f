// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <chrono>

namespace heartline {

/// The fixed times at which the beats of one session are due: start + phase, rounded up to the
/// grid, + n x interval, the first within an interval from the start. Does not drift: a beat that
/// leaves late moves no other.
class BeatSchedule {
public:
    /// The first beat is due at a multiple of this on the monotonic clock, and so are all, if the
    /// interval is one. Of thousands of connections a few are due in the same moment then, and
    /// share what it costs to wake up.
    static constexpr std::chrono::nanoseconds Grid = std::chrono::microseconds(2'500);

    BeatSchedule(const Instant &start, std::chrono::nanoseconds interval,
                 std::chrono::nanoseconds phase);

    /// When the next beat is due, monotonic.
    qint64 dueNs() const { return m_dueNs; }
    /// The same, UTC microseconds.
    qint64 dueUs() const { return utcUsAt(m_dueNs); }

    /// UTC labels are counted from one reading of both clocks, so that they keep the interval
    /// exactly.
    qint64 utcUsAt(qint64 monotonicNs) const { return Clock::utcUsAt(monotonicNs, m_label); }
    /// Counts labels from `now` on, after the wall clock was set or the machine slept.
    void relabel(const Instant &now) { m_label = now; }

    bool isDue(qint64 nowNs) const { return m_dueNs <= nowNs; }
    void advance() { m_dueNs += m_intervalNs; }

    /// How many beats are due by `nowNs`.
    qint64 dueCount(qint64 nowNs) const
    {
        return nowNs < m_dueNs ? 0 : (nowNs - m_dueNs) / m_intervalNs + 1;
    }
    void skip(qint64 beats) { m_dueNs += beats * m_intervalNs; }

private:
    Instant m_label;
    qint64 m_intervalNs;
    qint64 m_dueNs = 0;
};

/// Spreads connections evenly over their intervals, however many have come before: the golden ratio
/// sequence. `index` 0, 1, 2 ... gives a phase in [0, interval).
std::chrono::nanoseconds spreadPhase(quint64 index, std::chrono::nanoseconds interval);

} // namespace heartline
