// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democlient.h"

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
    m_delay.setSingleShot(true);
    m_delay.setTimerType(Qt::PreciseTimer);
    connect(&m_delay, &QTimer::timeout, this, &DemoClient::sendDue);
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
    if (m_silent || m_waiting.size() >= MaximumWaiting
        || QRandomGenerator::global()->generateDouble() < m_behaviour.loss) {
        return;
    }
    // Answers keep the order of their messages, as on one TCP stream.
    Clock::time_point due = Clock::now() + randomDelay();
    if (!m_waiting.empty())
        due = std::max(due, m_waiting.back().due);
    m_waiting.push_back({due, std::move(send)});
    if (m_waiting.size() == 1)
        sendDue();
}

void DemoClient::sendDue()
{
    while (!m_waiting.empty() && m_waiting.front().due <= Clock::now()) {
        m_waiting.front().send();
        m_waiting.pop_front();
    }
    if (m_waiting.empty())
        return;
    m_delay.start(
            std::chrono::ceil<DemoBehaviour::Milliseconds>(m_waiting.front().due - Clock::now()));
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
    m_delay.stop();
    m_waiting.clear();
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
