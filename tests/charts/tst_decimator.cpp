// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimator.h"

#include <QRandomGenerator>
#include <QTest>

using namespace heartline;

namespace {

constexpr auto ok = BeatOutcome::Ok;
constexpr auto missed = BeatOutcome::Missed;

PlotSeries seriesOf(const std::vector<ChartPoint> &points)
{
    PlotSeries series(1'000'000);
    series.append(points);
    return series;
}

std::vector<ChartPoint> steady(qint64 count, qint64 value)
{
    std::vector<ChartPoint> points;
    for (qint64 i = 0; i < count; ++i)
        points.push_back({i * 1000, value, 0, ok, 1});
    return points;
}

} // namespace

class TestDecimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fewPointsStayAsTheyAre();
    void lostBeatBreaksTheLine();
    void anAnswerAfterTheTimeoutStaysLost();
    void sessionBreaksTheLine();
    void coalescedBeatDoesNotBreak();
    void neighboursLeadToTheEdges();
    void spikeIsKept();
    void gapIsKeptInColumns();
    void lossesBecomeOneRun();
    void columnsMatchBruteForce();
};

void TestDecimator::fewPointsStayAsTheyAre()
{
    const auto seen = decimate(seriesOf({{100, 5, 2, ok, 1}, {200, 7, 0, ok, 1}}), 0, 1000, 100);
    QVERIFY(seen.isExact);
    QCOMPARE(seen.vertices.size(), std::size_t(2));
    QCOMPARE(seen.vertices[0], (Decimated::Vertex{100, 100, 5, 5, 5, 5, 3, false}));
    QCOMPARE(seen.vertices[1], (Decimated::Vertex{200, 200, 7, 7, 7, 7, 7, true}));
    QCOMPARE(seen.minimumNs, qint64(5));
    QCOMPARE(seen.maximumNs, qint64(7));
    QVERIFY(seen.losses.empty());
    QCOMPARE(decimate(PlotSeries(1), 0, 1000, 100).maximumNs, qint64(-1));
}

void TestDecimator::lostBeatBreaksTheLine()
{
    const auto seen = decimate(seriesOf({{100, 5, 0, ok, 1},
                                         {200, -1, 0, missed, 1},
                                         {300, -1, 0, BeatOutcome::Unsent, 1},
                                         {400, 6, 0, ok, 1},
                                         {500, 6, 0, ok, 1}}),
                               0, 1000, 100);
    QCOMPARE(seen.vertices.size(), std::size_t(3));
    QVERIFY(!seen.vertices[1].joined);
    QVERIFY(seen.vertices[2].joined);
    QCOMPARE(seen.losses, (std::vector<Decimated::LossRun>{{150, 250, 1}}));
    QCOMPARE(seen.marks, (std::vector<qint64>{200}));

    // What was not sent breaks the line as well, but is no loss.
    const auto gap = decimate(
            seriesOf(
                    {{100, 5, 0, ok, 1}, {200, -1, 0, BeatOutcome::Unsent, 1}, {300, 6, 0, ok, 1}}),
            0, 1000, 100);
    QCOMPARE(gap.vertices.size(), std::size_t(2));
    QVERIFY(!gap.vertices[1].joined);
    QVERIFY(gap.losses.empty());
    QVERIFY(gap.marks.empty());
    const auto apart = decimate(seriesOf({{100, -1, 0, missed, 1},
                                          {200, -1, 0, BeatOutcome::Unsent, 1},
                                          {300, -1, 0, missed, 1}}),
                                0, 1000, 100);
    QCOMPARE(apart.losses, (std::vector<Decimated::LossRun>{{50, 150, 1}, {250, 350, 1}}));

    // In columns too: ten beats each, those of columns 20 to 29 unsent, around them lost.
    std::vector<ChartPoint> points;
    for (int i = 0; i < 500; ++i)
        points.push_back({i, -1, 0, i >= 200 && i < 300 ? BeatOutcome::Unsent : missed, 1});
    const auto columns = decimate(seriesOf(points), 0, 500, 50);
    QVERIFY(!columns.isExact);
    QCOMPARE(columns.losses.size(), std::size_t(2));
    QCOMPARE(columns.losses.front().toUs, qint64(200));
    QCOMPARE(columns.losses.back().fromUs, qint64(300));
}

