// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/causeclassifier.h"

#include "core/causedetail.h"
#include "network/descriptorlimit.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

using Error = QAbstractSocket::SocketError;
using End = SocketTap::End;

Q_DECLARE_METATYPE(heartline::AttemptFailure)
Q_DECLARE_METATYPE(heartline::SessionEnd)

/// What Qt says, and what it is called. That Qt says so is for the tests with servers to show.
class TestCauseClassifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesFailures_data();
    void namesFailures();
    void namesCertificates_data();
    void namesCertificates();
    void namesEnds_data();
    void namesEnds();
    void knowsQtsReasons_data();
    void knowsQtsReasons();
};

void TestCauseClassifier::namesFailures_data()
{
    QTest::addColumn<AttemptFailure>("failure");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, AttemptFailure failure, Origin origin, Cause cause,
                        const QString &detail = u"words"_s) {
        if (failure.errorString.isEmpty())
            failure.errorString = u"words"_s;
        QTest::newRow(name) << failure << origin << cause << detail;
    };
    const auto upgrade = [](const QString &words, std::optional<Error> error = {},
                            End end = End::None) {
        return AttemptFailure{
                .phase = ConnectPhase::Upgrade, .error = error, .errorString = words, .end = end};
    };
    const auto tls = [](const QString &words, std::optional<Error> error = {},
                        End end = End::None) {
        return AttemptFailure{
                .phase = ConnectPhase::Tls, .error = error, .errorString = words, .end = end};
    };

    row("no such host", {.error = Error::HostNotFoundError}, Origin::Dns, Cause::HostNotFound);
    const QString limit = CauseDetail::text(CauseDetail::NoDescriptors, descriptorLimit());
    row("no descriptor to look up with",
        {.error = Error::HostNotFoundError, .isAtDescriptorLimit = true}, Origin::Local,
        Cause::DescriptorLimit, limit);
    row("no descriptor for the socket",
        {.phase = ConnectPhase::Connect, .error = Error::SocketResourceError}, Origin::Local,
        Cause::DescriptorLimit, limit);
    row("no route", {.phase = ConnectPhase::Connect, .error = Error::NetworkError},
        Origin::Transport, Cause::NetworkUnreachable);
    row("nobody listens", {.phase = ConnectPhase::Connect, .error = Error::ConnectionRefusedError},
        Origin::Transport, Cause::ConnectionRefused);
    row("nobody answers", {.phase = ConnectPhase::Connect, .error = Error::SocketTimeoutError},
        Origin::Transport, Cause::NetworkUnreachable);
    row("something else", {.phase = ConnectPhase::Connect, .error = Error::AddressInUseError},
        Origin::Transport, Cause::SocketError);
    row("nothing is known", {.phase = ConnectPhase::Connect}, Origin::Transport,
        Cause::SocketError);

    for (const Error error :
         {Error::ProxyAuthenticationRequiredError, Error::ProxyConnectionClosedError,
          Error::ProxyConnectionRefusedError, Error::ProxyConnectionTimeoutError,
          Error::ProxyNotFoundError, Error::ProxyProtocolError})
        row(qPrintable(u"proxy, error %1"_s.arg(error)),
            {.phase = ConnectPhase::Connect, .error = error}, Origin::Proxy, Cause::ProxyFailed);
    row("proxy says no",
        {.phase = ConnectPhase::Connect,
         .error = Error::SocketAccessError,
         .errorString = u"Proxy denied connection"_s},
        Origin::Proxy, Cause::ProxyFailed, u"Proxy denied connection"_s);
    row("the system says no", {.phase = ConnectPhase::Connect, .error = Error::SocketAccessError},
        Origin::Transport, Cause::SocketError);

    const QString unhandled =
            u"QWebSocketPrivate::processHandshake: Unhandled http status code: "_s;
    row("503", upgrade(unhandled + u"503 (Service Unavailable)"_s), Origin::Http,
        Cause::UpgradeRefused, u"503 Service Unavailable"_s);
    row("503 without words", upgrade(unhandled + u"503"_s), Origin::Http, Cause::UpgradeRefused,
        u"503"_s);
    row("503 with brackets", upgrade(unhandled + u"503 (No (really))"_s), Origin::Http,
        Cause::UpgradeRefused, u"503 No (really)"_s);
    row("400", upgrade(u"x: Unknown error condition encountered. Aborting connection."_s),
        Origin::Http, Cause::UpgradeRefused, u"400 Bad Request"_s);
    row("400, for another version",
        upgrade(u"x: Server requests a version that we don't support: 8."_s), Origin::Http,
        Cause::UpgradeRefused, u"400 Bad Request"_s);
    row("not a WebSocket's answer", upgrade(u"wrong key"_s, Error::ConnectionRefusedError),
        Origin::Http, Cause::InvalidUpgrade, u"wrong key"_s);
    row("hangs up in the upgrade", upgrade(u"gone"_s, Error::RemoteHostClosedError),
        Origin::Transport, Cause::EndOfStream, u"gone"_s);
    row("hangs up without an error", upgrade(u"gone"_s), Origin::Transport, Cause::EndOfStream,
        u"gone"_s);
    row("reset in the upgrade", upgrade(u"gone"_s, Error::RemoteHostClosedError, End::Reset),
        Origin::Transport, Cause::ConnectionReset, u"gone"_s);

    for (const QString &words :
         {u"SSL routines::wrong version number"_s, u"packet length too long"_s, u"http request"_s,
          u"unknown protocol"_s})
        row(qPrintable(words), tls(words, Error::SslHandshakeFailedError), Origin::Tls,
            Cause::NotTls, words);
    row("no cipher in common", tls(u"handshake failure"_s, Error::SslHandshakeFailedError),
        Origin::Tls, Cause::TlsFailed, u"handshake failure"_s);
    row("hangs up in TLS", tls(u"gone"_s, Error::RemoteHostClosedError), Origin::Transport,
        Cause::EndOfStream, u"gone"_s);
    row("end of stream in TLS", tls(u"gone"_s, Error::SslHandshakeFailedError, End::EndOfStream),
        Origin::Transport, Cause::EndOfStream, u"gone"_s);
    row("reset in TLS", tls(u"gone"_s, Error::RemoteHostClosedError, End::Reset), Origin::Transport,
        Cause::ConnectionReset, u"gone"_s);
}

