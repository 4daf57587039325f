// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QString>

namespace heartline {

/// What the user chose for the program as a whole, in QSettings; the look of the window is
/// WindowSettings'. A value out of its range reads as the default.
struct Settings {
    /// What a new connection starts with; only heartbeat.kind, interval, timeout, missesAllowed,
    /// late and reconnect.enabled are kept.
    Profile newConnection;
    QString logFile; ///< Empty: defaultLogFile().

    static Settings load();
    void save() const;

    /// The log file of this user unless another one is chosen.
    static QString defaultLogFile();
    /// `logFile`, or the default where it is empty.
    QString effectiveLogFile() const { return logFile.isEmpty() ? defaultLogFile() : logFile; }

    bool operator==(const Settings &) const = default;
};

} // namespace heartline
