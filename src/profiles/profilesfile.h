// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "profiles/profileerrors.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace heartline {

/// A workspace: the content of one profiles file.
struct ProfilesDocument {
    std::vector<Profile> profiles;
    QJsonObject unknown; ///< Top-level fields that this version does not know; kept on save.

    bool operator==(const ProfilesDocument &) const = default;
};

/// Reads and writes the profiles file (resources/docs/profiles.md). Stateless and thread-safe.
class ProfilesFile {
public:
    static constexpr int Version = 1;
    /// Ten thousand connections with everything set take about 10 MB.
    static constexpr qint64 MaximumBytes = 67'108'864; // 64 MiB
    static constexpr qsizetype MaximumConnections = 100'000;

    /// Reads `path`. Errors are all that is wrong, in the order of the file; if the file cannot be
    /// read at all, one with the path as `where`.
    static tl::expected<ProfilesDocument, ProfileErrors> load(const QString &path);
    static tl::expected<ProfilesDocument, ProfileErrors> parse(const QByteArray &json);

    /// Replaces `path` as a whole or leaves it as it is. Readable by its owner only; missing
    /// directories are made for the owner only.
    static Result<void> save(const QString &path, const ProfilesDocument &document);

    /// Indented UTF-8; defaults are not written, unknown fields stand where they were.
    static QByteArray serialise(const ProfilesDocument &document);
};

} // namespace heartline
