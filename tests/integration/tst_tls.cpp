// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/renegotiatingserver.h"
#include "integration/tlsservers.h"
#include "network/monitoredconnection.h"
#include "support/rawserver.h"

#include <QScopeGuard>
#include <QTest>

#include <memory>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// What Heartline accepts of a server's TLS, what it calls the rest, and how it resumes sessions;
/// against nginx.
class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void refusesHalfOfAClientCertificate();

    void resumes_data();
    void resumes();
    void sharesSessionsOfEqualSettings();
    void shakesHandsInFullWithAPin();
    void survivesARestartOfTheServer();
    void refusesWhoCannotResume_data();
    void refusesWhoCannotResume();
    void refusesWhatAnotherProfileTrusts();
    void survivesRenegotiation();
    void keepsItsLimits_data();
    void keepsItsLimits();
    void closesInTime();

private:
    Profile profileOf(const QString &server, const TlsSettings &tls) const;
    TlsSettings trusting() const { return {.caFile = m_servers->file(u"ca.pem"_s)}; }
    Profile profileOfOffender(const QString &path) const;
    QStringList ended() const { return m_servers->endedConnections().mid(m_endedBefore); }

    RawServer m_upstream;
    std::unique_ptr<TlsServers> m_servers;
    ServerProcess m_offender;
    qsizetype m_endedBefore = 0;
};

void TestTls::initTestCase()
{
    QVERIFY(m_upstream.listen());
    m_servers = std::make_unique<TlsServers>(m_upstream.port());
    QVERIFY2(m_servers->error().isEmpty(), qPrintable(m_servers->error()));
    m_offender = ServerProcess::tlsOffender(m_servers->file(u"good.pem"_s),
                                            m_servers->file(u"good.key"_s));
    QVERIFY2(m_offender.isRunning(), qPrintable(m_offender.error()));
}

void TestTls::init()
{
    m_upstream.onFrame = RawServer::answer;
    m_endedBefore = m_servers->endedConnections().size();
}

Profile TestTls::profileOf(const QString &server, const TlsSettings &tls) const
{
    Profile profile = profileFor(m_servers->url(server));
    profile.tls = tls;
    return profile;
}

/// Nothing ends the connection but its limits.
Profile TestTls::profileOfOffender(const QString &path) const
{
    Profile profile = profileFor(u"wss://localhost:%1%2"_s.arg(m_offender.port()).arg(path));
    profile.tls = trusting();
    profile.heartbeat.timeout = 10min;
    profile.heartbeat.missesAllowed = HeartbeatRule::MaximumMissesAllowed;
    profile.limits.upgrade = 10min;
    profile.limits.close = 10min;
    return profile;
}

void TestTls::accepts_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("pinned");
    QTest::addColumn<QString>("client");

    const QString none;
    const QString ca = u"ca.pem"_s;
    QTest::newRow("an authority of one's own") << u"good"_s << ca << none << none;
    QTest::newRow("signed by itself, trusted")
            << u"selfsigned"_s << u"selfsigned.pem"_s << none << none;
    QTest::newRow("pinned") << u"good"_s << none << u"good.pem"_s << none;
    QTest::newRow("signed by itself, pinned")
            << u"selfsigned"_s << none << u"selfsigned.pem"_s << none;
    QTest::newRow("expired, pinned") << u"expired"_s << none << u"expired.pem"_s << none;
    QTest::newRow("another host's, pinned") << u"otherhost"_s << none << u"otherhost.pem"_s << none;
    QTest::newRow("client certificate") << u"clientcertificate"_s << ca << none << u"client"_s;
    QTest::newRow("client certificate, pinned")
            << u"clientcertificate"_s << none << u"good.pem"_s << u"client"_s;
}

void TestTls::accepts()
{
    QFETCH(QString, server);
    QFETCH(QString, authority);
    QFETCH(QString, pinned);
    QFETCH(QString, client);
    TlsSettings tls;
    if (!authority.isEmpty())
        tls.caFile = m_servers->file(authority);
    if (!pinned.isEmpty())
        tls.pinnedSha256 = m_servers->fingerprint(pinned);
    if (!client.isEmpty()) {
        tls.certificateFile = m_servers->file(client + u".pem"_s);
        tls.keyFile = m_servers->file(client + u".key"_s);
    }
    Monitored m(profileOf(server, tls));
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 2);
    QCOMPARE(m.beats.front().outcome, BeatOutcome::Ok);
    QVERIFY(m.sessionInfos.front().peerCertificate.contains(u"SHA-256"_s));
}

