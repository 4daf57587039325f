// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace heartline {

/// Lets so many through a second and, when it has been quiet, a few at once: a token bucket.
/// Monotonic nanoseconds.
class RateLimit {
public:
    /// In no span of time pass more than `burst` and its share of `perSecond`.
    RateLimit(int perSecond, int burst)
        : m_intervalNs(1'000'000'000 / perSecond)
        , m_burstNs(m_intervalNs * (burst - 1))
    {
    }

    /// The next one may pass from then on.
    qint64 nextNs() const { return m_usedUntilNs - m_burstNs; }
    bool isOpen(qint64 nowNs) const { return nextNs() <= nowNs; }
    /// One passes.
    void take(qint64 nowNs) { m_usedUntilNs = std::max(m_usedUntilNs, nowNs) + m_intervalNs; }

private:
    qint64 m_intervalNs;
    qint64 m_burstNs;
    qint64 m_usedUntilNs = 0; ///< Each that passes uses up an interval, of the time to come too.
};

} // namespace heartline
