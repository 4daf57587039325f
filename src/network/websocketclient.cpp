// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/websocketclient.h"

#include "core/causedetail.h"
#include "core/clock.h"
#include "network/causeclassifier.h"
#include "network/controlframe.h"
#include "network/descriptorlimit.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslSocket>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

QString describeAddress(const QHostAddress &address, quint16 port)
{
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (v6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address.toString()).arg(port);
}

} // namespace

WebSocketClient::WebSocketClient(UpgradeRequest request, WorkerShare &share, Listener &listener,
                                 QObject *parent)
    : QObject(parent)
    , m_listener(listener)
    , m_request(std::make_unique<UpgradeRequest>(std::move(request)))
    , m_closeLimit(m_request->limits.close)
    , m_pinnedSha256(m_request->pinnedSha256)
    , m_hasOwnDescriptor(m_request->proxy.type() != QNetworkProxy::Socks5Proxy)
    , m_buffers(share.buffers)
    , m_webSocket(std::make_unique<QWebSocket>())
    , m_tap(*this)
    , m_deadline(share.alarms, [this] { onDeadline(); })
{
    QWebSocket *socket = m_webSocket.get();
    connect(socket, &QWebSocket::connected, this, &WebSocketClient::onOpened);
    connect(socket, &QWebSocket::disconnected, this, &WebSocketClient::onDisconnected);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, &WebSocketClient::onError);
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &WebSocketClient::onError);
#endif
    if (m_request->tls) {
        m_resumption = std::make_unique<TlsResumption>(share.tlsSessions, *m_request);
        connect(socket, &QWebSocket::sslErrors, this, &WebSocketClient::onTlsErrors);
    }
    connect(socket, &QWebSocket::aboutToClose, this, [this] {
        if (m_closingHere || m_error)
            return;
        m_closedByFrame = true;
        startDeadline(m_closeLimit); // with a full send buffer it would never close
    });
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { deliver(Message::Type::Text, text.toUtf8()); });
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &data) { deliver(Message::Type::Binary, data); });
    connect(socket, &QWebSocket::textFrameReceived, this,
            [this](const QString &, bool isLast) { onFrame(isLast); });
    connect(socket, &QWebSocket::binaryFrameReceived, this,
            [this](const QByteArray &, bool isLast) { onFrame(isLast); });
    connect(socket, &QWebSocket::pong, this,
            [this](quint64, const QByteArray &payload) { deliver(Message::Type::Pong, payload); });
}

WebSocketClient::~WebSocketClient()
{
    abort();
}

void WebSocketClient::open()
{
    Q_ASSERT(thread() == QThread::currentThread() && m_phase == ConnectPhase::None);
    checkDescriptors();
    if (m_refusal)
        return;
    m_webSocket->setProxy(m_request->proxy);
    const auto messageLimit = static_cast<quint64>(m_request->limits.messageBytes);
    m_webSocket->setMaxAllowedIncomingFrameSize(messageLimit);
    m_webSocket->setMaxAllowedIncomingMessageSize(messageLimit);
    if (m_resumption)
        m_webSocket->setSslConfiguration(m_resumption->configuration());
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(m_request->subprotocols);

    enterPhase(ConnectPhase::Resolve);
    m_webSocket->open(m_request->request, options);

    // The socket is a direct child from here on. For a numeric address its first signals have been
    // emitted already.
    m_socket = m_webSocket->findChild<QAbstractSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (!m_socket) {
        scheduleFinish();
        return;
    }
    connect(m_socket, &QAbstractSocket::hostFound, this, [this] {
        if (m_phase == ConnectPhase::Resolve)
            enterPhase(ConnectPhase::Connect);
        checkDescriptors(); // others may have taken the last ones meanwhile
    });
    connect(m_socket, &QAbstractSocket::connected, this, &WebSocketClient::onSocketConnected);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket)) {
        connect(tls, &QSslSocket::encrypted, this, &WebSocketClient::onEncrypted);
        connect(tls, &QSslSocket::newSessionTicketReceived, this,
                [this, tls] { m_resumption->onTicket(*tls); });
    }

    const auto state = m_socket->state();
    if (state == QAbstractSocket::ConnectingState)
        enterPhase(ConnectPhase::Connect);
    else if (state == QAbstractSocket::ConnectedState)
        onSocketConnected();
}

