// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilesfile.h"

#include "profiles/fieldreader.h"
#include "profiles/fieldwriter.h"
#include "profiles/jsontext.h"
#include "profiles/privatefile.h"
#include "profiles/profilevalidation.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 BytesPerMiB = 1'048'576;
constexpr qint64 PieceBytes = BytesPerMiB;
constexpr QLatin1StringView FormatName = "heartline-profiles"_L1;

Error invalid(const QString &message, const QString &where)
{
    return {Error::Kind::InvalidInput, message, where};
}

Error tooBig(const QString &where)
{
    return invalid(u"More than %1 MiB; split it into several workspaces"_s.arg(
                           ProfilesFile::MaximumBytes / BytesPerMiB),
                   where);
}

/// True if there is an error at `path` or at a part of it.
bool isReported(const ProfileErrors &errors, const QString &path)
{
    return std::any_of(errors.begin(), errors.end(), [&path](const Error &error) {
        return path == error.where
                || (path.startsWith(error.where)
                    && (path[error.where.size()] == u'.' || path[error.where.size()] == u'['));
    });
}

Result<void> checkHeader(const QJsonObject &root)
{
    const QJsonValue format = root["format"_L1];
    if (format != QJsonValue(FormatName)) {
        return tl::unexpected(invalid(u"Not a profiles file: expected \"%1\", found %2"_s.arg(
                                              FormatName, describeJson(format)),
                                      u"$.format"_s));
    }
    const QJsonValue version = root["version"_L1];
    const qint64 number = version.toInteger(0);
    if (number < 1) {
        return tl::unexpected(
                invalid(u"Expected a whole number from 1, found %1"_s.arg(describeJson(version)),
                        u"$.version"_s));
    }
    if (number > ProfilesFile::Version) {
        return failure(Error::Kind::NewerVersion,
                       u"Written by a later version of Heartline (format %1; this one reads up to "
                       "%2); update Heartline. The file is left as it is"_s.arg(number)
                               .arg(ProfilesFile::Version),
                       u"$.version"_s);
    }
    return {};
}

Profile readProfile(const QJsonObject &object, const QString &path, ProfileErrors &errors)
{
    Profile profile;
    ProfileErrors wrongTypes;
    FieldReader reader(object, path, wrongTypes);
    visitProfile(profile, reader);
    profile.unknown = reader.unknown();
    errors.insert(errors.end(), wrongTypes.begin(), wrongTypes.end());
    for (Error &error : validateProfile(profile)) {
        error.where = path + u'.' + error.where;
        // A value of the wrong type was replaced by a default, which is not the file's fault.
        if (!isReported(wrongTypes, error.where))
            errors.push_back(std::move(error));
    }
    return profile;
}

/// The id of the `number`th profile of this name and URL: the same at each start, so that a file
/// without ids keeps its history in the log.
QUuid idOf(const Profile &profile, int number)
{
    static const QUuid space(u"0e2f7d64-6f35-4d58-a4d7-4a5d3b9ac1e2"_s);
    return QUuid::createUuidV5(
            space, profile.name + u'\n' + profile.url + u'\n' + QString::number(number));
}

std::vector<Profile> readConnections(const QJsonArray &connections, ProfileErrors &errors)
{
    std::vector<Profile> profiles;
    profiles.reserve(static_cast<std::size_t>(connections.size()));
    QHash<QUuid, QString> ids;
    std::vector<std::size_t> withoutId;
    for (qsizetype i = 0; i < connections.size(); ++i) {
        const QString path = u"$.connections[%1]"_s.arg(i);
        const QJsonValue value = connections.at(i);
        if (!value.isObject()) {
            errors.push_back(
                    invalid(u"Expected an object, found %1"_s.arg(describeJson(value)), path));
            continue;
        }
        Profile profile = readProfile(value.toObject(), path, errors);
        const auto first = ids.constFind(profile.id);
        if (profile.id.isNull()) {
            withoutId.push_back(profiles.size());
        } else if (first != ids.constEnd()) {
            errors.push_back(invalid(u"The same id as %1; give each connection its own, or leave "
                                     "it out"_s.arg(*first),
                                     path + ".id"_L1));
        } else {
            ids.insert(profile.id, path + ".id"_L1);
        }
        profiles.push_back(std::move(profile));
    }
    // Once all given ids are known.
    QHash<QUuid, int> lastNumbers; // of those of one name and URL
    for (const std::size_t index : withoutId) {
        Profile &profile = profiles[index];
        int &number = lastNumbers[idOf(profile, 0)];
        do {
            profile.id = idOf(profile, ++number);
        } while (ids.contains(profile.id));
        ids.insert(profile.id, {});
    }
    return profiles;
}

