// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace heartline {

class Workspace;

/// The workspace part of the file menu. Errors are told in a box, in plain text. GUI thread.
class FileActions : public QObject {
    Q_OBJECT

public:
    FileActions(Workspace &workspace, QWidget *window);

    void newWorkspace();
    void openWorkspace();
    /// False if nothing was saved.
    bool saveAs();
    /// To be asked before the workspace is left: true if all changes are saved, after another
    /// attempt or elsewhere, or if the user gives them up.
    bool confirmLeave();
    /// Another program has changed the file: asks which of the two is to stay.
    void resolveConflict();

private:
    void open(const QString &path);
    void showErrors(const QString &what, const QStringList &errors);
    QString directory() const;

    Workspace &m_workspace;
    QWidget *m_window;
};

} // namespace heartline
