// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotseries.h"

#include <QRandomGenerator>
#include <QTest>

using namespace heartline;

class TestPlotSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTimeOrder();
    void unsentIsAGapAndNoLoss();
    void replacesTheSameBeat();
    void breaksAtSessionsAndPauses();
    void dropsTheOldestAndCounts();
    void findsTheNearest();
    void summariesMatchBruteForce();
};

void TestPlotSeries::keepsTimeOrder()
{
    PlotSeries series(100);
    // A missed beat is settled after the beats that followed it.
    series.append(std::vector<ChartPoint>{{10, 5, 0, BeatOutcome::Ok, 1},
                                          {30, 7, 0, BeatOutcome::Ok, 1},
                                          {40, 8, 0, BeatOutcome::Ok, 1}});
    series.append(std::vector<ChartPoint>{{20, -1, 0, BeatOutcome::Missed, 1}});
    QCOMPARE(series.size(), std::size_t(4));
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(series.timeUs(i), qint64(10 * (i + 1)));
    QCOMPARE(series.lineValue(1), qint64(-1));
    QCOMPARE(series.summary(0, 4).losses, 1);
    QCOMPARE(series.summary(0, 4).breaks, 1); // the first point only
    QCOMPARE(series.summary(2, 4).maximumNs, qint64(8));
}

void TestPlotSeries::unsentIsAGapAndNoLoss()
{
    PlotSeries series(100);
    series.append(std::vector<ChartPoint>{{10, 5, 0, BeatOutcome::Ok, 1},
                                          {20, -1, 0, BeatOutcome::Unsent, 1},
                                          {30, 7, 0, BeatOutcome::Ok, 1}});
    QCOMPARE(series.summary(0, 3).losses, 0);
    QCOMPARE(series.summary(1, 3).breaks, 1);
    QCOMPARE(series.lineValue(1), qint64(-1));
}

void TestPlotSeries::replacesTheSameBeat()
{
    PlotSeries series(100);
    const std::vector<ChartPoint> history{{10, 5, 0, BeatOutcome::Ok, 1},
                                          {20, 6, 0, BeatOutcome::Ok, 1}};
    series.append(history);
    series.append(history);
    QCOMPARE(series.size(), std::size_t(2));
    series.append(std::vector<ChartPoint>{{20, 9, 0, BeatOutcome::Late, 1}});
    QCOMPARE(series.size(), std::size_t(2));
    QCOMPARE(series.point(1), (ChartPoint{20, 9, 0, BeatOutcome::Late, 1}));
    QCOMPARE(series.summary(0, 2).maximumNs, qint64(9));
}

void TestPlotSeries::breaksAtSessionsAndPauses()
{
    PlotSeries series(100, 15);
    series.append(std::vector<ChartPoint>{{10, 1, 0, BeatOutcome::Ok, 1},
                                          {20, 1, 0, BeatOutcome::Ok, 1},
                                          {30, 1, 0, BeatOutcome::Ok, 2},
                                          {46, 1, 0, BeatOutcome::Ok, 2},
                                          {61, 1, 0, BeatOutcome::Ok, 2}});
    QVERIFY(series.breaksLine(0));
    QVERIFY(!series.breaksLine(1));
    QVERIFY(series.breaksLine(2)); // another session
    QVERIFY(series.breaksLine(3)); // 16 apart
    QVERIFY(!series.breaksLine(4)); // 15 apart
    series.setBreakAfter(std::nullopt);
    QVERIFY(!series.breaksLine(3));
    QCOMPARE(series.summary(0, 5).breaks, 2);
}

void TestPlotSeries::dropsTheOldestAndCounts()
{
    PlotSeries series(160);
    std::vector<ChartPoint> points;
    for (qint64 i = 0; i < 1000; ++i)
        points.push_back({i, i, 0, BeatOutcome::Ok, 1});
    for (const ChartPoint &point : points)
        series.append(std::span(&point, 1));
    QVERIFY(series.size() <= 170);
    QVERIFY(series.size() >= 160);
    QCOMPARE(series.dropped() + qint64(series.size()), qint64(1000));
    QCOMPARE(series.timeUs(series.size() - 1), qint64(999));
    QCOMPARE(series.summary(0, series.size()).minimumNs, series.timeUs(0));
    QVERIFY(series.breaksLine(0));
    series.replace(points);
    QCOMPARE(series.size(), std::size_t(160));
    QCOMPARE(series.timeUs(0), qint64(840));
}

void TestPlotSeries::findsTheNearest()
{
    PlotSeries series(10);
    QVERIFY(!series.nearest(5));
    series.append(std::vector<ChartPoint>{{10, 1}, {20, 1}, {40, 1}});
    QCOMPARE(series.nearest(0), std::size_t(0));
    QCOMPARE(series.nearest(15), std::size_t(0));
    QCOMPARE(series.nearest(16), std::size_t(1));
    QCOMPARE(series.nearest(1000), std::size_t(2));
    QCOMPARE(series.lowerBound(20), std::size_t(1));
    QCOMPARE(series.lowerBound(21, 1), std::size_t(2));
    QCOMPARE(series.lowerBound(41), std::size_t(3));
}

void TestPlotSeries::summariesMatchBruteForce()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (const int count : {1, 15, 16, 17, 255, 256, 257, 5000}) {
        PlotSeries series(10'000);
        std::vector<ChartPoint> points;
        for (int i = 0; i < count; ++i) {
            const bool isLost = random.bounded(10) == 0;
            points.push_back({i, isLost ? -1 : random.bounded(1000), random.bounded(20),
                              isLost ? BeatOutcome::Missed : BeatOutcome::Ok,
                              i / (1 + random.bounded(900))});
        }
        // In batches, so that partial blocks are extended.
        for (std::size_t at = 0; at < points.size();) {
            const std::size_t size = std::min<std::size_t>(
                    points.size() - at, 1 + static_cast<std::size_t>(random.bounded(40)));
            series.append(std::span(points).subspan(at, size));
            at += size;
        }
        for (int round = 0; round < 200; ++round) {
            const auto begin = static_cast<std::size_t>(random.bounded(count));
            const auto end = begin + static_cast<std::size_t>(random.bounded(count + 1));
            PlotSeries::Summary expected;
            for (std::size_t i = begin; i < std::min(end, series.size()); ++i) {
                PlotSeries::Summary one;
                if (isLoss(points[i].outcome)) {
                    one.losses = 1;
                } else {
                    one.minimumNs = one.maximumNs = points[i].valueNs;
                    one.lowestNs = std::max<qint64>(0, points[i].valueNs - points[i].errorNs);
                }
                one.breaks = i == 0 || points[i].session != points[i - 1].session ? 1 : 0;
                expected.add(one);
            }
            QCOMPARE(series.summary(begin, end), expected);
        }
    }
}

QTEST_APPLESS_MAIN(TestPlotSeries)
#include "tst_plotseries.moc"
