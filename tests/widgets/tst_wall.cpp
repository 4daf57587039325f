// SPDX-License-Identifier: GPL-3.0-or-later
// The wall of the real window, driven with mouse and keys.
#include "charts/latencychart.h"
#include "charts/statetimeline.h"
#include "core/clock.h"
#include "models/connectioncolumns.h"
#include "models/connectionsmodel.h"
#include "storage/logwriter.h"
#include "widgets/charts/chartscontroller.h"
#include "widgets/connections/connectionspanel.h"
#include "widgets/fleetfixtures.h"
#include "widgets/log/beatspanel.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/wall/wallview.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestWall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void switchesAndIsKept();
    void clickCtrlAndShiftSelect();
    void tableAndWallShareTheSelection();
    void keysMoveAndEnterShowsDetails();
    void toolTipIsPlainText();
    void filterNarrowsTheWall();
    void worstFirstGoesOn();
    void togetherTheWorstOfAllComeFirst();
    void buttonsArrangeAndSizeTheTiles();
    void liveValuesRepaintFewTiles();
    void tilesShrinkWithTheirNumber();
    void manyAreChartedTogether();
    void thePastOfManyComesFromTheLog();
    void speaksChinese();

private:
    WallView *wall() const { return m_window->findChild<WallView *>(u"wallView"_s); }
    ConnectionsPanel *connections() const { return m_window->findChild<ConnectionsPanel *>(); }
    QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    void show(int connections)
    {
        m_fleet = std::make_unique<gallery::Fleet>(connections, Clock::utcUs());
        m_workspace->add(m_fleet->profiles());
        m_window->setConnections(m_fleet->snapshots());
        action(u"showWall"_s)->setChecked(true);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        wall()->setFocus();
        wall()->doItemsLayout(); // without waiting for the event loop
    }
    ConnectionId idAt(int tile) const { return wall()->tiles().snapshot(tile).id; }
    QPoint center(int tile) const
    {
        return wall()->visualRect(wall()->tiles().index(tile, 0)).center();
    }
    void click(int tile, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::mouseClick(wall()->viewport(), Qt::LeftButton, modifiers, center(tile));
    }

    QTemporaryDir m_directory;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<gallery::Fleet> m_fleet;
};

void TestWall::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    m_theme = std::make_unique<Theme>();
    m_theme->setMode(Theme::Mode::Dark);
    m_language = std::make_unique<Language>();
}

void TestWall::init()
{
    QSettings().clear();
    m_language->setChoice(Language::Choice::English);
    m_workspace = std::make_unique<Workspace>();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->resize(1280, 800);
    m_window->show();
}

void TestWall::cleanup()
{
    m_window.reset();
    m_workspace.reset();
}

void TestWall::switchesAndIsKept()
{
    show(40);
    QVERIFY(wall()->isVisible());
    QVERIFY(!connections()->findChild<QTreeView *>(u"view"_s)->isVisible());
    QVERIFY(!wall()->accessibleName().isEmpty());
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->restoreSettings();
    m_window->setConnections(m_fleet->snapshots());
    m_window->show();
    QVERIFY(action(u"showWall"_s)->isChecked());
    QVERIFY(wall()->isVisible());
    action(u"showWall"_s)->setChecked(false);
    QVERIFY(!wall()->isVisible());
}

