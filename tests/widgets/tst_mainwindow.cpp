// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timewindow.h"
#include "core/clock.h"
#include "models/connectionsmodel.h"
#include "widgets/connections/connectionspresentation.h"
#include "widgets/connections/readingwatch.h"
#include "widgets/controls/messagebar.h"
#include "widgets/galleryfixtures.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void beginsEmpty();
    void showsGroupsAndWords();
    void actionsNeedASelectionAndCarryIt();
    void editsGoToTheWorkspace();
    void filterAndStateCountsNarrowTheTable();
    void filteringKeepsTheSelection();
    void removeSelectsTheNextAndUndoWhatCameBack();
    void restoredSortingIsApplied();
    void eventsAreStoriesAndLeadToTheirConnection();
    void beatsFollowTheSelection();
    void logFailuresAreTold();
    void untrustedTextIsNeverRendered();
    void layoutIsKept();
    void worstComeUpUnlessTheTableIsRead();
    void filesCanBeDropped();
    void filteredGroupsTellHowManyTheyHave();
    void rangesAreReachedFromLeftToRight();
    void nothingIsClippedAt1280x800();
    void everyControlHasANameAndEveryActionAWay();
    void languageAndThemeChangeAtRunTime();

private:
    template<typename T>
    T *child(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found);
        return found;
    }
    QTreeView *table() const
    {
        return m_window->findChild<QWidget *>(u"connections"_s)->findChild<QTreeView *>(u"view"_s);
    }
    QLineEdit *filter() const
    {
        return m_window->findChild<QToolBar *>()->findChild<QLineEdit *>();
    }
    /// What the presenter does with a session, done with the profiles alone.
    void present()
    {
        connect(m_workspace.get(), &Workspace::profilesChanged, m_window.get(), [this] {
            std::vector<ConnectionSnapshot> snapshots;
            for (const Profile &profile : m_workspace->profiles())
                snapshots.push_back(
                        {.id = profile.id, .name = profile.name, .group = profile.group});
            m_window->setConnections(snapshots);
        });
    }
    QTreeView *tableIn(int tab) const
    {
        return child<QTabWidget>(u"tabs"_s)->widget(tab)->findChild<QTreeView *>(u"view"_s);
    }
    QAction *action(const QString &name) const { return child<QAction>(name); }
    int shownConnections() const
    {
        int count = 0;
        const QAbstractItemModel *model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            count += model->rowCount(model->index(row, 0));
        return count;
    }
    void populate()
    {
        m_workspace->add(m_scene.profiles);
        m_window->setConnections(m_scene.snapshots);
        m_window->apply({{}, m_scene.beats, m_scene.events, m_scene.totals});
    }

    QTemporaryDir m_directory;
    gallery::Scene m_scene;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    m_scene = gallery::makeScene(Clock::utcUs());
    m_theme = std::make_unique<Theme>();
    m_theme->setMode(Theme::Mode::Light);
    m_language = std::make_unique<Language>();
}

void TestMainWindow::init()
{
    QSettings().clear();
    m_language->setChoice(Language::Choice::English);
    m_workspace = std::make_unique<Workspace>();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->show();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_workspace.reset();
}

void TestMainWindow::beginsEmpty()
{
    QCOMPARE(child<QStackedWidget>(u"pages"_s)->currentWidget()->objectName(), u"emptyPage"_s);
    QSignalSpy add(m_window.get(), &MainWindow::addRequested);
    QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    auto *page = child<QWidget>(u"emptyPage"_s);
    QTest::mouseClick(page->findChild<QPushButton *>(u"add"_s), Qt::LeftButton);
    QTest::mouseClick(page->findChild<QPushButton *>(u"demo"_s), Qt::LeftButton);
    QCOMPARE(add.size(), 1);
    QCOMPARE(demo.size(), 1);
}

