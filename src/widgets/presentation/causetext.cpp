// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/causetext.h"

#include "widgets/presentation/detailtext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

#include <array>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

struct IdleTimeout {
    qint64 seconds;
    const char *who;
};

/// Documented defaults of the vendors, and those widely observed; product names are not translated.
constexpr std::array idleTimeouts{
        IdleTimeout{31, "Node.js ws"},
        IdleTimeout{55, "Heroku"},
        IdleTimeout{60, "AWS ALB"},
        IdleTimeout{60, "nginx"},
        IdleTimeout{60, "Apache"},
        IdleTimeout{60, "Traefik"},
        IdleTimeout{100, "Cloudflare"},
        IdleTimeout{230, "Azure App Service"},
        IdleTimeout{240, "Azure Load Balancer"},
        IdleTimeout{300, "Envoy"},
        IdleTimeout{350, "AWS NLB"},
        IdleTimeout{600, "CloudFront"},
        IdleTimeout{600, "AWS API Gateway"},
        IdleTimeout{3600, "Envoy TCP proxy"},
};

/// A hop cuts at its timeout or, where it looks about only so often, a little later.
constexpr qint64 earlyMs = 300;
constexpr qint64 lateMs = 1'000;

const IdleTimeout *idleTimeoutLike(const IdleTimeout *from, qint64 silenceMs)
{
    for (; from != idleTimeouts.data() + idleTimeouts.size(); ++from) {
        const qint64 difference = silenceMs - from->seconds * 1000;
        if (difference >= -earlyMs && difference <= lateMs)
            return from;
    }
    return nullptr;
}

QString detail(const CloseCause &cause)
{
    return plainLine(translatedDetail(cause.detail));
}

bool endsASession(const ConnectionEvent &event)
{
    return isOpen(event.from) && !isOpen(event.to);
}

} // namespace

QStringList CauseText::idleTimeoutsLike(qint64 silenceMs)
{
    QStringList result;
    for (const IdleTimeout *hop = idleTimeoutLike(idleTimeouts.data(), silenceMs); hop;
         hop = idleTimeoutLike(hop + 1, silenceMs))
        result.append(QLatin1StringView(hop->who));
    return result;
}

QString CauseText::sentence(const ConnectionEvent &event)
{
    if (event.cause.cause == Cause::Opened) {
        const QString opened = phases(event.phases);
        //: %1: "opened in 93 ms (...)"; %2: what else there is to tell of it
        return event.cause.detail.isEmpty() ? opened
                                            : tr("%1; %2").arg(opened, detail(event.cause));
    }
    if (event.cause.cause == Cause::UserRequest)
        return event.to == ConnectionState::Connecting ? tr("connect requested")
                                                       : tr("disconnect requested");
    QString text = sentence(event.cause);
    const bool isCut =
            event.cause.origin == Origin::Peer || event.cause.origin == Origin::Transport;
    if (!endsASession(event) || !event.silenceMs || !isCut)
        return text;
    // When our own beats went unanswered the silence is our timeout's, nobody else's.
    if (event.cause.cause == Cause::Silence) {
        const QString length = tr("silence of %1").arg(NumberFormat::span(*event.silenceMs));
        //: %1: "silence of 60 s"; %2: what was missed, plain text
        return event.cause.detail.isEmpty()
                ? length
                : tr("%1: %2", "silence").arg(length, detail(event.cause));
    }
    text = tr("%1 after %2 of silence").arg(text, NumberFormat::span(*event.silenceMs));
    const QStringList hops = idleTimeoutsLike(*event.silenceMs);
    if (hops.isEmpty())
        return text;
    const IdleTimeout *hop = idleTimeoutLike(idleTimeouts.data(), *event.silenceMs);
    return tr("%1; like an idle timeout of %2 s (%3)")
            .arg(text, QString::number(hop->seconds), hops.join(u", "_s));
}

QString CauseText::phases(const PhaseTimes &phases)
{
    QStringList parts;
    qint64 totalUs = 0;
    const auto add = [&](const std::optional<qint64> &us, ConnectPhase phase) {
        if (!us)
            return;
        totalUs += *us;
        parts.append(StatePresentation::word(phase) + u' ' + NumberFormat::millisecondsFromUs(us));
    };
    add(phases.resolveUs, ConnectPhase::Resolve);
    add(phases.connectUs, ConnectPhase::Connect);
    add(phases.tlsUs, ConnectPhase::Tls);
    add(phases.upgradeUs, ConnectPhase::Upgrade);
    if (parts.isEmpty())
        return tr("opened");
    //: %2: the phases with their milliseconds, e.g. "DNS 2.00, TCP 24.0"
    return tr("opened in %1 ms (%2)")
            .arg(NumberFormat::millisecondsFromUs(totalUs), parts.join(u", "_s));
}

QString CauseText::sentence(const CloseCause &cause)
{
    switch (cause.origin) {
    case Origin::Local:
        return local(cause);
    case Origin::Peer:
        if (cause.cause == Cause::Opened)
            return tr("opened");
        if (cause.cause == Cause::Recovered)
            return tr("answers in time again");
        return closed(cause);
    case Origin::Transport:
        return transport(cause);
    case Origin::Tls:
        return tls(cause);
    case Origin::Dns:
        return withDetail(tr("DNS: the host name was not found"), cause);
    case Origin::Proxy:
        return withDetail(tr("proxy: no connection through the proxy"), cause);
    case Origin::Http:
        if (cause.cause == Cause::UpgradeRefused && !cause.detail.isEmpty())
            return tr("HTTP: upgrade refused with %1").arg(plainLine(cause.detail));
        return withDetail(tr("HTTP: the answer to the upgrade is not valid"), cause);
    }
    return {};
}

