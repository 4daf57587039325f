// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <array>

namespace heartline::test {

/// A TCP peer that sends its segments in an order of its own, which no real one can be made to do
/// on loopback: it writes packets to a TUN device in a network namespace of this process. Takes one
/// connection, and listens to nothing that comes after.
class TunPeer {
public:
    static constexpr const char *Address = "10.9.0.2";
    static constexpr quint16 Port = 80;

    /// Puts this process into a network namespace with the device. To be called before threads are
    /// started.
    TunPeer();
    ~TunPeer();
    Q_DISABLE_COPY_MOVE(TunPeer)

    /// Why it cannot be used here; empty if it can.
    QString problem() const { return m_problem; }

    /// Waits for the SYN of somebody who connects, and accepts. False if none came in time.
    bool accept();

    /// Sends a segment whose data begin `offset` bytes behind what advance() has passed.
    void send(const QByteArray &data, int offset = 0);
    void advance(int bytes) { m_sequence += static_cast<quint32>(bytes); }

private:
    void sendSegment(quint32 sequence, quint8 flags, const QByteArray &data);

    int m_device = -1;
    QString m_problem;
    quint16 m_clientPort = 0;
    quint32 m_sequence = 1'000;
    quint32 m_acknowledged = 0;
};

} // namespace heartline::test
