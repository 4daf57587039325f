// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/numberformat.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestNumberFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeSignificantDigits_data();
    void threeSignificantDigits();
    void nothingIsAnEnDash();
    void percents();
    void durations();
    void spansAndBytes();
};

void TestNumberFormat::threeSignificantDigits_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0.00"_s;
    QTest::newRow("tiny") << 0.042 << u"0.042"_s;
    QTest::newRow("tiny up") << 0.0997 << u"0.10"_s;
    QTest::newRow("small") << 0.84 << u"0.84"_s;
    QTest::newRow("one") << 2.1 << u"2.10"_s;
    QTest::newRow("up to ten") << 9.996 << u"10.0"_s;
    QTest::newRow("ten") << 12.14 << u"12.1"_s;
    QTest::newRow("up to hundred") << 99.96 << u"100"_s;
    QTest::newRow("hundred") << 171.2 << u"171"_s;
    QTest::newRow("thousand") << 1012.4 << u"1\u202f012"_s;
    QTest::newRow("million") << 1234567.0 << u"1\u202f234\u202f567"_s;
    QTest::newRow("negative") << -1500.0 << u"-1\u202f500"_s;
}

void TestNumberFormat::threeSignificantDigits()
{
    QFETCH(const double, value);
    QFETCH(const QString, text);
    QCOMPARE(NumberFormat::number(value), text);
}

void TestNumberFormat::nothingIsAnEnDash()
{
    QCOMPARE(NumberFormat::milliseconds(std::nullopt), u"\u2013"_s);
    QCOMPARE(NumberFormat::percent(std::nullopt), u"\u2013"_s);
    QCOMPARE(NumberFormat::milliseconds(23'400'000), u"23.4"_s);
    QCOMPARE(NumberFormat::millisecondsFromUs(23'400), u"23.4"_s);
}

void TestNumberFormat::percents()
{
    QCOMPARE(NumberFormat::percent(0.0), u"0.00 %"_s);
    QCOMPARE(NumberFormat::percent(0.00001), u"<0.01 %"_s);
    QCOMPARE(NumberFormat::percent(0.0167), u"1.67 %"_s);
    QCOMPARE(NumberFormat::percent(0.417), u"41.7 %"_s);
    QCOMPARE(NumberFormat::percent(0.9999), u"99.9 %"_s);
    QCOMPARE(NumberFormat::percent(1.0), u"100 %"_s);
}

void TestNumberFormat::durations()
{
    constexpr qint64 second = 1'000'000;
    QCOMPARE(NumberFormat::duration(-second), u"0:00"_s);
    QCOMPARE(NumberFormat::duration(5 * second), u"0:05"_s);
    QCOMPARE(NumberFormat::duration((12 * 60 + 34) * second), u"12:34"_s);
    QCOMPARE(NumberFormat::duration((3 * 60 + 7) * 60 * second), u"3 h 07 m"_s);
    QCOMPARE(NumberFormat::duration((3 * 24 + 4) * 3600 * second), u"3 d 04 h"_s);
}

void TestNumberFormat::spansAndBytes()
{
    QCOMPARE(NumberFormat::span(60'000), u"60.0 s"_s);
    QCOMPARE(NumberFormat::span(350'000), u"350 s"_s);
    QCOMPARE(NumberFormat::span(820), u"820 ms"_s);
    QCOMPARE(NumberFormat::bytes(512), u"512 B"_s);
    QCOMPARE(NumberFormat::bytes(18'400), u"18.4 kB"_s);
    QCOMPARE(NumberFormat::bytes(184'000'000), u"184 MB"_s);
    QCOMPARE(NumberFormat::bytes(999'600), u"1.00 MB"_s);
}

QTEST_MAIN(TestNumberFormat)
#include "tst_numberformat.moc"
