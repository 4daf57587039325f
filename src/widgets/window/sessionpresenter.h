// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace heartline {

class MainWindow;
class MonitorSession;
class Workspace;

/// Joins the engine, the profiles and the window: profiles go to the session, its updates to the
/// window, what the user asks for back to the session. GUI thread.
class SessionPresenter : public QObject {
    Q_OBJECT

public:
    /// All must outlive this.
    SessionPresenter(MonitorSession &session, Workspace &workspace, MainWindow &window,
                     QObject *parent = nullptr);

    /// Tells the window of the session's log, after MonitorSession::openLog().
    void logOpened();

private:
    void profilesChanged();

    MonitorSession &m_session;
    Workspace &m_workspace;
    MainWindow &m_window;
};

} // namespace heartline
