// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

#include "demo/democlient.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// The path of a request line such as "GET /slow?x HTTP/1.1".
QString pathOf(const QByteArray &request)
{
    const QByteArray target = request.left(request.indexOf('\r')).split(' ').value(1);
    return QUrl::fromEncoded(target).path();
}

} // namespace

DemoServer::DemoServer(DemoBehaviour fallback, QObject *parent)
    : QObject(parent)
    , m_fallback(std::move(fallback))
    , m_listener(this) // children, so that they move to another thread with this
    , m_upgrader(u"Heartline demo"_s, QWebSocketServer::NonSecureMode, this)
{
    m_listener.setMaxPendingConnections(Backlog);
    m_upgrader.setMaxPendingConnections(Backlog);
    connect(&m_listener, &QTcpServer::newConnection, this, &DemoServer::accept);
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &DemoServer::adopt);
}

DemoServer::~DemoServer()
{
    m_listener.close();
    m_upgrading.clear();
    const auto clients = findChildren<QWebSocket *>();
    for (QWebSocket *client : clients) {
        client->disconnect();
        client->close(QWebSocketProtocol::CloseCodeGoingAway, u"the demo server has stopped"_s);
        client->flush();
    }
}

Result<void> DemoServer::listen(quint16 port)
{
    if (m_listener.listen(QHostAddress::LocalHost, port))
        return {};
    return failure(Error::Kind::Io,
                   u"The demo server cannot listen on 127.0.0.1, port %1: %2. Choose another port, "
                   "or 0 for any."_s.arg(QString::number(port), m_listener.errorString()));
}

quint16 DemoServer::port() const
{
    return m_listener.serverPort();
}

void DemoServer::accept()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        socket->setReadBufferSize(MaximumRequestBytes);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readRequest(socket); });
        auto *deadline = new QTimer(socket);
        deadline->setSingleShot(true);
        connect(deadline, &QTimer::timeout, socket, &QTcpSocket::abort);
        deadline->start(RequestDeadline);
    }
}

void DemoServer::readRequest(QTcpSocket *socket)
{
    const QByteArray request = socket->peek(MaximumRequestBytes);
    if (!request.contains("\r\n\r\n")) {
        if (request.size() >= MaximumRequestBytes)
            socket->abort();
        return;
    }
    delete socket->findChild<QTimer *>();
    disconnect(socket, nullptr, this, nullptr);
    if (const auto own = demoBehaviour(pathOf(request)); own && own->refused) {
        socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket->disconnectFromHost();
        return;
    }
    disconnect(socket, &QTcpSocket::disconnected, socket, nullptr);
    socket->setReadBufferSize(0); // QWebSocket has limits of its own
    const quint16 peer = socket->peerPort();
    m_upgrading.insert(peer, socket);
    connect(socket, &QObject::destroyed, this, [this, peer, socket] {
        if (m_upgrading.value(peer) == socket)
            m_upgrading.remove(peer);
    });
    m_upgrader.handleConnection(socket);
}

void DemoServer::adopt()
{
    while (QWebSocket *socket = m_upgrader.nextPendingConnection()) {
        auto behaviour = demoBehaviour(socket->requestUrl().path());
        QTcpSocket *tcp = m_upgrading.take(socket->peerPort());
        // Owns itself until the connection ends, at the latest with the server.
        new DemoClient(socket, tcp, std::move(behaviour).value_or(m_fallback), this);
    }
}

} // namespace heartline
