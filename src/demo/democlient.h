// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demobehaviour.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>

class QTcpSocket;
class QWebSocket;

namespace heartline {

/// The server's end of one demo connection; deletes itself when the connection has ended. Lives in
/// the server's thread.
class DemoClient : public QObject {
    Q_OBJECT

public:
    /// Messages that wait for their answer, at most; more are not answered.
    static constexpr std::size_t MaximumWaiting = 1'000;

    /// Takes `socket` over, and `tcp`, which it was upgraded from.
    DemoClient(QWebSocket *socket, QTcpSocket *tcp, DemoBehaviour behaviour, QObject *parent);

private:
    using Clock = std::chrono::steady_clock;

    struct Answer {
        Clock::time_point due;
        std::function<void()> send;
    };

    void answer(std::function<void()> send);
    void sendDue();
    void fallSilent();
    void close();
    void sendTick();
    DemoBehaviour::Milliseconds randomDelay() const;

    QWebSocket *m_socket; ///< A child.
    QPointer<QTcpSocket> m_tcp; ///< A child of m_socket.
    DemoBehaviour m_behaviour;
    QTimer m_tick;
    QTimer m_delay; ///< Until the first of m_waiting is due.
    std::deque<Answer> m_waiting; ///< At most MaximumWaiting.
    qint64 m_ticks = 0;
    bool m_silent = false;
};

} // namespace heartline
