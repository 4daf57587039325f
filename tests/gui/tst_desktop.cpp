// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"
#include "charts/latencychart.h"
#include "charts/statetimeline.h"
#include "integration/serverprocess.h"
#include "profiles/profilesfile.h"
#include "storage/logreader.h"
#include "widgets/exportlogdialog.h"
#include "widgets/messagebar.h"
#include "widgets/pathpicker.h"
#include "widgets/profileeditordialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Waits for a modal dialog of a type while its exec() runs, then lets `drive` use it.
template<typename Dialog>
void whenShown(QObject *context, std::function<void(Dialog &)> drive)
{
    auto *timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, [timer, drive = std::move(drive)] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        timer->deleteLater();
        timer->stop();
        drive(*dialog);
        // A check that fails leaves the lambda early; the dialog must not keep the test waiting.
        if (QTest::currentTestFailed())
            dialog->reject();
    });
    timer->start(10ms);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Drives the real window over a real server: from an added connection to an exported log, and
/// again after a restart. The tests build on one another, as a user's day does.
class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void addThroughTheDialog();
    void tableChartAndTimelineShowTheLog();
    void pauseAndZoom();
    void exportsAgree();
    void causesAreToldInWords_data();
    void causesAreToldInWords();
    void serverKilledAndBack();
    void removeAndUndo();
    void restart();
    void savedProfilesRunWithoutAWindow();
    void badProfilesAreRefused();
    void missingProfilesAreNotMade();
    void commandLineNeedsNoDisplay_data();
    void commandLineNeedsNoDisplay();
    void demoShowsTheRange();
    void demoReplacesWhatRuns();
    void demoIsLeftForTheOwnLog();

private:
    void startDesktop();
    void stopDesktop();
    template<typename T>
    T *child(const QString &name) const
    {
        return m_desktop->window().findChild<T *>(name);
    }
    void trigger(const QString &action) const { child<QAction>(action)->trigger(); }
    QTreeView *table() const
    {
        return m_desktop->window()
                .findChild<QWidget *>(u"connections"_s)
                ->findChild<QTreeView *>(u"view"_s);
    }
    QModelIndex rowOf(const QString &name) const;
    QString cell(const QString &name, int column) const;
    void clickRow(const QString &name);
    LatencyChart *chart() const { return m_desktop->window().findChild<LatencyChart *>(); }
    StateTimeline *timeline() const { return m_desktop->window().findChild<StateTimeline *>(); }
    std::vector<Beat> loggedBeats();
    bool eventsTell(const QString &words) const;
    QString exportThroughTheDialog(const std::function<void()> &open, const QString &format);
    int runCli(const QStringList &arguments);

    QTemporaryDir m_directory;
    ServerProcess m_server;
    std::unique_ptr<Desktop> m_desktop;
    ConnectionId m_id;
};

void TestDesktop::initTestCase()
{
    QVERIFY(m_directory.isValid());
    QCoreApplication::setOrganizationName(u"Heartline test"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    QApplication::setQuitOnLastWindowClosed(false);
    m_server = ServerProcess::ws();
    QVERIFY2(m_server.isRunning(), qPrintable(m_server.error()));
    QVERIFY(ProfilesFile::save(m_directory.filePath(u"profiles.json"_s), {}));
    startDesktop();
}

void TestDesktop::cleanupTestCase()
{
    stopDesktop();
}

void TestDesktop::startDesktop()
{
    m_desktop = std::make_unique<Desktop>(
            Desktop::Options{.profilesFile = m_directory.filePath(u"profiles.json"_s),
                             .logFile = m_directory.filePath(u"log.sqlite"_s),
                             .language = Language::Choice::English});
    const auto started = m_desktop->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().toString()));
    QVERIFY(QTest::qWaitForWindowExposed(&m_desktop->window()));
}

void TestDesktop::stopDesktop()
{
    if (!m_desktop)
        return;
    QSignalSpy finished(&m_desktop->session(), &MonitorSession::finished);
    m_desktop->window().close(); // as a user does
    QTRY_COMPARE(finished.count(), 1);
    m_desktop.reset();
}

QModelIndex TestDesktop::rowOf(const QString &name) const
{
    const QAbstractItemModel *model = table()->model();
    const auto found = model->match(model->index(0, 1), Qt::DisplayRole, name, 1,
                                    Qt::MatchExactly | Qt::MatchRecursive);
    return found.value(0);
}

QString TestDesktop::cell(const QString &name, int column) const
{
    const QModelIndex row = rowOf(name);
    return row.isValid() ? row.siblingAtColumn(column).data().toString() : QString();
}

