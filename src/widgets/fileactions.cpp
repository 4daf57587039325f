// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fileactions.h"

#include "widgets/workspace.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// A broken file can have thousands of errors; a box cannot.
constexpr qsizetype maximumErrorsShown = 8;

} // namespace

FileActions::FileActions(Workspace &workspace, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
{
}

QString FileActions::directory() const
{
    return m_workspace.path().isEmpty() ? QDir::homePath()
                                        : QFileInfo(m_workspace.path()).absolutePath();
}

void FileActions::newWorkspace()
{
    const QString path = QFileDialog::getSaveFileName(m_window, tr("New workspace"), directory(),
                                                      tr("Profiles (*.json)"));
    if (path.isEmpty())
        return;
    if (const Result<void> result = m_workspace.create(path); !result)
        showErrors(tr("The workspace could not be created."), {result.error().toString()});
}

void FileActions::openWorkspace()
{
    const QString path =
            QFileDialog::getOpenFileName(m_window, tr("Open workspace"), directory(),
                                         tr("Profiles (*.json)") + u";;"_s + tr("All files (*)"));
    if (!path.isEmpty())
        open(path);
}

bool FileActions::open(const QString &path)
{
    const auto result = m_workspace.open(path);
    if (result)
        return true;
    QStringList errors;
    for (const Error &error : result.error())
        errors.append(error.toString());
    showErrors(tr("The workspace %1 could not be opened; everything stays as it is.").arg(path),
               errors);
    return false;
}

void FileActions::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(m_window, tr("Save workspace as"),
                                                      directory(), tr("Profiles (*.json)"));
    if (path.isEmpty())
        return;
    if (const Result<void> result = m_workspace.saveAs(path); !result)
        showErrors(tr("The workspace could not be saved."), {result.error().toString()});
}

void FileActions::showErrors(const QString &what, const QStringList &errors)
{
    QMessageBox box(QMessageBox::Warning, tr("Heartline"), what, QMessageBox::Ok, m_window);
    box.setTextFormat(Qt::PlainText);
    QStringList shown = errors.first(std::min(errors.size(), maximumErrorsShown));
    if (errors.size() > maximumErrorsShown)
        shown.append(
                tr("… and %n more", nullptr, static_cast<int>(errors.size() - maximumErrorsShown)));
    box.setInformativeText(shown.join(u'\n'));
    box.exec();
}

} // namespace heartline