void TestCauseClassifier::namesFailures()
{
    QFETCH(AttemptFailure, failure);
    const CloseCause cause = classifyFailure(failure);
    QTEST(cause.origin, "origin");
    QTEST(cause.cause, "cause");
    QTEST(cause.detail, "detail");
    QVERIFY(!cause.closeCode); // there was no session
    QVERIFY(cause.closeReason.isEmpty());
}

void TestCauseClassifier::namesCertificates_data()
{
    QTest::addColumn<QList<QSslError>>("errors");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("expired") << QList{QSslError(QSslError::CertificateExpired)}
                             << Cause::CertificateExpired;
    QTest::newRow("not yet valid")
            << QList{QSslError(QSslError::CertificateNotYetValid)} << Cause::CertificateNotYetValid;
    QTest::newRow("host") << QList{QSslError(QSslError::HostNameMismatch)}
                          << Cause::CertificateHostMismatch;
    QTest::newRow("self-signed") << QList{QSslError(QSslError::SelfSignedCertificate)}
                                 << Cause::CertificateSelfSigned;
    QTest::newRow("issuer") << QList{QSslError(QSslError::UnableToGetLocalIssuerCertificate)}
                            << Cause::CertificateUnknownIssuer;
    QTest::newRow("another complaint")
            << QList{QSslError(QSslError::InvalidPurpose)} << Cause::CertificateRejected;
    QTest::newRow("a name behind another complaint")
            << QList{QSslError(QSslError::InvalidPurpose), QSslError(QSslError::CertificateExpired)}
            << Cause::CertificateExpired;
    QTest::newRow("the first of two names") << QList{QSslError(QSslError::HostNameMismatch),
                                                     QSslError(QSslError::CertificateExpired)}
                                            << Cause::CertificateHostMismatch;
}

void TestCauseClassifier::namesCertificates()
{
    QFETCH(QList<QSslError>, errors);
    // The connection has been dropped for it, too: the certificate is what is told.
    const CloseCause cause = classifyFailure({.phase = ConnectPhase::Tls,
                                              .error = Error::SslHandshakeFailedError,
                                              .errorString = u"wrong version number"_s,
                                              .tlsErrors = errors,
                                              .end = End::Reset});
    QCOMPARE(cause.origin, Origin::Tls);
    QTEST(cause.cause, "cause");
    QVERIFY(!cause.detail.isEmpty());
}

