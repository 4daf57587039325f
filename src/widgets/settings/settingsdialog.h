// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/settings/settings.h"

#include <QDialog>

#include <memory>

namespace heartline {

class FieldMarks;

namespace Ui {
class SettingsDialog;
}

/// Language, theme, what new connections start with, and where the log is kept. With OK, language
/// and theme change at once and the rest is saved. GUI thread.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    /// Both must outlive the dialog.
    SettingsDialog(Theme &theme, Language &language, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    /// The log that is being written, be it the one set here or not; empty: none.
    void setLogInUse(const QString &file);
    void setSettings(const Settings &settings);
    Settings settings() const;

public Q_SLOTS:
    void accept() override;

private:
    void validate();

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    Theme &m_theme;
    Language &m_language;
    FieldMarks *m_marks;
};

} // namespace heartline
