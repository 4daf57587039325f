// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "profiles/profileerrors.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <vector>

class QMimeData;

namespace heartline {

class ImportModel;

namespace Ui {
class ImportProfilesDialog;
}

/// Shows what a profiles file would bring before anything is taken over, or all that is wrong with
/// it. GUI thread.
class ImportProfilesDialog : public QDialog {
    Q_OBJECT

public:
    explicit ImportProfilesDialog(QWidget *parent = nullptr);
    ~ImportProfilesDialog() override;

    /// Shows the preview of `file`; the profiles that were chosen, or nothing if cancelled. Those
    /// whose id is there already are meant to replace the existing ones.
    static std::optional<std::vector<Profile>> choose(QWidget *parent, const QString &file,
                                                      const std::vector<Profile> &existing);
    /// Asks for the file first.
    static std::optional<std::vector<Profile>> choose(QWidget *parent,
                                                      const std::vector<Profile> &existing);

    /// True if one local .json file is being dragged.
    static bool canImport(const QMimeData *data);
    /// Its path; empty unless canImport().
    static QString importPath(const QMimeData *data);

    /// Reads `file` and shows what it holds.
    void load(const QString &file, const std::vector<Profile> &existing);
    std::vector<Profile> chosen() const;

private:
    void showErrors(const ProfileErrors &errors);
    void showCount();

    std::unique_ptr<Ui::ImportProfilesDialog> m_ui;
    ImportModel *m_model;
};

} // namespace heartline