void TestMainWindow::showsGroupsAndWords()
{
    populate();
    const QAbstractItemModel *model = table()->model();
    QCOMPARE(model->rowCount(), 4);
    QCOMPARE(model->index(0, 0).data().toString(), u"Exchanges"_s);
    QTRY_VERIFY(table()->isExpanded(model->index(0, 0)));
    const QModelIndex gateways = model->index(1, 0);
    const auto text = [&](int row, int column) {
        return model->index(row, column, gateways).data().toString();
    };
    QCOMPARE(text(0, 0), u"open"_s);
    QVERIFY2(text(2, 2).startsWith(u"retry in "_s), qPrintable(text(2, 2)));
    QCOMPARE(text(4, 2), u"HTTP 403"_s);
    QCOMPARE(text(4, 3), u"\u2013"_s);
}

void TestMainWindow::actionsNeedASelectionAndCarryIt()
{
    populate();
    m_window->select({});
    QVERIFY(!action(u"connectNow"_s)->isEnabled());
    QVERIFY(!action(u"remove"_s)->isEnabled());
    QSignalSpy connectSpy(m_window.get(), &MainWindow::connectRequested);
    QSignalSpy editSpy(m_window.get(), &MainWindow::editRequested);
    const std::vector<ConnectionId> ids{m_scene.snapshots[1].id, m_scene.snapshots[4].id};
    m_window->select(ids);
    QCOMPARE(m_window->selectedIds(), ids);
    action(u"connectNow"_s)->trigger();
    QCOMPARE(connectSpy.size(), 1);
    QCOMPARE(connectSpy[0][0].value<std::vector<ConnectionId>>(), ids);
    action(u"edit"_s)->trigger(); // many at once
    QCOMPARE(editSpy[0][0].value<std::vector<ConnectionId>>(), ids);
    action(u"selectAll"_s)->trigger();
    QCOMPARE(m_window->selectedIds().size(), m_scene.snapshots.size());
}

void TestMainWindow::editsGoToTheWorkspace()
{
    populate();
    present();
    const std::size_t before = m_workspace->profiles().size();
    m_window->select({m_scene.snapshots[1].id, m_scene.snapshots[2].id});
    action(u"duplicate"_s)->trigger();
    QCOMPARE(m_workspace->profiles().size(), before + 2);
    action(u"remove"_s)->trigger();
    QCOMPARE(m_workspace->profiles().size(), before);
    m_workspace->undoStack()->undo();
    QCOMPARE(m_workspace->profiles().size(), before + 2);
    m_window->select({m_scene.snapshots[1].id});
    action(u"disable"_s)->trigger();
    QVERIFY(!m_workspace->profile(m_scene.snapshots[1].id)->enabled);
}

void TestMainWindow::filterAndStateCountsNarrowTheTable()
{
    populate();
    QCOMPARE(shownConnections(), 40);
    filter()->setText(u"gateway state:waiting"_s);
    QCOMPARE(shownConnections(), 1);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    filter()->setFocus();
    QTest::keyClick(filter(), Qt::Key_Escape);
    QCOMPARE(filter()->text(), QString());
    QCOMPARE(shownConnections(), 40);
    for (QToolButton *button :
         m_window->findChild<QWidget *>(u"states"_s)->findChildren<QToolButton *>()) {
        if (button->text() == u"2 degraded"_s)
            button->click();
    }
    QCOMPARE(shownConnections(), 2);
}

void TestMainWindow::filteringKeepsTheSelection()
{
    populate();
    const std::vector<ConnectionId> ids{m_scene.snapshots[1].id, m_scene.snapshots[4].id};
    m_window->select(ids);
    filter()->setText(m_scene.snapshots[4].name);
    QCOMPARE(m_window->selectedIds(), std::vector{ids[1]});
    filter()->setText(u"nothing is called so"_s);
    QVERIFY(m_window->selectedIds().empty());
    QVERIFY(!action(u"remove"_s)->isEnabled());
    filter()->clear();
    QCOMPARE(m_window->selectedIds(), ids);
    // What the user selects while the filter is set is all that is selected afterwards.
    filter()->setText(m_scene.snapshots[4].name);
    table()->clearSelection();
    filter()->clear();
    QVERIFY(m_window->selectedIds().empty());
}

