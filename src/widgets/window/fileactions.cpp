// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/fileactions.h"

#include "widgets/window/workspace.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

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

bool FileActions::confirmLeave()
{
    if (m_workspace.saveError() && !m_workspace.isConflict())
        m_workspace.save();
    while (const std::optional<Error> error = m_workspace.saveError()) {
        QMessageBox box(QMessageBox::Warning, tr("Heartline"),
                        tr("The latest changes of the profiles are not saved."),
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(error->toString());
        box.button(QMessageBox::Save)->setText(tr("Save elsewhere…"));
        box.setDefaultButton(QMessageBox::Save);
        const int answer = box.exec();
        if (answer == QMessageBox::Discard)
            return true;
        if (answer != QMessageBox::Save || !saveAs())
            return false;
    }
    return true;
}

void FileActions::resolveConflict()
{
    if (!m_workspace.isConflict())
        return;
    QMessageBox box(QMessageBox::Question, tr("Heartline"),
                    tr("Another program has changed %1 since it was read.").arg(m_workspace.path()),
                    QMessageBox::NoButton, m_window);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
            tr("Read the file again and give up what you have changed here, or save what is shown "
               "here over it? Until then nothing is saved."));
    const QAbstractButton *reload =
            box.addButton(tr("Read the file again"), QMessageBox::DestructiveRole);
    const QAbstractButton *overwrite = box.addButton(tr("Save over it"), QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(tr("Decide later"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == reload)
        open(m_workspace.path());
    else if (box.clickedButton() == overwrite)
        m_workspace.overwrite();
}

void FileActions::newWorkspace()
{
    if (!confirmLeave())
        return;
    const QString path = QFileDialog::getSaveFileName(m_window, tr("New workspace"), directory(),
                                                      tr("Profiles (*.json)"));
    if (path.isEmpty())
        return;
    if (const Result<void> result = m_workspace.create(path); !result)
        showErrors(tr("The workspace could not be created."), {result.error().toString()});
}

void FileActions::openWorkspace()
{
    if (!confirmLeave())
        return;
    const QString path =
            QFileDialog::getOpenFileName(m_window, tr("Open workspace"), directory(),
                                         tr("Profiles (*.json)") + u";;"_s + tr("All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void FileActions::open(const QString &path)
{
    const auto result = m_workspace.open(path);
    if (result)
        return;
    QStringList errors;
    for (const Error &error : result.error())
        errors.append(error.toString());
    showErrors(tr("The workspace %1 could not be opened; everything stays as it is.").arg(path),
               errors);
}

bool FileActions::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(m_window, tr("Save workspace as"),
                                                      directory(), tr("Profiles (*.json)"));
    if (path.isEmpty())
        return false;
    const Result<void> result = m_workspace.saveAs(path);
    if (!result)
        showErrors(tr("The workspace could not be saved."), {result.error().toString()});
    return result.has_value();
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
