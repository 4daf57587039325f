// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/livestate.h"

#include "core/clock.h"
#include "profiles/urlrules.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace heartline {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;

/// Nearest rank; reorders `values`, which must not be empty.
qint64 percentile(std::vector<qint64> &values, double share)
{
    const auto rank =
            static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    const std::size_t index = std::clamp<std::size_t>(rank, 1, values.size()) - 1;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace

LiveState::LiveState(Content content)
    : m_content(content)
    , m_startedNs(Clock::monotonicNs())
{
}

void LiveState::setProfiles(const std::vector<Profile> &profiles)
{
    QHash<ConnectionId, Entry> entries;
    entries.reserve(static_cast<qsizetype>(profiles.size()));
    m_changed.clear(); // all of them are about to be noted
    m_order.clear();
    m_order.reserve(profiles.size());
    m_byState.fill(0);
    for (const Profile &profile : profiles) {
        Entry entry = m_entries.take(profile.id);
        entry.name = profile.name;
        entry.group = profile.group;
        entry.url = displayUrl(profile.url);
        entry.enabled = profile.enabled;
        entry.status.connection = profile.id;
        entry.isChanged = false;
        ++countOf(entry.status.state);
        noteChange(entry);
        entries.emplace(profile.id, std::move(entry));
        m_order.push_back(profile.id);
    }
    m_entries = std::move(entries);
}

void LiveState::apply(const UpdateBatch &batch, qint64 nowNs)
{
    if (batch.load) {
        m_loads[batch.load->worker].push_back({nowNs, batch.load->busyNs, batch.load->elapsedNs});
    }
    for (const SessionInfo &session : batch.sessions) {
        const auto entry = m_entries.find(session.connection);
        if (entry != m_entries.end() && m_content == Content::Everything)
            entry->session = session;
    }
    qint64 settled = 0;
    for (const Beat &beat : batch.beats) {
        const auto entry = m_entries.find(beat.connection);
        if (entry == m_entries.end())
            continue;
        addBeat(*entry, beat);
        settled += isAfterthought(beat) ? 0 : 1;
    }
    if (settled > 0)
        m_rate.emplace_back(nowNs, settled);
    for (const ConnectionEvent &event : batch.events) {
        if (m_entries.contains(event.connection))
            m_newEvents.push_back(event);
    }
    for (const ConnectionStatus &status : batch.statuses) {
        const auto entry = m_entries.find(status.connection);
        if (entry == m_entries.end())
            continue;
        --countOf(entry->status.state);
        ++countOf(status.state);
        entry->status = status;
        noteChange(*entry);
    }
}

void LiveState::addBeat(Entry &entry, const Beat &beat)
{
    m_newBeats.push_back(beat);
    if (beat.sendLatenessNs)
        m_lateness.push(*beat.sendLatenessNs);
    if (isAfterthought(beat) || m_content == Content::Records)
        return;
    const auto error =
            std::clamp<qint64>(beat.rttErrorNs.value_or(0), 0, std::numeric_limits<quint32>::max());
    entry.samples.push({beat.outcome, static_cast<quint32>(error),
                        beat.rttNs.value_or(beat.gapNs.value_or(-1))});
    if (beat.sendLatenessNs) {
        entry.latenessLastNs = beat.sendLatenessNs;
        entry.latenessMostNs = std::max(entry.latenessMostNs, beat.sendLatenessNs);
    }
    noteChange(entry);
}

void LiveState::noteChange(Entry &entry)
{
    if (m_content == Content::Everything && !std::exchange(entry.isChanged, true))
        m_changed.push_back(entry.status.connection);
}

BeatFigures LiveState::figures(const RingBuffer<Sample> &samples)
{
    BeatFigures result;
    if (samples.isEmpty())
        return result;
    std::vector<qint64> values;
    values.reserve(samples.size());
    BeatCounts counts;
    qint64 differences = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample &sample = samples[i];
        counts.add(sample.outcome);
        if (sample.valueNs < 0)
            continue;
        if (!values.empty())
            differences += std::abs(sample.valueNs - values.back());
        values.push_back(sample.valueNs);
    }
    const Sample &last = samples.last();
    result.lastOutcome = last.outcome;
    if (last.valueNs >= 0)
        result.lastNs = last.valueNs;
    result.beats = counts.beats;
    result.unsent = counts.unsent;
    result.loss = counts.lossShare();
    if (values.size() > 1)
        result.jitterNs = differences / static_cast<qint64>(values.size() - 1);
    if (!values.empty()) {
        result.p50Ns = percentile(values, 0.50);
        result.p95Ns = percentile(values, 0.95);
        result.p99Ns = percentile(values, 0.99);
    }
    return result;
}