void TestDesktop::clickRow(const QString &name)
{
    const QModelIndex row = rowOf(name);
    QVERIFY(row.isValid());
    table()->scrollTo(row);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(row).center());
    QCOMPARE(m_desktop->window().selectedIds().size(), std::size_t(1));
}

std::vector<Beat> TestDesktop::loggedBeats()
{
    m_desktop->session().flushLog();
    std::vector<Beat> beats;
    auto reader = LogReader::open(m_desktop->session().logFile());
    if (reader) {
        (void)reader->forEachBeat({}, [&beats](const Beat &beat, const LoggedConnection &) {
            beats.push_back(beat);
            return true;
        });
    }
    return beats;
}

bool TestDesktop::eventsTell(const QString &words) const
{
    const auto *view = child<QTabWidget>(u"tabs"_s)->widget(0)->findChild<QTreeView *>(u"view"_s);
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QString cause = model->index(row, model->columnCount() - 1).data().toString();
        if (cause.contains(words, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void TestDesktop::addThroughTheDialog()
{
    whenShown<ProfileEditorDialog>(this, [this](ProfileEditorDialog &dialog) {
        auto *url = dialog.findChild<QLineEdit *>(u"url"_s);
        auto *ok = dialog.findChild<QDialogButtonBox *>(u"buttons"_s)->button(QDialogButtonBox::Ok);
        // First a URL that cannot be: the dialog says so at the field and does not close.
        QTest::keyClicks(url, u"http://example.org/"_s);
        QTest::mouseClick(ok, Qt::LeftButton);
        QVERIFY(dialog.isVisible());
        url->clear();
        QTest::keyClicks(url, m_server.url(u"/echo"_s));
        auto *name = dialog.findChild<QLineEdit *>(u"name"_s);
        name->clear();
        QTest::keyClicks(name, u"Echo"_s);
        auto *interval = dialog.findChild<QAbstractSpinBox *>(u"interval"_s);
        interval->selectAll();
        QTest::keyClicks(interval, u"100 ms"_s);
        QTest::mouseClick(ok, Qt::LeftButton);
    });
    trigger(u"add"_s);
    QCOMPARE(m_desktop->workspace().profiles().size(), std::size_t(1));
    const Profile &profile = m_desktop->workspace().profiles().front();
    m_id = profile.id;
    QCOMPARE(profile.name, u"Echo"_s);
    QCOMPARE(profile.heartbeat.interval, 100ms);
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"open"_s);
    // Saved at once, only for its owner.
    const auto saved = ProfilesFile::load(m_directory.filePath(u"profiles.json"_s));
    QVERIFY(saved);
    QCOMPARE(saved->profiles.size(), std::size_t(1));
}

void TestDesktop::tableChartAndTimelineShowTheLog()
{
    clickRow(u"Echo"_s);
    QTRY_VERIFY(loggedBeats().size() >= 15);
    QTRY_VERIFY(!cell(u"Echo"_s, 2).isEmpty());
    QVERIFY(!timeline()->accessibleName().isEmpty());
    QVERIFY(!chart()->accessibleName().isEmpty());
    // Every beat that the log holds stands in the chart, with the same value.
    const std::vector<Beat> beats = loggedBeats();
    const auto charted = [this](const Beat &beat) {
        const auto readings = chart()->readingsAt(*beat.sentAt);
        return readings.size() == 1 && readings[0].point
                && readings[0].point->timeUs == *beat.sentAt
                && readings[0].point->valueNs == *beat.rttNs;
    };
    for (const Beat &beat : beats)
        QTRY_VERIFY2(charted(beat), qPrintable(QString::number(beat.sequence)));
    // And the timeline tells that the connection is open now.
    const QRect plot = timeline()->plotRect();
    QTRY_VERIFY2(timeline()->toolTipAt({plot.right() - 3, plot.top() + 10}).contains(u"open"_s),
                 qPrintable(timeline()->toolTipAt({plot.right() - 3, plot.top() + 10})));
}

void TestDesktop::pauseAndZoom()
{
    auto *live = child<QToolButton>(u"live"_s);
    const auto picture = [this] { return chart()->grab().toImage(); };
    const auto waitForBeats = [this](std::size_t count) {
        const std::size_t before = loggedBeats().size();
        QTRY_VERIFY(loggedBeats().size() >= before + count);
    };
    QTest::mouseClick(live, Qt::LeftButton);
    // Paused: more beats come, the picture stays. The window's edge is ahead of the clock by up to
    // a column, which stands for half a second here; beats still fall into that, and on a busy
    // machine they are drawn later than they are logged.
    QImage paused;
    for (int attempt = 0; attempt < 5; ++attempt) {
        waitForBeats(6);
        if (const QImage before = std::exchange(paused, picture()); before == paused)
            break;
    }
    waitForBeats(5);
    QCOMPARE(picture(), paused);
    // The wheel zooms in around the pointer.
    const QPoint center = chart()->plotRect().center();
    QWheelEvent wheel(QPointF(center), chart()->mapToGlobal(QPointF(center)), {}, {0, 120},
                      Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(chart()->viewport(), &wheel);
    QTRY_VERIFY(picture() != paused);
    QTest::mouseClick(live, Qt::LeftButton);
    QTRY_VERIFY(picture() != paused);
}

QString TestDesktop::exportThroughTheDialog(const std::function<void()> &open,
                                            const QString &format)
{
    const QString path = m_directory.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)
                                              + u'.' + format);
    whenShown<ExportLogDialog>(this, [&](ExportLogDialog &dialog) {
        auto *formats = dialog.findChild<QComboBox *>(u"format"_s);
        formats->setCurrentIndex(formats->findText(format, Qt::MatchContains));
        dialog.setFile(path);
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportNow"_s), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!dialog.findChild<QLabel *>(u"result"_s)->text().isEmpty());
        dialog.close();
    });
    open();
    return path;
}

int TestDesktop::runCli(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"" HEARTLINE_CLI ""_s, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
            ? process.exitCode()
            : -1;
}

void TestDesktop::exportsAgree()
{
    // Nothing may be added between the three exports.
    trigger(u"disconnectNow"_s);
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"idle"_s);
    m_desktop->session().flushLog();

    const QString fromMenu = exportThroughTheDialog([this] { trigger(u"exportLog"_s); }, u"CSV"_s);
    auto *tabs = child<QTabWidget>(u"tabs"_s);
    tabs->setCurrentIndex(1);
    auto *button = tabs->widget(1)->window()->findChild<QToolButton *>(u"exportLog"_s);
    QVERIFY(button);
    const QString fromTab = exportThroughTheDialog([button] { button->click(); }, u"CSV"_s);
    const QString fromCli = m_directory.filePath(u"cli.csv"_s);
    QCOMPARE(runCli({u"export"_s, u"--log"_s, m_desktop->session().logFile(), u"--format"_s,
                     u"csv"_s, u"--output"_s, fromCli}),
             0);
    const QByteArray rows = contents(fromCli);
    QCOMPARE(rows.count('\n'), static_cast<qsizetype>(loggedBeats().size()) + 1);
    QVERIFY(rows.startsWith("connection,connection_id,session,sequence,"));
    QCOMPARE(contents(fromMenu), rows);
    QCOMPARE(contents(fromTab), rows);

    trigger(u"connectNow"_s);
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"open"_s);
    tabs->setCurrentIndex(0);
}

