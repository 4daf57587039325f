// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/galleryfixtures.h"

#include "core/latencyhistogram.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace heartline::gallery {

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 ms = 1'000'000; // in ns

struct Sample {
    const char *name;
    const char *group;
    const char *url;
    double medianMs;
    double spread;
    ConnectionState state;
};

constexpr std::array<Sample, 20> samples{{
        {"Kraken v2 public", "Exchanges", "wss://ws.kraken.example/v2", 23, 0.1,
         ConnectionState::Open},
        {"Binance BTC/USDT", "Exchanges", "wss://stream.binance.example:9443/ws/btcusdt@trade", 61,
         0.03, ConnectionState::Open},
        {"OKX public", "Exchanges", "wss://ws.okx.example:8443/ws/v5/public", 118, 0.3,
         ConnectionState::Degraded},
        {"Coinbase heartbeats", "Exchanges", "wss://ws-feed.exchange.example", 1000, 0.004,
         ConnectionState::Open},
        {"Gateway Frankfurt", "Gateways", "wss://fra.gateway.example.net/socket", 11.8, 0.05,
         ConnectionState::Open},
        {"Gateway Frankfurt (via ALB)", "Gateways", "wss://alb.fra.gateway.example.net/socket",
         13.2, 0.06, ConnectionState::Open},
        {"Gateway S\u00e3o Paulo", "Gateways", "wss://gru.gateway.example.net/socket", 182, 0.05,
         ConnectionState::Waiting},
        {"Gateway Singapore", "Gateways", "wss://sin.gateway.example.net/socket", 169, 0.03,
         ConnectionState::Open},
        {"Gateway Sydney", "Gateways", "wss://syd.gateway.example.net/socket", 0, 0,
         ConnectionState::Failed},
        {"Charger CP-0017", "Fleet", "wss://ocpp.example.org/CP-0017", 46.6, 0.2,
         ConnectionState::Open},
        {"Charger CP-0018", "Fleet", "wss://ocpp.example.org/CP-0018", 49.9, 0.2,
         ConnectionState::Open},
        {"Charger CP-0021", "Fleet", "wss://ocpp.example.org/CP-0021", 88, 0.6,
         ConnectionState::Degraded},
        {"Charger CP-0022", "Fleet", "wss://ocpp.example.org/CP-0022", 46.9, 0.2,
         ConnectionState::Open},
        {"Charger CP-0031", "Fleet", "wss://ocpp.example.org/CP-0031", 52.2, 0.2,
         ConnectionState::Waiting},
        {"Charger CP-0040", "Fleet", "wss://ocpp.example.org/CP-0040", 0, 0, ConnectionState::Idle},
        {"Charger CP-0044", "Fleet", "wss://ocpp.example.org/CP-0044", 0, 0,
         ConnectionState::Connecting},
        {"Home Assistant", "Home", "ws://homeassistant.example:8123/api/websocket", 2.04, 0.1,
         ConnectionState::Open},
        {"MQTT broker", "Home", "wss://mqtt.home.example/mqtt", 0.8, 0.1, ConnectionState::Open},
        {"Phoenix demo", "Home", "wss://phoenix.example/socket/websocket", 30.2, 0.1,
         ConnectionState::Open},
        {"Socket.IO chat", "Home", "wss://chat.example/socket.io/?EIO=4", 25002, 0.0001,
         ConnectionState::Open},
}};
constexpr int fillers = 20; // more chargers, to reach forty connections

ConnectionId idOf(int number)
{
    return {0x4ea27000U + static_cast<uint>(number), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0};
}

class Maker {
public:
    explicit Maker(qint64 nowUs)
        : m_now(nowUs)
    {
    }

