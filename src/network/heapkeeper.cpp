// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/heapkeeper.h"

#include "core/clock.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace heartline {

HeapKeeper::HeapKeeper(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HeapKeeper::trim);
}

void HeapKeeper::noteWaveEnded()
{
    Q_ASSERT(thread() == QThread::currentThread());
    const std::chrono::nanoseconds untilNext{m_nextTrimNs - Clock::monotonicNs()};
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(
            std::max<std::chrono::nanoseconds>(m_options.trimDelay, untilNext)));
}

void HeapKeeper::trim()
{
    const std::chrono::nanoseconds interval = m_options.minimumTrimInterval;
    m_nextTrimNs = Clock::monotonicNs() + interval.count();
    m_options.trim();
}

} // namespace heartline
