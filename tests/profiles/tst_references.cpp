// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/references.h"
#include "profiles/urlrules.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestReferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesInEveryField();
    void missingVariableIsNamed();
    void emptyIsNotMissing();
    void looksInTheEnvironment();
    void escapesStay();
    void valuesAreNotExpandedAgain();
    void valuesInMessagesAreNoVariables();
    void withoutReferencesItStaysTheSameObject();
    void theResultIsValidated_data();
    void theResultIsValidated();
    void displayUrlHidesSecrets_data();
    void displayUrlHidesSecrets();
};

namespace {

Profile profile(const QString &url = u"ws://host"_s)
{
    return {.name = u"one"_s, .url = url};
}

EnvironmentLookup environment(const QHash<QString, QString> &values)
{
    return [values](const QString &name) -> std::optional<QString> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(*found);
    };
}

} // namespace

void TestReferences::replacesInEveryField()
{
    Profile source =
            profile(u"wss://${env:USER}:${env:PW}@${env:HOST}:${env:PORT}/?t=${env:T_1}"_s);
    source.headers = {{.name = u"Authorization"_s, .value = u"Bearer ${env:PW}"_s}};
    source.heartbeat.kind = HeartbeatKind::Text;
    source.heartbeat.message = u"${env:T_1} ${seq}"_s;
    source.tls = {.caFile = u"${env:DIR}/ca.pem"_s,
                  .certificateFile = u"${env:DIR}/c.pem"_s,
                  .keyFile = u"${env:DIR}/k.pem"_s};
    source.proxy = u"http://${env:HOST}:3128"_s;
    const auto resolved = resolveReferences(source,
                                            environment({{u"USER"_s, u"me"_s},
                                                         {u"PW"_s, u"secret"_s},
                                                         {u"HOST"_s, u"example.org"_s},
                                                         {u"PORT"_s, u"8443"_s},
                                                         {u"T_1"_s, u"tt"_s},
                                                         {u"DIR"_s, u"/etc/x"_s}}));
    QVERIFY2(resolved, resolved ? "" : qPrintable(resolved.error().toString()));
    QCOMPARE(resolved->url, u"wss://me:secret@example.org:8443/?t=tt"_s);
    QCOMPARE(resolved->headers[0].value, u"Bearer secret"_s);
    QCOMPARE(resolved->heartbeat.message, u"tt ${seq}"_s);
    QCOMPARE(resolved->tls.caFile, u"/etc/x/ca.pem"_s);
    QCOMPARE(resolved->tls.certificateFile, u"/etc/x/c.pem"_s);
    QCOMPARE(resolved->tls.keyFile, u"/etc/x/k.pem"_s);
    QCOMPARE(resolved->proxy, u"http://example.org:3128"_s);
}

void TestReferences::missingVariableIsNamed()
{
    Profile source = profile();
    source.headers = {{u"A"_s, u"x"_s}, {u"B"_s, u"${env:NOT_THERE}"_s}};
    const auto resolved = resolveReferences(source, environment({}));
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().kind, Error::Kind::NotFound);
    QCOMPARE(resolved.error().where, u"headers[1].value"_s);
    QVERIFY(resolved.error().message.contains(u"\"NOT_THERE\""_s));
}

void TestReferences::emptyIsNotMissing()
{
    const auto resolved = resolveReferences(profile(u"ws://host/${env:PATHPART}"_s),
                                            environment({{u"PATHPART"_s, u""_s}}));
    QVERIFY(resolved);
    QCOMPARE(resolved->url, u"ws://host/"_s);
}

void TestReferences::looksInTheEnvironment()
{
    qputenv("HEARTLINE_TST_REFERENCE", "value");
    QCOMPARE(systemEnvironment(u"HEARTLINE_TST_REFERENCE"_s), u"value"_s);
    const auto resolved = resolveReferences(profile(u"ws://host/${env:HEARTLINE_TST_REFERENCE}"_s));
    QVERIFY(resolved);
    QCOMPARE(resolved->url, u"ws://host/value"_s);
    qunsetenv("HEARTLINE_TST_REFERENCE");
    QVERIFY(!systemEnvironment(u"HEARTLINE_TST_REFERENCE"_s));
}

void TestReferences::escapesStay()
{
    Profile source = profile();
    source.headers = {{u"A"_s, u"$${env:X} and ${other} and $5"_s}};
    source.heartbeat.kind = HeartbeatKind::Text;
    source.heartbeat.message = u"$${env:X}"_s;
    const auto resolved = resolveReferences(source, environment({}));
    QVERIFY(resolved);
    QCOMPARE(resolved->headers[0].value, u"${env:X} and ${other} and $5"_s);
    // The message is a template and has the same escape, which is undone there.
    QCOMPARE(resolved->heartbeat.message, u"$${env:X}"_s);
}

