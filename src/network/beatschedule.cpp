// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/beatschedule.h"

#include <cmath>

namespace heartline {

BeatSchedule::BeatSchedule(const Instant &start, std::chrono::nanoseconds interval,
                           std::chrono::nanoseconds phase)
    : m_label(start)
    , m_intervalNs(interval.count())
{
    Q_ASSERT(m_intervalNs > 0);
    const std::chrono::nanoseconds first{start.monotonicNs + phase.count()};
    m_dueNs = (first + Grid - std::chrono::nanoseconds(1)) / Grid * Grid.count();
    if (m_dueNs >= start.monotonicNs + m_intervalNs) // rounded beyond the first interval
        m_dueNs -= m_intervalNs;
}

std::chrono::nanoseconds spreadPhase(quint64 index, std::chrono::nanoseconds interval)
{
    // Multiples of the golden ratio modulo 1 leave gaps of nearly equal size after any number of
    // them. In 64-bit fixed point the modulo is the overflow.
    constexpr quint64 goldenRatio = 0x9E3779B97F4A7C15U;
    const quint64 fraction = (index * goldenRatio) >> 11;
    const double share = std::ldexp(static_cast<double>(fraction), -53);
    return std::chrono::nanoseconds(
            static_cast<qint64>(share * static_cast<double>(interval.count())));
}

} // namespace heartline
