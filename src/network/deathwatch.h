// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heartbeatrule.h"
#include "core/sessioninfo.h"

#include <QString>

#include <optional>

namespace heartline {

/// Counts the misses of one session and tells when its silence is death. A pure book: all times are
/// given, monotonic nanoseconds.
class DeathWatch {
public:
    explicit DeathWatch(const HeartbeatRule &rule);

    void noteAnswer();
    /// `departureNs`: when the beat left, or should have.
    void noteMiss(qint64 departureNs);

    int missesInARow() const { return m_misses; }
    bool hasMissedTooMany() const { return m_misses >= m_missesAllowed; }

    /// When a silence that lasts is death, if there is one. `lastInboundNs`: when anything arrived
    /// last.
    std::optional<qint64> deadlineNs(std::optional<qint64> lastInboundNs) const;
    bool isDead(qint64 nowNs, std::optional<qint64> lastInboundNs) const;

    /// In words; `tcp`: whether at least TCP lives.
    QString describe(qint64 nowNs, const std::optional<TcpFigures> &tcp) const;

private:
    int m_missesAllowed;
    qint64 m_timeoutNs;
    int m_misses = 0;
    std::optional<qint64> m_firstMissNs; ///< Of the present row of misses.
};

} // namespace heartline
