// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updatebatch.h"
#include "network/loadmeter.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace heartline {

/// Gathers what the connections of one worker report and hands it on in batches. Lives in the
/// worker's thread.
class UpdateCollector : public QObject {
    Q_OBJECT

public:
    /// An update waits at most this long in the worker.
    static constexpr std::chrono::milliseconds BatchPeriod{50};
    /// A batch is handed on early when it has grown to so many beats.
    static constexpr std::size_t MaximumBatchBeats = 4'096;

    /// `worker`: the number of its worker, for the load.
    explicit UpdateCollector(UpdateSink sink, QObject *parent = nullptr, int worker = 0);
    ~UpdateCollector() override; ///< Flushes.

    void add(const Beat &beat);
    void add(const ConnectionEvent &event);
    void add(const SessionInfo &session);
    /// Replaces an earlier status of the same connection in the same batch.
    void add(const ConnectionStatus &status);

    /// Hands on what has been gathered, at once.
    void flush();

private:
    void schedule();

    UpdateSink m_sink;
    QTimer m_timer;
    LoadMeter m_load;
    std::shared_ptr<UpdateBatch> m_batch;
    QHash<ConnectionId, std::size_t> m_statusIndex; ///< Into m_batch->statuses.
};

} // namespace heartline
