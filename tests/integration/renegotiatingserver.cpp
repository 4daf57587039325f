// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/renegotiatingserver.h"

#include "integration/serverprocess.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace heartline::test {

RenegotiatingServer::RenegotiatingServer(const QString &certificate, const QString &key)
    : m_port(freePort())
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::readyRead, this, &RenegotiatingServer::read);
    // -state: tells each step of the handshakes.
    m_process.start(u"openssl"_s,
                    {u"s_server"_s, u"-accept"_s, QString::number(m_port), u"-cert"_s, certificate,
                     u"-key"_s, key, u"-tls1_2"_s, u"-no_resumption_on_reneg"_s, u"-state"_s});
    m_process.waitForStarted();
}

RenegotiatingServer::~RenegotiatingServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

void RenegotiatingServer::close()
{
    m_process.write(QByteArray::fromHex("8800")); // a Close frame without a code
}

void RenegotiatingServer::renegotiate()
{
    m_process.write("r\n");
}

void RenegotiatingServer::read()
{
    m_output += m_process.readAll();
    m_pings = static_cast<int>(m_output.count(QByteArray::fromHex("8990"))); // masked, of 16 bytes
    m_certificates = static_cast<int>(m_output.count("write certificate\n"));
    static const QRegularExpression keyLine(u"Sec-WebSocket-Key: ?(\\S+)\\r\\n"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto request = m_output.indexOf("\r\n\r\n", m_answered);
    if (request < 0)
        return;
    const auto key = keyLine.match(
            QString::fromLatin1(m_output.sliced(m_answered, request + 2 - m_answered)));
    m_answered = request + 4;
    m_process.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                    + QCryptographicHash::hash(key.captured(1).toLatin1()
                                                       + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                               QCryptographicHash::Sha1)
                              .toBase64()
                    + "\r\n\r\n");
}

} // namespace heartline::test
