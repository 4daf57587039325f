// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/fleetfixtures.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

class QAction;
class QLineEdit;
class QTreeView;

namespace heartline {

class Language;
class Theme;
class WallView;

namespace bench {

/// Runs the event loop for so long; without spinning, which would be counted.
void settle(int milliseconds);

/// The window with a made-up fleet at hand, and what a user does with it. GUI thread.
class DrivenWindow {
public:
    static constexpr double BeatsPerConnection = 0.2; ///< A second: one every 5 s.
    static constexpr int UpdatesPerSecond = 30;

    DrivenWindow(int connections, QSize size, Theme &theme, Language &language);

    gallery::Fleet &fleet() { return m_fleet; }
    MainWindow &window() { return m_window; }
    Workspace &workspace() { return m_workspace; }
    QTreeView *table() const;
    WallView *wall() const;
    QLineEdit *filter() const;
    QAction *action(const QString &name) const;

    /// Fills the window with the made-up connections.
    void populate();
    /// Beats of the made-up connections in one update.
    int perUpdate() const;
    /// Shows the next update of the made-up connections.
    void live();
    /// Does the next of the things that users do; tells which.
    QString act(int number);

private:
    gallery::Fleet m_fleet;
    Workspace m_workspace;
    MainWindow m_window;
};

} // namespace bench
} // namespace heartline