void TestDecimator::anAnswerAfterTheTimeoutStaysLost()
{
    const auto seen =
            decimate(seriesOf({{100, 5, 0, ok, 1}, {200, 9'000, 0, missed, 1}, {300, 5, 0, ok, 1}}),
                     0, 1000, 100);
    QCOMPARE(seen.vertices.size(), std::size_t(2));
    QVERIFY(!seen.vertices[1].joined);
    QCOMPARE(seen.maximumNs, qint64(5));
    QCOMPARE(seen.marks.size(), std::size_t(1));
}

void TestDecimator::sessionBreaksTheLine()
{
    const auto seen = decimate(
            seriesOf({{100, 5, 0, ok, 1}, {200, 6, 0, ok, 2}, {300, 6, 0, ok, 2}}), 0, 1000, 100);
    QVERIFY(!seen.vertices[1].joined);
    QVERIFY(seen.vertices[2].joined);
    QVERIFY(seen.losses.empty());
}

void TestDecimator::coalescedBeatDoesNotBreak()
{
    const auto seen = decimate(seriesOf({{100, 5, 0, ok, 1},
                                         {200, -1, 0, BeatOutcome::Coalesced, 1},
                                         {300, 6, 0, ok, 1}}),
                               0, 1000, 100);
    QCOMPARE(seen.vertices.size(), std::size_t(2));
    QVERIFY(seen.vertices[1].joined);
    QVERIFY(seen.marks.empty());
}

void TestDecimator::neighboursLeadToTheEdges()
{
    const PlotSeries series = seriesOf(steady(10, 5));
    const auto seen = decimate(series, 2'500, 4'500, 100);
    QCOMPARE(seen.vertices.size(), std::size_t(4)); // 2, 3, 4 and 5 thousand
    QCOMPARE(seen.vertices.front().firstUs, qint64(2'000));
    QVERIFY(seen.vertices[1].joined);
    QCOMPARE(seen.vertices.back().firstUs, qint64(5'000));
    QVERIFY(seen.vertices.back().joined);
}

void TestDecimator::spikeIsKept()
{
    auto points = steady(100'000, 10);
    points[54'321].valueNs = 99'999;
    const auto seen = decimate(seriesOf(points), 0, 100'000'000, 200);
    QVERIFY(!seen.isExact);
    QCOMPARE(seen.maximumNs, qint64(99'999));
    QCOMPARE(seen.vertices.size(), std::size_t(200));
    const auto spiked =
            std::count_if(seen.vertices.begin(), seen.vertices.end(),
                          [](const auto &column) { return column.maximumNs == 99'999; });
    QCOMPARE(spiked, 1);
    const auto &column = seen.vertices[54'321 / 500];
    QCOMPARE(column.maximumNs, qint64(99'999));
    QCOMPARE(column.minimumNs, qint64(10));
    QCOMPARE(column.firstNs, qint64(10));
    QCOMPARE(column.lastNs, qint64(10));
}

void TestDecimator::gapIsKeptInColumns()
{
    auto points = steady(10'000, 10);
    for (std::size_t i = 5'000; i < 5'300; ++i)
        points[i] = {points[i].timeUs, -1, 0, missed, 1};
    for (std::size_t i = 8'000; i < points.size(); ++i)
        points[i].session = 2;
    const auto seen = decimate(seriesOf(points), 0, 10'000'000, 100);
    QCOMPARE(seen.vertices.size(), std::size_t(97)); // three columns hold losses only
    int breaks = 0;
    for (const auto &column : seen.vertices) {
        if (!column.joined) {
            ++breaks;
            QVERIFY(column.firstUs == 0 || column.firstUs == 5'300'000
                    || column.firstUs == 8'000'000);
        }
    }
    QCOMPARE(breaks, 3);
}

void TestDecimator::lossesBecomeOneRun()
{
    auto points = steady(10'000, 10);
    for (std::size_t i = 5'000; i < 5'300; ++i)
        points[i] = {points[i].timeUs, -1, 0, missed, 1};
    points[9'050].outcome = missed;
    const auto seen = decimate(seriesOf(points), 0, 10'000'000, 100);
    QCOMPARE(seen.losses.size(), std::size_t(2));
    QCOMPARE(seen.losses[0], (Decimated::LossRun{5'000'000, 5'300'000, 300}));
    QCOMPARE(seen.losses[1], (Decimated::LossRun{9'000'000, 9'100'000, 1}));
    QCOMPARE(seen.marks.size(), std::size_t(4));
}

void TestDecimator::columnsMatchBruteForce()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    std::vector<ChartPoint> points;
    qint64 time = 0;
    for (int i = 0; i < 20'000; ++i) {
        time += 1 + random.bounded(2'000);
        const bool isLost = random.bounded(50) == 0;
        points.push_back({time, isLost ? -1 : random.bounded(1'000'000), random.bounded(500),
                          isLost ? missed : ok, 1});
    }
    const PlotSeries series = seriesOf(points);
    const qint64 from = time / 5;
    const qint64 span = time / 2 / 300 * 300;
    const auto seen = decimate(series, from, from + span, 300);
    QVERIFY(!seen.isExact);
    qint32 losses = 0;
    for (const auto &run : seen.losses)
        losses += run.count;
    qint32 expectedLosses = 0;
    std::size_t vertex = 0;
    while (seen.vertices[vertex].firstUs < from)
        ++vertex; // the neighbour outside
    for (int column = 0; column < 300; ++column) {
        const qint64 begin = from + span / 300 * column;
        const qint64 end = begin + span / 300 + (column == 299 ? 1 : 0);
        std::vector<qint64> values;
        for (const ChartPoint &point : points) {
            if (point.timeUs < begin || point.timeUs >= end)
                continue;
            if (isLoss(point.outcome))
                ++expectedLosses;
            else
                values.push_back(point.valueNs);
        }
        if (values.empty())
            continue;
        const auto &actual = seen.vertices[vertex++];
        QCOMPARE(actual.firstNs, values.front());
        QCOMPARE(actual.lastNs, values.back());
        QCOMPARE(actual.minimumNs, *std::min_element(values.begin(), values.end()));
        QCOMPARE(actual.maximumNs, *std::max_element(values.begin(), values.end()));
    }
    QCOMPARE(losses, expectedLosses);
}

QTEST_APPLESS_MAIN(TestDecimator)
#include "tst_decimator.moc"
