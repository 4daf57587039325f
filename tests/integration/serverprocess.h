// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace heartline::test {

/// A real server as a child process on a free loopback port. Stopped with the object.
class ServerProcess {
public:
    ServerProcess() = default;
    ServerProcess(ServerProcess &&) = default;
    ServerProcess &operator=(ServerProcess &&) = default;
    ~ServerProcess();

    /// npm `ws`; `port` 0: any free one.
    static ServerProcess ws(quint16 port = 0);
    /// Python's websockets, Debian's package.
    static ServerProcess pythonWebsockets();

    /// An HTTP proxy; with `credentials` ("user:password") for nobody else.
    static ServerProcess httpProxy(const QString &credentials = {});

    /// A WebSocket server on TLS that keeps to no limit; PEM files.
    static ServerProcess tlsOffender(const QString &certificate, const QString &key);

    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    quint16 port() const { return m_port; }
    QString url(const QString &path) const;
    QString error() const { return m_error; }

    void kill(); ///< SIGKILL, and waits for the end.
    void suspend(); ///< SIGSTOP
    void resume(); ///< SIGCONT

private:
    static ServerProcess start(const QString &program, const QStringList &arguments);

    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    QString m_error;
};

/// nginx as a child process. Stopped with the object.
class Nginx {
public:
    ~Nginx() { stop(); }

    /// With this configuration, in this directory; returns what went wrong, if anything. It runs
    /// when it accepts connections on the port.
    QString start(const QString &directory, const QString &configuration, quint16 port);
    void stop();

private:
    std::unique_ptr<QProcess> m_process;
};

/// Runs a program in a directory; returns what went wrong, if anything. The arguments are split at
/// each space.
QString runTool(const QString &directory, const QString &program, const QString &arguments);

/// nginx in front of a server, plain and with TLS, in a directory of its own; with a certificate
/// made for it.
class NginxProxy {
public:
    explicit NginxProxy(quint16 upstreamPort);

    bool isRunning() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }
    QString plainUrl(const QString &path) const;
    QString tlsUrl(const QString &path) const;
    /// PEM file of the authority that signed the certificate for localhost.
    QString caFile() const { return m_directory.filePath(QStringLiteral("ca.pem")); }

private:
    bool makeCertificates();

    QTemporaryDir m_directory;
    Nginx m_nginx;
    quint16 m_plainPort = 0;
    quint16 m_tlsPort = 0;
    QString m_error;
};

/// A loopback port on which nothing listens right now.
quint16 freePort();

} // namespace heartline::test
