// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/dialogactions.h"

#include "widgets/dialogs/exportlogdialog.h"
#include "widgets/dialogs/exportprofilesdialog.h"
#include "widgets/dialogs/importprofilesdialog.h"
#include "widgets/editor/profileeditordialog.h"
#include "widgets/settings/settings.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QMessageBox>

namespace heartline {

DialogActions::DialogActions(MainWindow &window, Workspace &workspace, Theme &theme,
                             Language &language)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_theme(theme)
    , m_language(language)
{
    connect(&window, &MainWindow::addRequested, this, &DialogActions::add);
    connect(&window, &MainWindow::editRequested, this, &DialogActions::edit);
    connect(&window, &MainWindow::importRequested, this, &DialogActions::importProfiles);
    connect(&window, &MainWindow::exportProfilesRequested, this, &DialogActions::exportProfiles);
    connect(&window, &MainWindow::exportLogRequested, this, &DialogActions::exportLog);
    connect(&window, &MainWindow::settingsRequested, this, &DialogActions::showSettings);
}

void DialogActions::add()
{
    auto profile = ProfileEditorDialog::add(&m_window, m_workspace.groups(),
                                            Settings::load().newConnection);
    if (profile)
        m_window.select(m_workspace.add({*profile}));
}

void DialogActions::edit(const std::vector<ConnectionId> &ids)
{
    const std::vector<Profile> before = m_workspace.profiles(ids);
    if (before.empty())
        return;
    if (const auto after = ProfileEditorDialog::edit(&m_window, m_workspace.groups(), before))
        m_workspace.edit(*after);
}

void DialogActions::importProfiles(const QString &file)
{
    const auto &existing = m_workspace.profiles();
    const auto chosen = file.isEmpty() ? ImportProfilesDialog::choose(&m_window, existing)
                                       : ImportProfilesDialog::choose(&m_window, file, existing);
    if (!chosen)
        return;
    if (const auto added = m_workspace.merge(*chosen); !added.empty())
        m_window.select(added);
}

void DialogActions::exportProfiles(const std::vector<ConnectionId> &ids)
{
    ExportProfilesDialog(m_workspace.profiles(), m_workspace.profiles(ids), &m_window).exec();
}

void DialogActions::exportLog(const std::vector<ConnectionId> &ids)
{
    if (m_logFile.isEmpty()) {
        QMessageBox::information(&m_window, tr("Export the log"),
                                 tr("There is no log to export: nothing is being logged."));
        return;
    }
    ExportLogDialog({.logFile = m_logFile,
                     .selected = ids,
                     .visible = m_visibleRange ? m_visibleRange() : std::nullopt},
                    &m_window)
            .exec();
}

void DialogActions::showSettings()
{
    SettingsDialog dialog(m_theme, m_language, &m_window);
    dialog.setLogInUse(m_logFile);
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT settingsChanged();
}

} // namespace heartline
