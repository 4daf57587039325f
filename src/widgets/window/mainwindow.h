// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/chartpoint.h"
#include "core/liveupdate.h"
#include "core/sessiondetails.h"
#include "storage/logwriter.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class QAction;
class QLineEdit;

namespace heartline {

class ChartsController;
class EditActions;
class FileActions;
class HistoryLoader;
class Language;
class LogTabs;
class StatusStrip;
class Theme;
class ViewActions;
class WindowMessages;
class Workspace;
namespace Ui {
class MainWindow;
}

/// The window: table, charts, tabs, status bar. It shows what it is given (SessionPresenter brings
/// a MonitorSession's updates) and asks by signals for what it cannot do itself. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    using SessionLookup = std::function<SessionDetails(const ConnectionId &)>;

    /// Workspace, theme and language must outlive the window.
    MainWindow(Workspace &workspace, Theme &theme, Language &language, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Tells the newest session of a connection, for the details.
    void setSessionLookup(SessionLookup lookup);
    /// The log that history is read from; empty: none.
    void setLogFile(const QString &file);

    /// The workspace is the demo's, which does not outlast the program.
    void setDemo(bool isDemo);

    void setConnections(std::vector<ConnectionSnapshot> connections);
    void apply(const LiveUpdate &update);
    void showLogStatus(const LogWriter::Status &status);

    /// To be asked before the workspace is left: false if the user would rather stay, since there
    /// are changes that could not be saved.
    bool confirmLeave();
    /// Closes the window without any question, e.g. because the system goes down.
    void closeUnasked();

    std::vector<ConnectionId> selectedIds() const;
    /// What the charts show, UTC microseconds from and to.
    std::pair<qint64, qint64> visibleRange() const;
    void select(const std::vector<ConnectionId> &ids);

    /// Geometry, columns, splitters and ranges, from and to QSettings.
    void restoreSettings();
    void saveSettings() const;

Q_SIGNALS:
    void connectRequested(const std::vector<heartline::ConnectionId> &ids);
    void disconnectRequested(const std::vector<heartline::ConnectionId> &ids);
    /// A new connection is to be described.
    void addRequested();
    /// These are to be described anew.
    void editRequested(const std::vector<heartline::ConnectionId> &ids);
    /// Profiles are to be imported: from `file`, or, if that is empty, from one to be chosen.
    void importRequested(const QString &file);
    /// The profiles of these connections are to be exported; none: all.
    void exportProfilesRequested(const std::vector<heartline::ConnectionId> &ids);
    /// The log of these connections is to be exported; none: all.
    void exportLogRequested(const std::vector<heartline::ConnectionId> &ids);
    void settingsRequested();
    void demoRequested();
    /// The window has been closed by the user.
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setUpSplitters();
    void setUpToolBar();
    void setUpUndo();
    void connectActions();
    void connectPanels();
    void retranslate();
    void setChartPalette(const ChartPalette &palette);
    void selectAtStart(const ConnectionId &first);
    void selectionChanged();
    void updateActions(bool isAnySelected);
    /// How a connection is charted.
    LatencySeries seriesOf(const ConnectionSnapshot &connection) const;
    void updateTitle();
    void showPage();
    void showContextMenu(const QPoint &position);
    void copyUrls() const;
    void showAbout();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Workspace &m_workspace;
    Theme &m_theme;
    Language &m_language;
    EditActions *m_edit;
    FileActions *m_file;
    // One each: a long reading for the tabs must not keep the charts waiting.
    std::unique_ptr<HistoryLoader> m_loader;
    std::unique_ptr<HistoryLoader> m_tabsLoader;
    QLineEdit *m_filter;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    // Destroyed before the widgets that they feed, and in this order from the last to the first.
    std::unique_ptr<ChartsController> m_charts;
    std::unique_ptr<LogTabs> m_logTabs;
    ViewActions *m_view = nullptr;
    StatusStrip *m_status = nullptr;
    WindowMessages *m_messages = nullptr;
    qint64 m_eventsDropped = 0;
    bool m_isDemo = false;
    bool m_isUnasked = false; // while closeUnasked() runs
    std::vector<ConnectionId> m_selectionBefore; // of the last time, until there are connections
};

} // namespace heartline
