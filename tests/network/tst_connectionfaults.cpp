// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causedetail.h"
#include "network/descriptorlimit.h"
#include "network/descriptors.h"
#include "network/monitoredconnection.h"
#include "support/rawserver.h"

#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// What servers do that do not behave, and what a connection makes of it.
class TestConnectionFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void peerCloses_data();
    void peerCloses();
    void streamEnds_data();
    void streamEnds();
    void upgradeFails_data();
    void upgradeFails();
    void nobodyListens();
    void unknownHost();
    void plainServerOnWss();
    void deadlineOfTlsAndUpgrade();
    void tooLongAMessage();
    void brokenFrame();
    void unusableProfile();
    void attemptsAreUsedUp();
    void silenceBeforeAClose();
    void descriptorLimit();
    void leavesDescriptorsToTheProgram();
    void answerWithoutEnd();
    void fragmentsWithoutEnd();
    void peerThatDoesNotRead_data();
    void peerThatDoesNotRead();
    void closeThatCannotLeave();
    void tooManyOutstanding();

private:
    static CloseCause firstEndOf(const Profile &profile);

    std::unique_ptr<RawServer> m_server;
};

void TestConnectionFaults::init()
{
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listen());
}

/// Why its first attempt, or its first session, came to an end.
CloseCause TestConnectionFaults::firstEndOf(const Profile &profile)
{
    Monitored m(profile);
    m.connection.connectNow();
    if (!QTest::qWaitFor([&m] { return m.event(ConnectionState::Waiting) != nullptr; }))
        return {.detail = u"it has not come to an end"_s};
    return m.event(ConnectionState::Waiting)->cause;
}

void TestConnectionFaults::peerCloses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::newRow("going away") << QByteArray("\x03\xe9server restart") << 1001
                                << u"server restart"_s;
    QTest::newRow("normal") << QByteArray("\x03\xe8") << 1000 << QString();
    QTest::newRow("application") << QByteArray("\x0f\xa0<b>bye</b>") << 4000 << u"<b>bye</b>"_s;
    QTest::newRow("no status") << QByteArray() << 1005 << QString();
}

void TestConnectionFaults::peerCloses()
{
    QFETCH(QByteArray, payload);
    m_server->onFrame = [payload](QTcpSocket *socket, int opcode, const QByteArray &) {
        if (opcode == 9)
            socket->write(RawServer::frame(8, payload));
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const ConnectionEvent &event = *m.event(ConnectionState::Waiting);
    QCOMPARE(event.cause.origin, Origin::Peer);
    QCOMPARE(event.cause.cause, Cause::CloseFrame);
    QTEST(event.cause.closeCode.value_or(0), "code");
    QTEST(event.cause.closeReason, "reason");
    QCOMPARE(event.session, qint64(100));
}

void TestConnectionFaults::streamEnds_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("end of stream") << false << Cause::EndOfStream;
    QTest::newRow("reset") << true << Cause::ConnectionReset;
}

