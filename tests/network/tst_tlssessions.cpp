// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/tlsconfigurations.h"
#include "network/tlssessions.h"
#include "network/tlsticket.h"
#include "network/upgraderequest.h"
#include "support/files.h"

#include <QSslError>
#include <QTemporaryDir>
#include <QTest>

using namespace heartline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000'000;

TlsSessions::Session sessionOf(const QByteArray &ticket, qint64 expiresNs = 100 * second)
{
    return {.ticket = ticket,
            .expiresNs = expiresNs,
            .certificateExpires = QDateTime::currentDateTimeUtc().addDays(1)};
}

QByteArray ticketOf(const std::optional<TlsSessions::Session> &session)
{
    return session ? session->ticket : QByteArray();
}

} // namespace

class TestTlsSessions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersTheNewestOfTheSameServerAndSettings();
    void offersNothingThatHasExpired();
    void offersNothingAfterAFailure();
    void forgetsTheOldest();
    void acceptsNoCertificateOnlyWithASession();
    void takesTheCertificateOut();
    void takesNothingOutOfWhatItCannotRead();
    void sharesConfigurationsUntilAFileChanges();
    void tellsWhatIsWrongWithAFile();
};

void TestTlsSessions::offersTheNewestOfTheSameServerAndSettings()
{
    TlsSessions sessions;
    const TlsSessions::Key key{.host = u"a.example"_s, .port = 443, .configuration = 1};
    QVERIFY(!sessions.find(key, 0));
    sessions.keep(key, sessionOf("old"), 1);
    sessions.keep(key, sessionOf("new"), 2);
    QCOMPARE(ticketOf(sessions.find(key, 3)), "new");

    QVERIFY(!sessions.find({.host = u"b.example"_s, .port = 443, .configuration = 1}, 3));
    QVERIFY(!sessions.find({.host = u"a.example"_s, .port = 444, .configuration = 1}, 3));
    QVERIFY(!sessions.find({.host = u"a.example"_s, .port = 443, .configuration = 2}, 3));
    QVERIFY(!sessions.find(
            {.host = u"a.example"_s, .port = 443, .proxy = u"p:1"_s, .configuration = 1}, 3));
}

void TestTlsSessions::offersNothingThatHasExpired()
{
    TlsSessions sessions;
    const TlsSessions::Key key{.host = u"a.example"_s, .port = 443, .configuration = 1};
    sessions.keep(key, sessionOf("ticket", 10), 1);
    QVERIFY(sessions.find(key, 9));
    QVERIFY(!sessions.find(key, 10));

    TlsSessions::Session outdated = sessionOf("ticket");
    outdated.certificateExpires = QDateTime::currentDateTimeUtc().addSecs(-1);
    sessions.keep(key, outdated, 11);
    QVERIFY(!sessions.find(key, 12));
}

void TestTlsSessions::offersNothingAfterAFailure()
{
    TlsSessions sessions;
    const TlsSessions::Key key{.host = u"a.example"_s, .port = 443, .configuration = 1};
    sessions.keep(key, sessionOf("ticket"), 0);
    sessions.bar(key, 0);
    QVERIFY(!sessions.find(key, 1));
    // Another connection's session does not undo it.
    sessions.keep(key, sessionOf("another"), 1);
    QVERIFY(!sessions.find(key, 59 * second));
    QCOMPARE(ticketOf(sessions.find(key, 60 * second)), "another");
}