void TestCauseClassifier::namesEnds_data()
{
    QTest::addColumn<SessionEnd>("end");
    QTest::addColumn<CloseCause>("cause");

    QTest::newRow("Close frame") << SessionEnd{.closedByFrame = true,
                                               .qtCloseCode = 4'000,
                                               .qtCloseReason = u"bye"_s}
                                 << CloseCause{.origin = Origin::Peer,
                                               .cause = Cause::CloseFrame,
                                               .closeCode = 4'000,
                                               .closeReason = u"bye"_s};
    QTest::newRow("empty Close frame")
            << SessionEnd{.closedByFrame = true, .qtCloseCode = 1'000, .emptyClose = true}
            << CloseCause{.origin = Origin::Peer, .cause = Cause::CloseFrame, .closeCode = 1'005};
    // What follows on a Close frame does not change who closed.
    QTest::newRow("Close frame and reset")
            << SessionEnd{.closedByFrame = true,
                          .qtCloseCode = 1'001,
                          .error = Error::RemoteHostClosedError,
                          .end = End::Reset}
            << CloseCause{.origin = Origin::Peer, .cause = Cause::CloseFrame, .closeCode = 1'001};

    const auto transport = [](Cause cause) {
        return CloseCause{.origin = Origin::Transport,
                          .cause = cause,
                          .closeCode = 1'006,
                          .detail = u"words"_s};
    };
    const auto row = [&](const char *name, std::optional<Error> error, End tap, Cause cause) {
        // Without a Close frame the 1000 that Qt begins with means nothing.
        QTest::newRow(name) << SessionEnd{.error = error, .errorString = u"words"_s, .end = tap}
                            << transport(cause);
    };
    row("reset", Error::RemoteHostClosedError, End::Reset, Cause::ConnectionReset);
    row("end of stream", Error::RemoteHostClosedError, End::EndOfStream, Cause::EndOfStream);
    row("end of stream, not seen", Error::RemoteHostClosedError, End::None, Cause::EndOfStream);
    row("end without an error", {}, End::None, Cause::EndOfStream);
    row("network down", Error::NetworkError, End::None, Cause::NetworkUnreachable);
    row("something else", Error::SocketTimeoutError, End::None, Cause::SocketError);
}

void TestCauseClassifier::namesEnds()
{
    QFETCH(SessionEnd, end);
    QFETCH(CloseCause, cause);
    const CloseCause named = classifyEnd(end);
    QCOMPARE(named.origin, cause.origin);
    QCOMPARE(named.cause, cause.cause);
    QCOMPARE(named.closeCode, cause.closeCode);
    QCOMPARE(named.closeReason, cause.closeReason);
    QCOMPARE(named.detail, cause.detail);
}

void TestCauseClassifier::knowsQtsReasons_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("too big") << 1'009 << u"Received message is too big."_s << Cause::MessageTooBig;
    QTest::newRow("frame too big")
            << 1'009 << u"Maximum framesize exceeded."_s << Cause::MessageTooBig;
    QTest::newRow("a frame that does not end")
            << 1'001 << u"Timeout when reading data from socket."_s << Cause::FrameTimeout;
    QTest::newRow("reserved bits") << 1'002 << u"Rsv field is non-zero"_s << Cause::ProtocolError;
    QTest::newRow("not UTF-8") << 1'007 << u"Invalid UTF-8 code encountered."_s
                               << Cause::ProtocolError;
}

void TestCauseClassifier::knowsQtsReasons()
{
    // Qt closes with a code and words as if the peer had sent them.
    QFETCH(int, code);
    QFETCH(QString, reason);
    const CloseCause cause =
            classifyEnd({.closedByFrame = true, .qtCloseCode = code, .qtCloseReason = reason});
    QCOMPARE(cause.origin, Origin::Local);
    QTEST(cause.cause, "cause");
    QCOMPARE(cause.closeCode, code);
    QCOMPARE(cause.detail, reason);
    QVERIFY(cause.closeReason.isEmpty()); // it is not the peer who says so
}

QTEST_GUILESS_MAIN(TestCauseClassifier)
#include "tst_causeclassifier.moc"