void WebSocketClient::enterPhase(ConnectPhase phase)
{
    completePhase();
    m_phase = phase;
    const ConnectionLimits &limits = m_request->limits;
    switch (phase) {
    case ConnectPhase::Resolve:
        startDeadline(limits.resolve);
        break;
    case ConnectPhase::Connect:
        startDeadline(limits.connect);
        break;
    case ConnectPhase::Tls:
        startDeadline(limits.tls);
        break;
    case ConnectPhase::Upgrade:
        m_bytesBeforeUpgrade = m_tap.readBytes();
        startDeadline(limits.upgrade);
        break;
    case ConnectPhase::None:
        m_deadline.cancel();
        break;
    }
    if (phase != ConnectPhase::None)
        m_listener.onPhaseChanged(phase);
}

void WebSocketClient::startDeadline(std::chrono::milliseconds limit)
{
    m_deadline.set(Clock::monotonicNs() + std::chrono::nanoseconds(limit).count());
}

void WebSocketClient::completePhase()
{
    const qint64 now = Clock::monotonicNs();
    const qint64 elapsedUs = (now - m_phaseStartNs) / 1'000;
    switch (m_phase) {
    case ConnectPhase::Resolve:
        m_times.resolveUs = elapsedUs;
        break;
    case ConnectPhase::Connect:
        m_times.connectUs = elapsedUs;
        break;
    case ConnectPhase::Tls:
        m_times.tlsUs = elapsedUs;
        break;
    case ConnectPhase::Upgrade:
        m_times.upgradeUs = elapsedUs;
        break;
    case ConnectPhase::None:
        break;
    }
    m_phaseStartNs = now;
}

void WebSocketClient::onSocketConnected()
{
    if (m_phase == ConnectPhase::Resolve)
        enterPhase(ConnectPhase::Connect); // a numeric address, or the proxy resolves
    if (m_hasOwnDescriptor)
        m_tap.attach(m_socket);
    enterPhase(m_request->isEncrypted() ? ConnectPhase::Tls : ConnectPhase::Upgrade);
}

void WebSocketClient::onEncrypted()
{
    if (!pinMatches()) {
        m_pinRejected = true;
        m_socket->abort(); // at once: the request, with its credentials, waits in the write buffer
        scheduleFinish();
        return;
    }
    if (m_opened)
        return; // negotiated anew (TLS 1.2)
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket))
        m_resumption->onEncrypted(*tls);
    enterPhase(ConnectPhase::Upgrade);
}

bool WebSocketClient::pinMatches() const
{
    if (m_pinnedSha256.isEmpty())
        return true;
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket);
    return tls && tls->peerCertificate().digest(QCryptographicHash::Sha256) == m_pinnedSha256;
}

void WebSocketClient::onTlsErrors(const QList<QSslError> &errors)
{
    auto *tls = qobject_cast<QSslSocket *>(m_socket);
    if (tls && m_resumption->isOnlyResumed(errors)) {
        tls->ignoreSslErrors(errors);
        return;
    }
    m_tlsErrors = errors;
    if (m_pinnedSha256.isEmpty())
        return;
    // The pin replaces the usual checks: the certificate is either this very one, or refused.
    if (pinMatches()) {
        m_tlsErrors.clear();
        m_webSocket->ignoreSslErrors();
    } else {
        m_pinRejected = true;
    }
}

void WebSocketClient::onOpened()
{
    if (m_finishScheduled || m_finished)
        return;
    enterPhase(ConnectPhase::None);
    m_opened = true;
    m_tap.takePongs();
    // What only connecting needs would cost a kilobyte a connection.
    disconnect(m_webSocket.get(), &QWebSocket::connected, this, nullptr);
    if (m_request->tls)
        m_webSocket->setSslConfiguration(m_request->tls->configuration); // its own copy goes
    else
        m_socket->disconnect(this);
    m_request.reset();
    m_listener.onOpened();
}

void WebSocketClient::onError(QAbstractSocket::SocketError error)
{
    if (m_error)
        return; // the first says what happened, the others what followed from it
    m_error = error;
    m_errorString = m_webSocket->errorString();
    scheduleFinish();
}

void WebSocketClient::onDisconnected()
{
    scheduleFinish();
}

