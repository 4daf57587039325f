// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"
#include "gui/desktopsteps.h"
#include "profiles/profilesfile.h"
#include "storage/logreader.h"
#include "support/files.h"
#include "support/rawserver.h"
#include "widgets/controls/messagebar.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// What the application makes of what it is started with: options, files that cannot be used, the
/// demo beside a workspace of one's own.
class TestDesktopStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badProfilesAreRefused();
    void missingProfilesAreNotMade();
    void commandLineNeedsNoDisplay_data();
    void commandLineNeedsNoDisplay();
    void hasAsManyWorkersAsItIsTold();
    void demoShowsTheRange();
    void demoReplacesWhatRuns();
    void demoIsLeftForTheOwnLog();

private:
    QTemporaryDir m_directory;
    RawServer m_server;
    ConnectionId m_id = QUuid::createUuid(); ///< Of the only connection of profiles.json.
};

void TestDesktopStart::initTestCase()
{
    QVERIFY(m_directory.isValid());
    keepSettingsIn(m_directory);
    QVERIFY(m_server.listen());
    Profile own;
    own.id = m_id;
    own.name = u"Own"_s;
    own.url = m_server.url();
    own.heartbeat.interval = 100ms;
    QVERIFY(ProfilesFile::save(m_directory.filePath(u"profiles.json"_s), {.profiles = {own}}));
}

void TestDesktopStart::badProfilesAreRefused()
{
    const QString path = m_directory.filePath(u"bad.json"_s);
    const QByteArray text = R"({"format": "heartline-profiles", "version": 99, "connections": []})";
    QVERIFY(writeFile(path, text));
    Desktop desktop({.profilesFile = path, .logFile = m_directory.filePath(u"bad.sqlite"_s)});
    const auto started = desktop.start();
    QVERIFY(!started);
    QVERIFY2(started.error().message.contains(u"99"_s), qPrintable(started.error().toString()));
    QCOMPARE(readFile(path), text);
}

void TestDesktopStart::missingProfilesAreNotMade()
{
    const QString path = m_directory.filePath(u"mistyped/profiles.json"_s);
    Desktop desktop({.profilesFile = path, .logFile = m_directory.filePath(u"none.sqlite"_s)});
    const auto started = desktop.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(started.error().where, path);
    QVERIFY(!QFile::exists(m_directory.filePath(u"mistyped"_s)));
}

void TestDesktopStart::commandLineNeedsNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << "--profiles"_ba;
    QTest::newRow("version") << QStringList{u"-v"_s} << 0 << "heartline"_ba;
    QTest::newRow("unknown") << QStringList{u"--nope"_s} << 2 << "'nope'; see"_ba;
    QTest::newRow("toolkit's, then unknown")
            << QStringList{u"-platform"_s, u"offscreen"_s, u"--nope"_s} << 2 << "'nope'; see"_ba;
    QTest::newRow("two workspaces")
            << QStringList{u"--demo"_s, u"--profiles"_s, u"x.json"_s} << 2 << "exclude"_ba;
    QTest::newRow("help on workers") << QStringList{u"--help"_s} << 0 << "--workers <N>"_ba;
    QTest::newRow("no workers") << QStringList{u"--workers"_s, u"0"_s} << 2 << "--workers \"0\""_ba;
    QTest::newRow("workers in words")
            << QStringList{u"--workers"_s, u"many"_s} << 2 << "--workers \"many\""_ba;
}

void TestDesktopStart::commandLineNeedsNoDisplay()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
        environment.remove(name);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"" HEARTLINE_GUI ""_s, arguments);
    QVERIFY(process.waitForFinished());
    const QByteArray output = process.readAll();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QTEST(process.exitCode(), "exitCode");
    QFETCH(const QByteArray, words);
    QVERIFY2(output.contains(words), output.constData());
}

void TestDesktopStart::hasAsManyWorkersAsItIsTold()
{
#ifndef Q_OS_LINUX
    QSKIP("Only Linux tells the names of a program's threads");
#endif
    Desktop desktop({.profilesFile = m_directory.filePath(u"profiles.json"_s),
                     .logFile = m_directory.filePath(u"workers.sqlite"_s),
                     .workers = 3});
    QVERIFY(desktop.start());
    const auto networkThreads = [] {
        const QDir tasks(u"/proc/self/task"_s);
        const QStringList ids = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return std::ranges::count_if(ids, [&tasks](const QString &id) {
            return readFile(tasks.filePath(id + u"/comm"_s)).startsWith("network ");
        });
    };
    QTRY_COMPARE(networkThreads(), 3);
    closeWindow(desktop);
}

