// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"
#include "network/tlsconfigurations.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

#include <optional>

namespace heartline {

/// QNetworkProxy::NoProxy, one for all: each that is made takes memory. Thread-safe.
const QNetworkProxy &noProxy();

/// Everything that one attempt needs, made of a profile whose references are resolved.
struct UpgradeRequest {
    QNetworkRequest request; ///< URL and header fields.
    QStringList subprotocols;
    std::optional<SharedTlsConfiguration> tls; ///< Absent on ws.
    QByteArray pinnedSha256; ///< 32 bytes; empty if none is pinned.
    QNetworkProxy proxy = noProxy();
    ConnectionLimits limits;

    bool isEncrypted() const;

    /// Errors name the field and, where one is to blame, the file.
    static Result<UpgradeRequest> fromProfile(const Profile &profile,
                                              TlsConfigurations &configurations);
};

} // namespace heartline