    Scene make()
    {
        int number = 0;
        for (const Sample &sample : samples)
            add(number++, sample, QString::fromUtf8(sample.name));
        for (int i = 0; i < fillers; ++i) {
            const Sample sample{"",       "Fleet", "wss://ocpp.example.org/",
                                40.0 + i, 0.2,     ConnectionState::Open};
            add(number++, sample, u"Charger CP-%1"_s.arg(50 + i, 4, 10, QChar(u'0')));
        }
        std::ranges::stable_sort(m_scene.beats, {}, &Beat::scheduledAt);
        addEvents();
        for (const ConnectionSnapshot &snapshot : m_scene.snapshots)
            ++m_scene.totals.byState[static_cast<std::size_t>(snapshot.status.state)];
        m_scene.totals.beatsPerSecond = 41.2;
        m_scene.totals.sendLatenessP99Ns = 60'000;
        return std::move(m_scene);
    }

private:
    void add(int number, const Sample &sample, const QString &name)
    {
        Profile profile;
        profile.id = idOf(number);
        profile.name = name;
        profile.group = QString::fromUtf8(sample.group);
        profile.url = QString::fromUtf8(sample.url);
        profile.heartbeat.interval = 1s;
        profile.heartbeat.late = 200ms;
        m_scene.profiles.push_back(profile);

        ConnectionSnapshot snapshot;
        snapshot.id = profile.id;
        snapshot.name = name;
        snapshot.group = profile.group;
        snapshot.url = profile.url;
        ConnectionStatus &status = snapshot.status;
        status.connection = profile.id;
        status.state = sample.state;
        status.sinceUs = m_now - 4 * minute;
        status.sessions = sample.state == ConnectionState::Idle ? 0 : 1 + number % 3;
        if (isOpen(sample.state))
            status.openSinceUs = m_now - qint64(number + 1) * 97 * minute;
        if (sample.state == ConnectionState::Waiting) {
            status.retryAtUs = m_now + (number % 3 == 0 ? 4 : 11) * second;
            status.lastCause = CloseCause{Origin::Transport, Cause::ConnectionReset, 1006, {}, {}};
        }
        if (sample.state == ConnectionState::Connecting)
            status.phase = ConnectPhase::Tls;
        if (sample.state == ConnectionState::Failed)
            status.lastCause = CloseCause{
                    Origin::Http, Cause::UpgradeRefused, std::nullopt, {}, u"403 Forbidden"_s};
        addBeats(number, sample, snapshot);
        m_scene.snapshots.push_back(std::move(snapshot));
    }

    void addBeats(int number, const Sample &sample, ConnectionSnapshot &snapshot)
    {
        if (sample.medianMs <= 0)
            return;
        constexpr int count = 290;
        LatencyHistogram histogram;
        double differences = 0;
        double previous = 0;
        int lost = 0;
        for (int i = 0; i < count; ++i) {
            Beat beat;
            beat.connection = snapshot.id;
            beat.session = 1 + number;
            beat.sequence = i + 1;
            beat.scheduledAt = m_now - (count - i) * second;
            beat.sentAt = beat.scheduledAt + 40;
            const bool degraded = sample.state == ConnectionState::Degraded;
            const bool isLost = (degraded && i > 225 && i < 232)
                    || (sample.state == ConnectionState::Waiting && i > count - 8);
            double value =
                    sample.medianMs * (1.0 + sample.spread * (m_random.generateDouble() - 0.4));
            if (m_random.bounded(40) == 0)
                value *= 1.0 + 2.0 * sample.spread;
            if (degraded && i > 180)
                value *= 1.5;
            beat.outcome = isLost                          ? BeatOutcome::Missed
                    : value > 200 && sample.medianMs < 200 ? BeatOutcome::Late
                                                           : BeatOutcome::Ok;
            if (isLost) {
                ++lost;
            } else {
                beat.rttNs = static_cast<qint64>(value * ms);
                beat.rttErrorNs = 50'000;
                histogram.add(*beat.rttNs);
                differences += std::abs(value - (previous > 0 ? previous : value));
                previous = value;
            }
            beat.sendLatenessNs = 40'000;
            beat.tcpRttUs = static_cast<qint64>(value * 900);
            snapshot.recent.push_back({beat.outcome, beat.rttNs.value_or(-1)});
            m_scene.beats.push_back(beat);
        }
        if (snapshot.recent.size() > ConnectionSnapshot::RecentBeats)
            snapshot.recent.erase(snapshot.recent.begin(),
                                  snapshot.recent.end() - ConnectionSnapshot::RecentBeats);
        snapshot.figures = {.lastNs = static_cast<qint64>(previous * ms),
                            .lastOutcome = BeatOutcome::Ok,
                            .p50Ns = histogram.percentileNs(0.5),
                            .p95Ns = histogram.percentileNs(0.95),
                            .p99Ns = histogram.percentileNs(0.99),
                            .jitterNs = static_cast<qint64>(differences / count * ms),
                            .loss = static_cast<double>(lost) / count,
                            .beats = count};
    }

