// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "integration/serverprocess.h"
#include "monitor/monitorsession.h"
#include "storage/logreader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

Profile profileFor(const QString &name, const QString &url,
                   HeartbeatKind kind = HeartbeatKind::Ping)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.url = url;
    profile.heartbeat = {.kind = kind, .interval = 100ms, .timeout = 400ms, .late = 300ms};
    profile.reconnect = {.initial = 200ms, .maximum = 500ms, .jitter = 0.1};
    return profile;
}

/// The end of a process is seen as an end of stream, or as a reset where bytes were left unread.
bool isCut(const ConnectionEvent &event)
{
    return event.cause.origin == Origin::Transport && event.cause.closeCode == 1006
            && (event.cause.cause == Cause::EndOfStream
                || event.cause.cause == Cause::ConnectionReset);
}

} // namespace

/// What servers that Heartline did not write do, and what Heartline makes of it: live, and in the
/// log.
class TestRealServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void killed();
    void stopped();
    void closesWithReason();
    void refuses();
    void absent();
    void unresolvable();
    void plainServerOnWss();
    void encryptedThroughNginx();
    void untrustedCertificate();
    void backendGoneBehindNginx();

private:
    void monitor(const Profile &profile);
    ConnectionState state() const { return m_session->snapshot(m_id)->status.state; }
    std::optional<ConnectionEvent> firstEvent(ConnectionState to) const;
    /// What is logged must be what was seen.
    std::optional<ConnectionEvent> loggedEvent(ConnectionState to);

    QTemporaryDir m_directory;
    std::unique_ptr<MonitorSession> m_session;
    ConnectionId m_id;
    std::vector<ConnectionEvent> m_events;
    std::vector<Beat> m_beats;
};

void TestRealServers::initTestCase()
{
    QVERIFY(m_directory.isValid());
}

void TestRealServers::init()
{
    m_events.clear();
    m_beats.clear();
    m_session = std::make_unique<MonitorSession>();
    connect(m_session.get(), &MonitorSession::updated, this, [this](const LiveUpdate &update) {
        m_events.insert(m_events.end(), update.events.begin(), update.events.end());
        m_beats.insert(m_beats.end(), update.beats.begin(), update.beats.end());
    });
    QVERIFY(m_session->openLog(m_directory.filePath(QString::fromUtf8(QTest::currentTestFunction())
                                                    + QString::fromUtf8(QTest::currentDataTag())
                                                    + u".sqlite"_s)));
}

void TestRealServers::cleanup()
{
    QSignalSpy finished(m_session.get(), &MonitorSession::finished);
    m_session->shutdown();
    QVERIFY(finished.count() > 0 || finished.wait());
    m_session.reset();
}

void TestRealServers::monitor(const Profile &profile)
{
    m_id = profile.id;
    m_session->setProfiles({profile});
}

std::optional<ConnectionEvent> TestRealServers::firstEvent(ConnectionState to) const
{
    const auto found = std::find_if(m_events.begin(), m_events.end(),
                                    [to](const ConnectionEvent &e) { return e.to == to; });
    return found == m_events.end() ? std::nullopt : std::optional(*found);
}

std::optional<ConnectionEvent> TestRealServers::loggedEvent(ConnectionState to)
{
    m_session->flushLog();
    auto reader = LogReader::open(m_session->logFile());
    if (!reader)
        return std::nullopt;
    std::optional<ConnectionEvent> found;
    const auto result =
            reader->forEachEvent({}, [&](const ConnectionEvent &e, const LoggedConnection &) {
                if (e.to == to && !found)
                    found = e;
                return true;
            });
    return result ? found : std::nullopt;
}

void TestRealServers::killed()
{
    ServerProcess server = ServerProcess::ws();
    monitor(profileFor(u"killed"_s, server.url(u"/echo"_s)));
    QTRY_VERIFY(m_beats.size() >= 2);
    server.kill();
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    QVERIFY(isCut(*firstEvent(ConnectionState::Waiting)));
    QCOMPARE(loggedEvent(ConnectionState::Waiting), firstEvent(ConnectionState::Waiting));
    // Refused while it is away, open when it is back.
    QTRY_VERIFY(std::any_of(m_events.begin(), m_events.end(), [](const ConnectionEvent &e) {
        return e.cause.cause == Cause::ConnectionRefused;
    }));
    ServerProcess again = ServerProcess::ws(server.port());
    QVERIFY2(again.isRunning(), qPrintable(again.error()));
    QTRY_COMPARE(state(), ConnectionState::Open);
}

void TestRealServers::stopped()
{
    ServerProcess server = ServerProcess::ws();
    monitor(profileFor(u"stopped"_s, server.url(u"/echo"_s)));
    QTRY_VERIFY(m_beats.size() >= 2);
    server.suspend();
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    QCOMPARE(firstEvent(ConnectionState::Degraded)->cause.cause, Cause::BeatMissed);
    const ConnectionEvent death = *firstEvent(ConnectionState::Waiting);
    QCOMPARE(death.cause.origin, Origin::Transport);
    QCOMPARE(death.cause.cause, Cause::Silence);
    QCOMPARE(death.cause.closeCode, 1006);
    QVERIFY2(death.cause.detail.contains(u"TCP still acknowledges"_s),
             qPrintable(death.cause.detail));
    QVERIFY(death.silenceMs >= 400);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), death);
    server.resume();
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Open, 20'000);
}

