// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/valuescale.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double ms = 1e6;

QStringList labels(const ValueScale &scale)
{
    QStringList result;
    for (const ValueScale::Tick &tick : scale.ticks())
        result.append(tick.label);
    return result;
}

} // namespace

class TestValueScale : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesDurations();
    void fitsRoundNumbers();
    void growsAtOnceAndShrinksLate();
    void choosesTheUnit();
    void logarithmicCoversTheValues();
    void logarithmicPositions();
};

void TestValueScale::writesDurations()
{
    QCOMPARE(durationText(840'000, DurationUnit::Milliseconds), u"0.840"_s);
    QCOMPARE(durationText(12'120'000, DurationUnit::Milliseconds), u"12.1"_s);
    QCOMPARE(durationText(171'000'000, DurationUnit::Milliseconds), u"171"_s);
    QCOMPARE(durationText(1'012'000'000, DurationUnit::Milliseconds), u"1\u202F012"_s);
    QCOMPARE(durationText(0, DurationUnit::Milliseconds), u"0"_s);
    QCOMPARE(errorBoundText(50'000, DurationUnit::Milliseconds), u"0.05"_s);
    QCOMPARE(errorBoundText(1'240'000, DurationUnit::Milliseconds), u"1.2"_s);
    QCOMPARE(durationWithUnit(200'000'000), u"200\u00A0ms"_s);
    QCOMPARE(durationWithUnit(1'500'000), u"1.5\u00A0ms"_s);
    QCOMPARE(durationWithUnit(25'000'000'000), u"25\u00A0s"_s);
    QCOMPARE(durationWithUnit(840'000), u"840\u00A0µs"_s);
}

void TestValueScale::fitsRoundNumbers()
{
    ValueScale scale;
    QVERIFY(scale.fit(12 * ms, 231 * ms, 260));
    QCOMPARE(scale.maximumNs(), 250 * ms);
    QCOMPARE(labels(scale),
             (QStringList{u"0"_s, u"50"_s, u"100"_s, u"150"_s, u"200"_s, u"250\u00A0ms"_s}));
    QCOMPARE(scale.position(125 * ms), 0.5);
}

void TestValueScale::growsAtOnceAndShrinksLate()
{
    ValueScale scale;
    scale.fit(0, 230 * ms, 260);
    QVERIFY(!scale.fit(0, 249 * ms, 260));
    QVERIFY(!scale.fit(0, 140 * ms, 260)); // more than half is still in use
    QVERIFY(scale.fit(0, 251 * ms, 260));
    QVERIFY(scale.maximumNs() >= 251 * ms);
    QVERIFY(scale.fit(0, 60 * ms, 260));
    QVERIFY(scale.maximumNs() < 100 * ms);
    // Alternating beats must not make it jump to and fro.
    int changes = 0;
    for (int i = 0; i < 100; ++i)
        changes += scale.fit(0, (i % 2 ? 60 : 45) * ms, 260) ? 1 : 0;
    QCOMPARE(changes, 0);
}

void TestValueScale::choosesTheUnit()
{
    ValueScale scale;
    scale.fit(0, 42'000, 260);
    QCOMPARE(scale.unit(), DurationUnit::Microseconds);
    QCOMPARE(labels(scale).last(), u"50\u00A0µs"_s);
    scale.reset();
    scale.fit(0, 25'004 * ms, 260);
    QCOMPARE(scale.unit(), DurationUnit::Seconds);
    QVERIFY(labels(scale).last().endsWith(u"\u00A0s"_s));
}

void TestValueScale::logarithmicCoversTheValues()
{
    ValueScale scale;
    scale.setLogarithmic(true);
    scale.fit(12 * ms, 256 * ms, 260);
    QCOMPARE(scale.minimumNs(), 10 * ms);
    QCOMPARE(scale.maximumNs(), 500 * ms);
    QCOMPARE(labels(scale),
             (QStringList{u"10\u00A0ms"_s, u"20\u00A0ms"_s, u"50\u00A0ms"_s, u"100\u00A0ms"_s,
                          u"200\u00A0ms"_s, u"500\u00A0ms"_s}));
    scale.reset();
    scale.fit(50'000, 9'000 * ms, 260);
    QVERIFY(scale.minimumNs() <= 50'000);
    QVERIFY(scale.maximumNs() >= 9'000 * ms);
    scale.reset();
    scale.fit(100 * ms, 100 * ms, 260);
    QVERIFY(scale.maximumNs() >= 10 * scale.minimumNs());
}

void TestValueScale::logarithmicPositions()
{
    ValueScale scale;
    scale.setLogarithmic(true);
    scale.fit(1 * ms, 100 * ms, 260);
    QCOMPARE(scale.position(1 * ms), 0.0);
    QCOMPARE(scale.position(10 * ms), 0.5);
    QCOMPARE(scale.position(100 * ms), 1.0);
    QVERIFY(scale.position(0.0) < 0.0);
}

QTEST_APPLESS_MAIN(TestValueScale)
#include "tst_valuescale.moc"
