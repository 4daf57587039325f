// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace heartline {

class Language;
class MainWindow;
class Theme;
class Workspace;

/// Answers the requests of the window with dialogs: add, edit, import, export, settings. What comes
/// of them goes into the workspace, where it can be undone. GUI thread.
class DialogActions : public QObject {
    Q_OBJECT

public:
    /// UTC microseconds, from and to.
    using VisibleRange = std::function<std::optional<std::pair<qint64, qint64>>()>;

    /// All must outlive this.
    DialogActions(MainWindow &window, Workspace &workspace, Theme &theme, Language &language);

    /// The log that is exported from; empty: there is none to export.
    void setLogFile(const QString &file) { m_logFile = file; }
    /// What the chart shows, for the export of just that.
    void setVisibleRange(VisibleRange range) { m_visibleRange = std::move(range); }

    void add();
    void edit(const std::vector<ConnectionId> &ids);
    void importProfiles(const QString &file);
    void exportProfiles(const std::vector<ConnectionId> &ids);
    void exportLog(const std::vector<ConnectionId> &ids);
    void showSettings();

Q_SIGNALS:
    /// The settings were changed; see Settings::load().
    void settingsChanged();

private:
    MainWindow &m_window;
    Workspace &m_workspace;
    Theme &m_theme;
    Language &m_language;
    QString m_logFile;
    VisibleRange m_visibleRange;
};

} // namespace heartline
