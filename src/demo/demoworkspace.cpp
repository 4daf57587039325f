// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace heartline {

namespace {

/// Nothing ever listens there (tcpmux, RFC 1078).
constexpr int deadPort = 1;

class Builder {
public:
    explicit Builder(quint16 port)
        : m_port(port)
    {
    }

    /// Adds a connection whose beats are quick enough to make the window lively at once.
    Profile &add(const QString &group, const QString &name, const QString &path, HeartbeatKind kind)
    {
        Profile profile;
        static const QUuid nameSpace(u"6f1f6a0e-5d0c-4c36-9d5e-0a1f5b8f7c11"_s);
        profile.id = QUuid::createUuidV5(nameSpace, name);
        profile.name = name;
        profile.group = group;
        profile.url = u"ws://127.0.0.1:%1%2"_s.arg(QString::number(m_port), path);
        profile.heartbeat.kind = kind;
        profile.heartbeat.interval = 1s;
        profile.heartbeat.timeout = 1s;
        profile.heartbeat.late = 200ms;
        if (kind == HeartbeatKind::Text) // told apart, so that a lost echo shifts no other one
            profile.heartbeat.message = u"heartbeat ${seq}"_s;
        profile.reconnect.initial = 2s;
        profile.reconnect.maximum = 15s;
        m_profiles.push_back(std::move(profile));
        return m_profiles.back();
    }

    std::vector<Profile> take() { return std::move(m_profiles); }

private:
    quint16 m_port;
    std::vector<Profile> m_profiles;
};

} // namespace

std::vector<Profile> demoProfiles(quint16 port)
{
    Builder builder(port);

    const QString exchanges = u"Exchanges"_s;
    builder.add(exchanges, u"Order book"_s, u"/steady"_s, HeartbeatKind::Json);
    builder.add(exchanges, u"Trades"_s, u"/jittery"_s, HeartbeatKind::Text);
    builder.add(exchanges, u"Market data ticker"_s, u"/ticking"_s, HeartbeatKind::Listen);
    builder.add(exchanges, u"Candles (loses messages)"_s, u"/lossy"_s, HeartbeatKind::Text);

    const QString gateways = u"Gateways"_s;
    builder.add(gateways, u"Gateway Frankfurt"_s, u"/gateway"_s, HeartbeatKind::Ping);
    builder.add(gateways, u"Gateway Frankfurt (restarts)"_s, u"/closing"_s, HeartbeatKind::Text);
    builder.add(gateways, u"Gateway Singapore (far away)"_s, u"/slow"_s, HeartbeatKind::Text)
            .heartbeat.late = 450ms;
    builder.add(gateways, u"Gateway Sydney (forbidden)"_s, u"/forbidden"_s, HeartbeatKind::Ping)
            .reconnect.enabled = false;

    const QString fleet = u"Fleet"_s;
    builder.add(fleet, u"Charger CP-0017"_s, u"/steady"_s, HeartbeatKind::Ping);
    builder.add(fleet, u"Charger CP-0018"_s, u"/jittery"_s, HeartbeatKind::Json);
    builder.add(fleet, u"Charger CP-0021 (falls silent)"_s, u"/silent"_s, HeartbeatKind::Ping);
    builder.add(fleet, u"Charger CP-0031 (refused)"_s, u"/"_s, HeartbeatKind::Ping).url =
            u"ws://127.0.0.1:%1/"_s.arg(deadPort);
    builder.add(fleet, u"Charger CP-0040 (switched off)"_s, u"/steady"_s, HeartbeatKind::Ping)
            .enabled = false;

    const QString home = u"Home"_s;
    builder.add(home, u"Home automation"_s, u"/home"_s, HeartbeatKind::Json);
    builder.add(home, u"Sensor bridge"_s, u"/steady"_s, HeartbeatKind::Binary);
    builder.add(home, u"Chat"_s, u"/jittery"_s, HeartbeatKind::Ping).heartbeat.interval = 2s;

    return builder.take();
}

} // namespace heartline
