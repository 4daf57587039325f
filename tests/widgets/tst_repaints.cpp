// SPDX-License-Identifier: GPL-3.0-or-later
// What a beat costs the window is mostly what it has painted and laid out again.
#include "core/clock.h"
#include "models/connectionsmodel.h"
#include "support/paintwatch.h"
#include "widgets/galleryfixtures.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestRepaints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBeatPaintsItsRowAndNoMore();
    void figuresOfTheStatusBarMoveNothing();

private:
    QTreeView *table() const
    {
        return m_window->findChild<QWidget *>(u"connections"_s)->findChild<QTreeView *>(u"view"_s);
    }
    /// The place of a cell of the `member`-th connection of the first group.
    QRect cell(int member, int column) const
    {
        const QAbstractItemModel *model = table()->model();
        return table()->visualRect(model->index(member, column, model->index(0, 0)));
    }

    QTemporaryDir m_directory;
    gallery::Scene m_scene;
    Theme m_theme;
    Language m_language;
    Workspace m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

void TestRepaints::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    m_scene = gallery::makeScene(Clock::utcUs());
    m_window = std::make_unique<MainWindow>(m_workspace, m_theme, m_language);
    m_workspace.add(m_scene.profiles);
    m_window->setConnections(m_scene.snapshots);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(table()->isExpanded(table()->model()->index(0, 0)));
}

void TestRepaints::aBeatPaintsItsRowAndNoMore()
{
    using Model = ConnectionsModel;
    const auto id = table()->model()
                            ->index(0, 0, table()->model()->index(0, 0))
                            .data(Model::IdRole)
                            .value<ConnectionId>();
    const auto snapshot = std::ranges::find(m_scene.snapshots, id, &ConnectionSnapshot::id);
    QVERIFY(snapshot != m_scene.snapshots.end());
    PaintWatch watch;
    QVERIFY(watch.settle());
    snapshot->figures.lastNs = 123'000'000;
    m_window->apply({{*snapshot}, {}, {}, m_scene.totals});
    QTRY_VERIFY(!watch.painted(table()->viewport()).isEmpty());
    const QRegion painted = watch.painted(table()->viewport());
    QVERIFY(painted.contains(cell(0, Model::LastColumn)));
    QVERIFY(!painted.intersects(cell(0, Model::NameColumn)));
    QVERIFY(!painted.intersects(cell(1, Model::LastColumn)));
    const QRect group = table()->visualRect(table()->model()->index(0, 0));
    QVERIFY(!painted.intersects(group));
}

void TestRepaints::figuresOfTheStatusBarMoveNothing()
{
    const auto *rate = m_window->findChild<QWidget *>(u"rate"_s);
    const auto buttons = m_window->findChild<QWidget *>(u"states"_s)->findChildren<QToolButton *>();
    QVERIFY(rate && !buttons.isEmpty());
    LiveTotals totals = m_scene.totals;
    const auto show = [&](double rateNow, qint64 latenessNs) {
        totals.beatsPerSecond = rateNow;
        totals.sendLatenessP99Ns = latenessNs;
        m_window->apply({{}, {}, {}, totals});
    };
    PaintWatch watch;
    show(888.8, 8'880'000); // the room that they take is kept
    QVERIFY(watch.settle());
    show(1.1, 1'110'000);
    QTRY_VERIFY(!watch.painted(rate).isEmpty());
    QCOMPARE(watch.layouts(m_window.get()), 0);
    for (const QToolButton *button : buttons)
        QVERIFY(watch.painted(button).isEmpty());
    // Nor do counts of states, thirty times a second while thousands of connections open.
    totals.byState.fill(0);
    m_window->apply({{}, {}, {}, totals});
    QTRY_VERIFY(!watch.painted(buttons.front()).isEmpty());
    QCOMPARE(watch.layouts(m_window.get()), 0);
}

QTEST_MAIN(TestRepaints)
#include "tst_repaints.moc"
