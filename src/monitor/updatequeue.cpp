// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/updatequeue.h"

#include <utility>

namespace heartline {

UpdateQueue::UpdateQueue(std::size_t maximumBeats, std::function<void()> notice)
    : m_maximumBeats(maximumBeats)
    , m_notice(std::move(notice))
{
}

void UpdateQueue::put(const UpdateBatchPtr &batch)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_beats + batch->beats.size() > m_maximumBeats) {
            // States and events are few and must stay true; the beats are in the log all the same.
            auto remainder = std::make_shared<UpdateBatch>();
            remainder->sessions = batch->sessions;
            remainder->events = batch->events;
            remainder->statuses = batch->statuses;
            m_dropped += static_cast<qint64>(batch->beats.size());
            m_batches.push_back(std::move(remainder));
        } else {
            m_beats += batch->beats.size();
            m_batches.push_back(batch);
        }
        if (std::exchange(m_noticed, true))
            return;
    }
    m_notice();
}

UpdateQueue::Taken UpdateQueue::take()
{
    const std::lock_guard lock(m_mutex);
    m_noticed = false;
    m_beats = 0;
    return {std::exchange(m_batches, {}), std::exchange(m_dropped, 0)};
}

} // namespace heartline
