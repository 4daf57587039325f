// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo.h"
#include "core/error.h"
#include "monitor/monitorsession.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/window/dialogactions.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/sessionpresenter.h"
#include "widgets/window/workspace.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace heartline {

/// The desktop application: joins the workspace, the monitor and the window. Lives in the GUI
/// thread.
class Desktop : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString profilesFile; ///< Must exist. Empty: the user's own, made where it is missing.
        QString logFile; ///< Empty: as in the settings.
        int workers = 0; ///< As of MonitorSession::Options.
        bool demo = false;
        std::optional<Language::Choice> language; ///< Absent: as in the settings.
    };

    explicit Desktop(Options options);
    ~Desktop() override;

    /// Opens the workspace and the log, and shows the window. Fails when the profiles file cannot
    /// be used.
    Result<void> start();

    /// Closes the connections and the log, then quits the application.
    void quit();

    MainWindow &window() { return m_window; }
    MonitorSession &session() { return m_session; }
    Workspace &workspace() { return m_workspace; }

    /// The workspace that is used when none is named.
    static QString defaultProfilesFile();

private:
    void connectEverything();
    Result<void> openWorkspace(const QString &path);
    void openLog(const QString &file);
    /// The log of everything but the demo: as on the command line, or else as in the settings.
    QString ownLogFile() const;
    void startDemo();
    bool isDemo() const;
    /// The workspace is another one.
    void pathChanged();

    Options m_options;
    Theme m_theme;
    Language m_language;
    /// Outlives the session, which talks to its server. Goes on after another workspace was opened:
    /// one that was saved from the demo has the same connections.
    std::unique_ptr<Demo> m_demo;
    Workspace m_workspace;
    MonitorSession m_session;
    MainWindow m_window;
    SessionPresenter m_presenter;
    DialogActions m_dialogs;
};

} // namespace heartline
