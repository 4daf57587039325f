// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/editactions.h"

#include "widgets/window/workspace.h"

#include <QInputDialog>

namespace heartline {

EditActions::EditActions(Workspace &workspace, Selection selection, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_selection(std::move(selection))
    , m_window(window)
{
}

void EditActions::duplicate()
{
    Q_EMIT created(m_workspace.duplicate(m_selection()));
}

void EditActions::remove()
{
    // No question: Undo brings them back.
    m_workspace.remove(m_selection());
}

void EditActions::moveToGroup()
{
    const std::vector<ConnectionId> ids = m_selection();
    if (ids.empty())
        return;
    const Profile *first = m_workspace.profile(ids.front());
    QStringList groups = m_workspace.groups();
    groups.prepend(QString());
    const auto current = first ? groups.indexOf(first->group) : 0;
    bool accepted = false;
    const QString group = QInputDialog::getItem(
            m_window, tr("Move to group"),
            tr("Group of %n connections (a new name makes a new group, an empty one none):",
               nullptr, static_cast<int>(ids.size())),
            groups, static_cast<int>(std::max<qsizetype>(0, current)), true, &accepted);
    if (accepted)
        m_workspace.setGroup(ids, group.simplified());
}

void EditActions::setEnabled(bool enabled)
{
    m_workspace.setEnabled(m_selection(), enabled);
}

} // namespace heartline
