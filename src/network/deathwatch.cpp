// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/deathwatch.h"

#include "core/causedetail.h"

namespace heartline {

DeathWatch::DeathWatch(const HeartbeatRule &rule)
    : m_missesAllowed(rule.missesAllowed)
    , m_timeoutNs(std::chrono::nanoseconds(rule.timeout).count())
{
}

void DeathWatch::noteAnswer()
{
    m_misses = 0;
    m_firstMissNs.reset();
}

void DeathWatch::noteMiss(qint64 departureNs)
{
    ++m_misses;
    if (!m_firstMissNs)
        m_firstMissNs = departureNs;
}

std::optional<qint64> DeathWatch::deadlineNs(std::optional<qint64> lastInboundNs) const
{
    // Where the timeout is shorter than the interval, waiting for so many misses would take many
    // intervals. Complete silence for as long as so many timeouts says the same earlier: dead after
    // interval + timeout x misses.
    if (!m_firstMissNs || lastInboundNs.value_or(0) > *m_firstMissNs)
        return std::nullopt;
    return *m_firstMissNs + m_timeoutNs * m_missesAllowed;
}

bool DeathWatch::isDead(qint64 nowNs, std::optional<qint64> lastInboundNs) const
{
    const auto deadline = deadlineNs(lastInboundNs);
    return hasMissedTooMany() || (deadline && *deadline <= nowNs);
}

QString DeathWatch::describe(qint64 nowNs, const std::optional<TcpFigures> &tcp) const
{
    constexpr qint64 nsPerMs = 1'000'000;
    QString text = m_misses == 1 ? CauseDetail::text(CauseDetail::OneMissed)
                                 : CauseDetail::text(CauseDetail::Missed, m_misses);
    if (!tcp)
        return text;
    // The acknowledgement of the newest beat may still be under way: what counts is that one came
    // since the first of the missed ones left.
    if (tcp->lastAckMs < (nowNs - m_firstMissNs.value_or(nowNs)) / nsPerMs)
        return CauseDetail::text(CauseDetail::TcpAcknowledges, text);
    return CauseDetail::text(CauseDetail::TcpSilent, text, tcp->unacknowledged, tcp->retransmits);
}

} // namespace heartline
