// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/monitorsession.h"
#include "storage/logreader.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <map>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestMonitorSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsLogsAndShutsDown();
    void changesOfProfiles();
    void missingVariableFailsTheConnection();
    void runsWithoutALog();
    void sessionsGoOnInAnOldLog();
    void manyConnectionsFewUpdates();
    void startsThousandsInTurns();
    void rateFallsToZero();
    void shutdownTwiceKeepsItsDeadline();

private:
    Profile profile(const QString &name) const;
    static void shutDown(MonitorSession &session);

    std::unique_ptr<RawServer> m_server;
    QTemporaryDir m_directory;
};

void TestMonitorSession::init()
{
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listen());
}

Profile TestMonitorSession::profile(const QString &name) const
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.url = m_server->url();
    profile.heartbeat = {.interval = 30ms, .timeout = 500ms, .late = 500ms};
    return profile;
}

void TestMonitorSession::shutDown(MonitorSession &session)
{
    QSignalSpy finished(&session, &MonitorSession::finished);
    session.shutdown();
    QVERIFY(finished.wait());
}

void TestMonitorSession::runsLogsAndShutsDown()
{
    const QString file = m_directory.filePath(u"run.sqlite"_s);
    std::vector<Beat> live;
    {
        MonitorSession session;
        connect(&session, &MonitorSession::updated, this, [&live](const LiveUpdate &update) {
            live.insert(live.end(), update.beats.begin(), update.beats.end());
        });
        QVERIFY(session.openLog(file));
        session.setProfiles({profile(u"one"_s), profile(u"two"_s)});
        QTRY_VERIFY(live.size() >= 20);
        shutDown(session);
        QTRY_COMPARE(m_server->closePayloads().size(), 2);
    }
    auto reader = LogReader::open(file);
    QVERIFY(reader);
    std::map<std::pair<qint64, qint64>, Beat> logged;
    qint64 rows = 0;
    QVERIFY(reader->forEachBeat({}, [&](const Beat &beat, const LoggedConnection &) {
        ++rows;
        logged[{beat.session, beat.sequence}] = beat;
        return true;
    }));
    QCOMPARE(
            rows,
            static_cast<qint64>(live.size())); // what was shown is what is logged, to the last beat
    for (const Beat &beat : live)
        QCOMPARE((logged[{beat.session, beat.sequence}]), beat);
}

void TestMonitorSession::changesOfProfiles()
{
    MonitorSession session;
    Profile one = profile(u"one"_s);
    Profile two = profile(u"two"_s);
    session.setProfiles({one, two});
    const auto state = [&session](const Profile &p) {
        return session.snapshot(p.id)->status.state;
    };
    QTRY_COMPARE(state(one), ConnectionState::Open);
    QTRY_COMPARE(state(two), ConnectionState::Open);
    QCOMPARE(m_server->connections(), 2);

    one.name = u"renamed"_s; // restarts nothing
    two.heartbeat.interval = 20ms; // restarts
    session.setProfiles({one, two});
    QTRY_COMPARE(m_server->connections(), 3);
    QTRY_COMPARE(state(two), ConnectionState::Open);
    QCOMPARE(session.snapshot(one.id)->name, u"renamed"_s);

    session.setProfiles({two, one}); // their order restarts nothing
    QCOMPARE(session.snapshots().front().id, two.id);

    one.enabled = false;
    session.setProfiles({one, two});
    QTRY_COMPARE(state(one), ConnectionState::Idle);
    const std::array ids{one.id};
    session.connectTo(ids);
    QTRY_COMPARE(state(one), ConnectionState::Open);
    session.disconnectFrom(ids);
    QTRY_COMPARE(state(one), ConnectionState::Idle);

    session.setProfiles({one});
    QVERIFY(!session.snapshot(two.id));
    QTRY_COMPARE(m_server->closePayloads().size(), 4);
    QCOMPARE(m_server->connections(), 4);
    shutDown(session);
}

void TestMonitorSession::missingVariableFailsTheConnection()
{
    MonitorSession session;
    Profile broken = profile(u"broken"_s);
    broken.headers = {{u"Authorization"_s, u"Bearer ${env:HEARTLINE_NO_SUCH_VARIABLE}"_s}};
    session.setProfiles({broken});
    QTRY_COMPARE(session.snapshot(broken.id)->status.state, ConnectionState::Failed);
    const auto cause = session.snapshot(broken.id)->status.lastCause;
    QVERIFY(cause && cause->cause == Cause::InvalidProfile);
    QVERIFY(cause->detail.contains(u"HEARTLINE_NO_SUCH_VARIABLE"_s));
    shutDown(session);
}

void TestMonitorSession::runsWithoutALog()
{
    MonitorSession session;
    QVERIFY(!session.openLog(m_directory.path())); // a directory
    QCOMPARE(session.logStatus().state, LogWriter::Status::State::Failing);
    const Profile one = profile(u"one"_s);
    session.setProfiles({one});
    QTRY_VERIFY(session.snapshot(one.id)->figures.beats >= 3);
    shutDown(session);
}