void TestMainWindow::removeSelectsTheNextAndUndoWhatCameBack()
{
    populate();
    present();
    m_window->select({m_scene.snapshots[1].id, m_scene.snapshots[2].id});
    action(u"remove"_s)->trigger();
    QCOMPARE(m_window->selectedIds(), std::vector{m_scene.snapshots[3].id});
    m_workspace->undoStack()->undo();
    QCOMPARE(m_window->selectedIds(),
             (std::vector{m_scene.snapshots[1].id, m_scene.snapshots[2].id}));
    action(u"selectAll"_s)->trigger();
    const std::vector<ConnectionId> all = m_window->selectedIds();
    m_window->select({all.back()});
    action(u"remove"_s)->trigger();
    QCOMPARE(m_window->selectedIds(), std::vector{all[all.size() - 2]});
}

void TestMainWindow::restoredSortingIsApplied()
{
    populate();
    table()->sortByColumn(1, Qt::DescendingOrder);
    const auto names = [this] {
        QStringList result;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            result.append(table()->model()->index(row, 0).data().toString());
        return result;
    };
    const QStringList sorted = names();
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->restoreSettings();
    m_window->setConnections(m_scene.snapshots);
    QCOMPARE(table()->header()->sortIndicatorSection(), 1);
    QCOMPARE(names(), sorted);
}

void TestMainWindow::eventsAreStoriesAndLeadToTheirConnection()
{
    populate();
    QTreeView *events = tableIn(0);
    QCOMPARE(events->model()->rowCount(), static_cast<int>(m_scene.events.size()));
    QCOMPARE(events->model()->index(0, 3).data().toString(),
             u"transport: no Close frame, connection reset after 400 ms of silence"_s);
    Q_EMIT events->activated(events->model()->index(0, 0));
    QCOMPARE(m_window->selectedIds(), std::vector{m_scene.snapshots[6].id});
    child<QTabWidget>(u"tabs"_s)
            ->cornerWidget()
            ->findChild<QToolButton *>(u"selectedOnly"_s)
            ->click();
    QCOMPARE(events->model()->rowCount(), 1);
}

void TestMainWindow::beatsFollowTheSelection()
{
    populate();
    m_window->select({m_scene.snapshots[2].id});
    QCOMPARE(tableIn(1)->model()->rowCount(), 0); // no log: live ones only
    LiveUpdate update;
    for (const Beat &beat : m_scene.beats) {
        if (beat.sequence <= 3)
            update.beats.push_back(beat);
    }
    m_window->apply(update);
    QCOMPARE(tableIn(1)->model()->rowCount(), 3);
    QCOMPARE(tableIn(2)->model()->rowCount(), 1);
    QCOMPARE(tableIn(2)->model()->index(0, 1).data().toString(), u"3"_s);
    QVERIFY(tableIn(3)->model()->rowCount() > 0);
}

void TestMainWindow::logFailuresAreTold()
{
    auto *bar = child<MessageBar>(u"messageBar"_s);
    QVERIFY(bar->isHidden());
    LogWriter::Status status;
    status.state = LogWriter::Status::State::Failing;
    status.rowsLost = 1'200;
    status.error = Error{Error::Kind::Io, u"The disk is full."_s, u"/x/log.db"_s};
    m_window->showLogStatus(status);
    QVERIFY(bar->isVisible());
    QVERIFY(bar->text().contains(u"The disk is full."_s));
    QVERIFY(bar->text().contains(u"1\u202f200 rows are lost"_s));
    status.state = LogWriter::Status::State::Writing;
    m_window->showLogStatus(status);
    QVERIFY(bar->isHidden());
}

