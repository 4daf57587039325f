// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

namespace heartline {

/// The built-in server in a thread of its own, so that a busy window is no part of its answers; and
/// a ready workspace in a temporary directory, which goes with this object.
class Demo {
public:
    Demo();
    ~Demo(); ///< Stops the server.

    /// Starts the server and writes the workspace.
    Result<void> start();

    QString profilesFile() const { return m_directory.filePath(QStringLiteral("profiles.json")); }
    QString logFile() const { return m_directory.filePath(QStringLiteral("heartbeats.sqlite")); }

private:
    QTemporaryDir m_directory;
    QThread m_thread;
};

} // namespace heartline
