// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

#include "demo/demoworkspace.h"

#include <QSet>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestDemoServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void echoes();
    void latencyDelaysButKeepsTheOrder();
    void lossAnswersNothing();
    void closesByItself();
    void fallsSilentForPingsToo();
    void sendsByItself();
    void ownPathsGoBeforeTheFallback();
    void forbidden();
    void portThatIsTaken();
    void floodedRequestIsCutOff();
    void stopsWithACloseFrame();
    void sendableCloseCodes();
    void workspaceShowsTheRange();

private:
    static void open(QWebSocket &socket, const DemoServer &server, const QString &path = u"/"_s)
    {
        QSignalSpy connected(&socket, &QWebSocket::connected);
        socket.open(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(server.port()).arg(path)));
        QTRY_COMPARE(connected.size(), 1);
    }
};

void TestDemoServer::echoes()
{
    DemoServer server;
    QVERIFY(server.listen());
    QVERIFY(server.port() != 0);
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&socket, &QWebSocket::binaryMessageReceived);
    QSignalSpy pongs(&socket, &QWebSocket::pong);
    open(socket, server, u"/any/path?query"_s);
    socket.sendTextMessage(u"heartbeat ✓"_s);
    socket.sendBinaryMessage(QByteArray("\0\xff", 2));
    socket.ping("probe");
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toString(), u"heartbeat ✓"_s);
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(binaries[0][0].toByteArray(), QByteArray("\0\xff", 2));
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(pongs[0][1].toByteArray(), QByteArray("probe"));
}

void TestDemoServer::latencyDelaysButKeepsTheOrder()
{
    DemoServer server({.latency = 60ms, .jitter = 30ms});
    QVERIFY(server.listen());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    open(socket, server);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i)
        socket.sendTextMessage(QString::number(i));
    QTRY_VERIFY(!texts.isEmpty());
    QVERIFY2(timer.elapsed() >= 30, qPrintable(QString::number(timer.elapsed())));
    QTRY_COMPARE(texts.size(), 50);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(texts[i][0].toString(), QString::number(i));
}

void TestDemoServer::lossAnswersNothing()
{
    DemoServer server({.loss = 1.0});
    QVERIFY(server.listen());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy pongs(&socket, &QWebSocket::pong);
    open(socket, server);
    for (int i = 0; i < 20; ++i)
        socket.sendTextMessage(u"lost"_s);
    socket.ping(); // behind them on the same stream
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(texts.size(), 0);
}

void TestDemoServer::closesByItself()
{
    DemoServer server({.closeAfter = 50ms, .closeCode = 4001, .closeReason = u"enough"_s});
    QVERIFY(server.listen());
    QWebSocket socket;
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    open(socket, server);
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(static_cast<int>(socket.closeCode()), 4001);
    QCOMPARE(socket.closeReason(), u"enough"_s);
}

void TestDemoServer::fallsSilentForPingsToo()
{
    DemoServer server({.silentAfter = 100ms});
    QVERIFY(server.listen());
    QWebSocket silent;
    QSignalSpy texts(&silent, &QWebSocket::textMessageReceived);
    QSignalSpy pongs(&silent, &QWebSocket::pong);
    open(silent, server);
    silent.sendTextMessage(u"before"_s);
    QTRY_COMPARE(texts.size(), 1);

    QWebSocket probe;
    QSignalSpy probes(&probe, &QWebSocket::pong);
    open(probe, server, u"/steady"_s);
    // Answered until they are not, while another connection of the same server still is.
    const auto unanswered = [&] {
        const qsizetype before = pongs.size();
        silent.ping("still there?");
        silent.flush();
        for (int i = 0; i < 10; ++i) { // turns of the server's loop
            const qsizetype count = probes.size();
            probe.ping();
            if (!QTest::qWaitFor([&] { return probes.size() > count; }))
                return false;
        }
        return pongs.size() == before;
    };
    bool hasFallenSilent = false;
    for (int attempt = 0; attempt < 20 && !hasFallenSilent; ++attempt)
        hasFallenSilent = unanswered();
    QVERIFY(hasFallenSilent);
    texts.clear();
    silent.sendTextMessage(u"after"_s);
    silent.flush();
    QVERIFY(unanswered());
    QCOMPARE(texts.size(), 0);
    QCOMPARE(silent.state(), QAbstractSocket::ConnectedState);
}

