// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"

#include <QString>

namespace heartline {

/// What the log knows of a connection; everything in it may be read by whoever reads the log.
struct LoggedConnection {
    ConnectionId id;
    QString name;
    QString group;
    QString url; ///< Already redacted: no userinfo, no values of ${env:NAME}.

    bool operator==(const LoggedConnection &) const = default;
};

} // namespace heartline
