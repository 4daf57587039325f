// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/errorband.h"

#include <QImage>
#include <QTest>

using namespace heartline;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr int columns = 12;
constexpr int rows = 100;

using Vertex = Decimated::Vertex;

/// One beat at `us` of `valueMs`, which may have been `errorMs` shorter.
Vertex beat(qint64 us, qint64 valueMs, qint64 errorMs, bool joined)
{
    const qint64 value = valueMs * ms;
    return {us, us, value, value, value, value, value - errorMs * ms, joined};
}

/// One column a microsecond, one row a millisecond, 100 ms at the top.
ErrorBand bandOf(const std::vector<Vertex> &vertices)
{
    return {vertices,
            {[](qint64 us) { return static_cast<double>(us); },
             [](qint64 ns) { return rows - static_cast<double>(ns) / ms; }}};
}

QImage drawn(const ErrorBand &band)
{
    QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    ColumnRaster raster(columns);
    band.addTo(raster);
    raster.paint(image, QColor(0, 0, 0, 128), 0.0, 0, 0);
    return image;
}

/// The rows of a column that are painted: from the first to behind the last.
std::pair<int, int> paintedRows(const QImage &image, int column)
{
    std::pair<int, int> result(-1, -1);
    for (int row = 0; row < image.height(); ++row) {
        if (qAlpha(image.pixel(column, row)) < 100)
            continue;
        if (result.first < 0)
            result.first = row;
        result.second = row + 1;
    }
    return result;
}

constexpr std::pair<int, int> nothing(-1, -1);

} // namespace

class TestErrorBand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thinOnesAreNotVisible();
    void reachesFromTheLineToTheLeast();
    void stopsWhereTheLineBreaks();
    void decimationKeepsTheGreatestBound();
    void areasEndAtThePlot();
    void everyRunIsAnAreaOfItsOwn();
};

void TestErrorBand::thinOnesAreNotVisible()
{
    const std::vector<Vertex> none;
    QVERIFY(!bandOf(none).isVisible());
    const std::vector<Vertex> exact{beat(1, 50, 0, false), beat(5, 50, 0, true)};
    QVERIFY(!bandOf(exact).isVisible());
    const std::vector<Vertex> thin{beat(1, 50, 1, false), beat(5, 50, 1, true)};
    QVERIFY(!bandOf(thin).isVisible());
    const std::vector<Vertex> oneWide{beat(1, 50, 1, false), beat(5, 50, 2, true)};
    QVERIFY(bandOf(oneWide).isVisible());
}

void TestErrorBand::reachesFromTheLineToTheLeast()
{
    const std::vector<Vertex> flat{beat(2, 60, 20, false), beat(6, 60, 20, true)};
    const QImage image = drawn(bandOf(flat));
    QCOMPARE(paintedRows(image, 1), nothing);
    for (int column = 2; column <= 6; ++column)
        QCOMPARE(paintedRows(image, column), std::pair(40, 60));
    QCOMPARE(paintedRows(image, 7), nothing);
    // Between two beats both edges are straight: 60 to 40 and 40 to 0 ms, half way 50 to 20.
    const std::vector<Vertex> sloping{beat(2, 60, 20, false), beat(10, 40, 40, true)};
    const auto [top, bottom] = paintedRows(drawn(bandOf(sloping)), 6);
    QVERIFY(std::abs(top - 50) <= 2);
    QVERIFY(std::abs(bottom - 80) <= 5);
}

void TestErrorBand::stopsWhereTheLineBreaks()
{
    const std::vector<Vertex> broken{beat(2, 60, 20, false), beat(6, 60, 20, false)};
    const QImage image = drawn(bandOf(broken));
    QCOMPARE(paintedRows(image, 2), std::pair(40, 60));
    QCOMPARE(paintedRows(image, 4), nothing);
    QCOMPARE(paintedRows(image, 6), std::pair(40, 60));
}

void TestErrorBand::decimationKeepsTheGreatestBound()
{
    // A thousand beats a column; one of them, neither the least nor the last, has a wide bound.
    std::vector<ChartPoint> points;
    for (qint64 i = 0; i < columns * 1'000; ++i)
        points.push_back({i, 50 * ms, 0, BeatOutcome::Ok, 1});
    points[5'300].valueNs = 55 * ms;
    points[5'300].errorNs = 45 * ms;
    PlotSeries series(points.size());
    series.append(points);
    const Decimated visible = decimate(series, 0, columns * 1'000, columns);
    QVERIFY(!visible.isExact);
    const ErrorBand band(visible.vertices,
                         {[](qint64 us) { return static_cast<double>(us) / 1'000.0; },
                          [](qint64 ns) { return rows - static_cast<double>(ns) / ms; }});
    QVERIFY(band.isVisible());
    const QImage image = drawn(band);
    QCOMPARE(paintedRows(image, 5), std::pair(45, 90));
    QVERIFY(paintedRows(image, 8).second <= 51);
}

void TestErrorBand::areasEndAtThePlot()
{
    // The neighbours outside: the edges are crossed at 55 and 45 ms.
    const std::vector<Vertex> run{beat(0, 60, 20, false), beat(4, 50, 20, true),
                                  beat(8, 40, 20, true)};
    const std::vector<QPolygonF> areas = bandOf(run).areas(2.0, 6.0);
    QCOMPARE(areas.size(), std::size_t(1));
    const QPolygonF expected({QPointF(2, 45), QPointF(4, 50), QPointF(6, 55), QPointF(6, 75),
                              QPointF(4, 70), QPointF(2, 65)});
    QCOMPARE(areas.front(), expected);
}

void TestErrorBand::everyRunIsAnAreaOfItsOwn()
{
    const std::vector<Vertex> runs{beat(1, 60, 20, false), beat(3, 60, 20, true),
                                   beat(5, 60, 20, false), beat(7, 60, 20, false),
                                   beat(9, 60, 20, true)};
    const std::vector<QPolygonF> areas = bandOf(runs).areas(0.0, columns);
    QCOMPARE(areas.size(), std::size_t(3));
    QCOMPARE(areas[0].boundingRect(), QRectF(1, 40, 2, 20));
    QCOMPARE(areas[1].boundingRect(), QRectF(4, 40, 2, 20)); // a beat without neighbours
    QCOMPARE(areas[2].boundingRect(), QRectF(7, 40, 2, 20));
}

QTEST_GUILESS_MAIN(TestErrorBand)
#include "tst_errorband.moc"
