// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace heartline::test {

/// Makes or replaces a file; false if not all of it was written.
inline bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush();
}

/// All of a file; empty if it cannot be read.
inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace heartline::test