Error::Kind kindOf(const QFile &file)
{
    if (!file.exists())
        return Error::Kind::NotFound;
    return file.error() == QFileDevice::OpenError || file.error() == QFileDevice::PermissionsError
            ? Error::Kind::AccessDenied
            : Error::Kind::Io;
}

} // namespace

tl::expected<ProfilesDocument, ProfileErrors> ProfilesFile::load(const QString &path)
{
    QFile file(path);
    // A directory can be opened, but not read.
    if (QFileInfo(path).isDir()) {
        return tl::unexpected(
                ProfileErrors{invalid(u"A directory; name a profiles file in it"_s, path)});
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(ProfileErrors{
                {kindOf(file), u"Cannot be opened: %1"_s.arg(file.errorString()), path}});
    }
    // In pieces, since it may be a pipe, which hands out what it has.
    QByteArray content;
    for (QByteArray piece = file.read(PieceBytes);
         !piece.isEmpty() && content.size() <= MaximumBytes; piece = file.read(PieceBytes))
        content += piece;
    if (file.error() != QFileDevice::NoError) {
        return tl::unexpected(ProfileErrors{
                {Error::Kind::Io, u"Cannot be read: %1"_s.arg(file.errorString()), path}});
    }
    if (content.size() > MaximumBytes)
        return tl::unexpected(ProfileErrors{tooBig(path)});
    auto document = parse(content);
    if (!document) {
        for (Error &error : document.error()) {
            // What concerns the file as a whole has no place in it.
            if (error.where.isEmpty())
                error.where = path;
        }
    }
    return document;
}

tl::expected<ProfilesDocument, ProfileErrors> ProfilesFile::parse(const QByteArray &json)
{
    if (json.size() > MaximumBytes)
        return tl::unexpected(ProfileErrors{tooBig({})});
    const auto root = parseJsonObject(json);
    if (!root)
        return tl::unexpected(ProfileErrors{root.error()});
    if (const auto header = checkHeader(*root); !header)
        return tl::unexpected(ProfileErrors{header.error()});
    const QJsonValue connections = root->value("connections"_L1);
    if (!connections.isArray()) {
        return tl::unexpected(ProfileErrors{
                invalid(u"Expected an array, found %1"_s.arg(describeJson(connections)),
                        u"$.connections"_s)});
    }
    if (connections.toArray().size() > MaximumConnections) {
        return tl::unexpected(ProfileErrors{invalid(
                u"%1 connections; at most %2 are allowed"_s.arg(connections.toArray().size())
                        .arg(MaximumConnections),
                u"$.connections"_s)});
    }
    ProfileErrors errors;
    ProfilesDocument document;
    document.profiles = readConnections(connections.toArray(), errors);
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    document.unknown = *root;
    for (const QLatin1StringView known : {"format"_L1, "version"_L1, "connections"_L1})
        document.unknown.remove(known);
    return document;
}

Result<void> ProfilesFile::save(const QString &path, const ProfilesDocument &document)
{
    return writePrivateFile(path, serialise(document));
}

QByteArray ProfilesFile::serialise(const ProfilesDocument &document)
{
    QJsonArray connections;
    for (const Profile &profile : document.profiles) {
        FieldWriter writer(profile.unknown);
        visitProfile(profile, writer);
        connections << writer.object();
    }
    QJsonObject root = document.unknown;
    root["format"_L1] = FormatName;
    root["version"_L1] = Version;
    root["connections"_L1] = connections;
    return toOrderedJson(root);
}

} // namespace heartline
