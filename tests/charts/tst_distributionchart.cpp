// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/distributionchart.h"

#include "charts/chartfixture.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;

LatencyHistogram histogramOf(qint64 lowNs, qint64 highNs, int count)
{
    LatencyHistogram histogram;
    for (int i = 0; i < count; ++i)
        histogram.add(lowNs + (highNs - lowNs) * i / count);
    return histogram;
}

} // namespace

class TestDistributionChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAddUpToAll();
    void percentilesAreMarked();
    void emptyShowsThePlaceholder();
    void seriesAreBounded();
};

void TestDistributionChart::sharesAddUpToAll()
{
    DistributionChart chart;
    chart.resize(700, 280);
    chart.setSeries({{idOf(0), u"One"_s, histogramOf(10 * ms, 30 * ms, 1000)},
                     {idOf(1), u"Two"_s, histogramOf(12 * ms, 12 * ms + 1, 10)}});
    QCOMPARE(chart.chart()->series().size(), 2);
    for (QAbstractSeries *const series : chart.chart()->series()) {
        const auto *const area = qobject_cast<QAreaSeries *>(series);
        QVERIFY(area);
        double sum = 0.0;
        double before = 0.0;
        const QList<QPointF> outline = area->upperSeries()->points();
        for (qsizetype i = 0; i < outline.size(); i += 2) {
            QVERIFY(outline[i].x() >= before);
            before = outline[i].x();
            sum += outline[i].y();
        }
        QVERIFY2(std::abs(sum - 100.0) < 0.01, qPrintable(QString::number(sum)));
    }
}

void TestDistributionChart::percentilesAreMarked()
{
    const ChartPalette palette = ChartPalette::light();
    DistributionChart chart;
    chart.resize(700, 280);
    chart.setSeries({{idOf(0), u"One"_s, histogramOf(10 * ms, 100 * ms, 1000)}});
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    const QImage image = chart.grab().toImage();
    const QRect plot = chart.chart()->plotArea().toRect();
    // Dashed lines above the histogram: p50 at 55, p95 at 95.5, p99 at 99.1 ms of 10 to 100 ms.
    const QRect above(plot.left(), plot.top() + 50, plot.width(), 20);
    QList<int> columns;
    for (int x = above.left(); x <= above.right(); ++x) {
        if (countColor(image, QRect(x, above.top(), 1, above.height()), palette.series[0]) > 8)
            columns.append(x);
    }
    QVERIFY2(columns.size() >= 2 && columns.size() <= 4,
             qPrintable(QString::number(columns.size())));
    const double expected = plot.left() + plot.width() * std::log10(5.5);
    QVERIFY(std::abs(columns.front() - expected) <= 0.02 * plot.width());
}

void TestDistributionChart::emptyShowsThePlaceholder()
{
    DistributionChart chart;
    chart.resize(700, 280);
    const QImage without = chart.grab().toImage();
    chart.setPlaceholder(u"Select connections to see how their round trips are distributed"_s);
    QVERIFY(chart.grab().toImage() != without);
    chart.setSeries({{idOf(0), u"One"_s, {}}}); // no beat yet
    QCOMPARE(chart.chart()->series().size(), 0);
    chart.clear();
}

void TestDistributionChart::seriesAreBounded()
{
    DistributionChart chart;
    chart.resize(700, 280);
    std::vector<DistributionChart::Series> series;
    series.reserve(50);
    for (int i = 0; i < 50; ++i)
        series.push_back({idOf(i), QString::number(i), histogramOf(ms, 2 * ms, 10)});
    chart.setSeries(series);
    QCOMPARE(chart.chart()->series().size(), qsizetype(DistributionChart::MaximumSeries));
}

QTEST_MAIN(TestDistributionChart)
#include "tst_distributionchart.moc"
