// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updatebatch.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

namespace heartline {

/// Batches on their way from the workers to the views: many threads put, one takes. After a notice
/// there is no other until the queue has been emptied, however much is put. Thread-safe.
class UpdateQueue {
public:
    /// `notice` is called in the putting thread.
    UpdateQueue(std::size_t maximumBeats, std::function<void()> notice);

    void put(const UpdateBatchPtr &batch);

    struct Taken {
        std::vector<UpdateBatchPtr> batches;
        qint64 droppedBeats = 0; ///< Left out since the last take() because the queue was full.
    };
    Taken take();

private:
    const std::size_t m_maximumBeats;
    const std::function<void()> m_notice;
    std::mutex m_mutex; ///< Protects all below.
    std::vector<UpdateBatchPtr> m_batches;
    std::size_t m_beats = 0;
    qint64 m_dropped = 0;
    bool m_noticed = false;
};

} // namespace heartline
