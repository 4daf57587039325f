// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/privatefile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// What the process creates while this lives is for the owner only. The mask is the process's: a
/// file that another thread creates meanwhile gets fewer rights than usual, never more.
class PrivateUmask {
public:
    PrivateUmask()
        : m_previous(::umask(S_IRWXG | S_IRWXO))
    {
    }
    ~PrivateUmask() { ::umask(m_previous); }
    Q_DISABLE_COPY_MOVE(PrivateUmask)

private:
    mode_t m_previous;
};

bool makeDirectory(const QString &path)
{
    const PrivateUmask umask;
    return QDir().mkpath(path);
}

bool openForOwner(QSaveFile &file)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // The temporary file takes over the rights of the file it will replace.
    // What is no file (a directory named by mistake) is left alone.
    if (QFileInfo(file.fileName()).isFile())
        QFile::setPermissions(file.fileName(), ownerOnly);
    const PrivateUmask umask;
    return file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly);
}

Error notWritten(const QString &path, const QString &reason, Error::Kind kind)
{
    return {kind, u"Cannot be saved: %1. What was there before is unchanged"_s.arg(reason), path};
}

} // namespace

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    const QString directory = QFileInfo(path).absolutePath();
    if (!makeDirectory(directory)) {
        return tl::unexpected(notWritten(
                path, u"the directory %1 cannot be created"_s.arg(directory), Error::Kind::Io));
    }
    QSaveFile file(path);
    if (!openForOwner(file))
        return tl::unexpected(notWritten(path, file.errorString(), Error::Kind::AccessDenied));
    // commit() does not notice that what it flushes did not fit on the disk; flush() does.
    if (file.write(content) != content.size() || !file.flush() || !file.commit())
        return tl::unexpected(notWritten(path, file.errorString(), Error::Kind::Io));
    return {};
}

} // namespace heartline
