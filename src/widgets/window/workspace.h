// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"
#include "profiles/profilesfile.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace heartline {

/// The profiles in memory: every change can be undone, and is saved to the profiles file at once.
/// Connections are named by id; unknown ids are skipped. GUI thread.
class Workspace : public QObject {
    Q_OBJECT

public:
    /// Steps that can be undone; older ones are forgotten.
    static constexpr int UndoSteps = 100;
    /// A save that failed is tried again this often.
    static constexpr std::chrono::milliseconds RetryPeriod{5'000};

    explicit Workspace(QObject *parent = nullptr);

    /// Replaces the content by that of `path`; on errors everything stays as it is.
    tl::expected<void, ProfileErrors> open(const QString &path);
    /// Begins an empty workspace in `path`, replacing a file there.
    Result<void> create(const QString &path);
    /// Goes on in `path`; the old file stays as it is.
    Result<void> saveAs(const QString &path);

    QString path() const { return m_path; }
    const std::vector<Profile> &profiles() const { return m_document.profiles; }
    const Profile *profile(const ConnectionId &id) const;
    /// Those with these ids, in the order of the workspace.
    std::vector<Profile> profiles(const std::vector<ConnectionId> &ids) const;
    /// The groups in order of appearance.
    QStringList groups() const;
    QUndoStack *undoStack() { return &m_undo; }
    /// Why the last save failed, so that the latest changes are in memory only; nothing after a
    /// good one.
    std::optional<Error> saveError() const { return m_saveError; }
    /// The last save was left out because another program has changed the file since it was opened
    /// or saved.
    bool isConflict() const { return m_isConflict; }
    /// Saves once more; see saveError().
    void save();
    /// Saves over what another program has written.
    void overwrite();

    /// Appends profiles; null and already known ids are replaced by new ones. Returns the ids.
    std::vector<ConnectionId> add(std::vector<Profile> profiles);
    /// Replaces the profiles whose ids are known and appends the others, all in one step; null ids
    /// are replaced by new ones. Returns the ids of those that were appended.
    std::vector<ConnectionId> merge(std::vector<Profile> profiles);
    /// Replaces the profiles with these ids.
    void edit(std::vector<Profile> profiles);
    /// Puts a copy behind each; returns the copies' ids.
    std::vector<ConnectionId> duplicate(const std::vector<ConnectionId> &ids);
    void remove(const std::vector<ConnectionId> &ids);
    void setGroup(const std::vector<ConnectionId> &ids, const QString &group);
    void setEnabled(const std::vector<ConnectionId> &ids, bool enabled);

Q_SIGNALS:
    void profilesChanged();
    /// After profilesChanged(): undoing a removal has brought these back.
    void restored(const std::vector<heartline::ConnectionId> &ids);
    void pathChanged(const QString &path);
    /// After every save, good or bad; see saveError().
    void saved();
    /// After saved(): isConflict() has become true.
    void conflictFound();

private:
    class Change;
    /// One place in the list: what stands there before and after; nothing: it is added or removed.
    struct Place {
        std::size_t row = 0;
        std::optional<Profile> before;
        std::optional<Profile> after;
    };

    void push(const QString &text, std::vector<Place> places);
    void apply(const std::vector<Place> &places, bool forward);
    void replace(ProfilesDocument document, const QString &path);
    /// Takes over how the file stands now, which is as it is in memory.
    void settled();
    std::vector<std::size_t> rowsOf(const std::vector<ConnectionId> &ids) const;
    QHash<ConnectionId, std::size_t> rowsById() const;

    ProfilesDocument m_document;
    QString m_path;
    QUndoStack m_undo;
    std::optional<Error> m_saveError;
    bool m_isConflict = false;
    /// When the file was changed and how long it is, as it was read or written last; nothing: it is
    /// no plain file.
    std::optional<std::pair<QDateTime, qint64>> m_stamp;
    QTimer m_retryTimer;
};

} // namespace heartline
