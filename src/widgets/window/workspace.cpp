// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/workspace.h"

#include <QFileInfo>
#include <QSet>
#include <QUndoCommand>

#include <algorithm>

namespace heartline {

class Workspace::Change : public QUndoCommand {
public:
    Change(Workspace &workspace, const QString &text, std::vector<Place> places)
        : QUndoCommand(text)
        , m_workspace(workspace)
        , m_places(std::move(places))
    {
    }

    void redo() override { m_workspace.apply(m_places, true); }
    void undo() override
    {
        m_workspace.apply(m_places, false);
        std::vector<ConnectionId> ids;
        for (const Place &place : m_places) {
            if (place.before && !place.after)
                ids.push_back(place.before->id);
        }
        if (!ids.empty())
            Q_EMIT m_workspace.restored(ids);
    }

private:
    Workspace &m_workspace;
    std::vector<Place> m_places; // ascending rows: of removed ones before, of added ones afterwards
};

namespace {

std::optional<std::pair<QDateTime, qint64>> stampOf(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return std::nullopt;
    return std::pair(file.lastModified(), file.size());
}

} // namespace

Workspace::Workspace(QObject *parent)
    : QObject(parent)
{
    m_undo.setUndoLimit(UndoSteps);
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(RetryPeriod);
    connect(&m_retryTimer, &QTimer::timeout, this, &Workspace::save);
}

tl::expected<void, ProfileErrors> Workspace::open(const QString &path)
{
    const auto stamp = stampOf(path); // what is written after this shows as a change
    auto document = ProfilesFile::load(path);
    if (!document)
        return tl::unexpected(std::move(document.error()));
    replace(std::move(*document), path);
    m_stamp = stamp;
    return {};
}

Result<void> Workspace::create(const QString &path)
{
    Result<void> result = ProfilesFile::save(path, {});
    if (result)
        replace({}, path);
    return result;
}

Result<void> Workspace::saveAs(const QString &path)
{
    Result<void> result = ProfilesFile::save(path, m_document);
    if (!result)
        return result;
    m_path = path;
    settled();
    Q_EMIT pathChanged(m_path);
    Q_EMIT saved();
    return result;
}

void Workspace::replace(ProfilesDocument document, const QString &path)
{
    m_document = std::move(document);
    m_path = path;
    m_undo.clear();
    settled();
    Q_EMIT pathChanged(m_path);
    Q_EMIT saved();
    Q_EMIT profilesChanged();
}

const Profile *Workspace::profile(const ConnectionId &id) const
{
    const auto found = std::ranges::find(m_document.profiles, id, &Profile::id);
    return found == m_document.profiles.end() ? nullptr : &*found;
}

std::vector<Profile> Workspace::profiles(const std::vector<ConnectionId> &ids) const
{
    std::vector<Profile> found;
    for (const std::size_t row : rowsOf(ids))
        found.push_back(m_document.profiles[row]);
    return found;
}

QStringList Workspace::groups() const
{
    QStringList result;
    QSet<QString> seen;
    for (const Profile &profile : m_document.profiles) {
        if (profile.group.isEmpty() || seen.contains(profile.group))
            continue;
        seen.insert(profile.group);
        result.append(profile.group);
    }
    return result;
}

std::vector<std::size_t> Workspace::rowsOf(const std::vector<ConnectionId> &ids) const
{
    const QSet<ConnectionId> wanted(ids.begin(), ids.end());
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < m_document.profiles.size(); ++row) {
        if (wanted.contains(m_document.profiles[row].id))
            rows.push_back(row);
    }
    return rows;
}

QHash<ConnectionId, std::size_t> Workspace::rowsById() const
{
    QHash<ConnectionId, std::size_t> rows;
    for (std::size_t row = 0; row < m_document.profiles.size(); ++row)
        rows.insert(m_document.profiles[row].id, row);
    return rows;
}

std::vector<ConnectionId> Workspace::add(std::vector<Profile> profiles)
{
    QSet<ConnectionId> known;
    for (const Profile &profile : m_document.profiles)
        known.insert(profile.id);
    std::vector<ConnectionId> ids;
    std::vector<Place> places;
    std::size_t row = m_document.profiles.size();
    for (Profile &profile : profiles) {
        if (profile.id.isNull() || known.contains(profile.id))
            profile.id = QUuid::createUuid();
        known.insert(profile.id);
        ids.push_back(profile.id);
        places.push_back({row++, std::nullopt, std::move(profile)});
    }
    push(tr("add %n connections", nullptr, static_cast<int>(ids.size())), std::move(places));
    return ids;
}

std::vector<ConnectionId> Workspace::merge(std::vector<Profile> profiles)
{
    QHash<ConnectionId, std::size_t> rows = rowsById();
    std::vector<ConnectionId> ids;
    std::vector<Place> places;
    const std::size_t before = m_document.profiles.size();
    for (Profile &profile : profiles) {
        if (profile.id.isNull())
            profile.id = QUuid::createUuid();
        const auto known = rows.constFind(profile.id);
        if (known == rows.constEnd()) {
            const std::size_t row = before + ids.size();
            rows.insert(profile.id, row);
            ids.push_back(profile.id);
            places.push_back({row, std::nullopt, std::move(profile)});
        } else if (*known < before && m_document.profiles[*known] != profile) {
            places.push_back({*known, m_document.profiles[*known], std::move(profile)});
        }
    }
    std::ranges::sort(places, {}, &Place::row);
    const int count = static_cast<int>(places.size());
    push(tr("import %n connections", nullptr, count), std::move(places));
    return ids;
}

