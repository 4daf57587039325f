// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "demo/demobehaviour.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QWebSocketServer>

class QTcpSocket;

namespace heartline {

/// A WebSocket server to try Heartline on: it echoes text and binary messages, and each of its
/// paths misbehaves in its own way (see demoBehaviour()). It listens on 127.0.0.1 only, without
/// TLS. Lives in the thread that made it.
class DemoServer : public QObject {
    Q_OBJECT

public:
    /// Bytes of an upgrade request; a longer one is cut off.
    static constexpr qint64 MaximumRequestBytes = 16'384;
    /// A connection that has not sent its upgrade request by then is cut off.
    static constexpr std::chrono::milliseconds RequestDeadline{10'000};
    /// Connections that the kernel holds while the server is busy.
    static constexpr int Backlog = 10'000;

    /// `fallback` is the behaviour of all paths that are not the server's own.
    explicit DemoServer(DemoBehaviour fallback = {}, QObject *parent = nullptr);
    ~DemoServer() override; ///< Closes every connection with code 1001.

    /// Port 0: any that is free. Fails with Io if the port is taken.
    Result<void> listen(quint16 port = 0);
    quint16 port() const;

private:
    void accept();
    void readRequest(QTcpSocket *socket);
    void adopt();

    DemoBehaviour m_fallback;
    /// By the peer's port: a QWebSocket does not tell which socket it was made of. Outlives the
    /// listener, whose last sockets remove themselves from it.
    QHash<quint16, QTcpSocket *> m_upgrading;
    QTcpServer m_listener;
    QWebSocketServer m_upgrader; ///< Does not listen: gets its sockets from m_listener.
};

} // namespace heartline
