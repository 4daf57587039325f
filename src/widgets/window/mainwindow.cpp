// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/mainwindow.h"

#include "models/connectionsmodel.h"
#include "ui_mainwindow.h"
#include "widgets/charts/chartscontroller.h"
#include "widgets/charts/latencypanel.h"
#include "widgets/charts/timelinepanel.h"
#include "widgets/controls/heartbeatentry.h"
#include "widgets/dialogs/importprofilesdialog.h"
#include "widgets/log/beatspanel.h"
#include "widgets/log/eventspanel.h"
#include "widgets/log/historyloader.h"
#include "widgets/log/logtabs.h"
#include "widgets/log/statisticspanel.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/settings/windowsettings.h"
#include "widgets/window/editactions.h"
#include "widgets/window/fileactions.h"
#include "widgets/window/statusstrip.h"
#include "widgets/window/viewactions.h"
#include "widgets/window/windowmessages.h"
#include "widgets/window/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Where packaging installs the documents for users; empty if they are not installed.
QString documentation()
{
    return QStandardPaths::locate(QStandardPaths::GenericDataLocation,
                                  u"doc/heartline/README.md"_s);
}

} // namespace

MainWindow::MainWindow(Workspace &workspace, Theme &theme, Language &language, QWidget *parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_workspace(workspace)
    , m_theme(theme)
    , m_language(language)
    , m_edit(new EditActions(
              workspace, [this] { return selectedIds(); }, this))
    , m_file(new FileActions(workspace, this))
    , m_loader(std::make_unique<HistoryLoader>())
    , m_tabsLoader(std::make_unique<HistoryLoader>())
    , m_filter(new QLineEdit(this))
{
    m_ui->setupUi(this);
    setWindowIcon(QIcon(u":/icons/heartline.svg"_s));
    m_charts = std::make_unique<ChartsController>(
            *m_loader, m_ui->connections->model(),
            [this](const ConnectionSnapshot &connection) { return seriesOf(connection); },
            m_ui->chartsSplitter);
    m_ui->chartsSplitter->addWidget(m_charts->latencyPanel());
    m_ui->chartsSplitter->addWidget(m_charts->timelinePanel());
    m_logTabs = std::make_unique<LogTabs>(*m_ui->tabs, m_ui->connections->model(), *m_tabsLoader,
                                          m_charts->timeWindow());
    m_view = new ViewActions(*m_ui, m_theme, m_language, this);
    m_status = new StatusStrip(this);
    m_messages = new WindowMessages(*m_ui->messageBar, m_workspace, this);
    m_ui->statusBar->addWidget(m_status, 1);
    resize(WindowSettings::DefaultSize);
    setUpSplitters();
    setUpToolBar();
    setUpUndo();
    connectActions();
    connectPanels();
    retranslate();
    setChartPalette(m_theme.palette());
    updateActions(false);
    updateTitle();
    showPage();
}

MainWindow::~MainWindow() = default;

void MainWindow::setUpSplitters()
{
    // At 1280 the table shows all of its columns; what a wider window brings goes to the charts.
    m_ui->mainSplitter->setStretchFactor(0, 0);
    m_ui->mainSplitter->setStretchFactor(1, 1);
    m_ui->mainSplitter->setSizes({664, 608});
    m_ui->rightSplitter->setStretchFactor(0, 1);
    m_ui->rightSplitter->setStretchFactor(1, 0);
    m_ui->rightSplitter->setSizes({500, 230});
    m_ui->chartsSplitter->setStretchFactor(0, 1);
    m_ui->chartsSplitter->setStretchFactor(1, 0);
    m_ui->chartsSplitter->setSizes({304, 176}); // four lanes
}

void MainWindow::setUpToolBar()
{
    const auto addButton = [this](QAction *action, const char *look) {
        auto *button = new QToolButton(m_ui->toolBar);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty(look, true);
        m_ui->toolBar->addWidget(button);
    };
    addButton(m_ui->add, "primary");
    addButton(m_ui->connectNow, "boxed");
    addButton(m_ui->disconnectNow, "boxed");
    addButton(m_ui->exportLog, "boxed");
    auto *gap = new QWidget(m_ui->toolBar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_ui->toolBar->addWidget(gap);
    addButton(m_ui->showWall, "boxed");
    addButton(m_ui->worstFirst, "boxed");
    constexpr int filterWidth = 230;
    m_filter->setFixedWidth(filterWidth);
    m_filter->setClearButtonEnabled(true);
    m_ui->toolBar->addWidget(m_filter);
    connect(m_filter, &QLineEdit::textChanged, m_ui->connections, &ConnectionsPanel::setFilterText);
    new QShortcut(Qt::Key_Escape, m_filter, m_filter, &QLineEdit::clear, Qt::WidgetShortcut);
    connect(m_filter, &QLineEdit::returnPressed, m_ui->connections, &ConnectionsPanel::focusTable);
}

void MainWindow::setUpUndo()
{
    m_undo = m_workspace.undoStack()->createUndoAction(this);
    m_redo = m_workspace.undoStack()->createRedoAction(this);
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcut(QKeySequence::Redo);
    m_ui->editMenu->insertAction(m_ui->add, m_undo);
    m_ui->editMenu->insertAction(m_ui->add, m_redo);
    m_ui->editMenu->insertSeparator(m_ui->add);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    on(m_ui->newWorkspace, [this] { m_file->newWorkspace(); });
    on(m_ui->openWorkspace, [this] { m_file->openWorkspace(); });
    on(m_ui->saveAs, [this] { m_file->saveAs(); });
    on(m_ui->importProfiles, [this] { Q_EMIT importRequested({}); });
    on(m_ui->exportProfiles, [this] { Q_EMIT exportProfilesRequested(selectedIds()); });
    on(m_ui->exportLog, [this] { Q_EMIT exportLogRequested(selectedIds()); });
    on(m_ui->settings, [this] { Q_EMIT settingsRequested(); });
    on(m_ui->quit, [this] { close(); });

    on(m_ui->add, [this] { Q_EMIT addRequested(); });
    on(m_ui->edit, [this] { Q_EMIT editRequested(selectedIds()); });
    on(m_ui->duplicate, [this] { m_edit->duplicate(); });
    on(m_ui->remove, [this] {
        const ConnectionId next = m_ui->connections->idBesideSelection();
        m_edit->remove();
        select({next});
    });
    on(m_ui->moveToGroup, [this] { m_edit->moveToGroup(); });
    on(m_ui->selectAll, [this] { m_ui->connections->selectAll(); });
    on(m_ui->find, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });

    on(m_ui->connectNow, [this] { Q_EMIT connectRequested(selectedIds()); });
    on(m_ui->disconnectNow, [this] { Q_EMIT disconnectRequested(selectedIds()); });
    on(m_ui->enable, [this] { m_edit->setEnabled(true); });
    on(m_ui->disable, [this] { m_edit->setEnabled(false); });
    on(m_ui->copyUrl, [this] { copyUrls(); });

    m_ui->documentation->setVisible(!documentation().isEmpty());
    on(m_ui->documentation,
       [] { QDesktopServices::openUrl(QUrl::fromLocalFile(documentation())); });
    on(m_ui->about, [this] { showAbout(); });
}

void MainWindow::connectPanels()
{
    ConnectionsPanel *table = m_ui->connections;
    connect(table, &ConnectionsPanel::selectionChanged, this, &MainWindow::selectionChanged);
    connect(table, &ConnectionsPanel::activated, this,
            [this](const ConnectionId &id) { Q_EMIT editRequested({id}); });
    connect(table, &ConnectionsPanel::detailsRequested, this, [this] {
        m_ui->showTabs->setChecked(true);
        m_logTabs->showDetailsTab();
    });
    connect(table, &ConnectionsPanel::contextMenuRequested, this, &MainWindow::showContextMenu);
    connect(m_status, &StatusStrip::statesChanged, table, &ConnectionsPanel::setStates);
    connect(m_logTabs->events(), &EventsPanel::connectionActivated, this,
            [this](const ConnectionId &id) { select({id}); });
    connect(m_logTabs->beats(), &BeatsPanel::exportRequested, m_ui->exportLog, &QAction::trigger);
    connect(m_charts->latencyPanel(), &LatencyPanel::saveFailed, m_messages,
            &WindowMessages::setChartError);
    for (HistoryLoader *loader : {m_loader.get(), m_tabsLoader.get()}) {
        connect(loader, &HistoryLoader::failed, m_messages, &WindowMessages::setHistoryError);
        connect(loader, &HistoryLoader::recovered, m_messages,
                [this] { m_messages->setHistoryError({}); });
    }
    connect(m_edit, &EditActions::created, this, &MainWindow::select);
    connect(m_ui->emptyPage, &EmptyState::addRequested, this, &MainWindow::addRequested);
    connect(m_ui->emptyPage, &EmptyState::importRequested, m_ui->importProfiles, &QAction::trigger);
    connect(m_ui->emptyPage, &EmptyState::demoRequested, this, &MainWindow::demoRequested);
    connect(&m_workspace, &Workspace::pathChanged, this, &MainWindow::updateTitle);
    connect(&m_workspace, &Workspace::restored, this, &MainWindow::select);
    // Not while a step is being done, which reading the file again would delete.
    connect(&m_workspace, &Workspace::conflictFound, m_file, &FileActions::resolveConflict,
            Qt::QueuedConnection);
    connect(&m_theme, &Theme::changed, this, &MainWindow::setChartPalette);
}

void MainWindow::retranslate()
{
    m_ui->retranslateUi(this);
    m_view->retranslate();
    m_ui->add->setIconText(tr("+ Add connection"));
    m_ui->exportLog->setIconText(tr("Export…"));
    // What stands in the menu may carry its mnemonic in brackets; a button needs none.
    m_ui->connectNow->setIconText(tr("Connect"));
    m_ui->disconnectNow->setIconText(tr("Disconnect"));
    m_filter->setPlaceholderText(tr("Filter: name, URL, state:failed…"));
    m_filter->setAccessibleName(tr("Filter the connections"));
    m_filter->setToolTip(tr("Words of the name, group or URL; state:failed looks at the state"));
    m_undo->setText(tr("&Undo"));
    m_redo->setText(tr("&Redo"));
    m_charts->retranslate();
    m_logTabs->retranslate();
    m_messages->retranslate();
    updateTitle();
}

void MainWindow::setChartPalette(const ChartPalette &palette)
{
    m_ui->connections->setChartPalette(palette);
    m_charts->setChartPalette(palette);
    m_logTabs->setChartPalette(palette);
    m_status->setChartPalette(palette);
}

void MainWindow::setSessionLookup(SessionLookup lookup)
{
    m_logTabs->setSessionLookup(std::move(lookup));
}

void MainWindow::setLogFile(const QString &file)
{
    m_messages->setHistoryError({});
    m_loader->setFile(file);
    m_tabsLoader->setFile(file);
    m_charts->reload();
    m_logTabs->reload();
}

void MainWindow::setDemo(bool isDemo)
{
    m_isDemo = isDemo;
    m_messages->setDemo(isDemo);
    updateTitle();
}

void MainWindow::setConnections(std::vector<ConnectionSnapshot> connections)
{
    QHash<ConnectionId, QString> names;
    for (const ConnectionSnapshot &connection : connections)
        names.insert(connection.id, connection.name);
    std::chrono::milliseconds timeout{};
    for (const Profile &profile : m_workspace.profiles())
        timeout = std::max(timeout, withPresetValues(profile.heartbeat).timeout);
    m_charts->setLongestTimeout(std::chrono::microseconds(timeout).count());
    const bool isFirst = m_ui->connections->model().connectionCount() == 0 && !connections.empty();
    const ConnectionId first = isFirst ? connections.front().id : ConnectionId();
    const std::vector<ConnectionId> before = selectedIds();
    m_ui->connections->setConnections(std::move(connections));
    m_logTabs->setNames(names);
    showPage();
    if (isFirst)
        selectAtStart(first);
    else if (selectedIds() == before)
        selectionChanged(); // names, thresholds and kinds may have changed all the same
}

void MainWindow::selectAtStart(const ConnectionId &first)
{
    std::vector<ConnectionId> known;
    for (const ConnectionId &id : std::exchange(m_selectionBefore, {})) {
        if (m_ui->connections->model().snapshot(id))
            known.push_back(id);
    }
    if (known.empty())
        known.push_back(first); // so that the charts have something to show
    select(known);
}

void MainWindow::apply(const LiveUpdate &update)
{
    m_ui->connections->apply(update.snapshots);
    m_charts->append(update.beats, update.events);
    if (update.totals.eventsDropped > std::exchange(m_eventsDropped, update.totals.eventsDropped))
        m_charts->noteDropped();
    m_logTabs->apply(update);
    m_status->setTotals(update.totals);
}

void MainWindow::showLogStatus(const LogWriter::Status &status)
{
    m_status->setLogStatus(status);
    m_messages->setLogStatus(status);
}

std::vector<ConnectionId> MainWindow::selectedIds() const
{
    return m_ui->connections->selectedIds();
}

void MainWindow::select(const std::vector<ConnectionId> &ids)
{
    m_ui->connections->select(ids);
}

void MainWindow::selectionChanged()
{
    const std::vector<ConnectionId> ids = selectedIds();
    m_charts->setSelection(ids);
    m_logTabs->setSelection(ids);
    updateActions(!ids.empty());
}

LatencySeries MainWindow::seriesOf(const ConnectionSnapshot &connection) const
{
    LatencySeries series{.id = connection.id, .name = connection.name};
    if (const Profile *profile = m_workspace.profile(connection.id)) {
        using std::chrono::duration_cast;
        const HeartbeatRule rule = withPresetValues(profile->heartbeat);
        series.lateNs = duration_cast<std::chrono::nanoseconds>(rule.late).count();
        series.isGap = rule.kind == HeartbeatKind::Listen;
        // Two beats and a timeout without any point: nothing was monitored then.
        series.breakAfterUs =
                duration_cast<std::chrono::microseconds>(2 * rule.interval + rule.timeout).count();
    }
    return series;
}

void MainWindow::updateActions(bool any)
{
    for (QAction *action :
         {m_ui->edit, m_ui->duplicate, m_ui->remove, m_ui->moveToGroup, m_ui->connectNow,
          m_ui->disconnectNow, m_ui->enable, m_ui->disable, m_ui->copyUrl})
        action->setEnabled(any);
}

void MainWindow::updateTitle()
{
    const QString name = m_isDemo ? tr("Demo") : QFileInfo(m_workspace.path()).completeBaseName();
    setWindowTitle(name.isEmpty() ? tr("Heartline") : tr("%1 — Heartline").arg(plainLine(name)));
}

void MainWindow::showPage()
{
    const bool isEmpty = m_ui->connections->model().connectionCount() == 0;
    m_ui->pages->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_ui->emptyPage)
                                          : m_ui->workPage);
    m_filter->setEnabled(!isEmpty);
}

