// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/tlsservers.h"
#include "network/monitoredconnection.h"
#include "support/rawserver.h"

#include <QTest>

using namespace heartline;
using namespace heartline::test;
using namespace Qt::Literals::StringLiterals;

/// Connections through an HTTP proxy with CONNECT, with and without credentials.
class TestHttpProxy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void connects_data();
    void connects();
    void connectsWithTls();
    void fails_data();
    void fails();
    void proxyGoes();

private:
    static QString proxyUrl(const ServerProcess &proxy, const QString &credentials)
    {
        return u"http://"_s + credentials + u"127.0.0.1:%1"_s.arg(proxy.port());
    }
    QString proxyUrl(const QString &proxy, const QString &credentials) const
    {
        if (proxy == u"absent"_s)
            return u"http://127.0.0.1:%1"_s.arg(freePort());
        return proxyUrl(proxy == u"open"_s ? m_open : m_guarded, credentials);
    }

    RawServer m_upstream;
    ServerProcess m_open;
    ServerProcess m_guarded;
};

void TestHttpProxy::initTestCase()
{
    QVERIFY(m_upstream.listen());
    m_open = ServerProcess::httpProxy();
    m_guarded = ServerProcess::httpProxy(u"user:pass word"_s);
    QVERIFY2(m_open.isRunning() && m_guarded.isRunning(), qPrintable(m_open.error()));
}

void TestHttpProxy::connects_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("credentials");
    QTest::newRow("open to all") << u"open"_s << QString();
    QTest::newRow("needless credentials") << u"open"_s << u"user:x@"_s;
    QTest::newRow("credentials") << u"guarded"_s << u"user:pass%20word@"_s;
}

void TestHttpProxy::connects()
{
    QFETCH(QString, proxy);
    QFETCH(QString, credentials);
    Profile profile = profileFor(m_upstream.url());
    profile.proxy = proxyUrl(proxy, credentials);
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 3);
    QCOMPARE(m.beats.front().outcome, BeatOutcome::Ok);
    // Unlike SOCKS5, the socket is a real one.
    QVERIFY(m.sessionInfos.front().timeSource != TimeSource::UserSpace);
    QVERIFY(m.beats.front().tcpRttUs);
}

void TestHttpProxy::connectsWithTls()
{
    TlsServers servers(m_upstream.port());
    QVERIFY2(servers.error().isEmpty(), qPrintable(servers.error()));
    Profile profile = profileFor(servers.url(u"good"_s));
    profile.tls.caFile = servers.file(u"ca.pem"_s);
    profile.proxy = proxyUrl(u"guarded"_s, u"user:pass%20word@"_s);
    m_upstream.onFrame = [](QTcpSocket *socket, int, const QByteArray &) { socket->abort(); };
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(servers.endedConnections().size() >= 2);
    QCOMPARE(servers.endedConnections().mid(0, 2), (QStringList{u"TLSv1.3 ."_s, u"TLSv1.3 r"_s}));
    m_upstream.onFrame = RawServer::answer;
    QTRY_VERIFY(std::any_of(m.beats.begin(), m.beats.end(),
                            [](const Beat &beat) { return beat.outcome == BeatOutcome::Ok; }));
}

void TestHttpProxy::fails_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("credentials");
    QTest::addColumn<QString>("url");
    const QString url = m_upstream.url();
    QTest::newRow("no credentials") << u"guarded"_s << QString() << url;
    QTest::newRow("wrong credentials") << u"guarded"_s << u"user:wrong@"_s << url;
    QTest::newRow("refuses the host") << u"open"_s << QString() << u"ws://127.0.0.1:1/"_s;
    QTest::newRow("is not there") << u"absent"_s << QString() << url;
}

void TestHttpProxy::fails()
{
    QFETCH(QString, proxy);
    QFETCH(QString, credentials);
    QFETCH(QString, url);
    Profile profile = profileFor(url);
    profile.proxy = proxyUrl(proxy, credentials);
    const auto requests = m_upstream.requests().size();
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    const CloseCause cause = m.event(ConnectionState::Waiting)->cause;
    QCOMPARE(cause.origin, Origin::Proxy);
    QCOMPARE(cause.cause, Cause::ProxyFailed);
    QVERIFY(!cause.detail.isEmpty());
    QVERIFY(!cause.detail.contains(u"wrong"_s)); // no password in the log
    QCOMPARE(m_upstream.requests().size(), requests);
}

void TestHttpProxy::proxyGoes()
{
    ServerProcess proxy = ServerProcess::httpProxy();
    Profile profile = profileFor(m_upstream.url());
    profile.proxy = proxyUrl(proxy, {});
    Monitored m(profile);
    m.connection.connectNow();
    QTRY_VERIFY(m.beats.size() >= 2);
    proxy.kill();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.origin, Origin::Transport);
    QTRY_VERIFY(std::any_of(m.events.begin(), m.events.end(), [](const ConnectionEvent &e) {
        return e.cause.cause == Cause::ProxyFailed;
    }));
}

QTEST_GUILESS_MAIN(TestHttpProxy)
#include "tst_httpproxy.moc"
