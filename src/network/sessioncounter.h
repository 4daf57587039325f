// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace heartline {

/// Hands out session ids, ascending over all connections. Thread-safe.
class SessionCounter {
public:
    explicit SessionCounter(qint64 next = 1)
        : m_next(next)
    {
    }

    qint64 take() { return m_next.fetch_add(1, std::memory_order_relaxed); }

    /// Makes every later id at least `next`; for a log that holds sessions already.
    void raiseTo(qint64 next)
    {
        qint64 current = m_next.load(std::memory_order_relaxed);
        while (current < next && !m_next.compare_exchange_weak(current, next)) { }
    }

private:
    std::atomic<qint64> m_next;
};

} // namespace heartline
