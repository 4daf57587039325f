// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connection.h"
#include "support/rawserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One connection with everything that it reports.
class Monitored {
public:
    explicit Monitored(const Profile &profile)
        : updates([this](const UpdateBatchPtr &batch) {
            sessionInfos.insert(sessionInfos.end(), batch->sessions.begin(), batch->sessions.end());
            beats.insert(beats.end(), batch->beats.begin(), batch->beats.end());
            events.insert(events.end(), batch->events.begin(), batch->events.end());
            if (!batch->statuses.empty())
                status = batch->statuses.back();
        })
        , connection({.profile = profile}, sessions, updates)
    {
    }

    const ConnectionEvent *event(ConnectionState to) const
    {
        const auto found = std::find_if(events.begin(), events.end(),
                                        [to](const ConnectionEvent &e) { return e.to == to; });
        return found == events.end() ? nullptr : &*found;
    }
    bool sequencesAreWhole() const
    {
        for (std::size_t i = 0; i < beats.size(); ++i) {
            if (beats[i].sequence != static_cast<qint64>(i) + 1)
                return false;
        }
        return true;
    }

    std::vector<SessionInfo> sessionInfos;
    std::vector<Beat> beats;
    std::vector<ConnectionEvent> events;
    ConnectionStatus status;
    SessionCounter sessions{100};
    UpdateCollector updates;
    Connection connection;
};

Profile profileFor(const QString &url, HeartbeatKind kind = HeartbeatKind::Ping)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"test"_s;
    profile.url = url;
    profile.heartbeat = {.kind = kind, .interval = 40ms, .timeout = 200ms, .late = 150ms};
    profile.reconnect = {.initial = 60ms, .maximum = 60ms, .jitter = 0.0};
    return profile;
}

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beatsFollowTheSchedule_data();
    void beatsFollowTheSchedule();
    void closesWithACloseFrameAndStopsBeating();
    void silenceIsDeath();
    void silenceCountsInTimeoutsWhenTheyAreShort();
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
    void degradedAndRecovered();
    void requestCarriesHeadersAndCredentials();
    void ownAuthorizationWins();
    void silenceBeforeAClose();
    void destroyedInFlight();
    void throughASocksProxy();
    void peerThatDoesNotRead();

private:
    std::unique_ptr<RawServer> m_server;
};

void TestConnection::init()
{
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listen());
}

void TestConnection::beatsFollowTheSchedule_data()
{
    QTest::addColumn<HeartbeatKind>("kind");
    QTest::newRow("ping") << HeartbeatKind::Ping;
    QTest::newRow("text") << HeartbeatKind::Text;
    QTest::newRow("json") << HeartbeatKind::Json;
    QTest::newRow("binary") << HeartbeatKind::Binary;
}