void TestTls::refuses_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<Cause>("cause");

    const auto file = [this](const QString &name) { return m_servers->file(name); };
    QTest::newRow("authority unknown")
            << u"good"_s << TlsSettings{} << Origin::Tls << Cause::CertificateUnknownIssuer;
    QTest::newRow("signed by itself")
            << u"selfsigned"_s << trusting() << Origin::Tls << Cause::CertificateSelfSigned;
    QTest::newRow("signed by itself, TLS 1.2")
            << u"selfsigned12"_s << trusting() << Origin::Tls << Cause::CertificateSelfSigned;
    QTest::newRow("expired") << u"expired"_s << trusting() << Origin::Tls
                             << Cause::CertificateExpired;
    QTest::newRow("another host's")
            << u"otherhost"_s << trusting() << Origin::Tls << Cause::CertificateHostMismatch;
    // The pin replaces the authority, also where that would do.
    QTest::newRow("not the pinned one")
            << u"good"_s
            << TlsSettings{.caFile = file(u"ca.pem"_s),
                           .pinnedSha256 = m_servers->fingerprint(u"expired.pem"_s)}
            << Origin::Tls << Cause::PinMismatch;
    QTest::newRow("not the pinned one, unknown")
            << u"selfsigned"_s << TlsSettings{.pinnedSha256 = m_servers->fingerprint(u"good.pem"_s)}
            << Origin::Tls << Cause::PinMismatch;
    QTest::newRow("not the pinned one, TLS 1.2")
            << u"tls12"_s << TlsSettings{.pinnedSha256 = m_servers->fingerprint(u"expired.pem"_s)}
            << Origin::Tls << Cause::PinMismatch;
    // nginx finishes the handshake and refuses the request.
    QTest::newRow("without client certificate")
            << u"clientcertificate"_s << trusting() << Origin::Http << Cause::UpgradeRefused;
    QTest::newRow("client certificate of a stranger")
            << u"clientcertificate"_s
            << TlsSettings{.caFile = file(u"ca.pem"_s),
                           .certificateFile = file(u"stranger.pem"_s),
                           .keyFile = file(u"stranger.key"_s)}
            << Origin::Http << Cause::UpgradeRefused;
}

void TestTls::refuses()
{
    QFETCH(QString, server);
    QFETCH(TlsSettings, tls);
    const auto requests = m_upstream.requests().size();
    Monitored m(profileOf(server, tls));
    m.connection.connectNow();
    // And a second time: what failed left nothing behind that would let it pass.
    QTRY_VERIFY(
            std::count_if(m.events.begin(), m.events.end(),
                          [](const ConnectionEvent &e) { return e.to == ConnectionState::Waiting; })
            >= 2);
    for (const ConnectionEvent &event : m.events) {
        if (event.to == ConnectionState::Waiting) {
            QTEST(event.cause.origin, "origin");
            QTEST(event.cause.cause, "cause");
        }
    }
    // Nothing of the request, its credentials say, got to a server that is not to be trusted.
    QCOMPARE(m_upstream.requests().size(), requests);
}

void TestTls::refusesHalfOfAClientCertificate()
{
    TlsSettings tls = trusting();
    tls.certificateFile = m_servers->file(u"client.pem"_s);
    tls.keyFile = m_servers->file(u"stranger.key"_s); // another one's
    Monitored m(profileOf(u"clientcertificate"_s, tls));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting) || m.event(ConnectionState::Failed));
    QVERIFY(!m.event(ConnectionState::Open));
    const ConnectionEvent *end = m.event(ConnectionState::Waiting)
            ? m.event(ConnectionState::Waiting)
            : m.event(ConnectionState::Failed);
    QVERIFY2(end->cause.detail.contains(u"key"_s, Qt::CaseInsensitive),
             qPrintable(end->cause.detail));
}

