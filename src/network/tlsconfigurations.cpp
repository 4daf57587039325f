// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tlsconfigurations.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

Result<QByteArray> readFile(const QString &path, const QString &field)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::NotFound,
                       u"cannot read the file \"%1\": %2"_s.arg(path, file.errorString()), field);
    }
    return file.readAll();
}

Result<QSslConfiguration> tlsConfiguration(const TlsSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!settings.caFile.isEmpty()) {
        const auto pem = readFile(settings.caFile, u"tls.ca_file"_s);
        if (!pem)
            return tl::unexpected(pem.error());
        const auto certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (certificates.isEmpty()) {
            return failure(
                    Error::Kind::InvalidInput,
                    u"the file \"%1\" holds no certificate in PEM format"_s.arg(settings.caFile),
                    u"tls.ca_file"_s);
        }
        configuration.addCaCertificates(certificates);
    }
    if (!settings.certificateFile.isEmpty()) {
        const auto pem = readFile(settings.certificateFile, u"tls.certificate_file"_s);
        if (!pem)
            return tl::unexpected(pem.error());
        const auto chain = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (chain.isEmpty()) {
            return failure(Error::Kind::InvalidInput,
                           u"the file \"%1\" holds no certificate in PEM format"_s.arg(
                                   settings.certificateFile),
                           u"tls.certificate_file"_s);
        }
        configuration.setLocalCertificateChain(chain);
    }
    if (!settings.keyFile.isEmpty()) {
        const auto pem = readFile(settings.keyFile, u"tls.key_file"_s);
        if (!pem)
            return tl::unexpected(pem.error());
        QSslKey key(*pem, QSsl::Rsa);
        if (key.isNull())
            key = QSslKey(*pem, QSsl::Ec);
        if (key.isNull()) {
            return failure(
                    Error::Kind::InvalidInput,
                    u"the file \"%1\" holds no RSA or EC key in PEM format without a passphrase"_s
                            .arg(settings.keyFile),
                    u"tls.key_file"_s);
        }
        configuration.setPrivateKey(key);
    }
    return configuration;
}

} // namespace

std::vector<TlsConfigurations::Stamp> TlsConfigurations::stampsOf(const TlsSettings &settings)
{
    std::vector<Stamp> stamps;
    for (const QString &path : {settings.caFile, settings.certificateFile, settings.keyFile}) {
        if (path.isEmpty())
            continue;
        const QFileInfo info(path);
        stamps.push_back({info.lastModified(), info.size()});
    }
    return stamps;
}

Result<SharedTlsConfiguration> TlsConfigurations::get(const TlsSettings &settings)
{
    std::vector<Stamp> stamps = stampsOf(settings);
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.settings == settings; });
    if (known != m_entries.end()) {
        if (known->stamps == stamps)
            return known->shared;
        m_entries.erase(known);
    }
    auto configuration = tlsConfiguration(settings);
    if (!configuration)
        return tl::unexpected(configuration.error());
    if (m_entries.size() == MaximumEntries)
        m_entries.erase(m_entries.begin());
    m_entries.push_back({settings, std::move(stamps), {*configuration, ++m_lastId}});
    return m_entries.back().shared;
}

} // namespace heartline
