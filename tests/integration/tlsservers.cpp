// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/tlsservers.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace heartline::test {

namespace {

constexpr auto newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"_L1;

struct Server {
    QString name;
    QString certificate;
    QString directives;
};

const QList<Server> &servers()
{
    static const QList<Server> all{
            {u"good"_s, u"good"_s, u"ssl_protocols TLSv1.3;"_s},
            {u"tls12"_s, u"good"_s, u"ssl_protocols TLSv1.2;"_s},
            {u"expired"_s, u"expired"_s, {}},
            {u"otherhost"_s, u"otherhost"_s, {}},
            {u"selfsigned"_s, u"selfsigned"_s, {}},
            {u"selfsigned12"_s, u"selfsigned"_s, u"ssl_protocols TLSv1.2;"_s},
            {u"clientcertificate"_s, u"good"_s,
             u"ssl_verify_client on; ssl_client_certificate ca.pem;"_s},
    };
    return all;
}

} // namespace

TlsServers::TlsServers(quint16 upstreamPort)
    : m_upstreamPort(upstreamPort)
{
    for (const Server &server : servers())
        m_ports.insert(server.name, freePort());
    m_error = makeCertificates();
    if (m_error.isEmpty())
        m_error = m_nginx.start(m_directory.path(), configuration(u"good"_s), m_ports.last());
}

void TlsServers::restart(const QString &certificate)
{
    m_nginx.stop();
    m_error = m_nginx.start(m_directory.path(), configuration(certificate), m_ports.last());
}

QString TlsServers::url(const QString &server) const
{
    return u"wss://localhost:%1/"_s.arg(m_ports.value(server));
}

QString TlsServers::fingerprint(const QString &name) const
{
    const auto certificates = QSslCertificate::fromPath(file(name));
    return QString::fromLatin1(certificates.value(0).digest(QCryptographicHash::Sha256).toHex());
}

QStringList TlsServers::endedConnections() const
{
    QFile log(file(u"access.log"_s));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(log.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

QString TlsServers::makeCertificates() const
{
    for (const auto &[name, host] :
         {std::pair{u"localhost"_s, u"localhost"_s}, {u"otherhost"_s, u"other.example"_s}}) {
        QFile extensions(file(name));
        if (!extensions.open(QIODevice::WriteOnly))
            return extensions.errorString();
        extensions.write("subjectAltName=DNS:" + host.toUtf8() + '\n');
    }
    QStringList commands{u"req -x509 %1 -days 2 -keyout ca.key -out ca.pem -subj /CN=authority"_s};
    const auto addSigned = [&](const QString &name, const QString &host, int days) {
        commands << u"req %1 -keyout "_s + name + u".key -out request.pem -subj /CN="_s + name
                 << u"x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days "_s
                        + QString::number(days) + u" -extfile "_s + host + u" -out "_s + name
                        + u".pem"_s;
    };
    addSigned(u"good"_s, u"localhost"_s, 2);
    addSigned(u"client"_s, u"localhost"_s, 2);
    addSigned(u"expired"_s, u"localhost"_s, -1);
    addSigned(u"otherhost"_s, u"otherhost"_s, 2);
    for (const QString &name : {u"selfsigned"_s, u"stranger"_s}) {
        commands << u"req -x509 %1 -days 2 -subj /CN=localhost -addext "
                    "subjectAltName=DNS:localhost -keyout "_s
                        + name + u".key -out "_s + name + u".pem"_s;
    }
    for (const QString &command : commands) {
        QString error = runTool(m_directory.path(), u"openssl"_s,
                                command.contains(u"%1"_s) ? command.arg(newKey) : command);
        if (!error.isEmpty())
            return error;
    }
    return {};
}

QString TlsServers::configuration(const QString &goodCertificate) const
{
    QString text = uR"(# One WebSocket server behind many kinds of TLS.
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { worker_connections 512; }
http {
    log_format tls '$ssl_protocol $ssl_session_reused';
    access_log access.log tls;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
)"_s;
    for (const Server &server : servers()) {
        text += uR"(    server {
        listen 127.0.0.1:%1 ssl;
        ssl_certificate %2.pem;
        ssl_certificate_key %2.key;
        %3
        location / {
            proxy_pass http://127.0.0.1:%4;
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
        }
    }
)"_s.arg(m_ports.value(server.name))
                        .arg(server.certificate == u"good"_s ? goodCertificate : server.certificate,
                             server.directives)
                        .arg(m_upstreamPort);
    }
    return text + u"}\n"_s;
}

} // namespace heartline::test
