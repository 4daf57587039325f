// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/monitoredconnection.h"
#include "support/rawserver.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// The life of a connection over a server that behaves.
class TestConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beatsFollowTheSchedule_data();
    void beatsFollowTheSchedule();
    void closesWithACloseFrameAndStopsBeating();
    void accountsForSlotsBeforeTheEnd_data();
    void accountsForSlotsBeforeTheEnd();
    void silenceIsDeath();
    void silenceCountsInTimeoutsWhenTheyAreShort();
    void degradedAndRecovered();
    void requestCarriesHeadersAndCredentials();
    void ownAuthorizationWins();
    void answerReadTogetherWithNews();
    void destroyedInFlight();
    void leavesTheQueueOfThoseWhoConnect();
    void keepsItsPlaceInTheQueue();
    void usersGoBeforeRetries();
    void throughASocksProxy();

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

void TestConnection::accountsForSlotsBeforeTheEnd_data()
{
    QTest::addColumn<bool>("isClosedHere");
    QTest::newRow("closed here") << true;
    QTest::newRow("cut by the peer") << false;
}

void TestConnection::accountsForSlotsBeforeTheEnd()
{
    QFETCH(bool, isClosedHere);
    constexpr qint64 intervalUs = 40'000;
    Profile profile = profileFor(m_server->url());
    profile.reconnect.enabled = false;
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 2);
    // The loop is busy elsewhere, and what comes first then is the end.
    const qint64 busyUntilNs = Clock::monotonicNs() + 4 * intervalUs * 1'000;
    while (Clock::monotonicNs() < busyUntilNs) { }
    if (isClosedHere)
        m.connection.disconnectNow();
    else
        RawServer::reset(m_server->sockets().constFirst());
    const auto end = [&m] {
        return std::find_if(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
            return isOpen(e.from) && !isOpen(e.to);
        });
    };
    QTRY_VERIFY(end() != m.events.end());
    QTRY_VERIFY(m.sessionInfos.back().closedAt);
    std::ranges::sort(m.beats, {},
                      &Beat::sequence); // what is awaited settles after what never left
    QVERIFY(m.sequencesAreWhole());
    for (std::size_t i = 1; i < m.beats.size(); ++i)
        QCOMPARE(m.beats[i].scheduledAt - m.beats[i - 1].scheduledAt, intervalUs);
    QVERIFY(end()->at - m.beats.back().scheduledAt <= intervalUs);
    QVERIFY(m.hasUnsent());
    QVERIFY(std::ranges::any_of(m.events, [](const ConnectionEvent &e) {
        return e.cause.cause == Cause::MonitoringGap;
    }));
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

void TestConnection::answerReadTogetherWithNews()
{
    // The pong is there at once; 3 ms later comes something else, and only then both are read. The
    // kernel tells one time for them.
    constexpr qint64 delayNs = 3'000'000;
    m_server->onFrame = [](QTcpSocket *socket, int opcode, const QByteArray &payload) {
        if (opcode != 9)
            return;
        socket->write(RawServer::frame(10, payload));
        socket->flush();
        const qint64 until = Clock::monotonicNs() + delayNs;
        while (Clock::monotonicNs() < until) { }
        socket->write(RawServer::frame(1, "news"));
        socket->flush();
    };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 5);
    qint64 shortest = std::numeric_limits<qint64>::max();
    for (const Beat &beat : m.beats) {
        QVERIFY(beat.rttNs && beat.rttErrorNs);
        shortest = std::min(shortest, *beat.rttNs - *beat.rttErrorNs);
    }
    QVERIFY2(shortest < delayNs, qPrintable(QString::number(shortest)));
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
        ConnectGate gate;
        WorkerShare share;
        const Connection::Environment environment{sessions, updates, gate, share, {}};
        Connection connection({.profile = std::make_shared<const Profile>(profile)}, environment);
        connection.connectNow();
        QTRY_VERIFY(sent >= 3);
    }
    QVERIFY(static_cast<qint64>(seen.beats.size()) >= sent);
    QCOMPARE(seen.beats.front().outcome, BeatOutcome::Missed);
    QCOMPARE(seen.events.back().to, ConnectionState::Idle);
    QCOMPARE(seen.events.back().cause.cause, Cause::Shutdown);
    QVERIFY(seen.sessions.back().closedAt);
}

void TestConnection::leavesTheQueueOfThoseWhoConnect()
{
    bool accepted = false;
    m_server->onFrame = [&accepted](QTcpSocket *, int, const QByteArray &) { accepted = true; };
    Monitored m(profileFor(m_server->url()));
    m.connection.connectNow();
    QCOMPARE(m.gate.waiting(), 1U);
    m.connection.disconnectNow();
    QCOMPARE(m.gate.waiting(), 0U);
    {
        Connection other({.profile = std::make_shared<const Profile>(profileFor(m_server->url()))},
                         m.environment);
        other.connectNow();
    }
    QCOMPARE(m.gate.waiting(), 0U);

    // And can come back; the first one's request left nothing behind.
    m.connection.connectNow();
    QTRY_VERIFY(accepted);
    m.updates.flush();
    QCOMPARE(std::count_if(m.events.begin(), m.events.end(),
                           [](const ConnectionEvent &event) {
                               return event.to == ConnectionState::Connecting;
                           }),
             1);
}

void TestConnection::keepsItsPlaceInTheQueue()
{
    Monitored m(profileFor(m_server->url()));
    Connection other({.profile = std::make_shared<const Profile>(profileFor(m_server->url()))},
                     m.environment);
    m.connection.connectNow();
    other.connectNow();
    m.connection.connectNow(); // an impatient user
    QCOMPARE(m.gate.waiting(), 2U);
    QTRY_VERIFY(m.events.size() >= 2);
    QCOMPARE(m.events[0].connection, m.connection.id());
    QCOMPARE(m.events[1].connection, other.id());
}

void TestConnection::usersGoBeforeRetries()
{
    const QString url = m_server->url();
    m_server.reset();
    Monitored m(profileFor(url));
    m.connection.connectNow();
    QTRY_COMPARE(m.status.state, ConnectionState::Waiting);

    // Others keep it from its retry: those that connect, and one before it in the queue.
    std::vector<ConnectGate::Turn> others(ConnectGate::MaximumInFlight);
    for (ConnectGate::Turn &turn : others)
        turn = m.gate.request([] {});
    QTRY_COMPARE(m.gate.inFlight(), ConnectGate::MaximumInFlight);
    std::optional<std::size_t> waitingAfter;
    const auto rival = m.gate.request([&] { waitingAfter = m.gate.waiting(); });
    QTRY_COMPARE(m.gate.waiting(), 2U);

    m.connection.connectNow();
    QCOMPARE(m.gate.waiting(), 2U);
    others.clear();
    QTRY_COMPARE(waitingAfter, std::optional<std::size_t>(0));
    QTRY_COMPARE(std::count_if(m.events.begin(), m.events.end(),
                               [](const ConnectionEvent &event) {
                                   return event.to == ConnectionState::Connecting
                                           && event.cause.cause == Cause::UserRequest;
                               }),
                 2);
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

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
