// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace heartline::test {

/// A WebSocket server made of bytes, for what no well-behaved server does. Shares no code with Qt
/// WebSockets.
class RawServer : public QObject {
    Q_OBJECT

public:
    explicit RawServer(QObject *parent = nullptr);

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    /// With next to no room in the kernel for what it does not read: the rest has to wait in the
    /// client.
    bool listenWithoutRoom();
    quint16 port() const { return m_server.serverPort(); }
    QString url(const QString &scheme = QStringLiteral("ws")) const;

    /// Answers the request of the upgrade; default: 101 with the right Sec-WebSocket-Accept.
    std::function<void(QTcpSocket *socket, const QByteArray &request)> onRequest;
    /// Takes a frame of the client, unmasked; default: pong for ping, echo for text and binary,
    /// echo of Close.
    std::function<void(QTcpSocket *socket, int opcode, const QByteArray &payload)> onFrame;

    int connections() const { return m_connections; }
    const QList<QByteArray> &requests() const { return m_requests; }
    const QList<QByteArray> &closePayloads() const { return m_closePayloads; }
    QList<QTcpSocket *> sockets() const { return findChildren<QTcpSocket *>(); }

    static void accept(QTcpSocket *socket, const QByteArray &request);
    /// For `onRequest`: accepts, sends all of `frames`, and reads nothing any more.
    static void acceptAndTurnDeaf(QTcpSocket *socket, const QByteArray &request,
                                  const QByteArray &frames);
    /// The same with pings whose pongs jam the way out of the client; but not so many that they
    /// would reach WebSocketClient::MaximumSendQueue. Needs listenWithoutRoom().
    static void acceptAndJam(QTcpSocket *socket, const QByteArray &request);
    static void answer(QTcpSocket *socket, int opcode, const QByteArray &payload);
    static QByteArray frame(int opcode, const QByteArray &payload);
    /// Ends the connection with a TCP reset.
    static void reset(QTcpSocket *socket);

private:
    void onConnection();
    void read(QTcpSocket *socket);
    bool takeFrame(QTcpSocket *socket, QByteArray &buffer);

    QTcpServer m_server;
    int m_connections = 0;
    QList<QByteArray> m_requests;
    QList<QByteArray> m_closePayloads;
};

} // namespace heartline::test