void TestMainWindow::untrustedTextIsNeverRendered()
{
    ConnectionSnapshot snapshot = m_scene.snapshots[0];
    snapshot.name = u"<img src=x><b>bold</b>"_s;
    snapshot.group.clear();
    m_window->setConnections({snapshot});
    const QModelIndex name = table()->model()->index(0, 1);
    QCOMPARE(name.data().toString(), snapshot.name); // painted as it stands
    QVERIFY(!name.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
    QVERIFY(name.data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
    for (const QLabel *label : m_window->findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->objectName()));
    auto *bar = child<MessageBar>(u"messageBar"_s);
    QCOMPARE(bar->findChild<QLabel *>(u"text"_s)->textFormat(), Qt::PlainText);
}

void TestMainWindow::layoutIsKept()
{
    populate();
    m_window->resize(1100, 760);
    table()->setColumnHidden(6, true);
    child<QTabWidget>(u"tabs"_s)->setCurrentIndex(2);
    action(u"showCharts"_s)->setChecked(false);
    table()->setExpanded(table()->model()->index(1, 0), false);
    const std::vector<ConnectionId> selected{m_scene.snapshots[1].id, m_scene.snapshots[4].id};
    m_window->select(selected);
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, *m_language);
    m_window->restoreSettings();
    QCOMPARE(m_window->size(), QSize(1100, 760));
    QVERIFY(table()->isColumnHidden(6));
    QCOMPARE(child<QTabWidget>(u"tabs"_s)->currentIndex(), 2);
    QVERIFY(!action(u"showCharts"_s)->isChecked());
    m_window->setConnections(m_scene.snapshots);
    QCOMPARE(m_window->selectedIds(), selected);
    QTRY_VERIFY(table()->isExpanded(table()->model()->index(0, 0)));
    QVERIFY(!table()->isExpanded(table()->model()->index(1, 0)));
}

void TestMainWindow::worstComeUpUnlessTheTableIsRead()
{
    populate();
    auto *watch = m_window->findChild<ReadingWatch *>();
    QVERIFY(!watch->isReading());
    action(u"worstFirst"_s)->trigger();
    ConnectionSnapshot fallen = m_scene.snapshots.back();
    fallen.status.state = ConnectionState::Failed;
    const auto firstOfItsGroup = [this, &fallen] {
        const QAbstractItemModel *model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex group = model->index(row, 0);
            if (group.data().toString() == fallen.group)
                return model->index(0, ConnectionsModel::NameColumn, group).data().toString();
        }
        return QString();
    };
    QVERIFY(firstOfItsGroup() != fallen.name);
    m_window->apply({{fallen}, {}, {}, m_scene.totals});
    QTRY_COMPARE(firstOfItsGroup(), fallen.name); // within a second
    const QString worst = fallen.name;
    QTest::keyClick(table(), Qt::Key_Down);
    QVERIFY(watch->isReading());
    for (ConnectionSnapshot &snapshot : m_scene.snapshots) {
        if (snapshot.group != fallen.group || snapshot.name == worst)
            continue;
        fallen = snapshot;
        fallen.status.state = ConnectionState::Failed;
        fallen.figures.loss = 1.0;
    }
    m_window->apply({{fallen}, {}, {}, m_scene.totals});
    QSignalSpy ticked(table()->model(), &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(!ticked.empty()); // once a second, after the order was seen to
    QCOMPARE(firstOfItsGroup(), worst);
}

void TestMainWindow::filesCanBeDropped()
{
    QSignalSpy requested(m_window.get(), &MainWindow::importRequested);
    const auto isTaken = [this](const QUrl &url) {
        QMimeData data;
        data.setUrls({url});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        return true;
    };
    QVERIFY(!isTaken(QUrl(u"https://example.org/profiles.json"_s)));
    QVERIFY(!isTaken(QUrl::fromLocalFile(u"/tmp/picture.png"_s)));
    QCOMPARE(requested.count(), 0);
    QVERIFY(isTaken(QUrl::fromLocalFile(u"/tmp/profiles.json"_s)));
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().first().toString(), u"/tmp/profiles.json"_s);
}

