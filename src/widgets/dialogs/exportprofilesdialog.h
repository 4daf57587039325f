// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QDialog>

#include <memory>
#include <vector>

namespace heartline {

namespace Ui {
class ExportProfilesDialog;
}

/// Writes all or the selected profiles to a profiles file. GUI thread.
class ExportProfilesDialog : public QDialog {
    Q_OBJECT

public:
    ExportProfilesDialog(std::vector<Profile> all, std::vector<Profile> selected,
                         QWidget *parent = nullptr);
    ~ExportProfilesDialog() override;

    void setFile(const QString &path);

public Q_SLOTS:
    /// Writes the file; stays open and tells why if that fails.
    void accept() override;

private:
    void showProblem(const QString &text);

    std::unique_ptr<Ui::ExportProfilesDialog> m_ui;
    std::vector<Profile> m_all;
    std::vector<Profile> m_selected;
};

} // namespace heartline
