// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "integration/serverprocess.h"

#include <QMap>
#include <QStringList>
#include <QTemporaryDir>

namespace heartline::test {

/// One nginx that speaks TLS in many ways, in front of a WebSocket server; with certificates made
/// for it.
class TlsServers {
public:
    explicit TlsServers(quint16 upstreamPort);

    QString error() const { return m_error; }
    /// `server`: "good" (TLS 1.3), "tls12", "expired", "otherhost", "selfsigned", "selfsigned12" or
    /// "clientcertificate".
    QString url(const QString &server) const;
    /// "ca.pem"; "good.pem", "selfsigned.pem" and so on; "client.pem", "client.key" by the same
    /// authority, "stranger.pem", "stranger.key" by itself.
    QString file(const QString &name) const { return m_directory.filePath(name); }
    /// Lower-case hexadecimal SHA-256 of a certificate.
    QString fingerprint(const QString &name) const;
    /// Of each connection that has ended: its protocol and "r" if its session was resumed, else
    /// ".": "TLSv1.3 r".
    QStringList endedConnections() const;

    /// With new ticket keys: what was handed out before is worth nothing. "good" and "tls12" show
    /// `certificate` from then on.
    void restart(const QString &certificate = QStringLiteral("good"));

private:
    QString makeCertificates() const;
    QString configuration(const QString &goodCertificate) const;

    QTemporaryDir m_directory;
    QMap<QString, quint16> m_ports;
    quint16 m_upstreamPort;
    Nginx m_nginx;
    QString m_error;
};

} // namespace heartline::test
