// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace heartline {

/// Who, or which layer, brought a change of state about.
enum class Origin {
    Local, ///< The user, an own deadline or an own limit.
    Peer, ///< A Close frame (RFC 6455 section 5.5.1) or an answer arrived.
    Transport, ///< Reset, end of stream without a Close frame, silence.
    Tls,
    Dns,
    Proxy,
    Http, ///< The upgrade was refused.
};

/// Why a connection changed its state. The spellings are part of the export format.
enum class Cause {
    // local
    UserRequest,
    Shutdown,
    ProfileChanged,
    Retry,
    InvalidProfile,
    ResolveTimeout,
    ConnectTimeout,
    TlsTimeout,
    UpgradeTimeout,
    CloseTimeout,
    MessageTooBig,
    ProtocolError,
    FrameTimeout,
    SendQueueFull,
    DescriptorLimit,
    MonitoringGap,
    // peer
    Opened,
    Recovered,
    CloseFrame,
    // transport
    BeatLate,
    BeatMissed,
    Silence,
    ConnectionRefused,
    ConnectionReset,
    EndOfStream,
    NetworkUnreachable,
    SocketError,
    // tls
    CertificateExpired,
    CertificateNotYetValid,
    CertificateSelfSigned,
    CertificateUnknownIssuer,
    CertificateHostMismatch,
    CertificateRejected,
    PinMismatch,
    NotTls,
    TlsFailed,
    // dns
    HostNotFound,
    // proxy
    ProxyFailed,
    // http
    UpgradeRefused,
    InvalidUpgrade,
};

QLatin1StringView toName(Origin origin);
QLatin1StringView toName(Cause cause);
std::optional<Origin> originFromName(QAnyStringView name);
std::optional<Cause> causeFromName(QAnyStringView name);

/// RFC 6455 section 7.4.1 codes that are derived, never sent.
namespace CloseCode {
inline constexpr int Normal = 1000;
inline constexpr int GoingAway = 1001;
inline constexpr int ProtocolError = 1002;
inline constexpr int NoStatusReceived = 1005;
inline constexpr int AbnormalClosure = 1006;
inline constexpr int MessageTooBig = 1009;
} // namespace CloseCode

/// The reason of a change of state, complete.
struct CloseCause {
    Origin origin = Origin::Local;
    Cause cause = Cause::UserRequest;
    std::optional<int> closeCode; ///< RFC 6455 section 7.1.5; 1005 and 1006 are derived. None when
                                  ///< no session existed.
    QString closeReason; ///< The peer's words; untrusted plain text.
    QString detail; ///< e.g. "403 Forbidden", the TLS library's words; untrusted plain text.

    bool operator==(const CloseCause &) const = default;
};

} // namespace heartline
