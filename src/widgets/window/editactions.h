// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"

#include <QObject>

#include <functional>
#include <vector>

class QWidget;

namespace heartline {

class Workspace;

/// The edits of the menus that need no dialog of their own, on the selected connections. Each can
/// be undone. GUI thread.
class EditActions : public QObject {
    Q_OBJECT

public:
    using Selection = std::function<std::vector<ConnectionId>()>;

    EditActions(Workspace &workspace, Selection selection, QWidget *window);

    void duplicate();
    void remove();
    void moveToGroup();
    void setEnabled(bool enabled);

Q_SIGNALS:
    /// Connections were made that the user will want to see selected.
    void created(const std::vector<heartline::ConnectionId> &ids);

private:
    Workspace &m_workspace;
    Selection m_selection;
    QWidget *m_window;
};

} // namespace heartline