    void addEvent(int number, qint64 agoUs, ConnectionState from, ConnectionState to,
                  CloseCause cause, std::optional<qint64> silenceMs = {}, PhaseTimes phases = {})
    {
        m_scene.events.push_back(
                {m_now - agoUs, idOf(number), 1, from, to, std::move(cause), silenceMs, phases});
    }

    void addEvents()
    {
        using S = ConnectionState;
        const PhaseTimes phases{2'000, 24'000, 41'000, 26'000};
        const CloseCause opened{Origin::Peer, Cause::Opened, {}, {}, {}};
        const CloseCause retry{Origin::Local, Cause::Retry, {}, {}, {}};
        for (int number = 0; number < static_cast<int>(m_scene.profiles.size()); ++number) {
            if (isOpen(m_scene.snapshots[static_cast<std::size_t>(number)].status.state))
                addEvent(number, 40 * minute, S::Connecting, S::Open, opened, {}, phases);
        }
        addEvent(8, 7 * minute, S::Connecting, S::Failed,
                 {Origin::Http, Cause::UpgradeRefused, {}, {}, u"403 Forbidden"_s});
        addEvent(4, 230 * second, S::Open, S::Waiting,
                 {Origin::Peer, Cause::CloseFrame, 1000, {}, {}}, 60'000);
        addEvent(4, 229 * second, S::Waiting, S::Connecting, retry);
        addEvent(4, 225 * second, S::Connecting, S::Open, opened, {}, phases);
        addEvent(2, 110 * second, S::Open, S::Degraded,
                 {Origin::Transport, Cause::BeatLate, {}, {}, {}});
        addEvent(2, 66 * second, S::Degraded, S::Waiting,
                 {Origin::Peer, Cause::CloseFrame, 1001, u"server restart"_s, {}}, 800);
        addEvent(2, 62 * second, S::Waiting, S::Connecting, retry);
        addEvent(2, 60 * second, S::Connecting, S::Degraded, opened, {}, phases);
        addEvent(13, 49 * second, S::Degraded, S::Waiting,
                 {Origin::Transport,
                  Cause::Silence,
                  1006,
                  {},
                  u"3 beats missed, TCP still acknowledges"_s},
                 17'000);
        addEvent(6, 8 * second, S::Degraded, S::Waiting,
                 {Origin::Transport, Cause::ConnectionReset, 1006, {}, {}}, 400);
        std::ranges::stable_sort(m_scene.events, {}, &ConnectionEvent::at);
        m_scene.session = {
                .id = 3,
                .openedAt = m_now - 97 * minute,
                .timeSource = TimeSource::Kernel,
                .phases = phases,
                .peerAddress = u"192.0.2.17:443"_s,
                .tlsProtocol = u"TLSv1.3"_s,
                .tlsCipher = u"TLS_AES_256_GCM_SHA384"_s,
                .peerCertificate =
                        u"CN=*.example.net, issued by Example CA, until 2027-01-31, SHA-256 9f:86:d0:81"_s};
    }

    qint64 m_now;
    QRandomGenerator m_random{7};
    Scene m_scene;
};

} // namespace

Scene makeScene(qint64 nowUs)
{
    return Maker(nowUs).make();
}

} // namespace heartline::gallery
