// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/json.h"
#include "heartbeat/jsonpointer.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestJsonPointer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resolves_data();
    void resolves();
    void refusesMalformed_data();
    void refusesMalformed();
    void comparesByValue_data();
    void comparesByValue();
    void parsesExactlyOneValue();
};

void TestJsonPointer::resolves_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QJsonValue>("expected");

    // The examples of RFC 6901 section 5.
    QTest::newRow("member") << u"/foo/0"_s << QJsonValue(u"bar"_s);
    QTest::newRow("empty name") << u"/"_s << QJsonValue(0);
    QTest::newRow("slash") << u"/a~1b"_s << QJsonValue(1);
    QTest::newRow("percent") << u"/c%d"_s << QJsonValue(2);
    QTest::newRow("tilde") << u"/m~0n"_s << QJsonValue(8);
    QTest::newRow("space") << u"/ "_s << QJsonValue(7);
    QTest::newRow("~01 is ~1, not /") << u"/~01"_s << QJsonValue(9);

    const QJsonValue undefined(QJsonValue::Undefined);
    QTest::newRow("beyond the end") << u"/foo/2"_s << undefined;
    QTest::newRow("after the last") << u"/foo/-"_s << undefined;
    QTest::newRow("leading zero") << u"/foo/00"_s << undefined;
    QTest::newRow("sign") << u"/foo/+1"_s << undefined;
    QTest::newRow("overflow") << u"/foo/99999999999999999999"_s << undefined;
    QTest::newRow("into a string") << u"/foo/0/x"_s << undefined;
    QTest::newRow("no such member") << u"/nope/deeper"_s << undefined;
}

void TestJsonPointer::resolves()
{
    QFETCH(const QString, pointer);
    QFETCH(const QJsonValue, expected);
    const auto document =
            parseJson(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8," ":7,"~1":9})");
    QVERIFY(document);
    const auto compiled = JsonPointer::compile(pointer);
    QVERIFY(compiled);
    QCOMPARE(compiled->resolve(*document), expected);
    QCOMPARE(JsonPointer().resolve(*document), *document);
}

void TestJsonPointer::refusesMalformed_data()
{
    QTest::addColumn<QString>("pointer");
    for (const char *pointer : {"id", "/a~", "/a~2", "~0"})
        QTest::newRow(pointer) << QString::fromLatin1(pointer);
}

void TestJsonPointer::refusesMalformed()
{
    QFETCH(const QString, pointer);
    const auto compiled = JsonPointer::compile(pointer);
    QVERIFY(!compiled);
    QVERIFY2(compiled.error().message.contains(pointer), qPrintable(compiled.error().message));
}

void TestJsonPointer::comparesByValue_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("equal");
    const auto row = [](const char *left, const char *right, bool equal) {
        QTest::addRow("%s and %s", left, right) << QByteArray(left) << QByteArray(right) << equal;
    };
    row("7", "7.0", true);
    row("7", "7e0", true);
    row("[7]", "[7.0]", true);
    row(R"({"a":7,"b":1})", R"({"b":1.0,"a":7})", true);
    row("\"7\"", "7", false);
    row("0.5", "0.5", true);
    row("0.5", "0.25", false);
    row("9007199254740993", "9007199254740992", false);
    row("1e300", "1e300", true);
    row("true", "1", false);
    row("null", "null", true);
    row("null", "false", false);
    row("[1,2]", "[1]", false);
    row(R"({"a":1})", R"({"a":1,"b":2})", false);
    row(R"({"a":1})", R"({"b":1})", false);
}

void TestJsonPointer::comparesByValue()
{
    QFETCH(const QByteArray, left);
    QFETCH(const QByteArray, right);
    QFETCH(const bool, equal);
    const auto a = parseJson(left);
    const auto b = parseJson(right);
    QVERIFY(a && b);
    QCOMPARE(jsonEquals(*a, *b), equal);
    QCOMPARE(jsonEquals(*b, *a), equal);
}

void TestJsonPointer::parsesExactlyOneValue()
{
    QVERIFY(parseJson("\"text\""));
    QVERIFY(parseJson(" {} "));
    for (const char *text : {"", " ", "1,2", "{", "[1", "1]", "[],[", "heartbeat"})
        QVERIFY2(!parseJson(text), text);
}

QTEST_GUILESS_MAIN(TestJsonPointer)
#include "tst_jsonpointer.moc"
