// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/windowmessages.h"

#include "widgets/controls/messagebar.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/window/workspace.h"

#include <QUndoStack>

namespace heartline {

using Topic = MessageBar::Topic;

WindowMessages::WindowMessages(MessageBar &bar, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::saved, this, &WindowMessages::showSaveError);
    connect(workspace.undoStack(), &QUndoStack::indexChanged, this, &WindowMessages::showDemoNote);
}

void WindowMessages::setLogStatus(const LogWriter::Status &status)
{
    m_logStatus = status;
    showLogStatus();
}

void WindowMessages::setHistoryError(const QString &error)
{
    // What cannot be written is most often not there to be read either; that is told already.
    const bool isTold = m_logStatus && m_logStatus->state == LogWriter::Status::State::Failing;
    m_bar.setMessage(Topic::History,
                     error.isEmpty() || isTold
                             ? QString()
                             : tr("What was logged cannot be shown: %1").arg(plainLine(error)));
}

void WindowMessages::setChartError(const QString &error)
{
    m_bar.setMessage(Topic::Chart, error);
}

void WindowMessages::setDemo(bool isDemo)
{
    m_isDemo = isDemo;
    showDemoNote();
}

void WindowMessages::retranslate()
{
    showLogStatus();
    showSaveError();
    showDemoNote();
}

void WindowMessages::showLogStatus()
{
    if (!m_logStatus)
        return;
    const LogWriter::Status &status = *m_logStatus;
    QString failure;
    QString why;
    if (status.state == LogWriter::Status::State::Failing) {
        why = status.error ? plainLine(status.error->toString()) : QString();
        failure =
                tr("Writing the log fails: %1 Monitoring goes on; %2 rows wait, %3 rows are lost.")
                        .arg(why, NumberFormat::count(status.rowsPending),
                             NumberFormat::count(status.rowsLost));
    }
    m_bar.setMessage(Topic::Log, failure, why); // not the counts
    m_bar.setMessage(
            Topic::SetAside,
            status.setAside.isEmpty()
                    ? QString()
                    : tr("The log was damaged. It was set aside as %1, and a new one was begun.")
                              .arg(status.setAside));
}

void WindowMessages::showSaveError()
{
    const std::optional<Error> error = m_workspace.saveError();
    m_bar.setMessage(
            Topic::Profiles,
            error ? tr("The profiles could not be saved: %1").arg(plainLine(error->toString()))
                  : QString());
}

void WindowMessages::showDemoNote()
{
    const bool isEdited = m_workspace.undoStack()->index() > 0;
    m_bar.setMessage(Topic::Demo,
                     m_isDemo && isEdited
                             ? tr("The demo and what you change in it is gone when Heartline "
                                  "ends; \"Save as\" in the File menu keeps it.")
                             : QString());
}

} // namespace heartline
