// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updatebatch.h"

#include <QHash>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace heartline {

/// Batches on their way from the workers to the views: many threads put, one takes. After a notice
/// there is no other until the queue has been emptied, however much is put. Thread-safe.
///
/// When the queue is full everything further until the next take() is merged into one batch: the
/// newest status and session of each connection, the sums of the workers' loads and the first
/// MaximumMergedEvents events. The beats
/// and the other events are left out and counted; the log has them all the same.
class UpdateQueue {
public:
    /// So many events are kept for the views once the queue is full.
    static constexpr std::size_t MaximumMergedEvents = 10'000;

    /// `maximumRecords`: beats, events, statuses and sessions together. `notice` is called in the
    /// putting thread.
    UpdateQueue(std::size_t maximumRecords, std::function<void()> notice);

    void put(const UpdateBatchPtr &batch);

    struct Taken {
        std::vector<UpdateBatchPtr> batches;
        qint64 droppedBeats = 0; ///< Left out since the last take() because the queue was full.
        qint64 droppedEvents = 0; ///< Likewise.
    };
    Taken take();

private:
    /// What came after the queue was full, with the places of what is replaced by newer values.
    struct Remainder {
        std::shared_ptr<UpdateBatch> batch = std::make_shared<UpdateBatch>();
        QHash<ConnectionId, std::size_t> statuses;
        QHash<ConnectionId, std::size_t> sessions;
    };

    void merge(const UpdateBatch &batch);

    const std::size_t m_maximumRecords;
    const std::function<void()> m_notice;
    std::mutex m_mutex; ///< Protects all below.
    Taken m_waiting;
    std::unique_ptr<Remainder> m_remainder; ///< Null as long as the queue is not full.
    std::size_t m_records = 0;
    bool m_noticed = false;
};

} // namespace heartline