void TestWall::clickCtrlAndShiftSelect()
{
    show(1'000);
    click(5);
    QCOMPARE(m_window->selectedIds(), std::vector{idAt(5)});
    click(8, Qt::ControlModifier);
    QCOMPARE(m_window->selectedIds(), (std::vector{idAt(5), idAt(8)}));
    click(5, Qt::ControlModifier);
    QCOMPARE(m_window->selectedIds(), std::vector{idAt(8)});
    // From one group into the next: everything between in reading order.
    const int first = wall()->tiles().sections()[1].first - 2;
    click(first);
    click(first + 3, Qt::ShiftModifier);
    QCOMPARE(m_window->selectedIds(),
             (std::vector{idAt(first), idAt(first + 1), idAt(first + 2), idAt(first + 3)}));
    QTest::mouseClick(wall()->viewport(), Qt::LeftButton, {}, {1, 1});
    QVERIFY(m_window->selectedIds().empty());
}

void TestWall::tableAndWallShareTheSelection()
{
    show(1'000);
    m_window->select({idAt(3), idAt(900)});
    QVERIFY(wall()->selectionModel()->isSelected(wall()->tiles().index(900, 0)));
    click(17);
    action(u"showWall"_s)->setChecked(false);
    const auto *table = connections()->findChild<QTreeView *>(u"view"_s);
    QCOMPARE(table->currentIndex().data(ConnectionsModel::IdRole).value<ConnectionId>(), idAt(17));
    QCOMPARE(m_window->selectedIds(), std::vector{idAt(17)});
    action(u"selectAll"_s)->trigger();
    QCOMPARE(m_window->selectedIds().size(), 1'000U);
    QVERIFY(table->selectionModel()->selection().size() <= gallery::Fleet::Groups + 1);
}

void TestWall::keysMoveAndEnterShowsDetails()
{
    show(1'000);
    click(0);
    QTest::keyClick(wall(), Qt::Key_Right);
    QTest::keyClick(wall(), Qt::Key_Right);
    QTest::keyClick(wall(), Qt::Key_Left);
    QCOMPARE(m_window->selectedIds(), std::vector{idAt(1)});
    QTest::keyClick(wall(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_window->selectedIds(), (std::vector{idAt(1), idAt(2)}));
    QTest::keyClick(wall(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(wall()->currentIndex(), wall()->tiles().index(999, ConnectionsModel::NameColumn));
    QVERIFY(wall()->viewport()->rect().contains(center(999)));
    QVERIFY(wall()->accessibleDescription().contains(u"edge-00999"_s));
    action(u"showTabs"_s)->setChecked(false);
    QTest::keyClick(wall(), Qt::Key_Return);
    QVERIFY(action(u"showTabs"_s)->isChecked());
    QCOMPARE(m_window->findChild<QTabWidget *>(u"tabs"_s)->currentIndex(), 3);
}

void TestWall::toolTipIsPlainText()
{
    show(40);
    ConnectionSnapshot snapshot = m_fleet->snapshots()[4];
    snapshot.name = u"<b>bold</b>"_s;
    snapshot.status.state = ConnectionState::Waiting;
    snapshot.status.lastCause = CloseCause{Origin::Peer, Cause::CloseFrame, 1001, u"<i>bye"_s, {}};
    snapshot.figures.p99Ns = 12'100'000;
    m_window->apply({{snapshot}, {}, {}, {}});
    const QString tip = wall()->toolTipAt(center(4));
    QVERIFY2(tip.startsWith(u"<b>bold</b>\nGateways, Frankfurt\n\u25c6 waiting since "_s),
             qPrintable(tip));
    QVERIFY2(tip.contains(u"p99 12.1\u00a0ms"_s), qPrintable(tip));
    QVERIFY2(tip.contains(u"1001"_s), qPrintable(tip));
    QCOMPARE(wall()->toolTipAt({1, 1}), QString());
    const QString heading = wall()->toolTipAt(wall()->wallLayout().headingRect(0).center());
    QVERIFY2(heading.startsWith(u"Exchanges\n1 connection\n\u25cf "_s), qPrintable(heading));
}

void TestWall::filterNarrowsTheWall()
{
    show(1'000);
    click(3);
    const ConnectionId selected = idAt(3);
    auto *filter = m_window->findChild<QToolBar *>()->findChild<QLineEdit *>();
    filter->setText(u"edge-0000"_s);
    QCOMPARE(wall()->tiles().count(), 10);
    QVERIFY(wall()->wallLayout().hasNames());
    QCOMPARE(m_window->selectedIds(), std::vector{selected});
    filter->setText(u"nothing is called so"_s);
    QCOMPARE(wall()->tiles().count(), 0);
    filter->clear();
    QCOMPARE(wall()->tiles().count(), 1'000);
    QCOMPARE(m_window->selectedIds(), std::vector{selected});
}

void TestWall::worstFirstGoesOn()
{
    show(200);
    action(u"worstFirst"_s)->trigger();
    const auto stateOf = [this](int tile) { return wall()->tiles().snapshot(tile).status.state; };
    const WallTiles::Section section = wall()->tiles().sections()[0];
    for (int tile = section.first + 1; tile < section.first + section.count; ++tile)
        QVERIFY(severity(stateOf(tile - 1)) >= severity(stateOf(tile)));
    // What gets worse later comes up while nobody looks, but not with each update.
    ConnectionSnapshot last = wall()->tiles().snapshot(section.first + section.count - 1);
    last.status.state = ConnectionState::Failed;
    last.figures.loss = 0.5;
    m_window->apply({{last}, {}, {}, {}});
    QCOMPARE(idAt(section.first + section.count - 1), last.id);
    QTRY_COMPARE(idAt(0), last.id); // within a second
}

void TestWall::togetherTheWorstOfAllComeFirst()
{
    show(40);
    std::vector<ConnectionSnapshot> well = m_fleet->snapshots();
    for (ConnectionSnapshot &snapshot : well)
        snapshot.status.state = ConnectionState::Open;
    m_window->apply({well, {}, {}, {}});
    action(u"wallByGroup"_s)->trigger();
    action(u"worstFirst"_s)->trigger();
    const auto firstOfGroup = [this](int group) {
        const QAbstractItemModel *model = wall()->model();
        return *model->index(0, 0, model->index(group, 0))
                        .data(ConnectionsModel::SnapshotRole)
                        .value<const ConnectionSnapshot *>();
    };
    const auto worsen = [this](ConnectionSnapshot snapshot, ConnectionState state) {
        snapshot.status.state = state;
        m_window->apply({{snapshot}, {}, {}, {}});
        return snapshot.id;
    };
    // Both groups stay in order, and they stay in order among themselves: only the wall knows that
    // a tile has to move.
    const ConnectionId failed = worsen(firstOfGroup(0), ConnectionState::Failed);
    QTRY_COMPARE(idAt(0), failed); // within a second
    const ConnectionId degraded = worsen(firstOfGroup(3), ConnectionState::Degraded);
    QTRY_COMPARE(idAt(1), degraded);
    QCOMPARE(idAt(0), failed);
    // A shift selection is what lies between on the wall.
    click(0);
    click(1, Qt::ShiftModifier);
    QCOMPARE(m_window->selectedIds(), (std::vector{failed, degraded}));
}

void TestWall::buttonsArrangeAndSizeTheTiles()
{
    show(1'000);
    const QWidget &panel = *wall()->parentWidget();
    auto *byGroup = panel.findChild<QToolButton *>(u"byGroup"_s);
    auto *size = panel.findChild<QToolButton *>(u"tileSize"_s);
    QVERIFY(byGroup->isChecked());
    QCOMPARE(byGroup->text(), u"By group"_s);
    QCOMPARE(wall()->tiles().sections().size(), 6U);
    const QRect before = wall()->wallLayout().tileRect(0);
    QTest::mouseClick(byGroup, Qt::LeftButton);
    QVERIFY(!byGroup->isChecked());
    QCOMPARE(wall()->tiles().sections().size(), 1U);
    QCOMPARE(wall()->wallLayout().tileRect(0).top(), WallLayout::Margin); // no heading
    QVERIFY(before.top() > WallLayout::Margin);
    QCOMPARE(panel.findChild<QLabel *>(u"summary"_s)->text(),
             u"1\u202f000 connections in 6 groups"_s);
    QVERIFY2(wall()->toolTipAt(center(999)).contains(u"\nHome\n"_s),
             qPrintable(wall()->toolTipAt(center(999))));

    const auto choose = [&](const QString &name) {
        QVERIFY(size->menu()->actions().contains(action(name)));
        action(name)->trigger();
    };
    click(700);
    choose(u"tilesLarge"_s);
    QVERIFY(wall()->wallLayout().hasNames());
    QVERIFY(wall()->viewport()->rect().contains(center(700))); // what was in view stays there
    choose(u"tilesMedium"_s);
    QCOMPARE(wall()->wallLayout().tileSize(), QSize(24, 24));
    choose(u"tilesSmall"_s);
    QCOMPARE(wall()->wallLayout().tileSize(), QSize(12, 12));

    m_window->close();
    QCOMPARE(QSettings().value(u"window/wallTileSize"_s).toString(), u"Small"_s); // no number
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->restoreSettings();
    m_window->setConnections(m_fleet->snapshots());
    QCOMPARE(wall()->arrangement(), WallTiles::Arrangement::Together);
    QCOMPARE(wall()->tileSize(), WallLayout::Size::Small);
    QVERIFY(action(u"tilesSmall"_s)->isChecked());
    QVERIFY(!action(u"wallByGroup"_s)->isChecked());
    action(u"showWall"_s)->setChecked(false);
    QVERIFY(!action(u"wallByGroup"_s)->isEnabled());
}

void TestWall::liveValuesRepaintFewTiles()
{
    show(1'000);
    wall()->repaint();
    class PaintCounter : public QObject {
    public:
        QRegion region;

    protected:
        bool eventFilter(QObject * /*watched*/, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent *>(event)->region();
            return false;
        }
    } counter;
    QCoreApplication::processEvents();
    wall()->viewport()->installEventFilter(&counter);
    ConnectionSnapshot snapshot = m_fleet->snapshots()[500];
    snapshot.status.state = snapshot.status.state == ConnectionState::Failed
            ? ConnectionState::Waiting
            : ConnectionState::Failed;
    m_window->apply({{snapshot}, {}, {}, {}});
    const QRect tile = wall()->visualRect(wall()->tiles().index(500, 0));
    QTRY_VERIFY(counter.region.contains(tile));
    // The tile and the counts in its heading, not the wall.
    QVERIFY(!counter.region.contains(center(0)));
}

void TestWall::tilesShrinkWithTheirNumber()
{
    show(40);
    QVERIFY(wall()->wallLayout().hasNames());
    QCOMPARE(wall()->verticalScrollBar()->maximum(), 0);
    m_fleet = std::make_unique<gallery::Fleet>(10'000, Clock::utcUs());
    m_window->setConnections(m_fleet->snapshots());
    wall()->doItemsLayout();
    QCOMPARE(wall()->wallLayout().tileSize(), QSize(10, 10));
    QVERIFY(wall()->verticalScrollBar()->maximum() > 0);
    QCOMPARE(wall()->tiles().count(), 10'000);
    QVERIFY(m_window->findChild<QLabel *>(u"summary"_s) != nullptr);
}

void TestWall::manyAreChartedTogether()
{
    show(1'000);
    auto *chart = m_window->findChild<LatencyChart *>();
    auto *timeline = m_window->findChild<StateTimeline *>();
    click(3);
    QVERIFY(!chart->bands());
    action(u"selectAll"_s)->trigger();
    QVERIFY(chart->bands());
    QCOMPARE(timeline->shares()->total(), 1'000);
    QCOMPARE(m_window->findChild<BeatsPanel *>()
                     ->controls()
                     ->findChild<QLabel *>(u"summary"_s)
                     ->text(),
             u"the first 200 of 1\u202f000 connections"_s);
    QCOMPARE(chart->readingsAt(0).size(), CrowdCharts::Worst);
    const qint64 now = Clock::utcUs();
    const LiveUpdate update = m_fleet->next(1'000, now);
    m_window->apply(update);
    const auto slice = chart->bands()->sliceAt(now);
    QVERIFY(slice);
    QCOMPARE(slice->counts.beats, 1'000);
    QVERIFY(slice->p50Ns > 0 && slice->p99Ns > slice->p50Ns);
    const auto degraded = [](const StateShares::Counts &counts) {
        return counts[static_cast<std::size_t>(ConnectionState::Degraded)];
    };
    const int before = degraded(timeline->shares()->now());
    ConnectionEvent event;
    event.at = Clock::utcUs();
    event.connection = idAt(0);
    event.from = ConnectionState::Open;
    event.to = ConnectionState::Degraded;
    m_window->apply({{}, {}, {event}, {}});
    QCOMPARE(degraded(timeline->shares()->now()), before + 1);
    // So few as have a line each: no bands.
    click(0);
    click(static_cast<int>(ChartsController::MaximumLines) - 1, Qt::ShiftModifier);
    QVERIFY(!chart->bands());
    QVERIFY(!timeline->shares());
    QCOMPARE(chart->readingsAt(0).size(), ChartsController::MaximumLines);
}

void TestWall::thePastOfManyComesFromTheLog()
{
    show(100);
    const auto degradedAtFirst =
            std::ranges::count(m_fleet->snapshots(), ConnectionState::Degraded,
                               [](const ConnectionSnapshot &one) { return one.status.state; });
    const qint64 now = Clock::utcUs();
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"log.sqlite"_s);
    LogWriter writer;
    std::vector<LoggedConnection> logged;
    for (const Profile &profile : m_fleet->profiles())
        logged.push_back({profile.id, profile.name, profile.group, profile.url});
    writer.registerConnections(logged);
    QVERIFY(writer.open(file));
    constexpr int seconds = 60;
    constexpr int perSecond = 60;
    for (int ago = seconds; ago > 0; --ago) {
        LiveUpdate update = m_fleet->next(perSecond, now - ago * 1'000'000);
        writer.enqueue(std::make_shared<UpdateBatch>(
                UpdateBatch{{}, std::move(update.beats), std::move(update.events), {}}));
    }
    writer.close();
    m_window->setConnections(m_fleet->snapshots()); // as they are after all that
    m_window->setLogFile(file);
    action(u"selectAll"_s)->trigger();
    m_window->apply(m_fleet->next(perSecond, Clock::utcUs()));

    auto *chart = m_window->findChild<LatencyChart *>();
    const auto count = [chart, now] {
        qint64 beats = 0;
        for (const LatencyBands::Slice &slice : chart->bands()->slices(0, now + 3'600'000'000))
            beats += slice.counts.beats;
        return beats;
    };
    QTRY_COMPARE(count(), (seconds + 1) * perSecond); // each once
    const auto *shares = m_window->findChild<StateTimeline *>()->shares();
    QVERIFY(shares->sinceUs() < now - seconds * 1'000'000);
    // Back in time the changes are undone.
    const auto degraded = [&](qint64 timeUs) {
        return (*shares->at(timeUs))[static_cast<std::size_t>(ConnectionState::Degraded)];
    };
    QCOMPARE(degraded(now - (seconds + 1) * 1'000'000), degradedAtFirst);
    QCOMPARE(shares->total(), 100);
    // Given up when the selection changes.
    action(u"selectAll"_s)->trigger();
    click(0);
    QVERIFY(!chart->bands());
}

void TestWall::speaksChinese()
{
    show(40);
    const auto *summary = wall()->parentWidget()->findChild<QLabel *>(u"summary"_s);
    QCOMPARE(summary->text(), u"40 connections in 6 groups"_s);
    m_language->setChoice(Language::Choice::Chinese);
    QTRY_COMPARE(summary->text(), u"40 个连接，6 个分组"_s);
}

QTEST_MAIN(TestWall)
#include "tst_wall.moc"