void WebSocketClient::scheduleFinish()
{
    // In Qt 6.4 disconnected() comes before the error of a refused connection: wait for both to be
    // known.
    if (m_finishScheduled || m_finished)
        return;
    m_finishScheduled = true;
    QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_finished)
                    return;
                if (m_refusal) {
                    finish(*m_refusal);
                } else if (m_closingHere) {
                    finish({.origin = Origin::Local,
                            .cause = Cause::UserRequest,
                            .closeCode = CloseCode::Normal});
                } else if (m_opened) {
                    finish(sessionEnd());
                } else if (m_pinRejected) {
                    finish({.origin = Origin::Tls,
                            .cause = Cause::PinMismatch,
                            .detail = CauseDetail::text(CauseDetail::NotPinned)});
                } else {
                    finish(classifyFailure({.phase = m_phase,
                                            .error = m_error,
                                            .errorString = m_errorString,
                                            .tlsErrors = m_tlsErrors,
                                            .end = m_tap.end(),
                                            .isAtDescriptorLimit = isDescriptorLimitReached()}));
                }
            },
            Qt::QueuedConnection);
}

/// Before a socket is made, which takes one.
void WebSocketClient::checkDescriptors()
{
    if (isDescriptorLimitReached())
        refuse(noDescriptorLeft());
}

void WebSocketClient::onPongTaken(const QByteArray &payload)
{
    deliver(Message::Type::Pong, payload);
}

/// Where limits are held, since QWebSocket answers pings without telling.
void WebSocketClient::onAboutToRead()
{
    m_buffers.noteUse(m_socket);
    if (m_phase == ConnectPhase::Upgrade
        && m_tap.readBytes() - m_bytesBeforeUpgrade > MaximumAnswerBytes) {
        refuse({.origin = Origin::Http,
                .cause = Cause::InvalidUpgrade,
                .detail = CauseDetail::text(CauseDetail::AnswerTooLong, MaximumAnswerBytes)});
    } else if (m_opened && queuedBytes() > MaximumSendQueue) {
        refuse({.origin = Origin::Local,
                .cause = Cause::SendQueueFull,
                .closeCode = CloseCode::AbnormalClosure,
                .detail = CauseDetail::text(CauseDetail::PeerDoesNotRead, queuedBytes())});
    }
}

void WebSocketClient::onFrame(bool isLast)
{
    m_fragments = isLast ? 0 : m_fragments + 1;
    if (m_fragments > MaximumFragments) {
        refuse({.origin = Origin::Local,
                .cause = Cause::MessageTooBig,
                .closeCode = CloseCode::MessageTooBig,
                .detail = CauseDetail::text(CauseDetail::TooManyFragments, MaximumFragments)});
    }
}

void WebSocketClient::refuse(const CloseCause &cause)
{
    if (m_refusal)
        return;
    m_refusal = cause;
    scheduleFinish();
}

CloseCause WebSocketClient::sessionEnd() const
{
    return classifyEnd({.closedByFrame = m_closedByFrame,
                        .qtCloseCode = m_webSocket->closeCode(),
                        .qtCloseReason = m_webSocket->closeReason(),
                        .emptyClose = m_tap.endsInEmptyClose(),
                        .error = m_error,
                        .errorString = m_errorString,
                        .end = m_tap.end()});
}

void WebSocketClient::onDeadline()
{
    if (m_closedByFrame) {
        finish(sessionEnd());
        return;
    }
    CloseCause cause;
    switch (m_phase) {
    case ConnectPhase::Resolve:
        cause.cause = Cause::ResolveTimeout;
        break;
    case ConnectPhase::Connect:
        cause.cause = Cause::ConnectTimeout;
        break;
    case ConnectPhase::Tls:
        cause.cause = Cause::TlsTimeout;
        break;
    case ConnectPhase::Upgrade:
        cause.cause = Cause::UpgradeTimeout;
        break;
    case ConnectPhase::None:
        cause.cause = Cause::CloseTimeout;
        cause.closeCode = CloseCode::AbnormalClosure;
        break;
    }
    finish(cause);
}

void WebSocketClient::finish(const CloseCause &cause)
{
    if (m_finished)
        return;
    if (m_phase == ConnectPhase::Tls && cause.cause != Cause::UserRequest)
        m_resumption->onHandshakeFailed();
    if (m_phase != ConnectPhase::None)
        completePhase();
    abort();
    m_listener.onFinished(cause);
}

void WebSocketClient::close(int code, const QString &reason)
{
    if (!isOpen()) {
        finish({.origin = Origin::Local, .cause = Cause::UserRequest});
        return;
    }
    m_closingHere = true;
    // With a full send buffer QWebSocket stays in ClosingState for ever.
    startDeadline(m_closeLimit);
    m_webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void WebSocketClient::abort()
{
    m_finished = true;
    m_deadline.cancel();
    m_webSocket->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this);
    m_webSocket->abort();
}