void TestDesktop::causesAreToldInWords_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    QTest::newRow("closing") << m_server.url(u"/close?code=1001&reason=server%20restart&ms=200"_s)
                             << u"server restart"_s;
    QTest::newRow("refusing") << m_server.url(u"/refuse?status=403"_s) << u"403"_s;
    QTest::newRow("absent") << u"ws://127.0.0.1:%1/"_s.arg(freePort()) << u"refused"_s;
    QTest::newRow("unresolvable") << u"ws://nowhere.invalid/"_s << u"not found"_s;
    QTest::newRow("plain on wss") << u"wss://127.0.0.1:%1/"_s.arg(m_server.port()) << u"tls"_s;
    QTest::newRow("silent") << m_server.url(u"/mute"_s) << u"silence"_s;
}

void TestDesktop::causesAreToldInWords()
{
    QFETCH(QString, url);
    QFETCH(QString, words);
    Profile profile;
    profile.name = QString::fromUtf8(QTest::currentDataTag());
    profile.url = url;
    profile.heartbeat = {.interval = 100ms, .timeout = 200ms, .missesAllowed = 2, .late = 200ms};
    const auto ids = m_desktop->workspace().add({profile});
    QTRY_VERIFY_WITH_TIMEOUT(eventsTell(words), 15'000);
    QTRY_VERIFY(!cell(profile.name, 0).isEmpty());
    m_desktop->workspace().remove(ids);
    QTRY_VERIFY(!rowOf(profile.name).isValid());
}

void TestDesktop::serverKilledAndBack()
{
    const quint16 port = m_server.port();
    m_server.kill();
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"waiting"_s);
    QTRY_VERIFY(eventsTell(u"no Close frame"_s));
    m_server = ServerProcess::ws(port);
    QVERIFY2(m_server.isRunning(), qPrintable(m_server.error()));
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"Echo"_s, 0), u"open"_s, 20'000);
}

