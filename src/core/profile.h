// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/heartbeatrule.h"
#include "core/reconnectpolicy.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <vector>

namespace heartline {

/// One header field of the upgrade request (RFC 9110 section 5).
struct HeaderField {
    QString name;
    QString value;

    bool operator==(const HeaderField &) const = default;
};

/// TLS of one connection. Paths are absolute or relative to the working directory.
struct TlsSettings {
    QString caFile; ///< PEM; trusted in addition to the system's authorities.
    QString certificateFile; ///< PEM; client certificate.
    QString keyFile; ///< PEM; its key.
    QString pinnedSha256; ///< Hex SHA-256 of the server's certificate (DER); if set, this one is
                          ///< accepted and no other.

    bool operator==(const TlsSettings &) const = default;
};

/// Bounds of one connection. Each deadline covers one phase (see ConnectPhase) or the closing
/// handshake.
struct ConnectionLimits {
    using Milliseconds = std::chrono::milliseconds;

    static constexpr Milliseconds DefaultResolve{5'000};
    static constexpr Milliseconds DefaultConnect{10'000};
    static constexpr Milliseconds DefaultTls{10'000};
    static constexpr Milliseconds DefaultUpgrade{10'000};
    static constexpr Milliseconds DefaultClose{1'000};
    static constexpr Milliseconds MinimumDeadline{10};
    static constexpr Milliseconds MaximumDeadline{3'600'000};
    static constexpr qint64 DefaultMessageBytes = 1'048'576;
    static constexpr qint64 MinimumMessageBytes = 1;
    static constexpr qint64 MaximumMessageBytes = 1'073'741'824;

    Milliseconds resolve = DefaultResolve;
    Milliseconds connect = DefaultConnect;
    Milliseconds tls = DefaultTls;
    Milliseconds upgrade = DefaultUpgrade;
    Milliseconds close = DefaultClose;
    qint64 messageBytes = DefaultMessageBytes; ///< Largest message accepted; beyond: close 1009.

    bool operator==(const ConnectionLimits &) const = default;
};

/// The saved description of one connection.
struct Profile {
    ConnectionId id;
    QString name;
    QString group;
    QString url; ///< As typed; may hold ${env:NAME}.
    bool enabled = true;
    std::vector<HeaderField> headers;
    QStringList subprotocols;
    HeartbeatRule heartbeat;
    ReconnectPolicy reconnect;
    TlsSettings tls;
    QString proxy; ///< "http://host:port" or "socks5://host:port"; empty: none.
    ConnectionLimits limits;
    QJsonObject unknown; ///< Fields of the file that this version does not know, nested as they
                         ///< stood; kept on save.

    bool operator==(const Profile &) const = default;
};

/// One profile for all who keep it while it runs, in any thread.
using SharedProfile = std::shared_ptr<const Profile>;

} // namespace heartline
