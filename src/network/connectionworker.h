// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/connection.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace heartline {

/// One thread's share of the connections. Made anywhere, then lives in its thread; every function
/// but post() is called there.
class ConnectionWorker : public QObject {
    Q_OBJECT

public:
    using Command = std::function<void(ConnectionWorker &)>;

    /// `number`: of this worker among all `workers`, from 0.
    ConnectionWorker(int number, int workers, UpdateSink sink, SessionCounter &sessions);
    ~ConnectionWorker() override;

    /// Has `command` run in the worker's thread, in the order of posting. Thread-safe.
    void post(Command command);

    /// Commands run for no longer than this between two looks at sockets and timers.
    static constexpr std::chrono::milliseconds SlicePeriod{2};

    /// Adds a connection, or replaces the one with the same id once that has closed.
    void assign(const Connection::Assignment &assignment, bool connectAtOnce);
    /// A connection that was removed, and the number that was given with that.
    struct Removed {
        ConnectionId connection;
        quint64 number = 0;
    };
    /// Closes a connection and forgets it; removed() follows, unless it is assigned anew before.
    void remove(const Removed &removal);
    /// Those of which removed() told. Thread-safe.
    std::vector<Removed> takeRemoved();
    void connectTo(const ConnectionId &id);
    void disconnectFrom(const ConnectionId &id);

    /// Closes everything; drained() follows when nothing is left.
    void shutDown();

Q_SIGNALS:
    void drained();
    void removed();
    void waveEnded(); ///< Of its connections; see ConnectGate.

private:
    struct Successor {
        Connection::Assignment assignment;
        bool connectAtOnce = false;
    };
    struct Entry {
        std::unique_ptr<Connection> connection;
        bool isLeaving = false; ///< To be dropped when it has settled.
        std::unique_ptr<Successor> successor; ///< What takes its place then.
        quint64 removal = 0; ///< The number of its removal; 0: not removed.
    };

    void start(Entry &entry, const Connection::Assignment &assignment, bool connectAtOnce);
    void leave(Entry &entry, Cause cause);
    void onSettled(ConnectionId id); ///< By value: the id of a connection goes with it.
    void drop(ConnectionId id);
    void tellRemoved(const Removed &removal);
    void leaveForShutdown(const ConnectionId &id);
    Q_INVOKABLE void runCommands();

    // An inbox instead of posted functors: these would be handed over with only Qt's own lock in
    // between, which ThreadSanitizer cannot see.
    std::mutex m_inboxMutex; ///< Protects m_inbox.
    std::deque<Command> m_inbox;
    std::mutex m_removedMutex; ///< Protects m_removed.
    std::vector<Removed> m_removed;

    UpdateCollector m_updates;
    ConnectGate m_gate;
    WorkerShare m_share;
    const Connection::Environment m_environment;
    std::map<ConnectionId, Entry> m_entries;
    bool m_shuttingDown = false;
};

} // namespace heartline