void TestDesktop::removeAndUndo()
{
    clickRow(u"Echo"_s);
    trigger(u"remove"_s);
    QVERIFY(!rowOf(u"Echo"_s).isValid());
    QVERIFY(ProfilesFile::load(m_directory.filePath(u"profiles.json"_s))->profiles.empty());
    m_desktop->workspace().undoStack()->undo();
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"open"_s);
    QCOMPARE(ProfilesFile::load(m_directory.filePath(u"profiles.json"_s))->profiles.front().id,
             m_id);
}

void TestDesktop::restart()
{
    const std::size_t before = loggedBeats().size();
    m_desktop->window().resize(1'400, 850);
    stopDesktop();
    startDesktop();
    QCOMPARE(m_desktop->window().size(), QSize(1'400, 850));
    QTRY_COMPARE(cell(u"Echo"_s, 0), u"open"_s);
    QTRY_VERIFY(loggedBeats().size() > before);
    // What was logged before is there to be seen.
    clickRow(u"Echo"_s);
    const Beat first = loggedBeats().front();
    const auto ranges = child<QWidget>(u"ranges"_s)->findChildren<QToolButton *>();
    const auto quarter = std::find_if(ranges.begin(), ranges.end(), [](const QToolButton *button) {
        return button->text() == u"15 m"_s;
    });
    QVERIFY(quarter != ranges.end());
    QTest::mouseClick(*quarter, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const auto readings = chart()->readingsAt(*first.sentAt);
                return !readings.empty() && readings[0].point
                        && readings[0].point->timeUs == *first.sentAt;
            }(),
            10'000);
}

void TestDesktop::savedProfilesRunWithoutAWindow()
{
    stopDesktop();
    const QString log = m_directory.filePath(u"cli.sqlite"_s);
    QCOMPARE(runCli({u"run"_s, u"--profiles"_s, m_directory.filePath(u"profiles.json"_s),
                     u"--log"_s, log, u"--duration"_s, u"1"_s}),
             0);
    m_desktop = std::make_unique<Desktop>(
            Desktop::Options{.profilesFile = m_directory.filePath(u"profiles.json"_s),
                             .logFile = log,
                             .language = Language::Choice::English});
    QVERIFY(m_desktop->start());
    QVERIFY(loggedBeats().size() >= 5);
    QCOMPARE(loggedBeats().front().connection, m_id);
    stopDesktop();
}

void TestDesktop::badProfilesAreRefused()
{
    const QString path = m_directory.filePath(u"bad.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray text = R"({"format": "heartline-profiles", "version": 99, "connections": []})";
    file.write(text);
    file.close();
    Desktop desktop({.profilesFile = path, .logFile = m_directory.filePath(u"bad.sqlite"_s)});
    const auto started = desktop.start();
    QVERIFY(!started);
    QVERIFY2(started.error().message.contains(u"99"_s), qPrintable(started.error().toString()));
    QCOMPARE(contents(path), text);
}

void TestDesktop::missingProfilesAreNotMade()
{
    const QString path = m_directory.filePath(u"mistyped/profiles.json"_s);
    Desktop desktop({.profilesFile = path, .logFile = m_directory.filePath(u"none.sqlite"_s)});
    const auto started = desktop.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(started.error().where, path);
    QVERIFY(!QFile::exists(m_directory.filePath(u"mistyped"_s)));
}

void TestDesktop::commandLineNeedsNoDisplay_data()
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
}

void TestDesktop::commandLineNeedsNoDisplay()
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

void TestDesktop::demoShowsTheRange()
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
    QSignalSpy finished(&desktop.session(), &MonitorSession::finished);
    desktop.window().close();
    QTRY_COMPARE(finished.count(), 1);
}

void TestDesktop::demoReplacesWhatRuns()
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
    QSignalSpy finished(&desktop.session(), &MonitorSession::finished);
    desktop.window().close();
    QTRY_COMPARE(finished.count(), 1);
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

void TestDesktop::demoIsLeftForTheOwnLog()
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
    QSignalSpy finished(&desktop.session(), &MonitorSession::finished);
    desktop.window().close();
    QTRY_COMPARE(finished.count(), 1);
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
