// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/connectionprobe.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

Profile profileFor(const QString &url, HeartbeatKind kind = HeartbeatKind::Ping)
{
    Profile profile;
    profile.name = u"probed"_s;
    profile.url = url;
    profile.heartbeat.kind = kind;
    profile.heartbeat.interval = 1h; // the test must not wait for it
    return profile;
}

} // namespace

class TestConnectionProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void measuresThreeBeatsAndCloses_data();
    void measuresThreeBeatsAndCloses();
    void refusedUpgradeIsNamed();
    void nobodyListens();
    void unsetVariableIsNamed();
    void silentServerShowsMissedBeats();
    void deathAfterOpeningIsAFailure();
    void listensAtItsOwnPace();
    void cancelSendsACloseFrame();
    void deadlineEndsIt();
    void closingEndsInTime();
    void canBeStartedAgain();

private:
    std::unique_ptr<RawServer> m_server;
};

void TestConnectionProbe::init()
{
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listen());
}

void TestConnectionProbe::measuresThreeBeatsAndCloses_data()
{
    QTest::addColumn<HeartbeatKind>("kind");
    QTest::newRow("ping") << HeartbeatKind::Ping;
    QTest::newRow("text") << HeartbeatKind::Text;
    QTest::newRow("json") << HeartbeatKind::Json;
}

void TestConnectionProbe::measuresThreeBeatsAndCloses()
{
    QFETCH(HeartbeatKind, kind);
    ConnectionProbe probe;
    QSignalSpy progressed(&probe, &ConnectionProbe::progressed);
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(m_server->url(), kind));
    QVERIFY(probe.isRunning());
    QVERIFY(finished.wait());
    QVERIFY(!probe.isRunning());
    QVERIFY(progressed.count() >= 2);
    const ProbeResult &result = probe.result();
    QCOMPARE(result.end, ProbeResult::End::Settled);
    QCOMPARE(result.beats.size(), ConnectionProbe::Beats);
    for (const Beat &beat : result.beats) {
        QCOMPARE(beat.outcome, BeatOutcome::Ok);
        QVERIFY(beat.rttNs > 0 && beat.rttErrorNs > 0);
    }
    QVERIFY(result.phases.connectUs && result.phases.upgradeUs);
    QVERIFY(result.session);
    QCOMPARE(m_server->connections(), 1);
    QTRY_COMPARE(m_server->closePayloads().size(), 1);
    QCOMPARE(m_server->closePayloads().front().first(2).toHex(), "03e8"_ba); // 1000
}

void TestConnectionProbe::refusedUpgradeIsNamed()
{
    m_server->onRequest = [](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    };
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(m_server->url()));
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::Failed);
    QCOMPARE(probe.result().failure->cause, Cause::UpgradeRefused);
    QVERIFY(probe.result().failure->detail.contains(u"403"));
    QVERIFY(probe.result().phases.connectUs);
    QCOMPARE(m_server->connections(), 1); // no second attempt
}

void TestConnectionProbe::nobodyListens()
{
    const QString url = m_server->url();
    m_server.reset();
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(url));
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::Failed);
    QCOMPARE(probe.result().failure->cause, Cause::ConnectionRefused);
}

void TestConnectionProbe::unsetVariableIsNamed()
{
    Profile profile = profileFor(m_server->url());
    profile.headers = {{u"Authorization"_s, u"Bearer ${env:HEARTLINE_TEST_IS_NOT_SET}"_s}};
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profile);
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().failure->cause, Cause::InvalidProfile);
    QVERIFY(probe.result().failure->detail.contains(u"HEARTLINE_TEST_IS_NOT_SET"));
    QCOMPARE(m_server->connections(), 0);
}

void TestConnectionProbe::silentServerShowsMissedBeats()
{
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.timeout = 60ms;
    profile.heartbeat.late = 60ms;
    profile.heartbeat.missesAllowed = 1;
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profile);
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::Settled);
    QCOMPARE(probe.result().beats.size(), ConnectionProbe::Beats);
    for (const Beat &beat : probe.result().beats)
        QCOMPARE(beat.outcome, BeatOutcome::Missed);
}

void TestConnectionProbe::deathAfterOpeningIsAFailure()
{
    m_server->onFrame = [](QTcpSocket *socket, int opcode, const QByteArray &) {
        if (opcode == 9)
            socket->write(RawServer::frame(8, "\x0f\xa0no token"_ba)); // 4000
    };
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(m_server->url()));
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::Failed);
    QCOMPARE(probe.result().failure->closeCode, 4000);
    QCOMPARE(probe.result().failure->closeReason, u"no token"_s);
}

void TestConnectionProbe::listensAtItsOwnPace()
{
    m_server->onRequest = [](QTcpSocket *socket, const QByteArray &request) {
        RawServer::accept(socket, request);
        socket->write(RawServer::frame(1, "tick"));
    };
    Profile profile = profileFor(m_server->url(), HeartbeatKind::Listen);
    profile.heartbeat.interval = 40ms;
    profile.heartbeat.timeout = 2s;
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profile);
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().beats.size(), ConnectionProbe::Beats);
    QVERIFY(!probe.result().beats.front().sentAt);
}

void TestConnectionProbe::cancelSendsACloseFrame()
{
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(m_server->url()));
    QTRY_VERIFY(probe.result().session);
    probe.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::Cancelled);
    QTRY_COMPARE(m_server->closePayloads().size(), 1);
}

void TestConnectionProbe::deadlineEndsIt()
{
    m_server->onRequest = [](QTcpSocket *, const QByteArray &) {}; // never answers
    ConnectionProbe probe(nullptr, 100ms);
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profileFor(m_server->url()));
    QVERIFY(finished.wait());
    QCOMPARE(probe.result().end, ProbeResult::End::TimedOut);
    QVERIFY(probe.result().beats.empty());
}

void TestConnectionProbe::closingEndsInTime()
{
    // The Close frame cannot leave, and the profile would wait for it for ten minutes.
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listenWithoutRoom());
    m_server->onRequest = &RawServer::acceptAndJam;
    Profile profile = profileFor(m_server->url());
    profile.limits.close = 10min;
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    probe.start(profile);
    const auto isJammed = [&probe] {
        return std::ranges::any_of(probe.result().beats, [](const Beat &beat) {
            return beat.outcome == BeatOutcome::Unsent;
        });
    };
    QTRY_VERIFY(isJammed());
    QElapsedTimer sinceCancel;
    sinceCancel.start();
    probe.cancel();
    QVERIFY(finished.wait(static_cast<int>(4 * ConnectionProbe::MaximumClose.count())));
    QVERIFY(sinceCancel.elapsed() >= ConnectionProbe::MaximumClose.count() * 9 / 10);
    QCOMPARE(probe.result().end, ProbeResult::End::Cancelled);
    QVERIFY(m_server->closePayloads().isEmpty());
}

void TestConnectionProbe::canBeStartedAgain()
{
    ConnectionProbe probe;
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    for (int run = 1; run <= 2; ++run) {
        probe.start(profileFor(m_server->url()));
        QVERIFY(finished.wait());
        QCOMPARE(probe.result().end, ProbeResult::End::Settled);
        QCOMPARE(m_server->connections(), run);
    }
}

QTEST_GUILESS_MAIN(TestConnectionProbe)

#include "tst_connectionprobe.moc"