void TestMonitorSession::sessionsGoOnInAnOldLog()
{
    const QString file = m_directory.filePath(u"old.sqlite"_s);
    qint64 last = 0;
    for (int run = 0; run < 2; ++run) {
        MonitorSession session;
        QVERIFY(session.openLog(file));
        const Profile one = profile(u"one"_s);
        session.setProfiles({one});
        QTRY_COMPARE(session.snapshot(one.id)->status.state, ConnectionState::Open);
        const qint64 id = *session.snapshot(one.id)->status.session;
        QVERIFY(id > last);
        last = id;
        shutDown(session);
    }
}

void TestMonitorSession::manyConnectionsFewUpdates()
{
    std::vector<Profile> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(profile(QString::number(i)));
    MonitorSession session(MonitorSession::Options{.workers = 2});
    qint64 beats = 0;
    QSignalSpy updates(&session, &MonitorSession::updated);
    connect(&session, &MonitorSession::updated, this, [&beats](const LiveUpdate &update) {
        beats += static_cast<qint64>(update.beats.size());
    });
    QElapsedTimer timer;
    timer.start();
    session.setProfiles(many);
    QTRY_VERIFY(beats >= 2'000);
    const qint64 most = timer.elapsed() * MonitorSession::UpdatesPerSecond / 1'000 + 2;
    QVERIFY2(updates.count() <= most, qPrintable(QString::number(updates.count())));
    shutDown(session);
}

void TestMonitorSession::startsThousandsInTurns()
{
    // None can work, so that nothing has to be connected.
    std::vector<Profile> many;
    for (int i = 0; i < 5'000; ++i) {
        Profile broken = profile(QString::number(i));
        broken.headers = {{u"X"_s, u"${env:HEARTLINE_NO_SUCH_VARIABLE}"_s}};
        many.push_back(broken);
    }
    MonitorSession session;
    std::size_t most = 0;
    connect(&session, &MonitorSession::updated, this,
            [&most](const LiveUpdate &update) { most = std::max(most, update.snapshots.size()); });
    session.setProfiles(many);
    // What is asked before its turn finds it.
    const ConnectionId last = many.back().id;
    session.disconnectFrom(std::array{last});
    many.erase(many.begin());
    session.setProfiles(many);
    session.setProfiles(many); // unchanged, while most of them have yet to be started
    const auto failed = [&session] {
        const auto snapshots = session.snapshots();
        return std::ranges::count_if(snapshots, [](const ConnectionSnapshot &snapshot) {
            return snapshot.status.state == ConnectionState::Failed;
        });
    };
    QTRY_COMPARE(failed(), 4'998);
    QCOMPARE(session.snapshot(last)->status.state, ConnectionState::Idle);
    QVERIFY(most > 0);
    QVERIFY(most <= MonitorSession::MaximumSnapshotsPerUpdate);
    shutDown(session);
}

void TestMonitorSession::rateFallsToZero()
{
    MonitorSession session;
    double rate = -1.0;
    connect(&session, &MonitorSession::updated, this,
            [&rate](const LiveUpdate &update) { rate = update.totals.beatsPerSecond; });
    const Profile one = profile(u"one"_s);
    session.setProfiles({one});
    QTRY_VERIFY(rate > 0.0);
    session.disconnectFrom(std::array{one.id});
    QTRY_COMPARE_WITH_TIMEOUT(rate, 0.0, 15'000);
    shutDown(session);
}

void TestMonitorSession::shutdownTwiceKeepsItsDeadline()
{
    // The Close frame cannot leave: without the session's deadline it would wait ten minutes.
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listenWithoutRoom());
    m_server->onRequest = &RawServer::acceptAndJam;
    Profile stubborn = profile(u"stubborn"_s);
    stubborn.heartbeat.timeout = 10min;
    stubborn.heartbeat.missesAllowed = HeartbeatRule::MaximumMissesAllowed;
    stubborn.limits.close = 10min;
    MonitorSession session;
    session.setProfiles({stubborn});
    QTRY_COMPARE(session.snapshot(stubborn.id)->figures.lastOutcome, BeatOutcome::Unsent);
    QSignalSpy finished(&session, &MonitorSession::finished);
    QTimer impatience;
    connect(&impatience, &QTimer::timeout, &session, &MonitorSession::shutdown);
    impatience.start(MonitorSession::ShutdownPeriod / 5);
    QElapsedTimer sinceShutdown;
    sinceShutdown.start();
    session.shutdown();
    // Would never come if each call began a new period.
    QVERIFY(finished.wait(static_cast<int>(10 * MonitorSession::ShutdownPeriod.count())));
    QCOMPARE(finished.count(), 1);
    // It took the whole period (which Qt's coarse timer may cut by a twentieth): nothing closed.
    QVERIFY2(sinceShutdown.elapsed() >= MonitorSession::ShutdownPeriod.count() * 9 / 10,
             qPrintable(QString::number(sinceShutdown.elapsed())));
    QVERIFY(m_server->closePayloads().isEmpty());
}

QTEST_GUILESS_MAIN(TestMonitorSession)
#include "tst_monitorsession.moc"