void MainWindow::showContextMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addActions({m_ui->connectNow, m_ui->disconnectNow});
    menu.addSeparator();
    menu.addActions({m_ui->edit, m_ui->duplicate, m_ui->moveToGroup, m_ui->enable, m_ui->disable});
    menu.addSeparator();
    menu.addActions({m_ui->copyUrl, m_ui->exportLog, m_ui->exportProfiles});
    menu.addSeparator();
    menu.addAction(m_ui->remove);
    menu.exec(position);
}

void MainWindow::copyUrls() const
{
    QStringList urls;
    for (const ConnectionId &id : selectedIds()) {
        if (const ConnectionSnapshot *snapshot = m_ui->connections->model().snapshot(id))
            urls.append(snapshot->url); // without userinfo and secrets
    }
    QApplication::clipboard()->setText(urls.join(u'\n'));
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Heartline"),
                       tr("<h3>Heartline %1</h3><p>Keeps WebSocket connections alive with "
                          "heartbeats, and shows how each is doing.</p><p>Free software under the "
                          "GNU General Public License, version 3 or later.</p>")
                               .arg(QApplication::applicationVersion().toHtmlEscaped()));
}

std::pair<qint64, qint64> MainWindow::visibleRange() const
{
    const TimeWindow &window = m_charts->timeWindow();
    return {window.fromUs(), window.toUs()};
}