void TestDesktopStart::demoShowsTheRange()
{
    Desktop desktop({.demo = true, .language = Language::Choice::English});
    const auto started = desktop.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().toString()));
    const auto count = [&desktop](ConnectionState state) {
        const auto snapshots = desktop.session().snapshots();
        return std::count_if(snapshots.begin(), snapshots.end(),
                             [state](const ConnectionSnapshot &snapshot) {
                                 return snapshot.status.state == state;
                             });
    };
    QTRY_VERIFY(count(ConnectionState::Open) >= 6);
    QTRY_VERIFY(count(ConnectionState::Failed) >= 1);
    QTRY_VERIFY(count(ConnectionState::Waiting) >= 1);
    QTRY_VERIFY(count(ConnectionState::Idle) >= 1);
    closeWindow(desktop);
}

void TestDesktopStart::demoReplacesWhatRuns()
{
    const QString ownLog = m_directory.filePath(u"own.sqlite"_s);
    Desktop desktop({.profilesFile = m_directory.filePath(u"profiles.json"_s),
                     .logFile = ownLog,
                     .language = Language::Choice::English});
    QVERIFY(desktop.start());
    QSignalSpy logStatus(&desktop.session(), &MonitorSession::logStatusChanged);
    const auto open = [&desktop] {
        const auto snapshots = desktop.session().snapshots();
        return std::ranges::count(snapshots, ConnectionState::Open,
                                  [](const ConnectionSnapshot &s) { return s.status.state; });
    };
    QTRY_COMPARE(open(), 1);
    QString formerLog;
    for (int round = 0; round < 2; ++round) {
        Q_EMIT desktop.window().demoRequested();
        QVERIFY(desktop.session().logFile() != ownLog);
        QVERIFY(desktop.session().logFile() != formerLog);
        QVERIFY(formerLog.isEmpty() || !QFile::exists(formerLog)); // gone with its demo
        formerLog = desktop.session().logFile();
        QTRY_VERIFY(open() >= 6);
    }
    closeWindow(desktop);
    for (const auto &arguments : logStatus) {
        const auto status = arguments.front().value<LogWriter::Status>();
        QVERIFY(status.state != LogWriter::Status::State::Failing);
        QCOMPARE(status.rowsLost, qint64(0));
    }
    // The demo's connections are none of the user's log's.
    auto reader = LogReader::open(ownLog);
    QVERIFY(reader);
    QVERIFY(reader->forEachBeat({}, [this](const Beat &beat, const LoggedConnection &) {
        [&] { QCOMPARE(beat.connection, m_id); }();
        return true;
    }));
}

void TestDesktopStart::demoIsLeftForTheOwnLog()
{
    const QString ownLog = m_directory.filePath(u"after the demo.sqlite"_s);
    const QString saved = m_directory.filePath(u"saved.json"_s);
    Desktop desktop({.profilesFile = m_directory.filePath(u"profiles.json"_s),
                     .logFile = ownLog,
                     .language = Language::Choice::English});
    QVERIFY(desktop.start());
    Q_EMIT desktop.window().demoRequested();
    QCOMPARE(desktop.window().windowTitle(), u"Demo — Heartline"_s);
    auto *bar = desktop.window().findChild<MessageBar *>();
    QVERIFY(bar->text().isEmpty());
    desktop.workspace().remove({desktop.workspace().profiles().back().id});
    QVERIFY2(bar->text().contains(u"Save as"_s), qPrintable(bar->text()));

    // Saved as the user's own, it goes on, in the user's log.
    QVERIFY(desktop.workspace().saveAs(saved));
    QCOMPARE(desktop.session().logFile(), ownLog);
    QCOMPARE(desktop.window().windowTitle(), u"saved — Heartline"_s);
    QVERIFY(bar->text().isEmpty());
    const auto isAnyOpen = [&desktop] {
        return std::ranges::any_of(desktop.session().snapshots(), [](const auto &snapshot) {
            return snapshot.status.state == ConnectionState::Open;
        });
    };
    QTRY_VERIFY(isAnyOpen());

    Q_EMIT desktop.window().demoRequested();
    QVERIFY(desktop.session().logFile() != ownLog);
    QVERIFY(desktop.workspace().open(m_directory.filePath(u"profiles.json"_s)));
    QCOMPARE(desktop.session().logFile(), ownLog);
    QTRY_VERIFY(isAnyOpen());
    QCOMPARE(desktop.session().snapshots().size(), std::size_t(1));
    closeWindow(desktop);
}

QTEST_MAIN(TestDesktopStart)
#include "tst_desktopstart.moc"
