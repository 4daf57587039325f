// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/updatecollector.h"

namespace heartline {

UpdateCollector::UpdateCollector(UpdateSink sink, QObject *parent, int worker)
    : QObject(parent)
    , m_sink(std::move(sink))
    , m_timer(this) // a child, so that it moves to the worker's thread as well
    , m_load(worker)
    , m_batch(std::make_shared<UpdateBatch>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(BatchPeriod);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &UpdateCollector::flush);
}

UpdateCollector::~UpdateCollector()
{
    flush();
}

void UpdateCollector::add(const Beat &beat)
{
    m_batch->beats.push_back(beat);
    schedule();
    if (m_batch->beats.size() >= MaximumBatchBeats)
        flush();
}

void UpdateCollector::add(const ConnectionEvent &event)
{
    m_batch->events.push_back(event);
    schedule();
}

void UpdateCollector::add(const SessionInfo &session)
{
    m_batch->sessions.push_back(session);
    schedule();
}

void UpdateCollector::add(const ConnectionStatus &status)
{
    const auto place = m_statusIndex.constFind(status.connection);
    if (place != m_statusIndex.constEnd()) {
        m_batch->statuses[*place] = status;
    } else {
        m_statusIndex.insert(status.connection, m_batch->statuses.size());
        m_batch->statuses.push_back(status);
    }
    schedule();
}

void UpdateCollector::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void UpdateCollector::flush()
{
    m_timer.stop();
    if (m_batch->isEmpty())
        return;
    if (const auto load = m_load.take())
        m_batch->loads = {*load};
    const UpdateBatchPtr batch = std::move(m_batch);
    m_batch = std::make_shared<UpdateBatch>();
    m_statusIndex.clear();
    m_sink(batch);
}

} // namespace heartline
