// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"
#include "charts/latencychart.h"
#include "charts/statetimeline.h"
#include "gui/desktopsteps.h"
#include "integration/serverprocess.h"
#include "profiles/profilesfile.h"
#include "storage/logreader.h"
#include "support/files.h"
#include "widgets/dialogs/exportlogdialog.h"
#include "widgets/editor/profileeditordialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
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
    keepSettingsIn(m_directory);
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
    closeWindow(*m_desktop);
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
    const QByteArray rows = readFile(fromCli);
    QCOMPARE(rows.count('\n'), static_cast<qsizetype>(loggedBeats().size()) + 1);
    QVERIFY(rows.startsWith("connection,connection_id,session,sequence,"));
    QCOMPARE(readFile(fromMenu), rows);
    QCOMPARE(readFile(fromTab), rows);

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

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