void TestReferences::valuesAreNotExpandedAgain()
{
    Profile source = profile();
    source.headers = {{u"A"_s, u"${env:X}"_s}};
    const auto resolved =
            resolveReferences(source, environment({{u"X"_s, u"${env:Y}"_s}, {u"Y"_s, u"no"_s}}));
    QVERIFY(resolved);
    QCOMPARE(resolved->headers[0].value, u"${env:Y}"_s);
}

void TestReferences::valuesInMessagesAreNoVariables()
{
    Profile source = profile();
    source.heartbeat.kind = HeartbeatKind::Text;
    source.heartbeat.message = u"${env:X}${seq}"_s;
    const auto resolved = resolveReferences(source, environment({{u"X"_s, u"a${seq}"_s}}));
    QVERIFY(resolved);
    QCOMPARE(resolved->heartbeat.message, u"a$${seq}${seq}"_s);
}

void TestReferences::withoutReferencesItStaysTheSameObject()
{
    const auto plain = std::make_shared<const Profile>(profile());
    QCOMPARE(resolveReferences(plain, environment({})).value(), plain);
    const auto variable = std::make_shared<const Profile>(profile(u"ws://${env:X}"_s));
    const auto resolved = resolveReferences(variable, environment({{u"X"_s, u"host"_s}}));
    QCOMPARE(resolved.value()->url, u"ws://host"_s);
    QCOMPARE(variable->url, u"ws://${env:X}"_s);
    QVERIFY(!resolveReferences(variable, environment({})));
}

void TestReferences::theResultIsValidated_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("where");
    QTest::newRow("scheme") << u"http://secret"_s << u"x"_s << u"url"_s;
    QTest::newRow("port") << u"ws://secret:99999"_s << u"x"_s << u"url"_s;
    QTest::newRow("space") << u"ws://host/secret key"_s << u"x"_s << u"url"_s;
    QTest::newRow("broken host") << u"ws://[secret"_s << u"x"_s << u"url"_s;
    QTest::newRow("header injection")
            << u"ws://host"_s << u"secret\r\nHost: evil"_s << u"headers[0].value"_s;
}

void TestReferences::theResultIsValidated()
{
    QFETCH(const QString, url);
    QFETCH(const QString, header);
    QFETCH(const QString, where);
    Profile source = profile(u"${env:URL}"_s);
    source.headers = {{u"A"_s, u"${env:HEADER}"_s}};
    const auto resolved =
            resolveReferences(source, environment({{u"URL"_s, url}, {u"HEADER"_s, header}}));
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().where, where);
    QVERIFY2(!resolved.error().toString().contains("secret"_L1),
             qPrintable(resolved.error().toString()));
}

void TestReferences::displayUrlHidesSecrets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &url, const QString &expected) {
        QTest::newRow(qPrintable(url)) << url << expected;
    };
    row(u"ws://host/path?x=1"_s, u"ws://host/path?x=…"_s);
    row(u"wss://user:pw@host:1/path"_s, u"wss://host:1/path"_s);
    row(u"wss://user@host"_s, u"wss://host"_s);
    row(u"wss://u:p@w@host"_s, u"wss://host"_s);
    row(u"wss://host/a@b?c@d"_s, u"wss://host/a@b?…"_s);
    row(u"wss://host?a@b"_s, u"wss://host?…"_s);
    row(u"wss://${env:U}:${env:P}@host/?t=${env:T}"_s, u"wss://host/?t=${env:T}"_s);
    row(u"wss://host/?token=secret&v=&t=${env:T}"_s, u"wss://host/?token=…&v=&t=${env:T}"_s);
    row(u"wss://host/?t=a${env:T}"_s, u"wss://host/?t=…"_s);
    row(u"wss://host/?t=${env:T}a"_s, u"wss://host/?t=…"_s);
    row(u"wss://host/?t=$${env:T}"_s, u"wss://host/?t=…"_s);
    row(u"wss://host/?t=a=b?c&secret&${env:T}"_s, u"wss://host/?t=…&…&${env:T}"_s);
    row(u"wss://host/?"_s, u"wss://host/?"_s);
    row(u"${env:URL}?t=secret"_s, u"${env:URL}?t=…"_s);
    row(u"${env:URL}"_s, u"${env:URL}"_s);
    row(u""_s, u""_s);
}

void TestReferences::displayUrlHidesSecrets()
{
    QFETCH(const QString, url);
    QFETCH(const QString, expected);
    QCOMPARE(displayUrl(url), expected);
}

QTEST_GUILESS_MAIN(TestReferences)
#include "tst_references.moc"
