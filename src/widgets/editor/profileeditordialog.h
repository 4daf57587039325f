// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "monitor/connectionprobe.h"
#include "profiles/profilefieldset.h"

#include <QDialog>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace heartline {

class DifferentValues;
class FieldMarks;

namespace Ui {
class ProfileEditorDialog;
}

/// Adds a profile, or edits one or many. A field that cannot be used as it is says so right where
/// it stands, and every field has its help. Of many, name and URL are left alone, and what is
/// edited is made the same in all. GUI thread.
class ProfileEditorDialog : public QDialog {
    Q_OBJECT

public:
    explicit ProfileEditorDialog(QWidget *parent = nullptr);
    ~ProfileEditorDialog() override;

    /// Asks for a new profile that starts as `defaults`; nothing if cancelled.
    static std::optional<Profile> add(QWidget *parent, const QStringList &groups,
                                      const Profile &defaults = {});
    /// Asks for changes of `profiles` (at least one); nothing if cancelled.
    static std::optional<std::vector<Profile>> edit(QWidget *parent, const QStringList &groups,
                                                    const std::vector<Profile> &profiles);

    /// The groups to choose from.
    void setGroups(const QStringList &groups);
    /// What is edited. A new profile (without a name and URL) is blamed for nothing at first.
    void setProfile(const Profile &profile) { setProfiles({profile}); }
    /// Many at once; at least one.
    void setProfiles(std::vector<Profile> profiles);
    /// As entered, of many the first; what has no editor, unknown fields included, is as it was
    /// set.
    Profile profile() const;
    /// All that were set, with what was edited.
    std::vector<Profile> profiles() const;

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
    void fillFields(const Profile &profile);
    void showDifferences();
    bool isMany() const { return m_originals.size() > 1; }
    Profile entered() const;
    void onEdited(const QString &path);
    void noteChanges(const ProfileFieldSet &fields);
    void showChanges();
    void validate();
    void showUrlNotes(const QString &url);
    void markTabs();
    void goTo(QWidget *editor);
    void showWhatIsWrong();
    void test();
    void showTest();

    std::unique_ptr<Ui::ProfileEditorDialog> m_ui;
    std::vector<Profile> m_originals;
    ProfileFieldSet m_differing; ///< Different in the originals, and not edited.
    ProfileFieldSet m_changed; ///< Edited.
    FieldMarks *m_marks;
    DifferentValues *m_different;
    ConnectionProbe *m_probe = nullptr;
    bool m_loading = false; ///< The fields are being filled, not edited.
};

} // namespace heartline
