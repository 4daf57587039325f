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
    m_changed.clear(); // all of them are about to be noted
    m_byState.fill(0);
    std::vector<Entry> before = std::exchange(m_entries, {});
    const QHash<ConnectionId, std::size_t> placesBefore = std::exchange(m_places, {});
    m_entries.reserve(profiles.size());
    m_places.reserve(static_cast<qsizetype>(profiles.size()));
    for (const Profile &profile : profiles) {
        const auto known = placesBefore.constFind(profile.id);
        m_places.insert(profile.id, m_entries.size());
        Entry &entry = m_entries.emplace_back(
                known == placesBefore.constEnd() ? Entry{} : std::move(before[*known]));
        entry.id = profile.id;
        ++countOf(entry.state);
        if (m_content == Content::Everything)
            show(entry, profile);
    }
}

void LiveState::show(Entry &entry, const Profile &profile)
{
    if (!entry.view)
        entry.view = std::make_unique<View>();
    View &view = *entry.view;
    view.name = profile.name;
    view.group = profile.group;
    view.url = displayUrl(profile.url);
    view.enabled = profile.enabled;
    view.status.connection = profile.id;
    view.isChanged = false;
    noteChange(view);
}

LiveState::Entry *LiveState::find(const ConnectionId &id)
{
    const auto place = m_places.constFind(id);
    return place == m_places.constEnd() ? nullptr : &m_entries[*place];
}

const LiveState::View *LiveState::view(const ConnectionId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.constEnd() ? nullptr : m_entries[*place].view.get();
}

void LiveState::apply(const UpdateBatch &batch, qint64 nowNs)
{
    for (const EngineLoad &load : batch.loads)
        m_loads[load.worker].push_back({nowNs, load.busyNs, load.elapsedNs});
    for (const SessionInfo &session : batch.sessions) {
        const Entry *const entry = find(session.connection);
        if (entry != nullptr && entry->view)
            entry->view->session = session;
    }
    qint64 settled = 0;
    for (const Beat &beat : batch.beats) {
        Entry *const entry = find(beat.connection);
        if (entry == nullptr)
            continue;
        addBeat(*entry, beat);
        settled += isAfterthought(beat) ? 0 : 1;
    }
    if (settled > 0)
        m_rate.emplace_back(nowNs, settled);
    for (const ConnectionEvent &event : batch.events) {
        if (m_places.contains(event.connection))
            m_newEvents.push_back(event);
    }
    for (const ConnectionStatus &status : batch.statuses) {
        Entry *const entry = find(status.connection);
        if (entry == nullptr)
            continue;
        --countOf(std::exchange(entry->state, status.state));
        ++countOf(entry->state);
        if (entry->view) {
            entry->view->status = status;
            noteChange(*entry->view);
        }
    }
}

void LiveState::addBeat(Entry &entry, const Beat &beat)
{
    m_newBeats.push_back(beat);
    if (beat.sendLatenessNs)
        m_lateness.push(*beat.sendLatenessNs);
    if (isAfterthought(beat) || !entry.view)
        return;
    View &view = *entry.view;
    const auto error =
            std::clamp<qint64>(beat.rttErrorNs.value_or(0), 0, std::numeric_limits<quint32>::max());
    view.samples.push({beat.outcome, static_cast<quint32>(error),
                       beat.rttNs.value_or(beat.gapNs.value_or(-1))});
    if (beat.sendLatenessNs) {
        view.latenessLastNs = beat.sendLatenessNs;
        view.latenessMostNs = std::max(view.latenessMostNs, beat.sendLatenessNs);
    }
    noteChange(view);
}

void LiveState::noteChange(View &view)
{
    if (!std::exchange(view.isChanged, true))
        m_changed.push_back(&view);
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

ConnectionSnapshot LiveState::toSnapshot(const View &view)
{
    ConnectionSnapshot snapshot{.id = view.status.connection,
                                .name = view.name,
                                .group = view.group,
                                .url = view.url,
                                .enabled = view.enabled,
                                .status = view.status,
                                .figures = figures(view.samples)};
    const std::size_t shown = std::min(ConnectionSnapshot::RecentBeats, view.samples.size());
    snapshot.recent.reserve(shown);
    for (std::size_t i = view.samples.size() - shown; i < view.samples.size(); ++i)
        snapshot.recent.push_back({view.samples[i].outcome, view.samples[i].valueNs});
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
        View &view = *m_changed.front();
        m_changed.pop_front();
        view.isChanged = false;
        update.snapshots.push_back(toSnapshot(view));
    }
    update.beats = std::exchange(m_newBeats, {});
    update.events = std::exchange(m_newEvents, {});
    update.totals = totals(nowNs);
    return update;
}

std::vector<ConnectionSnapshot> LiveState::snapshots() const
{
    std::vector<ConnectionSnapshot> result;
    result.reserve(m_entries.size());
    for (const Entry &entry : m_entries) {
        if (entry.view)
            result.push_back(toSnapshot(*entry.view));
    }
    return result;
}

std::optional<ConnectionSnapshot> LiveState::snapshot(const ConnectionId &id) const
{
    const View *const known = view(id);
    return known == nullptr ? std::nullopt : std::optional(toSnapshot(*known));
}

std::optional<SessionInfo> LiveState::sessionInfo(const ConnectionId &id) const
{
    const View *const known = view(id);
    return known == nullptr ? std::nullopt : known->session;
}

BeatAccuracy LiveState::accuracy(const ConnectionId &id) const
{
    const View *const known = view(id);
    if (known == nullptr)
        return {};
    BeatAccuracy result{.errorLastNs = {},
                        .errorP50Ns = {},
                        .latenessLastNs = known->latenessLastNs,
                        .latenessMostNs = known->latenessMostNs};
    std::vector<qint64> errors;
    for (std::size_t i = 0; i < known->samples.size(); ++i) {
        if (known->samples[i].valueNs >= 0)
            errors.push_back(known->samples[i].errorNs);
    }
    if (!errors.empty()) {
        result.errorLastNs = errors.back();
        result.errorP50Ns = percentile(errors, 0.50);
    }
    return result;
}

} // namespace heartline
