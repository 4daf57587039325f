// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencybands.h"
#include "charts/latencychart.h"
#include "charts/plotmargins.h"
#include "charts/stateshares.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"

#include <QTest>

#include <set>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 ms = 1'000'000; // in ns
constexpr qint64 start = 1'700'000'000 * second;

StateShares::Counts counts(int open, int degraded, int failed)
{
    StateShares::Counts result{};
    result[static_cast<std::size_t>(ConnectionState::Open)] = open;
    result[static_cast<std::size_t>(ConnectionState::Degraded)] = degraded;
    result[static_cast<std::size_t>(ConnectionState::Failed)] = failed;
    return result;
}

bool isNear(qint64 value, qint64 wanted)
{
    return std::abs(value - wanted) <= wanted / 32;
}

} // namespace

class TestLatencyBands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slicesHoldPercentiles();
    void slicesAreMergedIntoLongerOnes();
    void oldestSlicesAreDropped();
    void sliceLengthsAreRound();
    void chartShowsBandsAndLines();
    void sharesGoBackFromThePresent();
    void shortTroubleIsSeen();
    void sharesAreBounded();
    void timelineTellsTheShares();
};

void TestLatencyBands::slicesHoldPercentiles()
{
    LatencyBands bands(5 * second);
    for (int i = 1; i <= 1'000; ++i)
        bands.add(start + i * 4'000, i * ms, BeatOutcome::Ok);
    bands.add(start, -1, BeatOutcome::Missed);
    bands.add(start, -1, BeatOutcome::Coalesced); // settled by another one's answer
    bands.add(start + 12 * second, -1, BeatOutcome::Unsent); // no loss either
    const auto slices = bands.slices(start - 100 * second, start + 100 * second);
    QCOMPARE(slices.size(), 2U); // the one in between is empty
    QCOMPARE(slices[0].fromUs, start);
    QCOMPARE(slices[0].answered, 1'000);
    QCOMPARE(slices[0].counts, (BeatCounts{.beats = 1'002, .lost = 1}));
    QVERIFY(isNear(slices[0].p50Ns, 500 * ms));
    QVERIFY(isNear(slices[0].p95Ns, 950 * ms));
    QVERIFY(isNear(slices[0].p99Ns, 990 * ms));
    QCOMPARE(slices[1],
             (LatencyBands::Slice{.fromUs = start + 10 * second,
                                  .counts = {.beats = 1, .unsent = 1}}));
    QCOMPARE(bands.sliceAt(start + 4 * second), slices[0]);
    QVERIFY(!bands.sliceAt(start + 5 * second));
    QCOMPARE(bands.extent(), std::pair(start, start + 15 * second));
    bands.add(start, 2'000 * ms, BeatOutcome::Late);
    QCOMPARE(bands.sliceAt(start)->answered, 1'001); // not what was read before
}

void TestLatencyBands::slicesAreMergedIntoLongerOnes()
{
    LatencyBands live(second);
    for (int i = 0; i < 10; ++i)
        live.add(start + i * second, (i + 1) * ms, BeatOutcome::Ok);
    LatencyBands bands(5 * second);
    bands.add(start + second, 100 * ms, BeatOutcome::Ok);
    bands.merge(live);
    const auto slices = bands.slices(start, start + 10 * second);
    QCOMPARE(slices.size(), 2U);
    QCOMPARE(slices[0].answered, 6);
    QCOMPARE(slices[1].answered, 5);
    QCOMPARE(slices[0].counts, (BeatCounts{.beats = 6}));
    live.dropBefore(start + 7 * second);
    QCOMPARE(live.extent(), std::pair(start + 7 * second, start + 10 * second));
}

void TestLatencyBands::oldestSlicesAreDropped()
{
    LatencyBands bands(second);
    constexpr auto limit = static_cast<qint64>(LatencyBands::MaximumSlices);
    for (qint64 i = 0; i < limit + 5; ++i)
        bands.add(start + i * second, ms, BeatOutcome::Ok);
    QCOMPARE(bands.extent()->first, start + 5 * second);
}

void TestLatencyBands::sliceLengthsAreRound()
{
    QCOMPARE(LatencyBands::sliceFor(60 * second), second);
    QCOMPARE(LatencyBands::sliceFor(5 * 60 * second), 5 * second);
    QCOMPARE(LatencyBands::sliceFor(3'600 * second), 30 * second);
    QCOMPARE(LatencyBands::sliceFor(86'400 * second), 15 * 60 * second);
    QCOMPARE(LatencyBands::sliceFor(400 * 86'400 * second), 7 * 86'400 * second);
}

void TestLatencyBands::chartShowsBandsAndLines()
{
    TimeWindow window;
    window.setClock([] { return start + 60 * second; });
    window.setRange(start, start + 60 * second);
    PlotMargins margins;
    LatencyChart chart(&window, &margins);
    chart.resize(600, 300);
    const QImage empty = chart.toImage({600, 300}, 1.0);
    LatencyBands bands(second);
    for (int i = 0; i < 60; ++i) {
        for (int value = 1; value <= 100; ++value)
            bands.add(start + i * second, value * ms, BeatOutcome::Ok);
    }
    chart.setBands(bands, u"1,204 connections"_s);
    const QImage filled = chart.toImage({600, 300}, 1.0);
    QVERIFY(filled != empty);
    // From p50 to p99 in the middle of the plot there are shades, below p50 there is none.
    const QRgb panel = filled.pixel(290, 230);
    int shaded = 0;
    for (int y = 40; y < 230; ++y)
        shaded += filled.pixel(290, y) != panel ? 1 : 0;
    // 49 of 125 ms on an axis of about 236 pixels, and some lines of the grid.
    QVERIFY2(shaded > 80 && shaded < 110, qPrintable(QString::number(shaded)));
    chart.fit();
    QVERIFY(window.fromUs() <= start && window.toUs() >= start + 59 * second);
    chart.bands()->add(start + 61 * second, ms, BeatOutcome::Ok);
    chart.setBands(std::nullopt);
    QVERIFY(!chart.bands());
}

void TestLatencyBands::sharesGoBackFromThePresent()
{
    using S = ConnectionState;
    StateShares shares(counts(8, 1, 1), start);
    QVERIFY(!shares.at(start - 1));
    shares.append({start + 5 * second, S::Open, S::Degraded});
    QCOMPARE(shares.now(), counts(7, 2, 1));
    shares.prepend({{start - 20 * second, S::Open, S::Failed},
                    {start - 10 * second, S::Open, S::Degraded}},
                   start - 60 * second);
    QCOMPARE(shares.at(start + 5 * second), counts(7, 2, 1));
    QCOMPARE(shares.at(start), counts(8, 1, 1));
    QCOMPARE(shares.at(start - 15 * second), counts(9, 0, 1));
    QCOMPARE(shares.at(start - 30 * second), counts(10, 0, 0));
    QVERIFY(shares.contains({start + 5 * second, S::Open, S::Degraded}));
    QVERIFY(!shares.contains({start + 5 * second, S::Open, S::Failed}));
    QCOMPARE(shares.total(), 10);
    const auto columns =
            shares.columns(start - 120 * second, start + 60 * second, start + 30 * second, 18);
    QVERIFY(!columns[5]); // nothing is known of then
    QCOMPARE(columns[6], counts(10, 0, 0));
    QCOMPARE(columns[12], counts(7, 2, 1));
    QVERIFY(!columns[16]); // the future
}

void TestLatencyBands::shortTroubleIsSeen()
{
    using S = ConnectionState;
    StateShares shares(counts(100, 0, 0), start);
    shares.append({start + 10, S::Open, S::Failed});
    shares.append({start + 20, S::Failed, S::Open});
    const auto columns = shares.columns(start, start + 100 * second, start + 100 * second, 10);
    QCOMPARE(columns[0], counts(99, 0, 1));
    QCOMPARE(columns[1], counts(100, 0, 0));
}

void TestLatencyBands::sharesAreBounded()
{
    using S = ConnectionState;
    StateShares shares(counts(1, 0, 0), start);
    std::vector<StateShares::Change> many;
    for (qint64 i = 0; i < static_cast<qint64>(StateShares::MaximumChanges) + 1; ++i)
        many.push_back({start - 1'000'000 + i, S::Open, S::Open});
    shares.prepend(std::move(many), start - 2'000'000);
    QVERIFY(shares.sinceUs() > start - 1'000'000);
    QVERIFY(!shares.at(start - 1'000'000));
    // An event that was lost must not lead to counts below nothing.
    shares.append({start + 1, S::Failed, S::Open});
    QCOMPARE(shares.now(), counts(1, 0, 0));
}

void TestLatencyBands::timelineTellsTheShares()
{
    TimeWindow window;
    window.setClock([] { return start + 60 * second; });
    window.setRange(start, start + 60 * second);
    PlotMargins margins;
    StateTimeline timeline(&window, &margins);
    timeline.resize(600, 200);
    timeline.setShares(StateShares(counts(9'874, 91, 11), start), u"all 9,976"_s);
    timeline.setLanes({{QUuid::createUuid(), u"one"_s}});
    timeline.show();
    const QPoint middle = timeline.plotRect().center();
    const QString tip = timeline.toolTipAt({middle.x(), StateTimeline::SharesHeight / 2});
    QVERIFY2(tip.contains(u"degraded: 91"_s), qPrintable(tip));
    QVERIFY(timeline.toolTipAt({middle.x(), StateTimeline::SharesHeight + 20}).isEmpty());
    const QImage picture = timeline.grab().toImage();
    std::set<QRgb> colours;
    for (int y = 0; y < StateTimeline::SharesHeight; ++y)
        colours.insert(picture.pixel(middle.x(), y));
    QVERIFY(colours.size() >= 4); // the panel, open, degraded and failed, however few they are
}

QTEST_MAIN(TestLatencyBands)
#include "tst_latencybands.moc"
