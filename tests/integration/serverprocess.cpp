// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/serverprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace heartline::test {

namespace {
constexpr int startMs = 20'000;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

ServerProcess ServerProcess::start(const QString &program, const QStringList &arguments)
{
    ServerProcess server;
    server.m_process = std::make_unique<QProcess>();
    server.m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.m_process->start(program, arguments);
    QByteArray output;
    QElapsedTimer timer;
    timer.start();
    static const QRegularExpression listening(u"listening (\\d+)\\n"_s);
    while (timer.elapsed() < startMs && server.m_process->waitForReadyRead(startMs)) {
        output += server.m_process->readAllStandardOutput();
        const auto match = listening.match(QString::fromUtf8(output));
        if (match.hasMatch()) {
            server.m_port = static_cast<quint16>(match.captured(1).toUInt());
            return server;
        }
    }
    server.m_error = u"%1 did not start: %2"_s.arg(program, server.m_process->errorString());
    return server;
}

ServerProcess ServerProcess::ws(quint16 port)
{
    return start(
            u"node"_s,
            {u"" HEARTLINE_TEST_SERVERS "/ws-server.js"_s, u"--port"_s, QString::number(port)});
}

ServerProcess ServerProcess::pythonWebsockets()
{
    return start(u"/usr/bin/python3"_s, {u"" HEARTLINE_TEST_SERVERS "/websockets_server.py"_s});
}

ServerProcess ServerProcess::httpProxy(const QString &credentials)
{
    QStringList arguments{u"" HEARTLINE_TEST_SERVERS "/connect_proxy.py"_s};
    if (!credentials.isEmpty())
        arguments << credentials;
    return start(u"/usr/bin/python3"_s, arguments);
}

ServerProcess ServerProcess::tlsOffender(const QString &certificate, const QString &key)
{
    return start(u"/usr/bin/python3"_s,
                 {u"" HEARTLINE_TEST_SERVERS "/tls_offender.py"_s, certificate, key});
}

ServerProcess::~ServerProcess()
{
    kill();
}

QString ServerProcess::url(const QString &path) const
{
    return u"ws://127.0.0.1:%1%2"_s.arg(m_port).arg(path);
}

void ServerProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished();
}

void ServerProcess::suspend()
{
    ::kill(static_cast<pid_t>(m_process->processId()), SIGSTOP);
}

void ServerProcess::resume()
{
    ::kill(static_cast<pid_t>(m_process->processId()), SIGCONT);
}

QString runTool(const QString &directory, const QString &program, const QString &arguments)
{
    QProcess process;
    process.setWorkingDirectory(directory);
    process.start(program, arguments.split(u' ', Qt::SkipEmptyParts));
    if (process.waitForFinished(startMs) && process.exitCode() == 0)
        return {};
    return u"%1 failed: %2"_s.arg(program, QString::fromUtf8(process.readAllStandardError()));
}

QString Nginx::start(const QString &directory, const QString &configuration, quint16 port)
{
    QFile file(directory + u"/nginx.conf"_s);
    if (!file.open(QIODevice::WriteOnly))
        return u"cannot write nginx.conf"_s;
    file.write(configuration.toUtf8());
    file.close();

    QString nginx = QStandardPaths::findExecutable(u"nginx"_s);
    if (nginx.isEmpty()) // Debian's is not in a user's PATH; packaging/test may have unpacked one
        nginx = QStandardPaths::findExecutable(u"nginx"_s,
                                               {u"/usr/sbin"_s, u"" HEARTLINE_UNPACKED_NGINX ""_s});
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedChannels);
    m_process->start(
            nginx,
            {u"-p"_s, directory, u"-e"_s, directory + u"/error.log"_s, u"-c"_s, file.fileName()});
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < startMs) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, port);
        if (probe.waitForConnected(100))
            return {};
        if (m_process->waitForFinished(10))
            break;
    }
    return u"nginx did not start"_s;
}

void Nginx::stop()
{
    if (!m_process)
        return;
    m_process->terminate();
    m_process->waitForFinished();
    m_process.reset();
}

NginxProxy::NginxProxy(quint16 upstreamPort)
    : m_plainPort(freePort())
    , m_tlsPort(freePort())
{
    if (!makeCertificates())
        return;
    QFile source(u"" HEARTLINE_TEST_SERVERS "/nginx.conf.in"_s);
    if (!source.open(QIODevice::ReadOnly)) {
        m_error = u"cannot read nginx.conf.in"_s;
        return;
    }
    QString text = QString::fromUtf8(source.readAll());
    text.replace(u"@PREFIX@"_s, m_directory.path());
    text.replace(u"@PLAIN_PORT@"_s, QString::number(m_plainPort));
    text.replace(u"@TLS_PORT@"_s, QString::number(m_tlsPort));
    text.replace(u"@UPSTREAM_PORT@"_s, QString::number(upstreamPort));
    m_error = m_nginx.start(m_directory.path(), text, m_tlsPort);
}

bool NginxProxy::makeCertificates()
{
    QFile extensions(m_directory.filePath(u"extensions"_s));
    if (!extensions.open(QIODevice::WriteOnly))
        return false;
    extensions.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    extensions.close();
    for (const QString &arguments :
         {u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout ca.key "
          "-out ca.pem -subj /CN=Heartline-test-authority"_s,
          u"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem "
          "-out request.pem -subj /CN=localhost"_s,
          u"x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
          "-extfile extensions -out certificate.pem"_s}) {
        m_error = runTool(m_directory.path(), u"openssl"_s, arguments);
        if (!m_error.isEmpty())
            return false;
    }
    return true;
}

QString NginxProxy::plainUrl(const QString &path) const
{
    return u"ws://127.0.0.1:%1%2"_s.arg(m_plainPort).arg(path);
}

QString NginxProxy::tlsUrl(const QString &path) const
{
    return u"wss://localhost:%1%2"_s.arg(m_tlsPort).arg(path);
}

} // namespace heartline::test
