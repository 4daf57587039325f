// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectionworker.h"

#include "core/clock.h"

#include <QThread>

#include <algorithm>
#include <utility>
#include <vector>

namespace heartline {

ConnectionWorker::ConnectionWorker(int number, int workers, UpdateSink sink,
                                   SessionCounter &sessions)
    : m_updates(std::move(sink), this, number)
    , m_gate(this, std::max(1, ConnectGate::StartsPerSecond / workers))
    , m_share(this)
    , m_environment{.sessions = sessions,
                    .updates = m_updates,
                    .gate = m_gate,
                    .share = m_share,
                    .onSettled = [this](const ConnectionId &id) {
                        post([id](ConnectionWorker &worker) { worker.onSettled(id); });
                    }}
{
    connect(&m_gate, &ConnectGate::waveEnded, this, &ConnectionWorker::waveEnded);
}

ConnectionWorker::~ConnectionWorker() = default;

void ConnectionWorker::post(Command command)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.push_back(std::move(command));
        if (m_inbox.size() > 1)
            return; // the notice for the first is still under way
    }
    QMetaObject::invokeMethod(this, "runCommands", Qt::QueuedConnection);
}

void ConnectionWorker::runCommands()
{
    const std::chrono::nanoseconds slice = SlicePeriod;
    const qint64 end = Clock::monotonicNs() + slice.count();
    do {
        Command command;
        {
            const std::lock_guard lock(m_inboxMutex);
            if (m_inbox.empty())
                return;
            command = std::move(m_inbox.front());
            m_inbox.pop_front();
        }
        command(*this);
    } while (Clock::monotonicNs() < end);
    QMetaObject::invokeMethod(this, "runCommands", Qt::QueuedConnection); // the others' turn
}

void ConnectionWorker::assign(const Connection::Assignment &assignment, bool connectAtOnce)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (m_shuttingDown)
        return;
    const ConnectionId id = assignment.profile->id;
    Entry &entry = m_entries[id];
    if (!entry.connection) {
        start(entry, assignment, connectAtOnce);
        return;
    }
    entry.removal = 0;
    entry.successor = std::make_unique<Successor>(Successor{assignment, connectAtOnce});
    leave(entry, Cause::ProfileChanged);
}

void ConnectionWorker::start(Entry &entry, const Connection::Assignment &assignment,
                             bool connectAtOnce)
{
    entry.connection = std::make_unique<Connection>(assignment, m_environment);
    entry.isLeaving = false;
    if (connectAtOnce)
        entry.connection->connectNow();
}

void ConnectionWorker::leave(Entry &entry, Cause cause)
{
    entry.isLeaving = true;
    if (entry.connection->isIdle())
        onSettled(entry.connection->id());
    else
        entry.connection->disconnectNow(cause);
}

void ConnectionWorker::onSettled(ConnectionId id)
{
    const auto place = m_entries.find(id);
    if (place == m_entries.end() || !place->second.isLeaving || !place->second.connection->isIdle())
        return;
    Entry &entry = place->second;
    if (const auto successor = std::exchange(entry.successor, nullptr))
        start(entry, successor->assignment, successor->connectAtOnce);
    else
        drop(id);
}

void ConnectionWorker::drop(ConnectionId id)
{
    const auto place = m_entries.find(id);
    const quint64 removal = place->second.removal;
    m_entries.erase(place);
    if (removal != 0)
        tellRemoved({id, removal});
    if (m_shuttingDown && m_entries.empty()) {
        m_updates.flush();
        Q_EMIT drained();
    }
}

void ConnectionWorker::tellRemoved(const Removed &removal)
{
    {
        const std::lock_guard lock(m_removedMutex);
        m_removed.push_back(removal);
    }
    Q_EMIT removed();
}

std::vector<ConnectionWorker::Removed> ConnectionWorker::takeRemoved()
{
    const std::lock_guard lock(m_removedMutex);
    return std::exchange(m_removed, {});
}

void ConnectionWorker::remove(const Removed &removal)
{
    const auto place = m_entries.find(removal.connection);
    if (place == m_entries.end()) {
        tellRemoved(removal);
        return;
    }
    place->second.removal = removal.number;
    place->second.successor.reset();
    leave(place->second, Cause::UserRequest);
}

void ConnectionWorker::connectTo(const ConnectionId &id)
{
    const auto place = m_entries.find(id);
    if (place == m_entries.end())
        return;
    if (place->second.successor)
        place->second.successor->connectAtOnce = true;
    else if (!place->second.isLeaving)
        place->second.connection->connectNow();
}

void ConnectionWorker::disconnectFrom(const ConnectionId &id)
{
    const auto place = m_entries.find(id);
    if (place == m_entries.end())
        return;
    if (place->second.successor)
        place->second.successor->connectAtOnce = false;
    else
        place->second.connection->disconnectNow();
}

void ConnectionWorker::shutDown()
{
    m_shuttingDown = true;
    if (m_entries.empty()) {
        m_updates.flush();
        Q_EMIT drained();
        return;
    }
    for (const auto &[id, entry] : m_entries)
        post([leaver = id](ConnectionWorker &worker) { worker.leaveForShutdown(leaver); });
}

void ConnectionWorker::leaveForShutdown(const ConnectionId &id)
{
    const auto place = m_entries.find(id);
    if (place == m_entries.end())
        return;
    place->second.successor.reset();
    leave(place->second, Cause::Shutdown);
}

} // namespace heartline
