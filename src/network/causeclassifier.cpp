// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/causeclassifier.h"

#include "core/causedetail.h"
#include "network/descriptorlimit.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

CloseCause make(Origin origin, Cause cause, QString detail = {})
{
    return {.origin = origin, .cause = cause, .detail = std::move(detail)};
}

std::optional<Cause> certificateCause(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return Cause::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Cause::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return Cause::CertificateHostMismatch;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return Cause::CertificateSelfSigned;
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Cause::CertificateUnknownIssuer;
    default:
        return std::nullopt;
    }
}

CloseCause classifyTls(const AttemptFailure &failure)
{
    // OpenSSL lists every complaint of a chain; the first with a name of its own says most.
    for (const QSslError &error : failure.tlsErrors) {
        if (const auto cause = certificateCause(error.error()))
            return make(Origin::Tls, *cause, error.errorString());
    }
    if (!failure.tlsErrors.isEmpty()) {
        return make(Origin::Tls, Cause::CertificateRejected,
                    failure.tlsErrors.constFirst().errorString());
    }
    // What OpenSSL says when the first bytes are not those of a TLS record.
    static constexpr std::array notTls{"wrong version number"_L1, "packet length too long"_L1,
                                       "http request"_L1, "unknown protocol"_L1};
    const bool plain = std::any_of(notTls.begin(), notTls.end(), [&](QLatin1StringView text) {
        return failure.errorString.contains(text);
    });
    if (plain)
        return make(Origin::Tls, Cause::NotTls, failure.errorString);
    if (failure.end == SocketTap::End::Reset)
        return make(Origin::Transport, Cause::ConnectionReset, failure.errorString);
    if (failure.end == SocketTap::End::EndOfStream
        || failure.error == QAbstractSocket::RemoteHostClosedError)
        return make(Origin::Transport, Cause::EndOfStream, failure.errorString);
    return make(Origin::Tls, Cause::TlsFailed, failure.errorString);
}

CloseCause classifyUpgrade(const AttemptFailure &failure)
{
    // QWebSocket has no other way to tell the status. Nothing is translated in the workers'
    // threads, so the words are stable.
    static const QRegularExpression status(uR"(status code: (\d{3})(?: \((.*)\))?)"_s);
    const auto match = status.match(failure.errorString);
    if (match.hasMatch()) {
        return make(Origin::Http, Cause::UpgradeRefused,
                    (match.captured(1) + u' ' + match.captured(2)).trimmed());
    }
    // Of 400 it says nothing but these.
    if (failure.errorString.contains("Unknown error condition"_L1)
        || failure.errorString.contains("Server requests a version"_L1))
        return make(Origin::Http, Cause::UpgradeRefused, u"400 Bad Request"_s);
    if (failure.end == SocketTap::End::Reset)
        return make(Origin::Transport, Cause::ConnectionReset, failure.errorString);
    if (failure.error == QAbstractSocket::RemoteHostClosedError || !failure.error)
        return make(Origin::Transport, Cause::EndOfStream, failure.errorString);
    return make(Origin::Http, Cause::InvalidUpgrade, failure.errorString);
}

/// The reasons that QWebSocket gives when it closes by itself (its frame and data processor
/// classes).
bool isQtReason(const QString &reason)
{
    static constexpr std::array prefixes{
            "Received Continuation frame"_L1,
            "All data frames after the initial"_L1,
            "Received message is too big"_L1,
            "Invalid UTF-8 code encountered"_L1,
            "Payload of close frame is too small"_L1,
            "Invalid close code"_L1,
            "Invalid opcode detected"_L1,
            "Timeout when reading data from socket"_L1,
            "Error occurred while reading"_L1,
            "Lengths smaller than"_L1,
            "Something went wrong during reading"_L1,
            "Highest bit of payload length"_L1,
            "Error while reading from the network"_L1,
            "Maximum framesize exceeded"_L1,
            "Some serious error occurred"_L1,
            "Rsv field is non-zero"_L1,
            "Used reserved opcode"_L1,
            "Control frame is larger than 125 bytes"_L1,
            "Control frames cannot be fragmented"_L1,
    };
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](QLatin1StringView prefix) { return reason.startsWith(prefix); });
}

} // namespace

CloseCause noDescriptorLeft()
{
    return make(Origin::Local, Cause::DescriptorLimit,
                CauseDetail::text(CauseDetail::NoDescriptors, descriptorLimit()));
}

CloseCause classifyFailure(const AttemptFailure &failure)
{
    switch (failure.error.value_or(QAbstractSocket::UnknownSocketError)) {
    case QAbstractSocket::HostNotFoundError:
        if (failure.isAtDescriptorLimit)
            return noDescriptorLeft();
        return make(Origin::Dns, Cause::HostNotFound, failure.errorString);
    case QAbstractSocket::NetworkError:
        return make(Origin::Transport, Cause::NetworkUnreachable, failure.errorString);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return make(Origin::Proxy, Cause::ProxyFailed, failure.errorString);
    case QAbstractSocket::SocketResourceError:
        return noDescriptorLeft();
    case QAbstractSocket::SocketAccessError:
        if (failure.errorString.contains("Proxy denied"_L1)) // 403 or 405 to CONNECT
            return make(Origin::Proxy, Cause::ProxyFailed, failure.errorString);
        break;
    default:
        break;
    }
    switch (failure.phase) {
    case ConnectPhase::Tls:
        return classifyTls(failure);
    case ConnectPhase::Upgrade:
        return classifyUpgrade(failure);
    case ConnectPhase::None:
    case ConnectPhase::Resolve:
    case ConnectPhase::Connect:
        break;
    }
    if (failure.error == QAbstractSocket::ConnectionRefusedError)
        return make(Origin::Transport, Cause::ConnectionRefused, failure.errorString);
    if (failure.error == QAbstractSocket::SocketTimeoutError)
        return make(Origin::Transport, Cause::NetworkUnreachable, failure.errorString);
    return make(Origin::Transport, Cause::SocketError, failure.errorString);
}

CloseCause classifyEnd(const SessionEnd &end)
{
    if (end.closedByFrame && isQtReason(end.qtCloseReason)) {
        Cause cause = Cause::ProtocolError;
        if (end.qtCloseCode == CloseCode::MessageTooBig)
            cause = Cause::MessageTooBig;
        else if (end.qtCloseCode == CloseCode::GoingAway)
            cause = Cause::FrameTimeout;
        return {.origin = Origin::Local,
                .cause = cause,
                .closeCode = end.qtCloseCode,
                .detail = end.qtCloseReason};
    }
    if (end.closedByFrame) {
        return {.origin = Origin::Peer,
                .cause = Cause::CloseFrame,
                .closeCode = end.emptyClose ? CloseCode::NoStatusReceived : end.qtCloseCode,
                .closeReason = end.qtCloseReason};
    }
    CloseCause cause = make(Origin::Transport, Cause::SocketError, end.errorString);
    if (end.end == SocketTap::End::Reset)
        cause.cause = Cause::ConnectionReset;
    else if (end.end == SocketTap::End::EndOfStream
             || end.error.value_or(QAbstractSocket::RemoteHostClosedError)
                     == QAbstractSocket::RemoteHostClosedError)
        cause.cause = Cause::EndOfStream;
    else if (end.error == QAbstractSocket::NetworkError)
        cause.cause = Cause::NetworkUnreachable;
    cause.closeCode = CloseCode::AbnormalClosure;
    return cause;
}

} // namespace heartline