void MainWindow::restoreSettings()
{
    const WindowSettings settings = WindowSettings::load();
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    m_view->restore(settings);
    m_ui->rightSplitter->restoreState(settings.rightSplitter);
    m_ui->chartsSplitter->restoreState(settings.chartsSplitter);
    m_ui->connections->restoreColumns(settings.connectionColumns);
    m_logTabs->events()->restoreColumns(settings.eventColumns);
    m_logTabs->beats()->restoreColumns(settings.beatColumns);
    m_logTabs->statistics()->restoreColumns(settings.statisticColumns);
    m_ui->connections->setCollapsedGroups(settings.collapsedGroups);
    m_selectionBefore.clear();
    for (const QString &id : settings.selection)
        m_selectionBefore.push_back(ConnectionId::fromString(id));
    m_ui->tabs->setCurrentIndex(settings.tab);
    m_charts->timeWindow().setSpan(settings.spanUs);
    m_charts->latencyPanel()->setLogarithmic(settings.logarithmic);
}

void MainWindow::saveSettings() const
{
    WindowSettings settings;
    settings.geometry = saveGeometry();
    m_view->save(settings);
    settings.rightSplitter = m_ui->rightSplitter->saveState();
    settings.chartsSplitter = m_ui->chartsSplitter->saveState();
    settings.connectionColumns = m_ui->connections->saveColumns();
    settings.eventColumns = m_logTabs->events()->saveColumns();
    settings.beatColumns = m_logTabs->beats()->saveColumns();
    settings.statisticColumns = m_logTabs->statistics()->saveColumns();
    settings.collapsedGroups = m_ui->connections->collapsedGroups();
    if (const auto ids = selectedIds(); ids.size() <= WindowSettings::MaximumSelection) {
        for (const ConnectionId &id : ids)
            settings.selection.append(id.toString(QUuid::WithoutBraces));
    }
    settings.tab = m_ui->tabs->currentIndex();
    settings.spanUs = m_charts->timeWindow().spanUs();
    settings.logarithmic = m_charts->latencyPanel()->isLogarithmic();
    settings.save();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::WindowStateChange)
        m_ui->fullScreen->setChecked(windowState().testFlag(Qt::WindowFullScreen));
}

bool MainWindow::confirmLeave()
{
    return m_file->confirmLeave();
}

void MainWindow::closeUnasked()
{
    const QScopedValueRollback unasked(m_isUnasked, true);
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_isUnasked) {
        if (m_workspace.saveError())
            m_workspace.save();
    } else if (!confirmLeave()) {
        event->ignore();
        return;
    }
    saveSettings();
    QMainWindow::closeEvent(event);
    if (event->isAccepted())
        Q_EMIT closed();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (ImportProfilesDialog::canImport(event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    Q_EMIT importRequested(ImportProfilesDialog::importPath(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace heartline