void TestConnection::beatsFollowTheSchedule()
{
    QFETCH(HeartbeatKind, kind);
    Monitored m(profileFor(m_server->url(), kind));
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 8);
    QVERIFY(m.sequencesAreWhole());
    for (std::size_t i = 0; i < 8; ++i) {
        const Beat &beat = m.beats[i];
        QCOMPARE(beat.outcome, BeatOutcome::Ok);
        QCOMPARE(beat.session, qint64(100));
        QVERIFY(beat.rttNs > 0);
        QVERIFY(beat.rttErrorNs > 0 && beat.rttErrorNs <= beat.rttNs);
        QVERIFY(beat.sendLatenessNs >= 0);
        QVERIFY(beat.sentAt >= beat.scheduledAt);
        QVERIFY(beat.tcpRttUs > 0);
        if (i > 0)
            QCOMPARE(beat.scheduledAt - m.beats[i - 1].scheduledAt, qint64(40'000));
    }
    QCOMPARE(m.status.state, ConnectionState::Open);
    const ConnectionEvent *opened = m.event(ConnectionState::Open);
    QVERIFY(opened);
    QCOMPARE(opened->session, qint64(100));
    QCOMPARE(opened->from, ConnectionState::Connecting);
    QVERIFY(opened->phases.connectUs >= 0 && opened->phases.upgradeUs >= 0);
    QVERIFY(!opened->phases.tlsUs);
    QCOMPARE(m.sessionInfos.size(), std::size_t(1));
#ifdef Q_OS_LINUX
    QCOMPARE(m.sessionInfos[0].timeSource, TimeSource::Kernel);
#endif
}

void TestConnection::closesWithACloseFrameAndStopsBeating()
{
    int frames = 0;
    m_server->onFrame = [&frames](QTcpSocket *socket, int opcode, const QByteArray &payload) {
        ++frames;
        RawServer::answer(socket, opcode, payload);
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 2);
    m.connection.disconnectNow();
    QTRY_COMPARE(m.status.state, ConnectionState::Idle);
    QTRY_COMPARE(m_server->closePayloads(), QList<QByteArray>{QByteArray("\x03\xe8")});
    QVERIFY(std::all_of(m.beats.begin(), m.beats.end(),
                        [](const Beat &beat) { return beat.outcome == BeatOutcome::Ok; }));
    const ConnectionEvent &last = m.events.back();
    QCOMPARE(last.from, ConnectionState::Closing);
    QCOMPARE(last.cause.origin, Origin::Local);
    QCOMPARE(last.cause.cause, Cause::UserRequest);
    QCOMPARE(last.cause.closeCode, 1000);
    QVERIFY(m.sessionInfos.back().closedAt);
    // The timer is stopped: the server sees nothing more, while another connection beats ten times.
    const int framesAtClose = frames;
    Monitored other(profileFor(m_server->url()));
    m_server->onFrame = &RawServer::answer;
    other.connection.connectNow();
    QTRY_VERIFY(other.beats.size() >= 10);
    QCOMPARE(frames, framesAtClose);
    QVERIFY(m.sequencesAreWhole());
}

void TestConnection::silenceIsDeath()
{
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.missesAllowed = 3;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QVERIFY(m.event(ConnectionState::Degraded));
    QCOMPARE(m.event(ConnectionState::Degraded)->cause.cause, Cause::BeatMissed);
    const ConnectionEvent &death = *m.event(ConnectionState::Waiting);
    QCOMPARE(death.from, ConnectionState::Degraded);
    QCOMPARE(death.cause.origin, Origin::Transport);
    QCOMPARE(death.cause.cause, Cause::Silence);
    QCOMPARE(death.cause.closeCode, 1006);
    QVERIFY2(death.cause.detail.startsWith(u"3 beats missed; TCP still acknowledges"_s),
             qPrintable(death.cause.detail));
    QVERIFY(death.silenceMs >= 200);
    QVERIFY(m.status.retryAtUs || m.status.state != ConnectionState::Waiting);
    // What was in flight is in the log as missed, none is forgotten.
    const auto count = m.beats.size();
    QVERIFY(count >= 3);
    QVERIFY(m.sequencesAreWhole());
    QTRY_VERIFY(m_server->connections() >= 2); // it tries again by itself
}

void TestConnection::silenceCountsInTimeoutsWhenTheyAreShort()
{
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.interval = 2s;
    profile.heartbeat.timeout = 50ms;
    profile.heartbeat.late = 50ms;
    profile.heartbeat.missesAllowed = 3;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::Silence);
    QCOMPARE(m.beats.size(), std::size_t(1));
}

void TestConnection::peerCloses_data()
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

void TestConnection::peerCloses()
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

void TestConnection::streamEnds_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("end of stream") << false << Cause::EndOfStream;
    QTest::newRow("reset") << true << Cause::ConnectionReset;
}

void TestConnection::streamEnds()
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

void TestConnection::upgradeFails_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("detail");
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                         << Origin::Http << Cause::UpgradeRefused << u"403 Forbidden"_s;
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