void TestConnectionFaults::streamEnds()
{
    QFETCH(bool, reset);
    m_server->onFrame = [reset](QTcpSocket *socket, int, const QByteArray &) {
        if (reset)
            RawServer::reset(socket);
        else
            socket->disconnectFromHost();
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const ConnectionEvent &event = *m.event(ConnectionState::Waiting);
    QCOMPARE(event.cause.origin, Origin::Transport);
    QTEST(event.cause.cause, "cause");
    QCOMPARE(event.cause.closeCode, 1006);
    QVERIFY(m.sequencesAreWhole());
    QVERIFY(!m.beats.empty());
}

void TestConnectionFaults::upgradeFails_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("detail");
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                         << Origin::Http << Cause::UpgradeRefused << u"403 Forbidden"_s;
    QTest::newRow("400") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                         << Origin::Http << Cause::UpgradeRefused << u"400 Bad Request"_s;
    QTest::newRow("400, for another version")
            << QByteArray("HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 8, 7\r\n\r\n")
            << Origin::Http << Cause::UpgradeRefused << u"400 Bad Request"_s;
    QTest::newRow("302") << QByteArray("HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n") << Origin::Http
                         << Cause::UpgradeRefused << u"302 Found"_s;
    QTest::newRow("503") << QByteArray("HTTP/1.1 503 Service Unavailable\r\n\r\n") << Origin::Http
                         << Cause::UpgradeRefused << u"503 Service Unavailable"_s;
    QTest::newRow("401") << QByteArray(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n")
                         << Origin::Http << Cause::UpgradeRefused << u"401 Unauthorized"_s;
    QTest::newRow("wrong key") << QByteArray(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"
            "\r\nSec-WebSocket-Accept: d3Jvbmc=\r\n\r\n")
                               << Origin::Http << Cause::InvalidUpgrade << QString();
    QTest::newRow("hangs up") << QByteArray() << Origin::Transport << Cause::EndOfStream
                              << QString();
}

void TestConnectionFaults::upgradeFails()
{
    QFETCH(QByteArray, response);
    m_server->onRequest = [response](QTcpSocket *socket, const QByteArray &) {
        if (response.isEmpty())
            socket->disconnectFromHost();
        socket->write(response);
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const ConnectionEvent &event = *m.event(ConnectionState::Waiting);
    QTEST(event.cause.origin, "origin");
    QTEST(event.cause.cause, "cause");
    QFETCH(QString, detail);
    if (!detail.isEmpty())
        QCOMPARE(event.cause.detail, detail);
    QVERIFY(!event.session);
    QVERIFY(!event.cause.closeCode);
    QVERIFY(event.phases.upgradeUs >= 0);
    // The server comes to its senses: open again without help.
    m_server->onRequest = &RawServer::accept;
    QTRY_COMPARE(m.status.state, ConnectionState::Open);
}

void TestConnectionFaults::nobodyListens()
{
    const QString url = m_server->url();
    m_server.reset();
    const CloseCause cause = firstEndOf(profileFor(url));
    QCOMPARE(cause.origin, Origin::Transport);
    QCOMPARE(cause.cause, Cause::ConnectionRefused);
}

void TestConnectionFaults::unknownHost()
{
    Monitored m(profileFor(u"ws://nowhere.invalid/"_s));
    m.connection.connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(m.event(ConnectionState::Waiting), 15'000);
    const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
    QCOMPARE(cause.origin, Origin::Dns);
    QCOMPARE(cause.cause, Cause::HostNotFound);
}

void TestConnectionFaults::plainServerOnWss()
{
    // What a plain HTTP server answers to a TLS handshake.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        });
    });
    Monitored m(profileFor(u"wss://127.0.0.1:%1/"_s.arg(plain.serverPort())));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.origin, Origin::Tls);
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::NotTls);
}

