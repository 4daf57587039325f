// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/historydecimator.h"

#include <algorithm>
#include <map>
#include <utility>

namespace heartline {

namespace {

int weightOfGap(BeatOutcome outcome)
{
    return isLoss(outcome) ? 2 : hasLeft(outcome) ? 0 : 1;
}

} // namespace

HistoryDecimator::HistoryDecimator(qint64 fromUs, qint64 toUs, std::size_t maximumPoints)
    : m_from(fromUs)
{
    const auto slices = std::max<std::size_t>(1, maximumPoints / PointsPerSlice);
    m_lastSlice = static_cast<qint64>(slices) - 1;
    m_slicesPerUs =
            static_cast<double>(slices) / static_cast<double>(std::max<qint64>(1, toUs - fromUs));
}

void HistoryDecimator::add(const HistoryPoint &point)
{
    const auto slice = std::clamp<qint64>(
            static_cast<qint64>(static_cast<double>(point.timeUs - m_from) * m_slicesPerUs), 0,
            m_lastSlice);
    // A beat that was sent late may reach into the next slice before its predecessors have ended.
    if (slice > m_slice) {
        endSlice();
        m_slice = slice;
    }
    const Numbered numbered{m_added++, point};
    if (isLoss(point.outcome) || point.valueNs < 0) {
        // What tells most of a gap: a loss, else that nothing was sent, else a coalesced beat.
        if (!m_gap || weightOfGap(point.outcome) > weightOfGap(m_gap->point.outcome))
            m_gap = numbered;
        return;
    }
    if (!m_first)
        m_first = numbered;
    if (!m_minimum || point.valueNs < m_minimum->point.valueNs)
        m_minimum = numbered;
    if (!m_maximum || point.valueNs > m_maximum->point.valueNs)
        m_maximum = numbered;
    m_last = numbered;
}

std::vector<HistoryPoint> HistoryDecimator::finish()
{
    endSlice();
    return std::exchange(m_result, {});
}

void HistoryDecimator::endSlice()
{
    std::map<qint64, HistoryPoint> kept; // in the order of arrival, each once
    for (std::optional<Numbered> *candidate : {&m_first, &m_minimum, &m_maximum, &m_last, &m_gap}) {
        if (*candidate)
            kept.emplace((*candidate)->number, (*candidate)->point);
        candidate->reset();
    }
    for (const auto &[number, point] : kept)
        m_result.push_back(point);
}

} // namespace heartline
