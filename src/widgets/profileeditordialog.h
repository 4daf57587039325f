// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "monitor/connectionprobe.h"

#include <QDialog>
#include <QStringList>

#include <memory>
#include <optional>

namespace heartline {

class FieldMarks;

namespace Ui {
class ProfileEditorDialog;
}

/// Adds or edits one profile. A field that cannot be used as it is says so right where it stands,
/// and every field has its help. GUI thread.
class ProfileEditorDialog : public QDialog {
    Q_OBJECT

public:
    explicit ProfileEditorDialog(QWidget *parent = nullptr);
    ~ProfileEditorDialog() override;

    /// Asks for a new profile that starts as `defaults`; nothing if cancelled.
    static std::optional<Profile> add(QWidget *parent, const QStringList &groups,
                                      const Profile &defaults = {});
    /// Asks for changes of `profile`; nothing if cancelled.
    static std::optional<Profile> edit(QWidget *parent, const QStringList &groups,
                                       const Profile &profile);

    /// The groups to choose from.
    void setGroups(const QStringList &groups);
    /// What is edited. A new profile (without a name and URL) is blamed for nothing at first.
    void setProfile(const Profile &profile);
    /// As entered; what has no editor, unknown fields included, is as it was set.
    Profile profile() const;

public Q_SLOTS:
    /// Refused while something is wrong: goes to the first bad field instead.
    void accept() override;
    /// A test that still runs is ended, with a Close frame.
    void done(int result) override;

private:
    void connectFields();
    void makeProbe();
    void fillHeartbeats();
    void chooseHeartbeat();
    void showHeartbeatNote();
    void onEdited(const QString &path);
    void validate();
    void showUrlNotes(const QString &url);
    void markTabs();
    void goTo(QWidget *editor);
    void showWhatIsWrong();
    void test();
    void showTest();

    std::unique_ptr<Ui::ProfileEditorDialog> m_ui;
    Profile m_original;
    FieldMarks *m_marks;
    ConnectionProbe *m_probe = nullptr;
    bool m_loading = false; ///< The fields are being filled, not edited.
};

} // namespace heartline
