// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/closecause.h"

#include "core/enumnames.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<Origin, 7> originNames({{
        {Origin::Local, "local"_L1},
        {Origin::Peer, "peer"_L1},
        {Origin::Transport, "transport"_L1},
        {Origin::Tls, "tls"_L1},
        {Origin::Dns, "dns"_L1},
        {Origin::Proxy, "proxy"_L1},
        {Origin::Http, "http"_L1},
}});

constexpr EnumNames<Cause, 40> causeNames({{
        {Cause::UserRequest, "user-request"_L1},
        {Cause::Shutdown, "shutdown"_L1},
        {Cause::ProfileChanged, "profile-changed"_L1},
        {Cause::Retry, "retry"_L1},
        {Cause::InvalidProfile, "invalid-profile"_L1},
        {Cause::ResolveTimeout, "resolve-timeout"_L1},
        {Cause::ConnectTimeout, "connect-timeout"_L1},
        {Cause::TlsTimeout, "tls-timeout"_L1},
        {Cause::UpgradeTimeout, "upgrade-timeout"_L1},
        {Cause::CloseTimeout, "close-timeout"_L1},
        {Cause::MessageTooBig, "message-too-big"_L1},
        {Cause::ProtocolError, "protocol-error"_L1},
        {Cause::FrameTimeout, "frame-timeout"_L1},
        {Cause::SendQueueFull, "send-queue-full"_L1},
        {Cause::DescriptorLimit, "descriptor-limit"_L1},
        {Cause::MonitoringGap, "monitoring-gap"_L1},
        {Cause::Opened, "opened"_L1},
        {Cause::Recovered, "recovered"_L1},
        {Cause::CloseFrame, "close-frame"_L1},
        {Cause::BeatLate, "beat-late"_L1},
        {Cause::BeatMissed, "beat-missed"_L1},
        {Cause::Silence, "silence"_L1},
        {Cause::ConnectionRefused, "connection-refused"_L1},
        {Cause::ConnectionReset, "connection-reset"_L1},
        {Cause::EndOfStream, "end-of-stream"_L1},
        {Cause::NetworkUnreachable, "network-unreachable"_L1},
        {Cause::SocketError, "socket-error"_L1},
        {Cause::CertificateExpired, "certificate-expired"_L1},
        {Cause::CertificateNotYetValid, "certificate-not-yet-valid"_L1},
        {Cause::CertificateSelfSigned, "certificate-self-signed"_L1},
        {Cause::CertificateUnknownIssuer, "certificate-unknown-issuer"_L1},
        {Cause::CertificateHostMismatch, "certificate-host-mismatch"_L1},
        {Cause::CertificateRejected, "certificate-rejected"_L1},
        {Cause::PinMismatch, "pin-mismatch"_L1},
        {Cause::NotTls, "not-tls"_L1},
        {Cause::TlsFailed, "tls-failed"_L1},
        {Cause::HostNotFound, "host-not-found"_L1},
        {Cause::ProxyFailed, "proxy-failed"_L1},
        {Cause::UpgradeRefused, "upgrade-refused"_L1},
        {Cause::InvalidUpgrade, "invalid-upgrade"_L1},
}});

} // namespace

QLatin1StringView toName(Origin origin)
{
    return originNames.name(origin);
}

QLatin1StringView toName(Cause cause)
{
    return causeNames.name(cause);
}

std::optional<Origin> originFromName(QAnyStringView name)
{
    return originNames.value(name);
}

std::optional<Cause> causeFromName(QAnyStringView name)
{
    return causeNames.value(name);
}

} // namespace heartline
