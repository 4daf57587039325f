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
    void saveAs();
    /// Opens `path`; false after an error, which has been told.
    bool open(const QString &path);

private:
    void showErrors(const QString &what, const QStringList &errors);
    QString directory() const;

    Workspace &m_workspace;
    QWidget *m_window;
};

} // namespace heartline
