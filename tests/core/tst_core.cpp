// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/beat.h"
#include "core/clock.h"
#include "core/closecause.h"
#include "core/connectionstate.h"
#include "core/heartbeatrule.h"
#include "core/latencyhistogram.h"
#include "core/reconnectpolicy.h"
#include "core/ringbuffer.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestCore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clockWritesIso8601();
    void namesGoThereAndBack();
    void ringBufferKeepsTheNewest();
    void histogramPercentiles();
    void histogramIsWithinOneSixtyFourth();
    void histogramMerges();
    void reconnectDelayGrowsToTheMaximum();
    void reconnectAttemptsAreCounted();
    void heartbeatDefaults();
    void sharesAreTakenOfTheBeatsThatLeft();
};

void TestCore::clockWritesIso8601()
{
    QCOMPARE(Clock::toIso8601(0), u"1970-01-01T00:00:00.000000Z"_s);
    QCOMPARE(Clock::toIso8601(1'770'091'445'000'007), u"2026-02-03T04:04:05.000007Z"_s);
    QCOMPARE(Clock::toIso8601(-1), u"1969-12-31T23:59:59.999999Z"_s);
    const Instant reference{5'000, 100};
    QCOMPARE(Clock::utcUsAt(8'000, reference), qint64(103));
    QCOMPARE(Clock::utcUsAt(2'000, reference), qint64(97));
}

void TestCore::namesGoThereAndBack()
{
    QCOMPARE(toName(ConnectionState::Degraded), "degraded"_L1);
    QCOMPARE(connectionStateFromName(u"waiting"), ConnectionState::Waiting);
    QVERIFY(!connectionStateFromName(u"Waiting"));
    for (int i = 0; i <= static_cast<int>(Cause::InvalidUpgrade); ++i) {
        const auto cause = static_cast<Cause>(i);
        QVERIFY2(!toName(cause).isEmpty(), qPrintable(QString::number(i)));
        QCOMPARE(causeFromName(toName(cause)), cause);
    }
    for (int i = 0; i <= static_cast<int>(Origin::Http); ++i)
        QCOMPARE(originFromName(toName(static_cast<Origin>(i))), static_cast<Origin>(i));
}

void TestCore::sharesAreTakenOfTheBeatsThatLeft()
{
    BeatCounts counts;
    QVERIFY(!counts.lossShare());
    counts.add(BeatOutcome::Unsent);
    QVERIFY(!counts.lossShare()); // nothing has been asked of the network
    for (const BeatOutcome outcome :
         {BeatOutcome::Ok, BeatOutcome::Late, BeatOutcome::Coalesced, BeatOutcome::Missed}) {
        QVERIFY(hasLeft(outcome));
        QCOMPARE(isAnswered(outcome), !isLoss(outcome));
        counts.add(outcome);
    }
    QVERIFY(!isAnswered(BeatOutcome::Unsent) && !isLoss(BeatOutcome::Unsent));
    QCOMPARE(counts, (BeatCounts{.beats = 5, .lost = 1, .unsent = 1}));
    QCOMPARE(counts.lossShare(), 0.25);
    BeatCounts all = counts;
    all += counts;
    QCOMPARE(all.left(), qint64(8));
    QCOMPARE(all.lossShare(), 0.25);
}

void TestCore::ringBufferKeepsTheNewest()
{
    RingBuffer<int> buffer(3);
    QVERIFY(buffer.isEmpty());
    for (int i = 1; i <= 5; ++i)
        buffer.push(i);
    QCOMPARE(buffer.size(), std::size_t(3));
    QCOMPARE(buffer[0], 3);
    QCOMPARE(buffer[2], 5);
    QCOMPARE(buffer.last(), 5);
    buffer.clear();
    buffer.push(9);
    QCOMPARE(buffer[0], 9);
}

void TestCore::histogramPercentiles()
{
    LatencyHistogram histogram;
    QVERIFY(!histogram.percentileNs(0.5));
    for (int i = 1; i <= 100; ++i)
        histogram.add(i);
    QCOMPARE(histogram.count(), qint64(100));
    QCOMPARE(histogram.percentileNs(0.5), qint64(50));
    QCOMPARE(histogram.percentileNs(0.99), qint64(99));
    QCOMPARE(histogram.percentileNs(1.0), qint64(100));
    QCOMPARE(histogram.percentileNs(0.0), qint64(1));
    QCOMPARE(histogram.meanNs(), qint64(51));
    QCOMPARE(histogram.minimumNs(), qint64(1));
    QCOMPARE(histogram.maximumNs(), qint64(100));
}

void TestCore::histogramIsWithinOneSixtyFourth()
{
    for (qint64 ns = 1; ns < (qint64(1) << 41); ns = ns * 9 / 8 + 1) {
        LatencyHistogram histogram;
        histogram.add(ns);
        const auto buckets = histogram.buckets();
        QCOMPARE(buckets.size(), std::size_t(1));
        QVERIFY2(buckets[0].fromNs <= ns && ns < buckets[0].toNs, qPrintable(QString::number(ns)));
        QVERIFY((buckets[0].toNs - buckets[0].fromNs) * 64 <= std::max<qint64>(ns, 64));
    }
    LatencyHistogram beyond;
    beyond.add(qint64(1) << 60);
    QCOMPARE(beyond.maximumNs(), qint64(1) << 60);
    QCOMPARE(beyond.percentileNs(0.5), qint64(1) << 60);
}

void TestCore::histogramMerges()
{
    LatencyHistogram a;
    LatencyHistogram b;
    a.add(10);
    b.add(1'000'000);
    a.merge(b);
    a.merge({});
    QCOMPARE(a.count(), qint64(2));
    QCOMPARE(a.minimumNs(), qint64(10));
    QCOMPARE(a.maximumNs(), qint64(1'000'000));
    LatencyHistogram c;
    c.merge(a);
    QCOMPARE(c.buckets(), a.buckets());
}

void TestCore::reconnectDelayGrowsToTheMaximum()
{
    using namespace std::chrono_literals;
    const ReconnectPolicy policy{.initial = 1s, .maximum = 30s, .factor = 2.0, .jitter = 0.2};
    QCOMPARE(policy.delay(1, 0.5), ReconnectPolicy::Milliseconds(1'000));
    QCOMPARE(policy.delay(2, 0.5), ReconnectPolicy::Milliseconds(2'000));
    QCOMPARE(policy.delay(5, 0.5), ReconnectPolicy::Milliseconds(16'000));
    QCOMPARE(policy.delay(6, 0.5), ReconnectPolicy::Milliseconds(30'000));
    QCOMPARE(policy.delay(100'000, 0.5), ReconnectPolicy::Milliseconds(30'000));
    QCOMPARE(policy.delay(1, 0.0), ReconnectPolicy::Milliseconds(800));
    QCOMPARE(policy.delay(1, 0.75), ReconnectPolicy::Milliseconds(1'100));
}

void TestCore::reconnectAttemptsAreCounted()
{
    QVERIFY(ReconnectPolicy{}.allows(1'000'000));
    QVERIFY(!ReconnectPolicy{.enabled = false}.allows(1));
    const ReconnectPolicy twice{.attempts = 2};
    QVERIFY(twice.allows(2));
    QVERIFY(!twice.allows(3));
}

void TestCore::heartbeatDefaults()
{
    HeartbeatRule rule{.kind = HeartbeatKind::Text};
    QCOMPARE(rule.effectiveMessage(), u"heartbeat"_s);
    QCOMPARE(rule.interval.count(), 5'000);
    rule.message = u"ping ${seq}"_s;
    QCOMPARE(rule.effectiveMessage(), u"ping ${seq}"_s);
    QVERIFY(HeartbeatRule{}.effectiveMessage().isEmpty());
}

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