void TestTlsSessions::forgetsTheOldest()
{
    TlsSessions sessions;
    const auto keyOf = [](std::size_t number) {
        return TlsSessions::Key{.host = QString::number(number), .port = 443, .configuration = 1};
    };
    for (std::size_t i = 0; i <= TlsSessions::MaximumEntries; ++i)
        sessions.keep(keyOf(i), sessionOf("ticket"), static_cast<qint64>(i));
    QCOMPARE(sessions.size(), TlsSessions::MaximumEntries);
    QVERIFY(!sessions.find(keyOf(0), 1'000));
    QVERIFY(sessions.find(keyOf(1), 1'000));
}

void TestTlsSessions::acceptsNoCertificateOnlyWithASession()
{
    TlsSessions sessions;
    UpgradeRequest request;
    request.request.setUrl(QUrl(u"wss://a.example"_s));
    request.tls = SharedTlsConfiguration{.configuration = {}, .id = 1};
    const QSslError none(QSslError::NoPeerCertificate);
    const QSslError other(QSslError::SelfSignedCertificate);
    QVERIFY(!TlsResumption(sessions, request).isOnlyResumed({none}));

    sessions.keep({.host = u"a.example"_s, .port = 443, .configuration = 1},
                  sessionOf("ticket", Clock::monotonicNs() + 100 * second), Clock::monotonicNs());
    const TlsResumption resumption(sessions, request);
    QVERIFY(resumption.isOnlyResumed({none}));
    QVERIFY(!resumption.isOnlyResumed({other}));
    QVERIFY(!resumption.isOnlyResumed({none, other}));

    request.pinnedSha256 = "pinned";
    QVERIFY(!TlsResumption(sessions, request).isOnlyResumed({none}));
}

void TestTlsSessions::takesTheCertificateOut()
{
    // DER: an integer, 200 bytes, [3] with a certificate of 300 bytes, an empty [4].
    const QByteArray version = QByteArray::fromHex("020101");
    const QByteArray secret = QByteArray::fromHex("0481c8") + QByteArray(200, 's');
    const QByteArray certificate = QByteArray::fromHex("a382012c") + QByteArray(300, 'c');
    const QByteArray context = QByteArray::fromHex("a400");
    const QByteArray session =
            QByteArray::fromHex("30820200") + version + secret + certificate + context;
    QCOMPARE(withoutCertificate(session),
             QByteArray::fromHex("3081d0") + version + secret + context);
    const QByteArray without = QByteArray::fromHex("3003") + version;
    QCOMPARE(withoutCertificate(without), without);
}

void TestTlsSessions::takesNothingOutOfWhatItCannotRead()
{
    const QByteArray session = QByteArray::fromHex("3005a300020107");
    QVERIFY(withoutCertificate(session));
    QVERIFY(!withoutCertificate({}));
    QVERIFY(!withoutCertificate(session.chopped(1)));
    QVERIFY(!withoutCertificate(session + 'x'));
    QVERIFY(!withoutCertificate(QByteArray::fromHex("3003040201"))); // ends within an element
    QVERIFY(!withoutCertificate(QByteArray::fromHex("3084ffffffff00")));
}

void TestTlsSessions::sharesConfigurationsUntilAFileChanges()
{
    QTemporaryDir directory;
    TlsConfigurations configurations;
    const auto systemOnly = configurations.get({});
    QVERIFY(systemOnly);
    QCOMPARE(configurations.get({})->id, systemOnly->id);

    // Any certificate of the system will do.
    const auto authorities = QSslConfiguration::systemCaCertificates();
    if (authorities.size() < 2)
        QSKIP("This system has no certificates of authorities");
    const TlsSettings settings{.caFile = directory.filePath(u"ca.pem"_s)};
    QVERIFY(test::writeFile(settings.caFile, authorities.at(0).toPem()));
    const auto first = configurations.get(settings);
    QVERIFY(first);
    QVERIFY(first->id != systemOnly->id);
    QCOMPARE(configurations.get(settings)->id, first->id);

    QVERIFY(test::writeFile(settings.caFile,
                            authorities.at(0).toPem() + authorities.at(1).toPem()));
    const auto second = configurations.get(settings);
    QVERIFY(second && second->id != first->id);
    QCOMPARE(second->configuration.caCertificates().size(),
             first->configuration.caCertificates().size() + 1);
}

void TestTlsSessions::tellsWhatIsWrongWithAFile()
{
    TlsConfigurations configurations;
    const auto missing = configurations.get({.caFile = u"/nowhere/ca.pem"_s});
    QVERIFY(!missing);
    QVERIFY2(missing.error().toString().contains(u"/nowhere/ca.pem"_s),
             qPrintable(missing.error().toString()));
    const auto empty = configurations.get({.caFile = u"/dev/null"_s});
    QVERIFY(!empty);
    QVERIFY(empty.error().toString().contains(u"no certificate"_s));
}

QTEST_GUILESS_MAIN(TestTlsSessions)
#include "tst_tlssessions.moc"
