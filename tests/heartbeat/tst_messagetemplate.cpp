// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/messagetemplate.h"

#include <QSet>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestMessageTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersText_data();
    void rendersText();
    void rendersBinary_data();
    void rendersBinary();
    void refuses_data();
    void refuses();
    void escapesValuesInPatterns();
    void valuesOfABeat();
    void limitsItsLength();
};

namespace {

const TemplateValues values{.sequence = 258,
                            .uuid = QUuid(u"01234567-89ab-4cde-8f01-23456789abcd"_s),
                            .nowMs = 1'770'091'445'000};

} // namespace

void TestMessageTemplate::rendersText_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("literal") << u"heartbeat"_s << u"heartbeat"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("all") << u"<${seq}|${uuid}|${now_ms}>"_s
                         << u"<258|01234567-89ab-4cde-8f01-23456789abcd|1770091445000>"_s;
    QTest::newRow("twice") << u"${seq}${seq}"_s << u"258258"_s;
    QTest::newRow("literal dollar brace") << u"$${seq}"_s << u"${seq}"_s;
    QTest::newRow("three dollars") << u"$$${seq}"_s << u"$${seq}"_s;
    QTest::newRow("lone dollars") << u"$5 $ $$ {seq} $seq"_s << u"$5 $ $$ {seq} $seq"_s;
    QTest::newRow("escape, then variable") << u"$${${seq}}"_s << u"${258}"_s;
    QTest::newRow("unicode") << u"心跳 ${seq} ♥"_s << u"心跳 258 ♥"_s;
}

void TestMessageTemplate::rendersText()
{
    QFETCH(const QString, source);
    QFETCH(const QString, expected);
    const auto compiled = MessageTemplate::compile(source, MessageTemplate::Form::Text);
    QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
    QCOMPARE(compiled->render(values), expected.toUtf8());
}

void TestMessageTemplate::rendersBinary_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("expectedHex");
    QTest::newRow("mqtt") << u"C0 00"_s << "c000"_ba;
    QTest::newRow("no spaces") << u"c0FFee"_s << "c0ffee"_ba;
    QTest::newRow("sequence") << u"${seq}"_s << "0000000000000102"_ba;
    QTest::newRow("uuid") << u"01 ${uuid} 02"_s << "010123456789ab4cde8f0123456789abcd02"_ba;
    QTest::newRow("now") << u"${now_ms}"_s << "0000019c21abfb08"_ba;
    QTest::newRow("only spaces") << u"  "_s << ""_ba;
}

void TestMessageTemplate::rendersBinary()
{
    QFETCH(const QString, source);
    QFETCH(const QByteArray, expectedHex);
    const auto compiled = MessageTemplate::compile(source, MessageTemplate::Form::Binary);
    QVERIFY2(compiled, compiled ? "" : qPrintable(compiled.error().message));
    QCOMPARE(compiled->render(values).toHex(), expectedHex);
}

void TestMessageTemplate::refuses_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown variable") << u"a ${sequence} b"_s << false << u"character 3;"_s;
    QTest::newRow("unknown, case") << u"${SEQ}"_s << false << u"character 1;"_s;
    QTest::newRow("empty name") << u"${}"_s << false << u"character 1;"_s;
    QTest::newRow("unclosed") << u"ab ${seq"_s << false << u"character 4"_s;
    QTest::newRow("unresolved") << u"ab${env:KEY}"_s << false << u"character 3 "_s;
    QTest::newRow("odd digits") << u"C0 0"_s << true << u"odd"_s;
    QTest::newRow("half a byte around a variable") << u"00${seq}0"_s << true << u"character 9 "_s;
    QTest::newRow("no digit") << u"C0 ${seq}0G"_s << true << u"Character 11 "_s;
    QTest::newRow("full-width digit") << u"\uff10\uff10"_s << true << u"Character 1 "_s;
}

void TestMessageTemplate::refuses()
{
    QFETCH(const QString, source);
    QFETCH(const bool, binary);
    QFETCH(const QString, named);
    const auto compiled = MessageTemplate::compile(
            source, binary ? MessageTemplate::Form::Binary : MessageTemplate::Form::Text);
    QVERIFY(!compiled);
    QVERIFY2(compiled.error().message.contains(named), qPrintable(compiled.error().message));
}

void TestMessageTemplate::escapesValuesInPatterns()
{
    const auto compiled =
            MessageTemplate::compile(u"^${seq}\\s+${uuid}$"_s, MessageTemplate::Form::Text);
    QVERIFY(compiled);
    QCOMPARE(compiled->renderPattern(values),
             u"^258\\s+01234567\\-89ab\\-4cde\\-8f01\\-23456789abcd$"_s);
}

void TestMessageTemplate::valuesOfABeat()
{
    QSet<QUuid> seen;
    for (int i = 0; i < 1'000; ++i) {
        const TemplateValues fresh = TemplateValues::forBeat(i);
        QCOMPARE(fresh.sequence, qint64(i));
        QCOMPARE(fresh.uuid.version(), QUuid::Random);
        QCOMPARE(fresh.uuid.variant(), QUuid::DCE);
        seen.insert(fresh.uuid);
    }
    QCOMPARE(seen.size(), 1'000);
}

void TestMessageTemplate::limitsItsLength()
{
    const QString longest(MessageTemplate::MaximumLength, u'x');
    QVERIFY(MessageTemplate::compile(longest, MessageTemplate::Form::Text));
    QVERIFY(!MessageTemplate::compile(longest + u'x', MessageTemplate::Form::Text));
}

QTEST_GUILESS_MAIN(TestMessageTemplate)
#include "tst_messagetemplate.moc"
