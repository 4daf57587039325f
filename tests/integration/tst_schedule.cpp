// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/serverprocess.h"
#include "profiles/profilesfile.h"
#include "storage/logreader.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto interval = 1s;
constexpr auto duration = 60s;
constexpr qint64 intervalUs = 1'000'000;

constexpr std::array kinds{HeartbeatKind::Ping, HeartbeatKind::Text, HeartbeatKind::Json,
                           HeartbeatKind::Binary, HeartbeatKind::Listen};

} // namespace

/// heartline-cli monitors thirty connections of all kinds for a minute: the log must be the
/// schedule. Runs alone.
class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void logEqualsSchedule();
    void exportsReadBack_data();
    void exportsReadBack();

private:
    void addProfiles(const QString &name, const std::function<QString(const QString &)> &url,
                     const QString &caFile = {});
    static int runCli(const QStringList &arguments, QByteArray *output = nullptr);

    QTemporaryDir m_directory;
    std::vector<Profile> m_profiles;
    QString m_log;
    std::map<QUuid, std::vector<Beat>> m_beats;
    std::map<QUuid, std::vector<ConnectionEvent>> m_events;
};

void TestSchedule::addProfiles(const QString &name,
                               const std::function<QString(const QString &)> &url,
                               const QString &caFile)
{
    for (const HeartbeatKind kind : kinds) {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = u"%1 %2"_s.arg(name, toName(kind));
        profile.url = url(kind == HeartbeatKind::Listen ? u"/tick"_s : u"/echo"_s);
        profile.heartbeat = {.kind = kind, .interval = interval};
        profile.tls.caFile = caFile;
        m_profiles.push_back(profile);
    }
}

