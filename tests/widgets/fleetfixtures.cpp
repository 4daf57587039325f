// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fleetfixtures.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace heartline::gallery {

namespace {

constexpr double nsPerMs = 1e6;
constexpr qint64 usPerSecond = 1'000'000;

struct Group {
    const char *name;
    double share; // of all connections, up to and including this group
    double medianMs;
};

constexpr std::array<Group, Fleet::Groups> groups{{{"Exchanges", 0.03, 24},
                                                   {"Gateways, Frankfurt", 0.18, 0.8},
                                                   {"Gateways, Singapore", 0.29, 169},
                                                   {"Fleet, north", 0.68, 46},
                                                   {"Fleet, south", 0.97, 7},
                                                   {"Home", 1.0, 2}}};

ConnectionId idOf(int number)
{
    return {0xf1ee7000U + static_cast<uint>(number), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
}

} // namespace

Fleet::Fleet(int count, qint64 nowUs)
{
    m_snapshots.reserve(static_cast<std::size_t>(count));
    for (int number = 0; number < count; ++number) {
        const double place = (number + 0.5) / count;
        const auto group = std::ranges::find_if(
                groups, [place](const Group &one) { return place <= one.share; });
        ConnectionSnapshot snapshot = make(number, nowUs);
        snapshot.group = QString::fromUtf8(group->name);
        const double median = group->medianMs * std::exp(0.5 * (m_random.generateDouble() - 0.5));
        for (std::size_t i = 0; i < ConnectionSnapshot::RecentBeats; ++i) {
            const double ms = median * (1.0 + 0.3 * m_random.generateDouble());
            snapshot.recent.push_back({BeatOutcome::Ok, static_cast<qint64>(ms * nsPerMs)});
        }
        const double tail = std::exp(3.0 * std::pow(m_random.generateDouble(), 6.0));
        snapshot.figures = {.lastNs = snapshot.recent.back().valueNs,
                            .lastOutcome = BeatOutcome::Ok,
                            .p50Ns = static_cast<qint64>(median * 1.15 * nsPerMs),
                            .p95Ns = static_cast<qint64>(median * 1.28 * nsPerMs),
                            .p99Ns = static_cast<qint64>(median * 1.3 * tail * nsPerMs),
                            .jitterNs = static_cast<qint64>(median * 0.1 * nsPerMs),
                            .loss = 0.0,
                            .beats = 600};
        if (!isOpen(snapshot.status.state))
            snapshot.figures.loss = 0.02 * m_random.generateDouble();
        m_snapshots.push_back(std::move(snapshot));
    }
    m_sequences.resize(m_snapshots.size(), 600);
}

ConnectionSnapshot Fleet::make(int number, qint64 nowUs)
{
    ConnectionSnapshot snapshot;
    snapshot.id = idOf(number);
    snapshot.name = u"edge-%1"_s.arg(number, 5, 10, QChar(u'0'));
    snapshot.url = u"wss://edge-%1.example.net/socket"_s.arg(number);
    ConnectionStatus &status = snapshot.status;
    status.connection = snapshot.id;
    status.sinceUs = nowUs - (60 + number % 4'000) * usPerSecond;
    status.sessions = 1 + number % 3;
    const int dice = static_cast<int>(m_random.bounded(1'000U));
    status.state = dice < 970 ? ConnectionState::Open
            : dice < 982      ? ConnectionState::Degraded
            : dice < 988      ? ConnectionState::Waiting
            : dice < 992      ? ConnectionState::Connecting
            : dice < 996      ? ConnectionState::Failed
                              : ConnectionState::Idle;
    if (isOpen(status.state))
        status.openSinceUs = status.sinceUs;
    if (status.state == ConnectionState::Waiting || status.state == ConnectionState::Failed)
        status.lastCause = CloseCause{Origin::Transport, Cause::ConnectionReset, 1006, {}, {}};
    return snapshot;
}

std::vector<Profile> Fleet::profiles() const
{
    std::vector<Profile> profiles;
    for (const ConnectionSnapshot &snapshot : m_snapshots) {
        Profile profile;
        profile.id = snapshot.id;
        profile.name = snapshot.name;
        profile.group = snapshot.group;
        profile.url = snapshot.url;
        profiles.push_back(std::move(profile));
    }
    return profiles;
}

LiveTotals Fleet::totals() const
{
    LiveTotals totals;
    for (const ConnectionSnapshot &snapshot : m_snapshots)
        ++totals.byState[static_cast<std::size_t>(snapshot.status.state)];
    totals.beatsPerSecond = static_cast<double>(m_snapshots.size()) / 5.0;
    totals.sendLatenessP99Ns = 60'000;
    return totals;
}

Beat Fleet::beatOf(const ConnectionSnapshot &snapshot, qint64 nowUs)
{
    const auto number = static_cast<std::size_t>(&snapshot - m_snapshots.data());
    Beat beat;
    beat.connection = snapshot.id;
    beat.session = static_cast<qint64>(number) + 1;
    beat.sequence = ++m_sequences[number];
    beat.scheduledAt = nowUs;
    beat.sentAt = nowUs;
    beat.sendLatenessNs = 40'000;
    beat.outcome = m_random.bounded(2'000U) == 0 ? BeatOutcome::Missed : BeatOutcome::Ok;
    if (beat.outcome == BeatOutcome::Ok) {
        const auto median = static_cast<double>(snapshot.figures.p50Ns.value_or(0));
        beat.rttNs = static_cast<qint64>(median * (0.8 + 0.4 * m_random.generateDouble()));
        beat.rttErrorNs = 30'000;
    }
    return beat;
}

LiveUpdate Fleet::next(int beats, qint64 nowUs)
{
    LiveUpdate update;
    for (int i = 0; i < beats; ++i) {
        ConnectionSnapshot &snapshot = m_snapshots[m_next];
        m_next = (m_next + 1) % m_snapshots.size();
        const Beat beat = beatOf(snapshot, nowUs);
        snapshot.recent.erase(snapshot.recent.begin());
        snapshot.recent.push_back({beat.outcome, beat.rttNs.value_or(-1)});
        snapshot.figures.lastNs = beat.rttNs;
        snapshot.figures.lastOutcome = beat.outcome;
        if (m_random.bounded(1'000U) == 0) {
            const bool worse = snapshot.status.state == ConnectionState::Open;
            const auto to = worse ? ConnectionState::Degraded : ConnectionState::Open;
            const auto cause = worse ? Cause::BeatLate : Cause::Recovered;
            update.events.push_back({nowUs, snapshot.id, beat.session, snapshot.status.state, to,
                                     CloseCause{Origin::Transport, cause, {}, {}, {}}});
            snapshot.status.state = to;
            snapshot.status.sinceUs = nowUs;
        }
        update.snapshots.push_back(snapshot);
        update.beats.push_back(beat);
    }
    update.totals = totals();
    return update;
}

} // namespace heartline::gallery