void TestRealServers::closesWithReason()
{
    ServerProcess server = ServerProcess::ws();
    monitor(profileFor(u"closing"_s,
                       server.url(u"/close?code=1001&reason=server%20restart&ms=400"_s)));
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    const ConnectionEvent closed = *firstEvent(ConnectionState::Waiting);
    QCOMPARE(closed.cause,
             (CloseCause{.origin = Origin::Peer,
                         .cause = Cause::CloseFrame,
                         .closeCode = 1001,
                         .closeReason = u"server restart"_s}));
    QVERIFY(closed.session);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), closed);
    QTRY_VERIFY(m_session->snapshot(m_id)->status.sessions >= 2);
}

void TestRealServers::refuses()
{
    ServerProcess server = ServerProcess::ws();
    monitor(profileFor(u"refused"_s, server.url(u"/refuse?status=403"_s)));
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    const ConnectionEvent refused = *firstEvent(ConnectionState::Waiting);
    QCOMPARE(refused.cause.origin, Origin::Http);
    QCOMPARE(refused.cause.cause, Cause::UpgradeRefused);
    QCOMPARE(refused.cause.detail, u"403 Forbidden"_s);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), refused);
}

void TestRealServers::absent()
{
    const quint16 port = freePort();
    monitor(profileFor(u"absent"_s, u"ws://127.0.0.1:%1/echo"_s.arg(port)));
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.cause, Cause::ConnectionRefused);
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.origin, Origin::Transport);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), firstEvent(ConnectionState::Waiting));
    ServerProcess server = ServerProcess::ws(port);
    QVERIFY2(server.isRunning(), qPrintable(server.error()));
    QTRY_COMPARE(state(), ConnectionState::Open);
}

void TestRealServers::unresolvable()
{
    monitor(profileFor(u"unresolvable"_s, u"ws://nowhere.invalid/"_s));
    QTRY_VERIFY_WITH_TIMEOUT(firstEvent(ConnectionState::Waiting), 15'000);
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.origin, Origin::Dns);
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.cause, Cause::HostNotFound);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), firstEvent(ConnectionState::Waiting));
}

void TestRealServers::plainServerOnWss()
{
    ServerProcess server = ServerProcess::ws();
    monitor(profileFor(u"not TLS"_s, u"wss://127.0.0.1:%1/echo"_s.arg(server.port())));
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.origin, Origin::Tls);
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.cause, Cause::NotTls);
    QCOMPARE(loggedEvent(ConnectionState::Waiting), firstEvent(ConnectionState::Waiting));
}

void TestRealServers::encryptedThroughNginx()
{
    ServerProcess server = ServerProcess::ws();
    NginxProxy nginx(server.port());
    QVERIFY2(nginx.isRunning(), qPrintable(nginx.error()));
    Profile profile = profileFor(u"encrypted"_s, nginx.tlsUrl(u"/echo"_s), HeartbeatKind::Json);
    profile.tls.caFile = nginx.caFile();
    monitor(profile);
    QTRY_VERIFY(m_beats.size() >= 5);
    QVERIFY(std::all_of(m_beats.begin(), m_beats.end(),
                        [](const Beat &beat) { return beat.outcome == BeatOutcome::Ok; }));
    const PhaseTimes phases = firstEvent(ConnectionState::Open)->phases;
    QVERIFY(phases.resolveUs && phases.connectUs && phases.tlsUs && phases.upgradeUs);
    const auto info = m_session->sessionInfo(m_id);
    QVERIFY(info && info->tlsProtocol.startsWith(u"TLSv1."_s) && !info->tlsCipher.isEmpty());
    QVERIFY(info->peerCertificate.contains(u"localhost"_s));
}

void TestRealServers::untrustedCertificate()
{
    ServerProcess server = ServerProcess::ws();
    NginxProxy nginx(server.port());
    QVERIFY2(nginx.isRunning(), qPrintable(nginx.error()));
    monitor(profileFor(u"untrusted"_s, nginx.tlsUrl(u"/echo"_s)));
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.origin, Origin::Tls);
    QCOMPARE(firstEvent(ConnectionState::Waiting)->cause.cause, Cause::CertificateUnknownIssuer);
}

void TestRealServers::backendGoneBehindNginx()
{
    ServerProcess server = ServerProcess::ws();
    NginxProxy nginx(server.port());
    monitor(profileFor(u"proxied"_s, nginx.plainUrl(u"/echo"_s), HeartbeatKind::Text));
    QTRY_VERIFY(m_beats.size() >= 2);
    server.kill();
    QTRY_VERIFY(firstEvent(ConnectionState::Waiting));
    // nginx cuts the stream without a Close frame, and answers 502 from then on.
    QVERIFY(isCut(*firstEvent(ConnectionState::Waiting)));
    QTRY_VERIFY(std::any_of(m_events.begin(), m_events.end(), [](const ConnectionEvent &e) {
        return e.cause.cause == Cause::UpgradeRefused && e.cause.detail == u"502 Bad Gateway"_s;
    }));
    ServerProcess again = ServerProcess::ws(server.port());
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Open, 15'000);
}

QTEST_GUILESS_MAIN(TestRealServers)
#include "tst_realservers.moc"
