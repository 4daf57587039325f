// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace heartline::LogFile {

namespace {

constexpr mode_t fileMode = 0600;
constexpr auto directoryPermissions =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner; // 0700
constexpr std::array companions{"-wal"_L1, "-shm"_L1};

Error systemError(int code, const QString &what, const QString &file)
{
    auto kind = Error::Kind::Io;
    if (code == ENOENT || code == ENOTDIR)
        kind = Error::Kind::NotFound;
    else if (code == EACCES || code == EPERM || code == EROFS || code == EISDIR)
        kind = Error::Kind::AccessDenied;
    return {kind,
            u"%1 \"%2\": %3. Check the path and its permissions, or choose another file."_s.arg(
                    what, file, qt_error_string(code)),
            {}};
}

} // namespace

std::optional<Identity> identity(const QString &file)
{
    struct stat data = {};
    if (::stat(QFile::encodeName(file).constData(), &data) != 0)
        return std::nullopt;
    return Identity{data.st_dev, data.st_ino};
}

Result<void> createDirectories(const QString &file)
{
    const QString directory = QFileInfo(file).absolutePath();
    if (QFileInfo(directory).isDir())
        return {};
    if (auto above = createDirectories(directory); !above)
        return above;
    errno = 0;
    if (!QDir().mkdir(directory, directoryPermissions) && !QFileInfo(directory).isDir())
        return tl::unexpected(systemError(errno, u"Cannot create the directory"_s, directory));
    return {};
}

Result<void> create(const QString &file)
{
    const QByteArray path = QFile::encodeName(file);
    const int descriptor =
            ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, fileMode);
    if (descriptor >= 0)
        ::close(descriptor);
    else if (errno != EEXIST)
        return tl::unexpected(systemError(errno, u"Cannot create the log file"_s, file));
    if (QFileInfo(file).isDir())
        return tl::unexpected(systemError(EISDIR, u"Cannot open the log file"_s, file));
    return {};
}

bool isDatabase(const QString &file)
{
    constexpr QByteArrayView magic("SQLite format 3\0", 16);
    QFile in(file);
    return in.open(QIODevice::ReadOnly) && (in.size() == 0 || in.read(magic.size()) == magic);
}

Result<void> makePrivate(const QString &file)
{
    if (::chmod(QFile::encodeName(file).constData(), fileMode) != 0)
        return tl::unexpected(systemError(errno, u"Cannot make private the log file"_s, file));
    for (const QLatin1StringView companion : companions)
        ::chmod(QFile::encodeName(file + companion).constData(), fileMode);
    return {};
}

Result<QString> setAside(const QString &file)
{
    const QString base = u"%1.corrupt-%2"_s.arg(
            file, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
    QString target = base;
    for (int number = 2; QFileInfo::exists(target); ++number)
        target = u"%1-%2"_s.arg(base).arg(number);
    if (::rename(QFile::encodeName(file).constData(), QFile::encodeName(target).constData()) != 0)
        return tl::unexpected(systemError(errno, u"Cannot set aside the corrupt log file"_s, file));
    for (const QLatin1StringView companion : companions)
        QFile::rename(file + companion, target + companion);
    return target;
}

void removeOrphans(const QString &file)
{
    if (QFileInfo::exists(file))
        return;
    for (const QLatin1StringView companion : companions)
        QFile::remove(file + companion);
}

qint64 bytes(const QString &file)
{
    return QFileInfo(file).size() + QFileInfo(file + "-wal"_L1).size();
}

} // namespace heartline::LogFile
