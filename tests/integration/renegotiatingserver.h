// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>

namespace heartline::test {

/// `openssl s_server` with TLS 1.2, made to answer upgrades: it renegotiates on request, with a
/// full handshake. One connection at a time; it answers no ping.
class RenegotiatingServer : public QObject {
    Q_OBJECT

public:
    /// PEM files.
    RenegotiatingServer(const QString &certificate, const QString &key);
    ~RenegotiatingServer() override;

    quint16 port() const { return m_port; }
    /// Ends the connection, and takes the next.
    void close();
    void renegotiate();

    int pings() const { return m_pings; }
    /// How often it has shown its certificate.
    int certificates() const { return m_certificates; }

private:
    void read();

    QProcess m_process;
    QByteArray m_output;
    qsizetype m_answered = 0; ///< Up to here.
    quint16 m_port = 0;
    int m_pings = 0;
    int m_certificates = 0;
};

} // namespace heartline::test
