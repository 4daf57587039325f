// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ratelimit.h"

#include <QTest>

#include <utility>

using heartline::RateLimit;

class TestRateLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsABurstThrough();
    void keepsThePace();
    void savesNoMoreThanABurst();
    void catchesUp();

private:
    static constexpr qint64 Second = 1'000'000'000;
    static constexpr qint64 Start = 1'000 * Second;

    /// How many pass at that time.
    static int passing(RateLimit &limit, qint64 nowNs)
    {
        int count = 0;
        for (; limit.isOpen(nowNs); ++count)
            limit.take(nowNs);
        return count;
    }
};

void TestRateLimit::letsABurstThrough()
{
    RateLimit limit(100, 5);
    QCOMPARE(passing(limit, Start), 5);
    QCOMPARE(limit.nextNs(), Start + Second / 100);
}

void TestRateLimit::keepsThePace()
{
    // As fast as it lets them.
    RateLimit limit(100, 5);
    int count = passing(limit, Start);
    for (qint64 now = limit.nextNs(); now < Start + Second; now = limit.nextNs())
        count += passing(limit, now);
    QCOMPARE(count, 5 + 99);
}

void TestRateLimit::savesNoMoreThanABurst()
{
    RateLimit limit(100, 5);
    QCOMPARE(passing(limit, Start), 5);
    QCOMPARE(passing(limit, Start + 3 * Second / 100), 3);
    QCOMPARE(passing(limit, Start + 60 * Second), 5);
}

void TestRateLimit::catchesUp()
{
    // Who looks late and irregularly gets as many through as who looks in time.
    RateLimit limit(1'000, 100);
    int count = passing(limit, Start);
    qint64 now = Start;
    for (const int lateMs : {1, 40, 7, 99, 3, 50})
        count += passing(limit, now += lateMs * Second / 1'000);
    QCOMPARE(count, 100 + 200);
}

QTEST_APPLESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
