// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionevent.h"
#include "core/connectionstatus.h"
#include "core/sessioninfo.h"

#include <functional>
#include <memory>
#include <vector>

namespace heartline {

/// How busy a worker's event loop was over a span of time.
struct EngineLoad {
    int worker = 0; ///< Its number, from 0.
    qint64 busyNs = 0;
    qint64 elapsedNs = 0;
};

/// What a worker has collected since its last batch, in the order in which it happened.
/// Plain values; shared between threads as const.
struct UpdateBatch {
    std::vector<SessionInfo> sessions;
    std::vector<Beat> beats;
    std::vector<ConnectionEvent> events;
    std::vector<ConnectionStatus> statuses; ///< At most one a connection, the newest.
    std::vector<EngineLoad> loads; ///< Since the last batch, at most one a worker; none of Qt's own
                                   ///< event loop.

    bool isEmpty() const
    {
        return sessions.empty() && beats.empty() && events.empty() && statuses.empty();
    }
};

using UpdateBatchPtr = std::shared_ptr<const UpdateBatch>;

/// Takes a batch over. Called in the worker's thread: must be thread-safe and must not block.
using UpdateSink = std::function<void(const UpdateBatchPtr &)>;

} // namespace heartline