QString CauseText::closed(const CloseCause &cause)
{
    const int code = cause.closeCode.value_or(CloseCode::NoStatusReceived);
    const QString name = closeCodeName(code);
    QString text = code == CloseCode::NoStatusReceived ? tr("peer closed without a code")
            : name.isEmpty()                           ? tr("peer closed: %1").arg(code)
                             : tr("peer closed: %1 %2").arg(QString::number(code), name);
    if (!cause.closeReason.isEmpty())
        text += u" \u201c%1\u201d"_s.arg(plainLine(cause.closeReason));
    return text;
}

QString CauseText::closeCodeName(int code)
{
    switch (code) { // RFC 6455 section 7.4.1 and the IANA registry
    case CloseCode::Normal:
        return tr("normal", "close code");
    case CloseCode::GoingAway:
        return tr("going away", "close code");
    case CloseCode::ProtocolError:
        return tr("protocol error", "close code");
    case 1003:
        return tr("unsupported data", "close code");
    case 1007:
        return tr("invalid data", "close code");
    case 1008:
        return tr("policy violation", "close code");
    case CloseCode::MessageTooBig:
        return tr("message too big", "close code");
    case 1010:
        return tr("extension missing", "close code");
    case 1011:
        return tr("server error", "close code");
    case 1012:
        return tr("service restart", "close code");
    case 1013:
        return tr("try again later", "close code");
    case 1014:
        return tr("bad gateway", "close code");
    default:
        return code >= 4000 ? tr("application's code", "close code") : QString();
    }
}

QString CauseText::transport(const CloseCause &cause)
{
    switch (cause.cause) {
    case Cause::BeatLate:
        return withDetail(tr("a beat was answered late"), cause);
    case Cause::BeatMissed:
        return withDetail(tr("a beat was missed"), cause);
    case Cause::Silence:
        //: %1: what was missed, plain text
        return cause.detail.isEmpty() ? tr("silence") : tr("silence: %1").arg(detail(cause));
    case Cause::ConnectionRefused:
        return tr("transport: connection refused");
    case Cause::ConnectionReset:
        return tr("transport: no Close frame, connection reset");
    case Cause::EndOfStream:
        return tr("transport: no Close frame, end of stream");
    case Cause::NetworkUnreachable:
        return tr("transport: network unreachable");
    default:
        return withDetail(tr("transport: socket error"), cause);
    }
}

QString CauseText::tls(const CloseCause &cause)
{
    switch (cause.cause) {
    case Cause::CertificateExpired:
        return withDetail(tr("TLS: the certificate has expired"), cause);
    case Cause::CertificateNotYetValid:
        return withDetail(tr("TLS: the certificate is not valid yet"), cause);
    case Cause::CertificateSelfSigned:
        return withDetail(tr("TLS: the certificate is self-signed"), cause);
    case Cause::CertificateUnknownIssuer:
        return withDetail(tr("TLS: the certificate's issuer is unknown"), cause);
    case Cause::CertificateHostMismatch:
        return withDetail(tr("TLS: the certificate is for another host"), cause);
    case Cause::CertificateRejected:
        return withDetail(tr("TLS: the certificate was rejected"), cause);
    case Cause::PinMismatch:
        return withDetail(tr("TLS: the certificate is not the pinned one"), cause);
    case Cause::NotTls:
        return withDetail(tr("TLS: the server does not speak TLS on this port"), cause);
    default:
        return withDetail(tr("TLS: the handshake failed"), cause);
    }
}

QString CauseText::local(const CloseCause &cause)
{
    switch (cause.cause) {
    case Cause::UserRequest:
        return tr("requested by the user");
    case Cause::Shutdown:
        return tr("the program ends");
    case Cause::ProfileChanged:
        return tr("the connection was edited");
    case Cause::Retry:
        return withDetail(tr("trying again"), cause);
    case Cause::InvalidProfile:
        return withDetail(tr("the connection cannot work as it is set up"), cause);
    case Cause::ResolveTimeout:
        return tr("own deadline: DNS took too long");
    case Cause::ConnectTimeout:
        return tr("own deadline: TCP took too long");
    case Cause::TlsTimeout:
        return tr("own deadline: the TLS handshake took too long");
    case Cause::UpgradeTimeout:
        return tr("own deadline: no answer to the upgrade");
    case Cause::CloseTimeout:
        return tr("own deadline: no answer to the Close frame");
    case Cause::MessageTooBig:
        return withDetail(tr("own limit: a message was too big"), cause);
    case Cause::ProtocolError:
        return withDetail(tr("closed here: the peer broke the protocol"), cause);
    case Cause::FrameTimeout:
        return withDetail(tr("closed here: a frame was not completed in time"), cause);
    case Cause::SendQueueFull:
        return withDetail(tr("own limit: the send queue is full"), cause);
    case Cause::DescriptorLimit:
        return withDetail(tr("own limit: no file descriptor is left"), cause);
    case Cause::MonitoringGap:
        return withDetail(tr("a gap in monitoring: this computer slept or stalled"), cause);
    default:
        return withDetail(QString(toName(cause.cause)), cause);
    }
}

QString CauseText::withDetail(const QString &sentence, const CloseCause &cause)
{
    //: %1: a sentence; %2: details, plain text
    return cause.detail.isEmpty() ? sentence : tr("%1 (%2)").arg(sentence, detail(cause));
}

} // namespace heartline
