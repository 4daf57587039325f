// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/sessionpresenter.h"

#include "monitor/monitorsession.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

namespace heartline {

SessionPresenter::SessionPresenter(MonitorSession &session, Workspace &workspace,
                                   MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_workspace(workspace)
    , m_window(window)
{
    connect(&m_workspace, &Workspace::profilesChanged, this, &SessionPresenter::profilesChanged);
    connect(&m_session, &MonitorSession::updated, &m_window, &MainWindow::apply);
    connect(&m_session, &MonitorSession::logStatusChanged, &m_window, &MainWindow::showLogStatus);
    connect(&m_window, &MainWindow::connectRequested, this,
            [this](const std::vector<ConnectionId> &ids) { m_session.connectTo(ids); });
    connect(&m_window, &MainWindow::disconnectRequested, this,
            [this](const std::vector<ConnectionId> &ids) { m_session.disconnectFrom(ids); });
    m_window.setSessionLookup([&monitor = m_session](const ConnectionId &id) {
        return SessionDetails{monitor.sessionInfo(id), monitor.accuracy(id)};
    });
    profilesChanged();
    logOpened();
}

void SessionPresenter::logOpened()
{
    const LogWriter::Status status = m_session.logStatus();
    m_window.showLogStatus(status);
    m_window.setLogFile(status.state == LogWriter::Status::State::Closed ? QString()
                                                                         : m_session.logFile());
}

void SessionPresenter::profilesChanged()
{
    m_session.setProfiles(m_workspace.profiles());
    m_window.setConnections(m_session.snapshots());
}

} // namespace heartline