void TestConnectionFaults::deadlineOfTlsAndUpgrade()
{
    m_server->onRequest = [](QTcpSocket *, const QByteArray &) {};
    Profile plain = profileFor(m_server->url());
    plain.limits.upgrade = 50ms;
    Monitored upgrade(plain);
    upgrade.connection.connectNow();
    Profile encrypted = profileFor(m_server->url(u"wss"_s));
    encrypted.limits.tls = 50ms;
    Monitored tls(encrypted);
    tls.connection.connectNow();
    QTRY_VERIFY(upgrade.event(ConnectionState::Waiting) && tls.event(ConnectionState::Waiting));
    QCOMPARE(upgrade.event(ConnectionState::Waiting)->cause.origin, Origin::Local);
    QCOMPARE(upgrade.event(ConnectionState::Waiting)->cause.cause, Cause::UpgradeTimeout);
    QVERIFY(upgrade.event(ConnectionState::Waiting)->phases.upgradeUs >= 50'000);
    QCOMPARE(tls.event(ConnectionState::Waiting)->cause.cause, Cause::TlsTimeout);
}

void TestConnectionFaults::tooLongAMessage()
{
    m_server->onFrame = [](QTcpSocket *socket, int, const QByteArray &) {
        QByteArray header("\x82\x7f", 2);
        header.append("\0\0\0\0\x71\x3f\xb3\0", 8); // claims 1.9 GiB
        socket->write(header);
    };
    const CloseCause cause = firstEndOf(profileFor(m_server->url()));
    QCOMPARE(cause.origin, Origin::Local);
    QCOMPARE(cause.cause, Cause::MessageTooBig);
    QCOMPARE(cause.closeCode, 1009);
}

void TestConnectionFaults::brokenFrame()
{
    m_server->onFrame = [](QTcpSocket *socket, int, const QByteArray &) {
        socket->write(QByteArray("\xf1\x01x", 3)); // reserved bits set
    };
    const CloseCause cause = firstEndOf(profileFor(m_server->url()));
    QCOMPARE(cause.origin, Origin::Local);
    QCOMPARE(cause.cause, Cause::ProtocolError);
    QCOMPARE(cause.closeCode, 1002);
    QVERIFY(!cause.detail.isEmpty());
}

void TestConnectionFaults::unusableProfile()
{
    Profile profile = profileFor(u"http://example.org/"_s);
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_COMPARE(m.settled, 1);
    QTRY_COMPARE(m.status.state, ConnectionState::Failed);
    QCOMPARE(m.events.back().cause.cause, Cause::InvalidProfile);
    QVERIFY(m.events.back().cause.detail.startsWith(u"url: "_s));

    profile.url = u"wss://127.0.0.1:1/"_s;
    profile.tls.caFile = u"/nonexistent/ca.pem"_s;
    Monitored withCa(profile);
    withCa.connection.connectNow();
    QTRY_COMPARE(withCa.status.state, ConnectionState::Failed);
    QVERIFY(withCa.events.back().cause.detail.contains(u"/nonexistent/ca.pem"_s));
}

void TestConnectionFaults::attemptsAreUsedUp()
{
    const QString url = m_server->url();
    m_server.reset();
    Profile profile = profileFor(url);
    profile.reconnect.attempts = 2;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_COMPARE(m.status.state, ConnectionState::Failed);
    const auto waits =
            std::count_if(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
                return e.to == ConnectionState::Waiting;
            });
    QCOMPARE(waits, 2);
    QCOMPARE(m.events.back().cause.cause, Cause::ConnectionRefused);
}

void TestConnectionFaults::silenceBeforeAClose()
{
    // Not a sound for 300 ms, then a Close frame: it ends the silence, but is not a sign of life
    // before it.
    m_server->onFrame = [](QTcpSocket *socket, int, const QByteArray &) {
        QTimer::singleShot(300ms, socket,
                           [socket] { socket->write(RawServer::frame(8, "\x03\xe8")); });
    };
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.timeout = 2s;
    profile.heartbeat.late = 2s;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const ConnectionEvent &event = *m.event(ConnectionState::Waiting);
    QCOMPARE(event.cause.cause, Cause::CloseFrame);
    QVERIFY2(event.silenceMs >= 290, qPrintable(QString::number(event.silenceMs.value_or(-1))));
}

