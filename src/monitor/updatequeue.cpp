// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/updatequeue.h"

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

std::size_t recordCount(const UpdateBatch &batch)
{
    return batch.beats.size() + batch.events.size() + batch.statuses.size() + batch.sessions.size();
}

/// Adds `values`; each takes the place of an older one of the same connection.
template<typename T>
void keepNewest(std::vector<T> &kept, QHash<ConnectionId, std::size_t> &places,
                const std::vector<T> &values)
{
    for (const T &value : values) {
        const auto place = places.constFind(value.connection);
        if (place != places.constEnd()) {
            kept[*place] = value;
        } else {
            places.insert(value.connection, kept.size());
            kept.push_back(value);
        }
    }
}

/// Adds the times to those of the same worker.
void addLoad(std::vector<EngineLoad> &sums, const EngineLoad &load)
{
    const auto sum = std::find_if(sums.begin(), sums.end(), [&load](const EngineLoad &other) {
        return other.worker == load.worker;
    });
    if (sum == sums.end()) {
        sums.push_back(load);
    } else {
        sum->busyNs += load.busyNs;
        sum->elapsedNs += load.elapsedNs;
    }
}

} // namespace

UpdateQueue::UpdateQueue(std::size_t maximumRecords, std::function<void()> notice)
    : m_maximumRecords(maximumRecords)
    , m_notice(std::move(notice))
{
}

void UpdateQueue::put(const UpdateBatchPtr &batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_records += recordCount(*batch);
        // Once something has been merged all that follows must be: it is newer.
        if (!m_remainder && m_records > m_maximumRecords)
            m_remainder = std::make_unique<Remainder>();
        if (m_remainder)
            merge(*batch);
        else
            m_waiting.batches.push_back(batch);
        if (std::exchange(m_noticed, true))
            return;
    }
    m_notice();
}

void UpdateQueue::merge(const UpdateBatch &batch)
{
    UpdateBatch &merged = *m_remainder->batch;
    keepNewest(merged.sessions, m_remainder->sessions, batch.sessions);
    keepNewest(merged.statuses, m_remainder->statuses, batch.statuses);
    for (const EngineLoad &load : batch.loads)
        addLoad(merged.loads, load);
    const std::size_t kept =
            std::min(batch.events.size(), MaximumMergedEvents - merged.events.size());
    merged.events.insert(merged.events.end(), batch.events.begin(),
                         batch.events.begin() + static_cast<std::ptrdiff_t>(kept));
    m_waiting.droppedEvents += static_cast<qint64>(batch.events.size() - kept);
    m_waiting.droppedBeats += static_cast<qint64>(batch.beats.size());
}

UpdateQueue::Taken UpdateQueue::take()
{
    const std::lock_guard lock(m_mutex);
    m_noticed = false;
    m_records = 0;
    Taken taken = std::exchange(m_waiting, {});
    if (m_remainder)
        taken.batches.push_back(std::move(m_remainder->batch));
    m_remainder.reset();
    return taken;
}

} // namespace heartline
