// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/beatstatistics.h"

#include <cmath>

namespace heartline {

void BeatStatistics::add(const Beat &beat)
{
    counts.add(beat.outcome);
    if (!isAnswered(beat.outcome))
        return;
    if (beat.outcome == BeatOutcome::Late)
        ++late;
    const std::optional<qint64> value = beat.rttNs ? beat.rttNs : beat.gapNs;
    // A coalesced beat has no round trip of its own.
    if (!value || beat.outcome == BeatOutcome::Coalesced)
        return;
    histogram.add(*value);
    if (m_previousNs) {
        m_differences += std::abs(static_cast<double>(*value - *m_previousNs));
        ++m_differenceCount;
    }
    m_previousNs = value;
}

std::optional<qint64> BeatStatistics::jitterNs() const
{
    if (m_differenceCount == 0)
        return std::nullopt;
    return std::llround(m_differences / static_cast<double>(m_differenceCount));
}

} // namespace heartline