WebSocketClient::Sending WebSocketClient::send(const Message &message)
{
    Sending sending;
    sending.beforeNs = sending.afterNs = Clock::monotonicNs();
    if (!isOpen() || m_webSocket->state() != QAbstractSocket::ConnectedState)
        return sending;
    if (message.type != Message::Type::Ping || !writePing(message.payload)) {
        queue(message);
        m_buffers.noteUse(m_socket);
        // So far it waits in Qt's buffer; without the flush it would leave at a later pass of the
        // loop.
        sending.beforeNs = Clock::monotonicNs();
        m_webSocket->flush();
    }
    const qint64 writtenNs = m_tap.lastWriteNs();
    sending.afterNs = writtenNs > sending.beforeNs ? writtenNs : Clock::monotonicNs();
    sending.result = queuedBytes() == 0 ? Sending::Result::Left : Sending::Result::Queued;
    // The way through TLS, the system call and TCP is not the network's either; and the call may
    // return late, for it delivers to a peer on this machine by itself.
    const SocketTap::Departure departure = m_tap.takeDeparture(sending.beforeNs);
    if (departure.latestNs)
        sending.afterNs = std::min(sending.afterNs, *departure.latestNs);
    if (departure.earliestNs)
        sending.beforeNs = std::min(sending.afterNs, *departure.earliestNs);
    if (departure.isWaiting || (!departure.earliestNs && m_tap.hasUnsentData()))
        sending.result = Sending::Result::Queued;
    return sending;
}

/// Past Qt, where nothing waits before it. False if it has to go through QWebSocket.
bool WebSocketClient::writePing(const QByteArray &payload)
{
    if (!m_tap.isDirect() || queuedBytes() > 0 || payload.size() > ControlFrame::MaximumPayload)
        return false;
    const QByteArray frame = ControlFrame::ping(payload, QRandomGenerator::global()->generate());
    const qint64 written = m_tap.write(frame);
    if (written < 0)
        return false; // Qt finds out why
    if (written < frame.size())
        m_socket->write(frame.sliced(written)); // before all that QWebSocket may have to send
    return true;
}

void WebSocketClient::queue(const Message &message)
{
    switch (message.type) {
    case Message::Type::Ping:
        m_webSocket->ping(message.payload);
        break;
    case Message::Type::Text:
        m_webSocket->sendTextMessage(QString::fromUtf8(message.payload));
        break;
    case Message::Type::Binary:
        m_webSocket->sendBinaryMessage(message.payload);
        break;
    case Message::Type::Pong:
        Q_UNREACHABLE(); // QWebSocket answers pings by itself
        break;
    }
}

qint64 WebSocketClient::queuedBytes() const
{
    qint64 bytes = m_webSocket->bytesToWrite();
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket))
        bytes += tls->encryptedBytesToWrite(); // the other is what has not been encrypted yet
    return bytes;
}

void WebSocketClient::deliver(Message::Type type, const QByteArray &payload)
{
    if (!isOpen())
        return;
    const qint64 now = Clock::monotonicNs();
    m_lastDeliveryNs = now;
    const auto arrival = m_tap.lastArrival();
    if (!arrival)
        m_buffers.noteUse(m_socket); // where the socket cannot be tapped
    m_listener.onMessage({type, payload}, arrival.value_or(SocketTap::arrivalAtWakeUp()));
}

SessionInfo WebSocketClient::sessionInfo() const
{
    SessionInfo info;
    info.timeSource = m_tap.timeSource();
    info.phases = m_times;
    info.peerAddress = describeAddress(m_webSocket->peerAddress(), m_webSocket->peerPort());
    info.subprotocol = m_webSocket->subprotocol();
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket)) {
        const QSslCipher cipher = tls->sessionCipher();
        info.tlsProtocol = cipher.protocolString();
        info.tlsCipher = cipher.name();
        info.tlsResumed = m_resumption->isResumed();
        info.peerCertificate = m_resumption->certificate();
    }
    return info;
}

std::optional<qint64> WebSocketClient::lastInboundNs() const
{
    const bool lastWasTheEnd = m_closedByFrame
            || (m_tap.end() == SocketTap::End::EndOfStream && m_tap.endsInCloseNotify());
    const auto arrival = lastWasTheEnd ? m_tap.previousArrival() : m_tap.lastArrival();
    return arrival ? std::optional(arrival->latestNs) : m_lastDeliveryNs;
}

} // namespace heartline
