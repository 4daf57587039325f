// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <optional>

namespace heartline {

/// Everything that one attempt needs, made of a profile whose references are resolved.
struct UpgradeRequest {
    QNetworkRequest request; ///< URL and header fields.
    QStringList subprotocols;
    std::optional<QSslConfiguration> tls; ///< Absent on ws.
    QByteArray pinnedSha256; ///< 32 bytes; empty if none is pinned.
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    ConnectionLimits limits;

    bool isEncrypted() const;

    /// Reads the files that the profile names. Errors name the field and the file.
    static Result<UpgradeRequest> fromProfile(const Profile &profile);
};

} // namespace heartline