void TestTls::resumes_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("protocol");
    QTest::newRow("TLS 1.2") << u"tls12"_s << u"TLSv1.2"_s;
    QTest::newRow("TLS 1.3") << u"good"_s << u"TLSv1.3"_s;
}

void TestTls::resumes()
{
    QFETCH(QString, server);
    QFETCH(QString, protocol);
    m_upstream.onFrame = [](QTcpSocket *socket, int, const QByteArray &) { socket->abort(); };
    Monitored m(profileOf(server, trusting()));
    m.connection.connectNow();
    QTRY_VERIFY(ended().size() >= 4);
    const QStringList connections = ended().mid(0, 4);
    QCOMPARE(connections,
             (QStringList{protocol + u" ."_s, protocol + u" r"_s, protocol + u" r"_s,
                          protocol + u" r"_s}));
    // A resumed session knows whose certificate it was made with.
    QVERIFY(m.sessionInfos.back().peerCertificate.contains(m_servers->fingerprint(u"good.pem"_s)));
    // And it is told, of the session and in the log.
    QVERIFY(!m.sessionInfos.front().tlsResumed);
    QVERIFY(m.sessionInfos.back().tlsResumed);
    QVERIFY(m.event(ConnectionState::Open)->cause.detail.isEmpty()); // the first
    QVERIFY(std::any_of(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
        return e.cause.cause == Cause::Opened && e.cause.detail == u"TLS session resumed"_s;
    }));
}

void TestTls::sharesSessionsOfEqualSettings()
{
    m_upstream.onFrame = [](QTcpSocket *socket, int, const QByteArray &) { socket->abort(); };
    const auto runOnce = [this](Monitored &m) {
        const auto before = ended().size();
        m.connection.connectNow();
        const bool hasEnded = QTest::qWaitFor([&] { return ended().size() > before; });
        m.connection.disconnectNow();
        return hasEnded ? ended().value(before) : QString();
    };
    Profile profile = profileOf(u"good"_s, trusting());
    profile.reconnect.enabled = false;
    Monitored first(profile);
    QCOMPARE(runOnce(first), u"TLSv1.3 ."_s);
    profile.id = QUuid::createUuid();
    Monitored second(profile, first.share);
    QCOMPARE(runOnce(second), u"TLSv1.3 r"_s);
    // Trust of another kind starts anew.
    profile.id = QUuid::createUuid();
    profile.tls.caFile = m_servers->file(u"good.pem"_s);
    profile.tls.pinnedSha256 = m_servers->fingerprint(u"good.pem"_s);
    Monitored third(profile, first.share);
    QCOMPARE(runOnce(third), u"TLSv1.3 ."_s);
}

void TestTls::shakesHandsInFullWithAPin()
{
    m_upstream.onFrame = [](QTcpSocket *socket, int, const QByteArray &) { socket->abort(); };
    Monitored m(profileOf(u"tls12"_s,
                          TlsSettings{.pinnedSha256 = m_servers->fingerprint(u"good.pem"_s)}));
    m.connection.connectNow();
    QTRY_VERIFY(ended().size() >= 3);
    QCOMPARE(ended().mid(0, 3), QStringList(3, u"TLSv1.2 ."_s));
}

void TestTls::survivesARestartOfTheServer()
{
    Monitored m(profileOf(u"good"_s, trusting()));
    m.connection.connectNow();
    QTRY_VERIFY(!m.beats.empty());
    m_servers->restart();
    QVERIFY2(m_servers->error().isEmpty(), qPrintable(m_servers->error()));
    QTRY_VERIFY(m.status.sessions >= 2);
    // The session was offered, not known, and no failure came of it.
    QVERIFY(std::none_of(m.events.begin(), m.events.end(),
                         [](const ConnectionEvent &e) { return e.cause.origin == Origin::Tls; }));
    m.connection.disconnectNow();
    QTRY_VERIFY(!ended().isEmpty()); // nginx logs none of those that end with it
    QCOMPARE(ended().back(), u"TLSv1.3 ."_s);
}