ConnectionSnapshot LiveState::toSnapshot(const Entry &entry)
{
    ConnectionSnapshot snapshot{.id = entry.status.connection,
                                .name = entry.name,
                                .group = entry.group,
                                .url = entry.url,
                                .enabled = entry.enabled,
                                .status = entry.status,
                                .figures = figures(entry.samples)};
    const std::size_t shown = std::min(ConnectionSnapshot::RecentBeats, entry.samples.size());
    snapshot.recent.reserve(shown);
    for (std::size_t i = entry.samples.size() - shown; i < entry.samples.size(); ++i)
        snapshot.recent.push_back({entry.samples[i].outcome, entry.samples[i].valueNs});
    return snapshot;
}

LiveTotals LiveState::totals(qint64 nowNs)
{
    LiveTotals totals;
    totals.byState = m_byState;
    totals.engineBusy = engineBusy(nowNs);
    while (!m_rate.empty() && m_rate.front().first < nowNs - RateWindowNs)
        m_rate.pop_front();
    qint64 settled = 0;
    for (const auto &[time, beats] : m_rate)
        settled += beats;
    const qint64 windowNs = std::clamp<qint64>(nowNs - m_startedNs, nsPerSecond, RateWindowNs);
    totals.beatsPerSecond = static_cast<double>(settled) * static_cast<double>(nsPerSecond)
            / static_cast<double>(windowNs);
    if (!m_lateness.isEmpty()) {
        std::vector<qint64> values;
        values.reserve(m_lateness.size());
        for (std::size_t i = 0; i < m_lateness.size(); ++i)
            values.push_back(m_lateness[i]);
        totals.sendLatenessP99Ns = percentile(values, 0.99);
    }
    totals.beatsDropped = m_beatsDropped;
    totals.eventsDropped = m_eventsDropped;
    return totals;
}

std::optional<double> LiveState::engineBusy(qint64 nowNs)
{
    std::optional<double> busiest;
    for (auto &[worker, loads] : m_loads) {
        while (!loads.empty() && loads.front().at < nowNs - RateWindowNs)
            loads.pop_front();
        qint64 busy = 0;
        qint64 elapsed = 0;
        for (const Load &load : loads) {
            busy += load.busyNs;
            elapsed += load.elapsedNs;
        }
        if (elapsed > 0) {
            busiest = std::max(busiest.value_or(0.0),
                               static_cast<double>(busy) / static_cast<double>(elapsed));
        }
    }
    return busiest;
}

bool LiveState::hasChanges() const
{
    return !m_changed.empty() || !m_newBeats.empty() || !m_newEvents.empty() || !m_rate.empty();
}

LiveUpdate LiveState::takeUpdate(qint64 nowNs, std::size_t maximumSnapshots)
{
    LiveUpdate update;
    update.snapshots.reserve(std::min(changedCount(), maximumSnapshots));
    while (!m_changed.empty() && update.snapshots.size() < maximumSnapshots) {
        Entry &entry = *m_entries.find(m_changed.front());
        m_changed.pop_front();
        entry.isChanged = false;
        update.snapshots.push_back(toSnapshot(entry));
    }
    update.beats = std::exchange(m_newBeats, {});
    update.events = std::exchange(m_newEvents, {});
    update.totals = totals(nowNs);
    return update;
}

std::vector<ConnectionSnapshot> LiveState::snapshots() const
{
    std::vector<ConnectionSnapshot> result;
    result.reserve(m_order.size());
    for (const ConnectionId &id : m_order)
        result.push_back(toSnapshot(*m_entries.constFind(id)));
    return result;
}

std::optional<ConnectionSnapshot> LiveState::snapshot(const ConnectionId &id) const
{
    const auto entry = m_entries.constFind(id);
    return entry == m_entries.constEnd() ? std::nullopt : std::optional(toSnapshot(*entry));
}

std::optional<SessionInfo> LiveState::sessionInfo(const ConnectionId &id) const
{
    const auto entry = m_entries.constFind(id);
    return entry == m_entries.constEnd() ? std::nullopt : entry->session;
}

BeatAccuracy LiveState::accuracy(const ConnectionId &id) const
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.constEnd())
        return {};
    BeatAccuracy result{.errorLastNs = {},
                        .errorP50Ns = {},
                        .latenessLastNs = entry->latenessLastNs,
                        .latenessMostNs = entry->latenessMostNs};
    std::vector<qint64> errors;
    for (std::size_t i = 0; i < entry->samples.size(); ++i) {
        if (entry->samples[i].valueNs >= 0)
            errors.push_back(entry->samples[i].errorNs);
    }
    if (!errors.empty()) {
        result.errorLastNs = errors.back();
        result.errorP50Ns = percentile(errors, 0.50);
    }
    return result;
}

} // namespace heartline
