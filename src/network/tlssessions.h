// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSslConfiguration>
#include <QString>

#include <chrono>
#include <map>
#include <optional>

class QSslError;
class QSslSocket;

namespace heartline {

struct UpgradeRequest;

/// The last TLS session with each server, for the connections of one thread to resume: a reconnect
/// costs no key exchange with certificates then (RFC 8446 section 2.2, RFC 5077).
///
/// A session is offered only to the host, port and proxy that it was made with, and only by
/// connections with the same TLS settings and unchanged files, since what was verified is not
/// verified again. Profiles with a pinned certificate always shake hands in full.
class TlsSessions {
public:
    /// The certificate is looked at again at least this often, whatever the server would resume.
    static constexpr std::chrono::minutes MaximumAge{60};
    /// After a handshake that failed with a session on offer, none is offered for so long.
    static constexpr std::chrono::seconds BarPeriod{60};
    /// Servers and settings that are remembered; beyond, the oldest are forgotten.
    static constexpr std::size_t MaximumEntries = 256;

    struct Key {
        QString host;
        int port = 0;
        QString proxy;
        quint64 configuration = 0; ///< See SharedTlsConfiguration::id.

        bool operator<(const Key &other) const;
    };
    struct Session {
        QByteArray ticket; ///< As QSslConfiguration::sessionTicket() has it, without certificate.
        qint64 verifiedNs = 0; ///< When the certificate was, monotonic.
        qint64 expiresNs = 0; ///< Monotonic.
        QDateTime certificateExpires;
        QString certificate; ///< That was verified, in words.
    };

    std::optional<Session> find(const Key &key, qint64 nowNs) const;
    void keep(const Key &key, const Session &session, qint64 nowNs);
    void bar(const Key &key, qint64 nowNs);
    std::size_t size() const { return m_entries.size(); }

private:
    struct Entry {
        std::optional<Session> session;
        qint64 barredUntilNs = 0;
        qint64 changedNs = 0;
    };
    Entry &entry(const Key &key, qint64 nowNs);

    std::map<Key, Entry> m_entries;
};

/// What one attempt has to do with TlsSessions. The request must have TLS.
class TlsResumption {
public:
    TlsResumption(TlsSessions &sessions, const UpgradeRequest &request);

    /// The request's, with the session to be resumed if there is one.
    QSslConfiguration configuration() const;
    /// True if Qt complains only that there is no certificate, and the session that was offered has
    /// been resumed: the one case of a handshake without (Heartline offers neither anonymous cipher
    /// suites nor keys of other origin), and the certificate was verified when the session was
    /// made.
    bool isOnlyResumed(const QList<QSslError> &errors) const;
    /// The handshake is done.
    void onEncrypted(const QSslSocket &socket);
    /// The server's certificate in words, of a resumed session the one that it was made with.
    /// After onEncrypted().
    QString certificate() const { return m_certificate; }
    /// The session that was offered was resumed. After onEncrypted().
    bool isResumed() const { return m_resumed; }
    /// TLS 1.3 sends tickets after the handshake, and whenever it likes.
    void onTicket(const QSslSocket &socket);
    /// The attempt failed in the handshake.
    void onHandshakeFailed();

private:
    void keep(const QSslSocket &socket);

    TlsSessions &m_sessions;
    QSslConfiguration m_configuration; ///< Of the request.
    TlsSessions::Key m_key;
    std::optional<TlsSessions::Session> m_offered;
    QString m_certificate;
    bool m_mayResume;
    bool m_resumed = false; ///< The session that was offered.
};

} // namespace heartline
