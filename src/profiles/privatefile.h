// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>

namespace heartline {

/// Writes `content` to a temporary file next to `path` and renames it, so that `path` is either old
/// or new. Only its owner can read it, from the first moment on; missing directories are made
/// likewise.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace heartline