int TestSchedule::runCli(const QStringList &arguments, QByteArray *output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"" HEARTLINE_CLI ""_s, arguments);
    if (!process.waitForFinished(120'000))
        return -1;
    if (output)
        *output = process.readAllStandardOutput();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestSchedule::initTestCase()
{
    const ServerProcess ws = ServerProcess::ws();
    const ServerProcess secondWs = ServerProcess::ws();
    const ServerProcess python = ServerProcess::pythonWebsockets();
    const ServerProcess secondPython = ServerProcess::pythonWebsockets();
    const NginxProxy nginx(ws.port());
    for (const QString &error :
         {ws.error(), secondWs.error(), python.error(), secondPython.error(), nginx.error()})
        QVERIFY2(error.isEmpty(), qPrintable(error));

    addProfiles(u"ws"_s, [&](const QString &path) { return ws.url(path); });
    addProfiles(u"ws again"_s, [&](const QString &path) { return secondWs.url(path); });
    addProfiles(u"python"_s, [&](const QString &path) { return python.url(path); });
    addProfiles(u"python again"_s, [&](const QString &path) { return secondPython.url(path); });
    addProfiles(u"nginx"_s, [&](const QString &path) { return nginx.plainUrl(path); });
    addProfiles(
            u"nginx wss"_s, [&](const QString &path) { return nginx.tlsUrl(path); },
            nginx.caFile());
    QCOMPARE(m_profiles.size(), std::size_t(30));

    const QString profiles = m_directory.filePath(u"profiles.json"_s);
    m_log = m_directory.filePath(u"log.sqlite"_s);
    QVERIFY(ProfilesFile::save(profiles, {.profiles = m_profiles, .unknown = {}}));
    QElapsedTimer timer;
    timer.start();
    QByteArray output;
    QCOMPARE(runCli({u"run"_s, u"--profiles"_s, profiles, u"--log"_s, m_log, u"--duration"_s,
                     QString::number(duration.count()), u"--json"_s},
                    &output),
             0);
    QVERIFY(timer.elapsed() >= duration / 1ms);
    QVERIFY2(timer.elapsed() < (duration + 5s) / 1ms, qPrintable(QString::number(timer.elapsed())));
    for (const QByteArray &line : output.split('\n'))
        QVERIFY2(line.isEmpty() || QJsonDocument::fromJson(line).isObject(), line.constData());

    auto reader = LogReader::open(m_log);
    QVERIFY(reader);
    QVERIFY(reader->forEachBeat({}, [this](const Beat &beat, const LoggedConnection &) {
        m_beats[beat.connection].push_back(beat);
        return true;
    }));
    QVERIFY(reader->forEachEvent({},
                                 [this](const ConnectionEvent &event, const LoggedConnection &) {
                                     m_events[event.connection].push_back(event);
                                     return true;
                                 }));
}

void TestSchedule::logEqualsSchedule()
{
    std::set<qint64> sessions;
    for (const Profile &profile : m_profiles) {
        const QByteArray name = profile.name.toUtf8();
        const auto &events = m_events[profile.id];
        // idle -> connecting -> open -> closing -> idle, and nothing else
        QCOMPARE(events.size(), std::size_t(4));
        QCOMPARE(events[1].to, ConnectionState::Open);
        QCOMPARE(events[2].to, ConnectionState::Closing);
        QCOMPARE(events[3].cause.closeCode, 1000);
        const qint64 session = events[1].session.value();
        QVERIFY2(sessions.insert(session).second, name.constData());

        auto beats = m_beats[profile.id];
        QVERIFY2(!beats.empty(), name.constData());
        std::sort(beats.begin(), beats.end(),
                  [](const Beat &a, const Beat &b) { return a.sequence < b.sequence; });
        for (std::size_t i = 0; i < beats.size(); ++i) {
            QCOMPARE(beats[i].session, session);
            QCOMPARE(beats[i].sequence, static_cast<qint64>(i) + 1);
            QCOMPARE(beats[i].scheduledAt,
                     beats[0].scheduledAt + static_cast<qint64>(i) * intervalUs);
            QVERIFY2(beats[i].outcome == BeatOutcome::Ok,
                     qPrintable(profile.name + u" beat %1: "_s.arg(i + 1)
                                + toName(beats[i].outcome)));
            const bool listens = profile.heartbeat.kind == HeartbeatKind::Listen;
            QCOMPARE(beats[i].rttNs.has_value(), !listens);
            QCOMPARE(beats[i].sentAt.has_value(), !listens);
        }
        // The first within an interval of the opening, the last within one of the closing: no slot
        // is missing.
        const qint64 first = beats.front().scheduledAt - events[1].at;
        const qint64 last = events[2].at - beats.back().scheduledAt;
        QVERIFY2(first >= -1'000 && first < intervalUs, name.constData());
        QVERIFY2(last >= -1'000 && last < intervalUs + 10'000, name.constData());
    }
}

void TestSchedule::exportsReadBack_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("script");
    QTest::newRow("csv")
            << u"csv"_s
            << u"import csv,sys; rows=list(csv.DictReader(open(sys.argv[1],newline='')))"_s;
    QTest::newRow("ndjson")
            << u"ndjson"_s
            << u"import json,sys; rows=[json.loads(line) for line in open(sys.argv[1])]"_s;
    QTest::newRow("json") << u"json"_s << u"import json,sys; rows=json.load(open(sys.argv[1]))"_s;
}

void TestSchedule::exportsReadBack()
{
    QFETCH(QString, format);
    QFETCH(QString, script);
    const QString file = m_directory.filePath(u"beats."_s + format);
    QCOMPARE(runCli({u"export"_s, u"--log"_s, m_log, u"--format"_s, format, u"--output"_s, file}),
             0);
    qint64 beats = 0;
    qint64 sequences = 0;
    for (const auto &[id, list] : m_beats) {
        beats += static_cast<qint64>(list.size());
        for (const Beat &beat : list)
            sequences += beat.sequence;
    }
    QProcess python;
    python.start(u"/usr/bin/python3"_s,
                 {u"-c"_s,
                  script
                          + u"\nprint(len(rows), sum(int(r['sequence']) for r in rows), "
                            "len({r['connection_id'] for r in rows}), ','.join(rows[0]))"_s,
                  file});
    QVERIFY(python.waitForFinished());
    QCOMPARE(QString::fromUtf8(python.readAllStandardOutput()).trimmed(),
             u"%1 %2 30 "
             u"connection,connection_id,session,sequence,scheduled_at,sent_at,outcome,rtt_ns,rtt_"
             u"error_ns,"
             "send_lateness_ns,tcp_rtt_us"_s.arg(beats)
                     .arg(sequences));
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
