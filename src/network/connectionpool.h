// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"
#include "core/updatebatch.h"
#include "network/heapkeeper.h"
#include "network/sessioncounter.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QThread;

namespace heartline {

class ConnectionWorker;

/// Runs connections in worker threads and shares them out evenly. Lives in the thread that made it;
/// returns at once from every function: what happens arrives through the sink.
class ConnectionPool : public QObject {
    Q_OBJECT

public:
    struct Options {
        int workers = 0; ///< Threads; 0: defaultWorkers().
        UpdateSink sink; ///< Called in the workers' threads.
    };

    /// One less than there are cores, at least 1.
    static int defaultWorkers();

    explicit ConnectionPool(const Options &options, QObject *parent = nullptr);
    ~ConnectionPool() override; ///< Stops the threads; connections that are still open are cut.

    int workerCount() const;
    SessionCounter &sessions() { return m_sessions; }

    /// Adds a connection, or restarts the one with the same id. `profile`: references resolved; or
    /// `problem`: why it cannot be run, which becomes the cause of its failure.
    void assign(const SharedProfile &profile, const std::optional<Error> &problem,
                bool connectAtOnce);
    void remove(const ConnectionId &id);
    void connectTo(const ConnectionId &id);
    void disconnectFrom(const ConnectionId &id);

    /// Closes everything with a Close frame; drained() follows when nothing is left.
    void shutDown();

Q_SIGNALS:
    void drained();

private:
    struct Slot {
        std::unique_ptr<QThread> thread;
        ConnectionWorker *worker = nullptr; ///< Lives in `thread`, deleted with it.
        std::size_t connections = 0;
    };

    struct Place {
        std::size_t slot = 0;
        quint64 removal = 0; ///< Not 0: removed, but its worker has not told yet that it is gone.
    };

    std::size_t leastLoaded() const;
    void forgetRemoved(std::size_t slot);
    void trimInWorker();

    SessionCounter m_sessions;
    HeapKeeper m_heap; ///< For all workers.
    std::vector<Slot> m_slots;
    std::map<ConnectionId, Place> m_placement; ///< Which slot runs which connection.
    quint64 m_removals = 0;
    quint64 m_nextPhaseIndex = 0;
    std::size_t m_undrained = 0;
};

} // namespace heartline