void Workspace::edit(std::vector<Profile> profiles)
{
    const QHash<ConnectionId, std::size_t> rows = rowsById();
    std::vector<Place> places;
    for (Profile &profile : profiles) {
        const auto row = rows.constFind(profile.id);
        if (row != rows.constEnd() && m_document.profiles[*row] != profile)
            places.push_back({*row, m_document.profiles[*row], std::move(profile)});
    }
    std::ranges::sort(places, {}, &Place::row);
    const int count = static_cast<int>(places.size());
    push(tr("edit %n connections", nullptr, count), std::move(places));
}

std::vector<ConnectionId> Workspace::duplicate(const std::vector<ConnectionId> &ids)
{
    QSet<QString> names;
    for (const Profile &profile : m_document.profiles)
        names.insert(profile.name);
    QHash<QString, int> lastNumbers; // of the copies of a name
    const auto copyName = [&](const QString &name) {
        QString candidate;
        do {
            const int number = ++lastNumbers[name];
            candidate = number == 1 ? tr("%1 (copy)").arg(name)
                                    : tr("%1 (copy %2)").arg(name).arg(number);
        } while (names.contains(candidate));
        names.insert(candidate);
        return candidate;
    };
    std::vector<ConnectionId> copies;
    std::vector<Place> places;
    for (const std::size_t row : rowsOf(ids)) {
        Profile copy = m_document.profiles[row];
        copy.id = QUuid::createUuid();
        copy.name = copyName(copy.name);
        copies.push_back(copy.id);
        // Each copy before it has pushed this row down by one.
        places.push_back({row + copies.size(), std::nullopt, std::move(copy)});
    }
    push(tr("duplicate %n connections", nullptr, static_cast<int>(copies.size())),
         std::move(places));
    return copies;
}

void Workspace::remove(const std::vector<ConnectionId> &ids)
{
    std::vector<Place> places;
    for (const std::size_t row : rowsOf(ids))
        places.push_back({row, m_document.profiles[row], std::nullopt});
    const int count = static_cast<int>(places.size());
    push(tr("remove %n connections", nullptr, count), std::move(places));
}

void Workspace::setGroup(const std::vector<ConnectionId> &ids, const QString &group)
{
    std::vector<Profile> changed = profiles(ids);
    for (Profile &profile : changed)
        profile.group = group;
    edit(std::move(changed));
}

void Workspace::setEnabled(const std::vector<ConnectionId> &ids, bool enabled)
{
    std::vector<Profile> changed = profiles(ids);
    for (Profile &profile : changed)
        profile.enabled = enabled;
    edit(std::move(changed));
}

void Workspace::push(const QString &text, std::vector<Place> places)
{
    if (!places.empty())
        m_undo.push(new Change(*this, text, std::move(places)));
}

void Workspace::apply(const std::vector<Place> &places, bool forward)
{
    // In one pass; ten thousand can be undone at once.
    std::vector<Profile> kept = std::move(m_document.profiles);
    const auto was = [forward](const Place &place) -> const auto &
    {
        return forward ? place.before : place.after;
    };
    const auto becomes = [forward](const Place &place) -> const auto &
    {
        return forward ? place.after : place.before;
    };
    std::vector<bool> isRemoved(kept.size());
    for (const Place &place : places) {
        if (!becomes(place))
            isRemoved[place.row] = true;
    }
    std::vector<Profile> profiles;
    profiles.reserve(kept.size() + places.size());
    auto place = places.begin();
    const auto takeInserted = [&] {
        for (; place != places.end() && (was(*place) || place->row == profiles.size()); ++place) {
            if (!was(*place))
                profiles.push_back(*becomes(*place));
        }
    };
    for (std::size_t row = 0; row < kept.size(); ++row) {
        takeInserted();
        if (!isRemoved[row])
            profiles.push_back(std::move(kept[row]));
    }
    takeInserted();
    for (const Place &changed : places) {
        if (was(changed) && becomes(changed))
            profiles[changed.row] = *becomes(changed);
    }
    m_document.profiles = std::move(profiles);
    save();
    Q_EMIT profilesChanged();
}

void Workspace::save()
{
    const auto stamp = stampOf(m_path);
    if (m_stamp && stamp && stamp != m_stamp) {
        m_saveError = Error{Error::Kind::Io,
                            tr("Another program has changed the file since it was read"), m_path};
        m_retryTimer.stop(); // only the user can tell which of the two is to stay
        const bool isNew = !std::exchange(m_isConflict, true);
        Q_EMIT saved();
        if (isNew)
            Q_EMIT conflictFound();
        return;
    }
    overwrite();
}

void Workspace::overwrite()
{
    if (m_path.isEmpty())
        return;
    const Result<void> result = ProfilesFile::save(m_path, m_document);
    if (result) {
        settled();
    } else {
        m_saveError = result.error();
        m_retryTimer.start();
    }
    Q_EMIT saved();
}

void Workspace::settled()
{
    m_saveError.reset();
    m_isConflict = false;
    m_stamp = stampOf(m_path);
    m_retryTimer.stop();
}

} // namespace heartline