void TestConnection::upgradeFails()
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

void TestConnection::nobodyListens()
{
    const QString url = m_server->url();
    m_server.reset();
    Monitored m(profileFor(url));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.origin, Origin::Transport);
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::ConnectionRefused);
}

void TestConnection::unknownHost()
{
    Monitored m(profileFor(u"ws://nowhere.invalid/"_s));
    m.connection.connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(m.event(ConnectionState::Waiting), 15'000);
    const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
    QCOMPARE(cause.origin, Origin::Dns);
    QCOMPARE(cause.cause, Cause::HostNotFound);
}

void TestConnection::plainServerOnWss()
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

void TestConnection::deadlineOfTlsAndUpgrade()
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

void TestConnection::tooLongAMessage()
{
    m_server->onFrame = [](QTcpSocket *socket, int, const QByteArray &) {
        QByteArray header("\x82\x7f", 2);
        header.append("\0\0\0\0\x71\x3f\xb3\0", 8); // claims 1.9 GiB
        socket->write(header);
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
    QCOMPARE(cause.origin, Origin::Local);
    QCOMPARE(cause.cause, Cause::MessageTooBig);
    QCOMPARE(cause.closeCode, 1009);
}

void TestConnection::brokenFrame()
{
    m_server->onFrame = [](QTcpSocket *socket, int, const QByteArray &) {
        socket->write(QByteArray("\xf1\x01x", 3)); // reserved bits set
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const CloseCause &cause = m.event(ConnectionState::Waiting)->cause;
    QCOMPARE(cause.origin, Origin::Local);
    QCOMPARE(cause.cause, Cause::ProtocolError);
    QCOMPARE(cause.closeCode, 1002);
    QVERIFY(!cause.detail.isEmpty());
}

void TestConnection::unusableProfile()
{
    Profile profile = profileFor(u"http://example.org/"_s);
    Monitored m(profile);
    QSignalSpy settled(&m.connection, &Connection::settled);
    m.connection.connectNow();
    QCOMPARE(settled.count(), 1);
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

void TestConnection::attemptsAreUsedUp()
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

void TestConnection::degradedAndRecovered()
{
    int pings = 0;
    m_server->onFrame = [&pings](QTcpSocket *socket, int opcode, const QByteArray &payload) {
        if (opcode != 9 || ++pings == 3)
            return; // the third is never answered; nor is it by the fourth's pong before its
                    // timeout
        socket->write(RawServer::frame(10, payload));
    };
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.timeout = 20ms;
    profile.heartbeat.late = 20ms;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Degraded));
    QTRY_COMPARE(m.status.state, ConnectionState::Open);
    QTRY_VERIFY(m.beats.size() >= 5);
    QCOMPARE(m.beats[2].outcome, BeatOutcome::Missed);
    const auto recovered =
            std::find_if(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
                return e.cause.cause == Cause::Recovered;
            });
    QVERIFY(recovered != m.events.end());
    QCOMPARE(recovered->from, ConnectionState::Degraded);
}

void TestConnection::requestCarriesHeadersAndCredentials()
{
    Profile profile =
            profileFor(u"ws://user:p%C3%A4ss@127.0.0.1:%1?token=1"_s.arg(m_server->port()));
    profile.headers = {{u"X-Trace"_s, u"grün"_s}, {u"Accept-Language"_s, u"en"_s}};
    profile.subprotocols = {u"chat"_s, u"superchat"_s};
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_COMPARE(m_server->requests().size(), 1);
    const QByteArray request = m_server->requests().constFirst();
    QVERIFY2(request.startsWith("GET /?token=1 HTTP/1.1\r\n"), request.constData());
    QVERIFY(request.contains("X-Trace: gr\xc3\xbcn\r\n"));
    QVERIFY(request.contains("Authorization: Basic " + QByteArray("user:p\xc3\xa4ss").toBase64()
                             + "\r\n"));
    QVERIFY(request.contains("Sec-WebSocket-Protocol: chat, superchat\r\n"));
}

void TestConnection::ownAuthorizationWins()
{
    Profile profile = profileFor(u"ws://user:pass@127.0.0.1:%1/"_s.arg(m_server->port()));
    profile.headers = {{u"authorization"_s, u"Bearer token"_s},
                       {u"Cookie"_s, u"a=1"_s},
                       {u"Cookie"_s, u"b=2"_s}};
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_COMPARE(m_server->requests().size(), 1);
    const QByteArray request = m_server->requests().constFirst();
    QVERIFY2(request.contains("uthorization: Bearer token\r\n"), request.constData());
    QVERIFY(!request.contains("Basic"));
    QVERIFY2(request.contains("Cookie: a=1; b=2\r\n"), request.constData());
}

void TestConnection::silenceBeforeAClose()
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

void TestConnection::destroyedInFlight()
{
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    UpdateBatch seen;
    qint64 sent = 0;
    {
        SessionCounter sessions;
        UpdateCollector updates([&seen](const UpdateBatchPtr &batch) {
            seen.beats.insert(seen.beats.end(), batch->beats.begin(), batch->beats.end());
            seen.events.insert(seen.events.end(), batch->events.begin(), batch->events.end());
            seen.sessions.insert(seen.sessions.end(), batch->sessions.begin(),
                                 batch->sessions.end());
        });
        m_server->onFrame = [&sent](QTcpSocket *, int, const QByteArray &) { ++sent; };
        Profile profile = profileFor(m_server->url());
        profile.heartbeat.timeout = 10s;
        Connection connection({.profile = profile}, sessions, updates);
        connection.connectNow();
        QTRY_VERIFY(sent >= 3);
    }
    QVERIFY(static_cast<qint64>(seen.beats.size()) >= sent);
    QCOMPARE(seen.beats.front().outcome, BeatOutcome::Missed);
    QCOMPARE(seen.events.back().to, ConnectionState::Idle);
    QCOMPARE(seen.events.back().cause.cause, Cause::Shutdown);
    QVERIFY(seen.sessions.back().closedAt);
}

void TestConnection::throughASocksProxy()
{
    // RFC 1928, without authentication, for one connection to the server.
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    connect(&proxy, &QTcpServer::newConnection, this, [this, &proxy] {
        QTcpSocket *client = proxy.nextPendingConnection();
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_server->port());
        connect(server, &QTcpSocket::readyRead, client, [=] { client->write(server->readAll()); });
        connect(client, &QTcpSocket::readyRead, server, [=] {
            const QByteArray data = client->readAll();
            if (data.startsWith(QByteArray("\x05\x01\x00", 3))) {
                const bool isGreeting = data.size() == 3;
                client->write(isGreeting
                                      ? QByteArray("\x05\x00", 2)
                                      : QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
                return;
            }
            server->write(data);
        });
    });
    Profile profile = profileFor(m_server->url());
    profile.proxy = u"socks5://127.0.0.1:%1"_s.arg(proxy.serverPort());
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 5);
    QCOMPARE(m.sessionInfos[0].timeSource, TimeSource::UserSpace);
    for (const Beat &beat : m.beats) {
        QCOMPARE(beat.outcome, BeatOutcome::Ok);
        QVERIFY(!beat.tcpRttUs); // what the engine calls a descriptor is not one
    }
    QVERIFY(m.status.lastInboundUs);
}

void TestConnection::peerThatDoesNotRead()
{
    // Asks for answers without end (Engine.IO "2") and reads none.
    m_server->onRequest = [](QTcpSocket *socket, const QByteArray &request) {
        RawServer::accept(socket, request);
        socket->disconnect(SIGNAL(readyRead()));
        socket->setReadBufferSize(1);
        const QByteArray question = RawServer::frame(1, "2").repeated(1'000'000);
        socket->write(question);
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

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
