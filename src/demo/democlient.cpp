// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democlient.h"

#include "core/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr quint64 maximumMessageBytes = 1'048'576;
/// What a silent connection still takes up before TCP's own flow control stops the peer.
constexpr qint64 silentBufferBytes = 65'536;

} // namespace

DemoClient::DemoClient(QWebSocket *socket, QTcpSocket *tcp, DemoBehaviour behaviour,
                       QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tcp(tcp)
    , m_behaviour(std::move(behaviour))
{
    m_socket->setParent(this);
    if (m_tcp)
        m_tcp->setParent(m_socket);
    m_socket->setMaxAllowedIncomingFrameSize(maximumMessageBytes);
    m_socket->setMaxAllowedIncomingMessageSize(maximumMessageBytes);
    connect(m_socket, &QWebSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        answer([this, text] { m_socket->sendTextMessage(text); });
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        answer([this, bytes] { m_socket->sendBinaryMessage(bytes); });
    });
    if (m_behaviour.closeAfter)
        QTimer::singleShot(*m_behaviour.closeAfter, this, &DemoClient::close);
    if (m_behaviour.silentAfter)
        QTimer::singleShot(*m_behaviour.silentAfter, this, &DemoClient::fallSilent);
    if (m_behaviour.sendEvery) {
        m_tick.setTimerType(Qt::PreciseTimer);
        connect(&m_tick, &QTimer::timeout, this, [this] { answer([this] { sendTick(); }); });
        m_tick.start(*m_behaviour.sendEvery);
    }
}

void DemoClient::answer(std::function<void()> send)
{
    QRandomGenerator &random = *QRandomGenerator::global();
    if (m_silent || m_waiting >= MaximumWaiting || random.generateDouble() < m_behaviour.loss) {
        return;
    }
    constexpr qint64 nsPerMs = 1'000'000;
    const qint64 now = Clock::monotonicNs() / nsPerMs;
    m_lastDueMs = std::max(m_lastDueMs, now + randomDelay().count());
    if (m_lastDueMs <= now && m_waiting == 0) {
        send();
        return;
    }
    ++m_waiting;
    QTimer::singleShot(DemoBehaviour::Milliseconds(m_lastDueMs - now), Qt::PreciseTimer, this,
                       [this, send = std::move(send)] {
                           --m_waiting;
                           if (!m_silent)
                               send();
                       });
}

DemoBehaviour::Milliseconds DemoClient::randomDelay() const
{
    const auto spread = static_cast<int>(m_behaviour.jitter.count());
    const int offset = QRandomGenerator::global()->bounded(-spread, spread + 1);
    return std::max(DemoBehaviour::Milliseconds(0),
                    m_behaviour.latency + DemoBehaviour::Milliseconds(offset));
}

void DemoClient::fallSilent()
{
    m_silent = true;
    m_tick.stop();
    // Qt answers pings by itself as long as it reads, so reading ends. The kernel goes on
    // acknowledging, as it does for a program that hangs.
    if (m_tcp) {
        disconnect(m_tcp, &QIODevice::readyRead, nullptr, nullptr);
        m_tcp->setReadBufferSize(silentBufferBytes);
    }
}

void DemoClient::close()
{
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(m_behaviour.closeCode),
                    m_behaviour.closeReason);
}

void DemoClient::sendTick()
{
    const QJsonObject tick{{u"type"_s, u"tick"_s}, {u"number"_s, ++m_ticks}};
    m_socket->sendTextMessage(
            QString::fromUtf8(QJsonDocument(tick).toJson(QJsonDocument::Compact)));
}

} // namespace heartline
