// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/closecause.h"
#include "core/connectionevent.h"
#include "core/sessioninfo.h"
#include "heartbeat/heartbeat.h"
#include "network/sockettap.h"
#include "network/upgraderequest.h"
#include "network/workershare.h"

#include <QAbstractSocket>
#include <QObject>
#include <QSslError>

#include <chrono>
#include <memory>
#include <optional>

class QWebSocket;

namespace heartline {

/// One attempt to connect and, if it succeeds, one session: a QWebSocket with deadlines, timed
/// phases and true causes. Never used twice: QWebSocket keeps stale codes and reasons. Lives in the
/// thread that runs it.
class WebSocketClient : public QObject, private SocketTap::Listener {
    Q_OBJECT

public:
    /// With more than this in the send queue (answers that a peer asks for and does not read) the
    /// connection is cut.
    static constexpr qint64 MaximumSendQueue = 1'048'576;
    /// A longer answer to the upgrade is not read to its end.
    static constexpr quint64 MaximumAnswerBytes = 65'536;
    /// A message in more fragments than this is not taken, however short it is.
    static constexpr int MaximumFragments = 65'536;

    /// Who is told, in the client's thread. (A slot for each would take more memory than the rest
    /// of a connection's state.)
    class Listener {
    public:
        virtual void onPhaseChanged(ConnectPhase phase) = 0;
        virtual void onOpened() = 0;
        /// A pong or a whole message, with the time of its arrival.
        virtual void onMessage(const Message &message, const SocketTap::Arrival &arrival) = 0;
        /// The attempt or the session is over; told once, and nothing after it.
        virtual void onFinished(CloseCause cause) = 0;

    protected:
        ~Listener() = default;
    };

    /// `share`: of this thread. `listener`: outlives the client, or calls abort() when it goes.
    WebSocketClient(UpgradeRequest request, WorkerShare &share, Listener &listener,
                    QObject *parent = nullptr);
    ~WebSocketClient() override;

    void open();

    /// The closing handshake (RFC 6455 section 7.1.2); onFinished() follows within `limits.close`.
    void close(int code, const QString &reason);

    /// Drops the connection without a Close frame. The listener is told nothing any more.
    void abort();

    /// What became of a message that was handed to the socket, and when.
    struct Sending {
        enum class Result {
            Left, ///< All of it went to the kernel between the two times.
            Queued, ///< Some of it waits in the process or in the kernel: the peer, or the
                    ///< network, does not take it.
            Failed, ///< The socket is gone.
        };
        Result result = Result::Failed;
        qint64 beforeNs = 0; ///< Monotonic; when it left TCP, where the kernel tells.
        qint64 afterNs = 0; ///< Monotonic.
    };
    Sending send(const Message &message);

    /// Bytes that wait to leave; more than zero means the peer does not read.
    qint64 queuedBytes() const;

    ConnectPhase phase() const { return m_phase; }
    bool isOpen() const { return m_opened && !m_finished; }
    /// The peer, the network or Qt has ended the session; onFinished() follows.
    bool isEnding() const { return m_finishScheduled || m_closedByFrame || m_finished; }
    const PhaseTimes &phaseTimes() const { return m_times; }

    /// Addresses, TLS and subprotocol of the open session; `id`, `connection` and times are the
    /// caller's.
    SessionInfo sessionInfo() const;
    std::optional<TcpFigures> tcpFigures() const { return m_tap.tcpFigures(); }

    /// When data of any kind last arrived, monotonic. What ended the session (a Close frame, TLS's
    /// close_notify) does not count.
    std::optional<qint64> lastInboundNs() const;
    /// All that arrived before this time has been delivered, see SocketTap.
    qint64 caughtUpNs() { return m_tap.caughtUpNs(); }

private:
    void onAboutToRead() override;
    void onPongTaken(const QByteArray &payload) override;

    void enterPhase(ConnectPhase phase);
    void completePhase();
    void onSocketConnected();
    void onEncrypted();
    void onOpened();
    void onError(QAbstractSocket::SocketError error);
    void onTlsErrors(const QList<QSslError> &errors);
    void onDisconnected();
    void onDeadline();
    void scheduleFinish();
    void checkDescriptors();
    void onFrame(bool isLast);
    void refuse(const CloseCause &cause);
    void finish(const CloseCause &cause);
    CloseCause sessionEnd() const;
    bool writePing(const QByteArray &payload);
    void queue(const Message &message);
    void deliver(Message::Type type, const QByteArray &payload);
    bool pinMatches() const;
    void startDeadline(std::chrono::milliseconds limit);

    Listener &m_listener;
    std::unique_ptr<UpgradeRequest> m_request; ///< Goes when the connection is open.
    std::chrono::milliseconds m_closeLimit;
    QByteArray m_pinnedSha256;
    bool m_hasOwnDescriptor; ///< Not that of a SOCKS5 proxy's engine.
    SocketBuffers &m_buffers;
    std::unique_ptr<TlsResumption> m_resumption; ///< On wss.
    std::unique_ptr<QWebSocket> m_webSocket;
    QAbstractSocket *m_socket = nullptr; ///< Child of m_webSocket.
    SocketTap m_tap;
    Alarm m_deadline;
    ConnectPhase m_phase = ConnectPhase::None;
    qint64 m_phaseStartNs = 0;
    PhaseTimes m_times;
    std::optional<QAbstractSocket::SocketError> m_error;
    QString m_errorString;
    QList<QSslError> m_tlsErrors;
    bool m_pinRejected = false;
    std::optional<CloseCause> m_refusal; ///< What the peer did beyond a limit.
    quint64 m_bytesBeforeUpgrade = 0;
    int m_fragments = 0; ///< Of the message that is under way.
    bool m_opened = false;
    bool m_closingHere = false; ///< close() was called.
    bool m_closedByFrame = false; ///< QWebSocket closes although close() was not called.
    bool m_finishScheduled = false;
    bool m_finished = false;
    std::optional<qint64> m_lastDeliveryNs; ///< Of a message, where the socket cannot be tapped.
};

} // namespace heartline
