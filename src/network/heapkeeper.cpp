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
    , m_trimTimer(this)
{
    m_trimTimer.setSingleShot(true);
    connect(&m_trimTimer, &QTimer::timeout, this, &HeapKeeper::trim);
}

HeapKeeper::~HeapKeeper()
{
    if (!m_inWave.empty())
        m_options.setBuffersApart(false);
}

void HeapKeeper::noteWaveBegan(int worker)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_trimTimer.stop(); // the end of this wave has it started anew
    if (m_inWave.empty())
        m_options.setBuffersApart(true);
    m_inWave.insert(worker);
}

void HeapKeeper::noteWaveEnded(int worker)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const bool wasApart = m_inWave.erase(worker) > 0;
    if (!m_inWave.empty())
        return;
    if (wasApart)
        m_options.setBuffersApart(false);
    const std::chrono::nanoseconds untilNext{m_nextTrimNs - Clock::monotonicNs()};
    m_trimTimer.start(std::chrono::ceil<std::chrono::milliseconds>(
            std::max<std::chrono::nanoseconds>(m_options.trimDelay, untilNext)));
}

void HeapKeeper::trim()
{
    const std::chrono::nanoseconds interval = m_options.minimumTrimInterval;
    m_nextTrimNs = Clock::monotonicNs() + interval.count();
    m_options.trim();
}

} // namespace heartline