void TestConnectionFaults::descriptorLimit()
{
    // Without a descriptor no name can be looked up either: it is not the name that is wrong.
    for (const QString &url : {m_server->url(), u"ws://nowhere.invalid/"_s}) {
        Monitored m(profileFor(url));
        const TemporaryDescriptorLimit none(0);
        m.connection.connectNow();
        QTRY_VERIFY_WITH_TIMEOUT(m.event(ConnectionState::Waiting), 15'000);
        const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
        QCOMPARE(cause.origin, Origin::Local);
        QCOMPARE(cause.cause, Cause::DescriptorLimit);
    }
}

void TestConnectionFaults::leavesDescriptorsToTheProgram()
{
    Monitored m(profileFor(m_server->url()));
    {
        const TemporaryDescriptorLimit reserveOnly(DescriptorReserve);
        m.connection.connectNow();
        QTRY_VERIFY(m.event(ConnectionState::Waiting));
        const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
        QCOMPARE(cause.cause, Cause::DescriptorLimit);
        QCOMPARE(cause.detail, CauseDetail::text(CauseDetail::NoDescriptors, DescriptorReserve));
        QCOMPARE(m_server->connections(), 0);
    }
    QTRY_COMPARE(m.status.state, ConnectionState::Open); // by itself
}

void TestConnectionFaults::answerWithoutEnd()
{
    m_server->onRequest = [](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 101 Switching Protocols\r\nX: " + QByteArray(300'000, 'x'));
    };
    Profile profile = profileFor(m_server->url());
    profile.limits.upgrade = 10min;
    const CloseCause cause = firstEndOf(profile);
    QCOMPARE(cause.origin, Origin::Http);
    QCOMPARE(cause.cause, Cause::InvalidUpgrade);
    QCOMPARE(cause.detail, u"the answer to the upgrade is longer than 65536 bytes"_s);
}

void TestConnectionFaults::fragmentsWithoutEnd()
{
    m_server->onRequest = [](QTcpSocket *socket, const QByteArray &request) {
        RawServer::accept(socket, request);
        socket->write(QByteArray("\x01\x00", 2) + QByteArray("\x00\x00", 2).repeated(70'000));
    };
    const CloseCause cause = firstEndOf(profileFor(m_server->url()));
    QCOMPARE(cause.origin, Origin::Local);
    QCOMPARE(cause.cause, Cause::MessageTooBig);
    QCOMPARE(cause.detail, u"a message in more than 65536 fragments"_s);
}

void TestConnectionFaults::peerThatDoesNotRead_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::newRow("messages") << RawServer::frame(1, "2"); // Engine.IO
    QTest::newRow("pings") << RawServer::frame(9, "2"); // which Qt answers by itself
}

void TestConnectionFaults::peerThatDoesNotRead()
{
    // Asks for answers without end and reads none.
    QFETCH(QByteArray, question);
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listenWithoutRoom());
    m_server->onRequest = [question](QTcpSocket *socket, const QByteArray &request) {
        RawServer::acceptAndTurnDeaf(socket, request, question.repeated(300'000));
    };
    Profile profile = profileFor(m_server->url(), HeartbeatKind::Listen);
    profile.heartbeat.preset = u"socket.io"_s;
    profile.heartbeat.interval = 10s;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(m.event(ConnectionState::Waiting), 30'000);
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.origin, Origin::Local);
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::SendQueueFull);
}

void TestConnectionFaults::closeThatCannotLeave()
{
    // The Close frame waits behind what the peer does not read, and so would the connection.
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listenWithoutRoom());
    m_server->onRequest = &RawServer::acceptAndJam;
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.missesAllowed = HeartbeatRule::MaximumMissesAllowed;
    profile.heartbeat.timeout = 10min;
    profile.limits.close = 100ms;
    Monitored m(profile);
    m.closeJammed();
    QCOMPARE(m.events.back().cause.origin, Origin::Local);
    QCOMPARE(m.events.back().cause.closeCode, 1006);
}

void TestConnectionFaults::tooManyOutstanding()
{
    // No answer is overdue yet; that no more beats are awaited at a time is our own limit.
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.interval = 2ms;
    profile.heartbeat.timeout = 30s;
    profile.heartbeat.late = 30s;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= BeatLedger::MaximumOutstanding / 2);
    QCOMPARE(m.status.state, ConnectionState::Open);
    QCOMPARE(m.event(ConnectionState::Waiting), nullptr);
    QVERIFY(std::all_of(m.beats.begin(), m.beats.end(),
                        [](const Beat &beat) { return beat.outcome == BeatOutcome::Unsent; }));
}

QTEST_GUILESS_MAIN(TestConnectionFaults)
#include "tst_connectionfaults.moc"
