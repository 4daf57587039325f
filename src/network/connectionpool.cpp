// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectionpool.h"

#include "network/connectionworker.h"
#include "network/heaptrim.h"
#include "network/workerdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

int ConnectionPool::defaultWorkers()
{
    return std::max(1, QThread::idealThreadCount() - 1);
}

ConnectionPool::ConnectionPool(const Options &options, QObject *parent)
    : QObject(parent)
    , m_heap({.trim = [this] { trimInWorker(); }})
{
    const int workers = options.workers > 0 ? options.workers : defaultWorkers();
    for (int i = 0; i < workers; ++i) {
        Slot slot{.thread = std::make_unique<QThread>(),
                  .worker = new ConnectionWorker(i, workers, options.sink, m_sessions)};
        slot.thread->setObjectName(u"network %1"_s.arg(i + 1));
        slot.worker->moveToThread(slot.thread.get());
        if (auto dispatcher = makeWorkerDispatcher())
            slot.thread->setEventDispatcher(dispatcher.release());
        connect(slot.thread.get(), &QThread::finished, slot.worker, &QObject::deleteLater);
        connect(slot.worker, &ConnectionWorker::drained, this, [this] {
            if (m_undrained > 0 && --m_undrained == 0)
                Q_EMIT drained();
        });
        connect(slot.worker, &ConnectionWorker::removed, this,
                [this, index = m_slots.size()] { forgetRemoved(index); });
        connect(slot.worker, &ConnectionWorker::waveEnded, &m_heap, &HeapKeeper::noteWaveEnded);
        slot.thread->start();
        m_slots.push_back(std::move(slot));
    }
}

ConnectionPool::~ConnectionPool()
{
    for (const Slot &slot : m_slots)
        slot.thread->quit();
    for (const Slot &slot : m_slots)
        slot.thread->wait();
}

void ConnectionPool::trimInWorker()
{
    // Not here: this may be the window's thread.
    m_slots.front().worker->post([](ConnectionWorker &) { trimHeap(); });
}

int ConnectionPool::workerCount() const
{
    return static_cast<int>(m_slots.size());
}

std::size_t ConnectionPool::leastLoaded() const
{
    const auto least =
            std::min_element(m_slots.begin(), m_slots.end(), [](const Slot &a, const Slot &b) {
                return a.connections < b.connections;
            });
    return static_cast<std::size_t>(least - m_slots.begin());
}

void ConnectionPool::assign(const SharedProfile &profile, const std::optional<Error> &problem,
                            bool connectAtOnce)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto [place, isNew] = m_placement.try_emplace(profile->id);
    if (isNew) {
        place->second.slot = leastLoaded();
        ++m_slots[place->second.slot].connections;
    }
    place->second.removal = 0;
    const Connection::Assignment assignment{profile, problem, m_nextPhaseIndex++};
    m_slots[place->second.slot].worker->post([assignment, connectAtOnce](ConnectionWorker &worker) {
        worker.assign(assignment, connectAtOnce);
    });
}

void ConnectionPool::remove(const ConnectionId &id)
{
    const auto place = m_placement.find(id);
    if (place == m_placement.end() || place->second.removal != 0)
        return;
    // It takes its time to close: who comes back meanwhile has to come to the same worker.
    const ConnectionWorker::Removed removal{id, ++m_removals};
    place->second.removal = removal.number;
    m_slots[place->second.slot].worker->post(
            [removal](ConnectionWorker &worker) { worker.remove(removal); });
}

void ConnectionPool::forgetRemoved(std::size_t slot)
{
    const auto removed = m_slots[slot].worker->takeRemoved();
    for (const ConnectionWorker::Removed &removal : removed) {
        const auto place = m_placement.find(removal.connection);
        if (place == m_placement.end() || place->second.removal != removal.number)
            continue; // it has come back
        --m_slots[slot].connections;
        m_placement.erase(place);
    }
}

void ConnectionPool::connectTo(const ConnectionId &id)
{
    const auto place = m_placement.find(id);
    if (place != m_placement.end() && place->second.removal == 0)
        m_slots[place->second.slot].worker->post(
                [id](ConnectionWorker &worker) { worker.connectTo(id); });
}

void ConnectionPool::disconnectFrom(const ConnectionId &id)
{
    const auto place = m_placement.find(id);
    if (place != m_placement.end() && place->second.removal == 0)
        m_slots[place->second.slot].worker->post(
                [id](ConnectionWorker &worker) { worker.disconnectFrom(id); });
}

void ConnectionPool::shutDown()
{
    m_undrained = m_slots.size();
    for (const Slot &slot : m_slots)
        slot.worker->post([](ConnectionWorker &worker) { worker.shutDown(); });
}

} // namespace heartline
