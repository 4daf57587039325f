// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tlssessions.h"

#include "core/clock.h"
#include "network/tlsticket.h"
#include "network/upgraderequest.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

#include <algorithm>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr int defaultPort = 443;

qint64 nanoseconds(std::chrono::nanoseconds duration)
{
    return duration.count();
}

QString describe(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    return u"%1, issued by %2, valid until %3, SHA-256 %4"_s.arg(
            certificate.subjectDisplayName(), certificate.issuerDisplayName(),
            certificate.expiryDate().toUTC().toString(Qt::ISODate),
            QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()));
}

} // namespace

bool TlsSessions::Key::operator<(const Key &other) const
{
    return std::tie(host, port, proxy, configuration)
            < std::tie(other.host, other.port, other.proxy, other.configuration);
}

std::optional<TlsSessions::Session> TlsSessions::find(const Key &key, qint64 nowNs) const
{
    const auto place = m_entries.find(key);
    if (place == m_entries.end() || nowNs < place->second.barredUntilNs)
        return std::nullopt;
    const auto &session = place->second.session;
    if (!session || nowNs >= session->expiresNs
        || session->certificateExpires <= QDateTime::currentDateTimeUtc())
        return std::nullopt;
    return session;
}

void TlsSessions::keep(const Key &key, const Session &session, qint64 nowNs)
{
    Entry &kept = entry(key, nowNs);
    kept.session = session;
    kept.changedNs = nowNs;
}

void TlsSessions::bar(const Key &key, qint64 nowNs)
{
    Entry &barred = entry(key, nowNs);
    barred.session.reset();
    barred.barredUntilNs = nowNs + nanoseconds(BarPeriod);
    barred.changedNs = nowNs;
}

TlsSessions::Entry &TlsSessions::entry(const Key &key, qint64 nowNs)
{
    if (!m_entries.contains(key) && m_entries.size() == MaximumEntries) {
        m_entries.erase(std::min_element(m_entries.begin(), m_entries.end(),
                                         [](const auto &a, const auto &b) {
                                             return a.second.changedNs < b.second.changedNs;
                                         }));
    }
    Entry &found = m_entries[key];
    found.changedNs = nowNs;
    return found;
}

TlsResumption::TlsResumption(TlsSessions &sessions, const UpgradeRequest &request)
    : m_sessions(sessions)
    , m_configuration(request.tls->configuration)
    , m_key({.host = request.request.url().host(),
             .port = request.request.url().port(defaultPort),
             .configuration = request.tls->id})
    // A pin asks for the certificate itself, each time.
    , m_mayResume(request.pinnedSha256.isEmpty())
{
    const QNetworkProxy &proxy = request.proxy;
    if (proxy.type() != QNetworkProxy::NoProxy)
        m_key.proxy = u"%1 %2:%3"_s.arg(proxy.type()).arg(proxy.hostName()).arg(proxy.port());
    if (m_mayResume)
        m_offered = m_sessions.find(m_key, Clock::monotonicNs());
}

QSslConfiguration TlsResumption::configuration() const
{
    QSslConfiguration configuration = m_configuration;
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, !m_mayResume);
    if (m_offered)
        configuration.setSessionTicket(m_offered->ticket);
    return configuration;
}

bool TlsResumption::isOnlyResumed(const QList<QSslError> &errors) const
{
    return m_offered && errors.size() == 1
            && errors.constFirst() == QSslError(QSslError::NoPeerCertificate);
}

void TlsResumption::onEncrypted(const QSslSocket &socket)
{
    m_resumed = m_offered && socket.peerCertificate().isNull();
    m_certificate = m_resumed ? m_offered->certificate : describe(socket.peerCertificate());
    if (socket.sessionProtocol() < QSsl::TlsV1_3)
        keep(socket);
}

void TlsResumption::onTicket(const QSslSocket &socket)
{
    keep(socket);
}

void TlsResumption::keep(const QSslSocket &socket)
{
    const QSslConfiguration configuration = socket.sslConfiguration();
    // Only of a server that has been verified: none is when a session is resumed.
    if (!m_mayResume || !socket.isEncrypted() || configuration.sessionTicket().isEmpty())
        return;
    const auto ticket = withoutCertificate(configuration.sessionTicket());
    if (!ticket)
        return;
    const qint64 now = Clock::monotonicNs();
    TlsSessions::Session session{
            .ticket = *ticket,
            .verifiedNs = m_resumed ? m_offered->verifiedNs : now,
            .certificateExpires = m_resumed ? m_offered->certificateExpires
                                            : socket.peerCertificate().expiryDate(),
            .certificate = m_certificate,
    };
    session.expiresNs = session.verifiedNs + nanoseconds(TlsSessions::MaximumAge);
    if (const int hint = configuration.sessionTicketLifeTimeHint(); hint > 0)
        session.expiresNs =
                std::min(session.expiresNs, now + nanoseconds(std::chrono::seconds(hint)));
    m_sessions.keep(m_key, session, now);
}

void TlsResumption::onHandshakeFailed()
{
    // It may be the session that the server cannot do with.
    if (m_offered)
        m_sessions.bar(m_key, Clock::monotonicNs());
}

} // namespace heartline