void TestDemoServer::sendsByItself()
{
    DemoServer server({.sendEvery = 20ms});
    QVERIFY(server.listen());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    open(socket, server);
    QTRY_VERIFY(texts.size() >= 2);
    QCOMPARE(texts[0][0].toString(), u"{\"number\":1,\"type\":\"tick\"}"_s);
}

void TestDemoServer::ownPathsGoBeforeTheFallback()
{
    DemoServer server({.loss = 1.0});
    QVERIFY(server.listen());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    open(socket, server, u"/steady"_s);
    socket.sendTextMessage(u"hello"_s);
    QTRY_COMPARE(texts.size(), 1);
    QVERIFY(!demoBehaviour(u"/"));
    QVERIFY(!demoBehaviour(u"/steady/"));
}

void TestDemoServer::forbidden()
{
    DemoServer server;
    QVERIFY(server.listen());
    QTcpSocket socket;
    QSignalSpy disconnected(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(u"127.0.0.1"_s, server.port());
    socket.write("GET /forbidden HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(disconnected.size(), 1);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 403 Forbidden\r\n"));
}

void TestDemoServer::portThatIsTaken()
{
    DemoServer first;
    QVERIFY(first.listen());
    DemoServer second;
    const auto refused = second.listen(first.port());
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(QString::number(first.port())));
}

void TestDemoServer::floodedRequestIsCutOff()
{
    DemoServer server;
    QVERIFY(server.listen());
    QTcpSocket socket;
    QSignalSpy disconnected(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(u"127.0.0.1"_s, server.port());
    socket.write("GET / HTTP/1.1\r\nX: " + QByteArray(DemoServer::MaximumRequestBytes, 'x'));
    QTRY_COMPARE(disconnected.size(), 1);
}

void TestDemoServer::stopsWithACloseFrame()
{
    auto server = std::make_unique<DemoServer>();
    QVERIFY(server->listen());
    QWebSocket socket;
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    open(socket, *server);
    server.reset();
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

void TestDemoServer::sendableCloseCodes()
{
    for (const int code : {1000, 1001, 1003, 1007, 1011, 3000, 4000, 4999})
        QVERIFY2(isSendable(code), qPrintable(QString::number(code)));
    for (const int code : {-1, 0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
        QVERIFY2(!isSendable(code), qPrintable(QString::number(code)));
}

void TestDemoServer::workspaceShowsTheRange()
{
    const auto profiles = demoProfiles(12'345);
    QVERIFY(profiles.size() >= 10);
    QSet<ConnectionId> ids;
    QSet<QString> names;
    QSet<QString> groups;
    QSet<QString> paths;
    QSet<HeartbeatKind> kinds;
    for (const Profile &profile : profiles) {
        const QUrl url(profile.url);
        QVERIFY2(url.isValid() && url.host() == u"127.0.0.1", qPrintable(profile.url));
        ids.insert(profile.id);
        names.insert(profile.name);
        groups.insert(profile.group);
        kinds.insert(profile.heartbeat.kind);
        if (url.port() == 12'345)
            paths.insert(url.path());
    }
    QCOMPARE(ids.size(), static_cast<qsizetype>(profiles.size()));
    QCOMPARE(names.size(), ids.size());
    QCOMPARE(groups.size(), 4);
    QCOMPARE(kinds.size(), 5);
    for (const QString &path : {u"/steady"_s, u"/jittery"_s, u"/slow"_s, u"/lossy"_s, u"/closing"_s,
                                u"/silent"_s, u"/ticking"_s, u"/forbidden"_s}) {
        QVERIFY2(paths.contains(path), qPrintable(path));
        QVERIFY2(demoBehaviour(path), qPrintable(path));
    }
    QCOMPARE(demoProfiles(1).front().id, profiles.front().id);
}

QTEST_GUILESS_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
