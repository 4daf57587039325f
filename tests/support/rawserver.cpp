// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Qt::Literals::StringLiterals;

namespace heartline::test {

namespace {
constexpr const char *upgradedProperty = "upgraded";
constexpr const char *bufferProperty = "buffer";
} // namespace

RawServer::RawServer(QObject *parent)
    : QObject(parent)
    , onRequest(&RawServer::accept)
    , onFrame(&RawServer::answer)
{
    connect(&m_server, &QTcpServer::newConnection, this, &RawServer::onConnection);
}

bool RawServer::listenWithoutRoom()
{
    if (!listen())
        return false;
    // Inherited by what is accepted. The client's own buffer is sized by the segments it may send.
    const auto descriptor = static_cast<int>(m_server.socketDescriptor());
    const int bytes = 4'096;
    const int segment = 536;
    return ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes)) == 0
            && ::setsockopt(descriptor, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof(segment)) == 0;
}

QString RawServer::url(const QString &scheme) const
{
    return u"%1://127.0.0.1:%2/"_s.arg(scheme).arg(port());
}

void RawServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void RawServer::read(QTcpSocket *socket)
{
    QByteArray buffer = socket->property(bufferProperty).toByteArray() + socket->readAll();
    if (!socket->property(upgradedProperty).toBool()) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            socket->setProperty(bufferProperty, buffer);
            return;
        }
        const QByteArray request = buffer.left(end + 4);
        buffer.remove(0, end + 4);
        socket->setProperty(upgradedProperty, true);
        m_requests.append(request);
        onRequest(socket, request);
    }
    while (takeFrame(socket, buffer)) { }
    socket->setProperty(bufferProperty, buffer);
}

bool RawServer::takeFrame(QTcpSocket *socket, QByteArray &buffer)
{
    const auto byte = [&buffer](qsizetype i) { return static_cast<unsigned char>(buffer[i]); };
    if (buffer.size() < 6)
        return false;
    qsizetype length = byte(1) & 0x7F;
    qsizetype offset = 2;
    if (length == 126) {
        length = byte(2) << 8 | byte(3);
        offset = 4;
    }
    if (buffer.size() < offset + 4 + length)
        return false;
    QByteArray payload = buffer.mid(offset + 4, length);
    for (qsizetype i = 0; i < length; ++i)
        payload[i] = static_cast<char>(payload[i] ^ buffer[offset + i % 4]);
    const int opcode = byte(0) & 0x0F;
    buffer.remove(0, offset + 4 + length);
    if (opcode == 8)
        m_closePayloads.append(payload);
    onFrame(socket, opcode, payload);
    return true;
}

void RawServer::accept(QTcpSocket *socket, const QByteArray &request)
{
    QByteArray key;
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith("sec-websocket-key:"))
            key = line.mid(18).trimmed();
    }
    const QByteArray accept = QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                                       QCryptographicHash::Sha1)
                                      .toBase64();
    socket->write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: "
            + accept + "\r\n\r\n");
}

void RawServer::acceptAndTurnDeaf(QTcpSocket *socket, const QByteArray &request,
                                  const QByteArray &frames)
{
    accept(socket, request);
    socket->disconnect(SIGNAL(readyRead()));
    socket->setReadBufferSize(1);
    socket->write(frames);
}

void RawServer::acceptAndJam(QTcpSocket *socket, const QByteArray &request)
{
    constexpr qsizetype pings = 5'000; // 655,000 bytes of pongs
    acceptAndTurnDeaf(socket, request, frame(9, QByteArray(125, 'x')).repeated(pings));
}

void RawServer::answer(QTcpSocket *socket, int opcode, const QByteArray &payload)
{
    if (opcode == 9)
        socket->write(frame(10, payload));
    else if (opcode == 1 || opcode == 2 || opcode == 8)
        socket->write(frame(opcode, payload));
    if (opcode == 8)
        socket->disconnectFromHost();
}

QByteArray RawServer::frame(int opcode, const QByteArray &payload)
{
    Q_ASSERT(payload.size() < 126);
    QByteArray frame;
    frame.append(static_cast<char>(0x80 | opcode));
    frame.append(static_cast<char>(payload.size()));
    return frame + payload;
}

void RawServer::reset(QTcpSocket *socket)
{
    const linger option{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &option,
                 sizeof(option));
    socket->abort();
}

} // namespace heartline::test