void TestMainWindow::filteredGroupsTellHowManyTheyHave()
{
    populate();
    const QModelIndex group = table()->model()->index(0, 0);
    const int all = table()->model()->rowCount(group);
    const auto count = [this] {
        return table()
                ->model()
                ->index(0, 0)
                .data(ConnectionsPresentation::GroupCountRole)
                .toString();
    };
    QCOMPARE(count(), QString::number(all));
    filter()->setText(m_scene.snapshots[1].name);
    QCOMPARE(count(), u"1 of %1"_s.arg(all));
}

void TestMainWindow::rangesAreReachedFromLeftToRight()
{
    auto *custom = child<QToolButton>(u"custom"_s);
    auto *first = child<QWidget>(u"ranges"_s)->findChild<QToolButton *>();
    int steps = 0;
    for (QWidget *next = first; next != custom && steps < 20; next = next->nextInFocusChain())
        steps += qobject_cast<QToolButton *>(next) ? 1 : 0;
    QCOMPARE(steps, static_cast<int>(TimeWindow::PresetSpansUs.size()));
}

void TestMainWindow::nothingIsClippedAt1280x800()
{
    populate();
    for (const auto choice : {Language::Choice::English, Language::Choice::Chinese}) {
        m_language->setChoice(choice);
        m_window->resize(1280, 800);
        QTRY_COMPARE(m_window->size(), QSize(1280, 800));
        for (const QToolButton *button : m_window->findChildren<QToolButton *>()) {
            if (!button->isVisible())
                continue;
            const QPoint corner = button->mapTo(m_window.get(), button->rect().bottomRight());
            QVERIFY2(m_window->rect().contains(corner), qPrintable(button->text()));
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                     qPrintable(button->text()));
        }
    }
}

void TestMainWindow::everyControlHasANameAndEveryActionAWay()
{
    populate();
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QToolButton *>(widget)
                || qobject_cast<const QComboBox *>(widget)
                || (qobject_cast<const QAbstractItemView *>(widget)
                    && !qobject_cast<const QHeaderView *>(widget));
        if (!isControl || !widget->isVisible() || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<const QToolButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName() + u" in "_s
                            + widget->parentWidget()->objectName()));
        QVERIFY2(widget->focusPolicy() != Qt::NoFocus,
                 qPrintable(widget->objectName() + u" in "_s
                            + widget->parentWidget()->objectName()));
    }
    QHash<QKeySequence, QString> shortcuts;
    for (const QAction *one : m_window->findChildren<QAction *>(Qt::FindDirectChildrenOnly)) {
        if (one->shortcut().isEmpty())
            continue;
        QVERIFY2(!shortcuts.contains(one->shortcut()), qPrintable(one->text()));
        shortcuts.insert(one->shortcut(), one->text());
    }
}

void TestMainWindow::languageAndThemeChangeAtRunTime()
{
    populate();
    m_language->setChoice(Language::Choice::Chinese);
    QTRY_COMPARE(child<QTabWidget>(u"tabs"_s)->tabText(0), u"事件"_s);
    QCOMPARE(table()->model()->headerData(1, Qt::Horizontal).toString(), u"连接"_s);
    m_language->setChoice(Language::Choice::English);
    QTRY_COMPARE(child<QTabWidget>(u"tabs"_s)->tabText(0), u"Events"_s);
    m_theme->setMode(Theme::Mode::Dark);
    QVERIFY(m_window->palette().color(QPalette::Window).lightness() < 80);
    m_theme->setMode(Theme::Mode::Light);
    QVERIFY(m_window->palette().color(QPalette::Window).lightness() > 180);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