void TestTls::refusesWhoCannotResume_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<bool>("isPinned");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("TLS 1.2") << u"tls12"_s << false << Cause::CertificateSelfSigned;
    QTest::newRow("TLS 1.3") << u"good"_s << false << Cause::CertificateSelfSigned;
    QTest::newRow("TLS 1.2, pinned") << u"tls12"_s << true << Cause::PinMismatch;
    QTest::newRow("TLS 1.3, pinned") << u"good"_s << true << Cause::PinMismatch;
}

void TestTls::refusesWhoCannotResume()
{
    QFETCH(QString, server);
    QFETCH(bool, isPinned);
    const QString pin = m_servers->fingerprint(u"good.pem"_s);
    Monitored m(profileOf(server, isPinned ? TlsSettings{.pinnedSha256 = pin} : trusting()));
    m.connection.connectNow();
    QTRY_VERIFY(!m.beats.empty()); // there is a session to be resumed
    const auto requests = m_upstream.requests().size();
    // Somebody else has the port now: does not know the session, and has a certificate of his own.
    m_servers->restart(u"selfsigned"_s);
    const auto back = qScopeGuard([this] { m_servers->restart(); });
    QVERIFY2(m_servers->error().isEmpty(), qPrintable(m_servers->error()));
    const auto refusals = [&m] {
        return std::count_if(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
            return e.from == ConnectionState::Connecting && e.cause.origin == Origin::Tls;
        });
    };
    QTRY_VERIFY(refusals() >= 2);
    for (const ConnectionEvent &event : m.events) {
        if (event.from == ConnectionState::Connecting && event.cause.origin == Origin::Tls)
            QTEST(event.cause.cause, "cause");
    }
    QCOMPARE(m.status.sessions, 1);
    QCOMPARE(m_upstream.requests().size(), requests);
}

void TestTls::refusesWhatAnotherProfileTrusts()
{
    const TlsSettings trust{.caFile = m_servers->file(u"selfsigned.pem"_s)};
    Monitored trusted(profileOf(u"selfsigned12"_s, trust));
    trusted.connection.connectNow();
    QTRY_VERIFY(!trusted.beats.empty());
    // The same server, the same thread; but this profile does not know who that is.
    Monitored m(profileOf(u"selfsigned12"_s, trusting()), trusted.share);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::CertificateSelfSigned);
}

/// TLS 1.2: a full handshake within a session that was resumed without its certificate.
void TestTls::survivesRenegotiation()
{
    RenegotiatingServer server(m_servers->file(u"good.pem"_s), m_servers->file(u"good.key"_s));
    Profile profile = profileFor(u"wss://localhost:%1/"_s.arg(server.port()));
    profile.tls = trusting();
    profile.heartbeat.missesAllowed = HeartbeatRule::MaximumMissesAllowed; // it answers none
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(server.pings() > 0);
    server.close();
    QTRY_VERIFY(m.sessionInfos.size() >= 2 && m.sessionInfos.back().tlsResumed);
    const qint64 session = m.sessionInfos.back().id;
    const int certificates = server.certificates();
    server.renegotiate();
    QTRY_COMPARE(server.certificates(), certificates + 1);
    const int pings = server.pings();
    QTRY_VERIFY(server.pings() >= pings + 2);
    QCOMPARE(m.sessionInfos.back().id, session);
}

void TestTls::keepsItsLimits_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("size of the answer to the upgrade")
            << u"/endless"_s << Origin::Http << Cause::InvalidUpgrade;
    // Pongs, which Qt sends by itself: they wait below TLS.
    QTest::newRow("size of the send queue") << u"/deaf"_s << Origin::Local << Cause::SendQueueFull;
}

void TestTls::keepsItsLimits()
{
    QFETCH(QString, path);
    Monitored m(profileOfOffender(path));
    m.connection.connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(m.event(ConnectionState::Waiting), 20'000);
    QTEST(m.event(ConnectionState::Waiting)->cause.origin, "origin");
    QTEST(m.event(ConnectionState::Waiting)->cause.cause, "cause");
}

void TestTls::closesInTime()
{
    // The Close frame and TLS's close_notify wait behind pongs that nobody reads.
    Profile profile = profileOfOffender(u"/jam"_s);
    profile.limits.close = 100ms;
    Monitored m(profile);
    m.closeJammed();
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
