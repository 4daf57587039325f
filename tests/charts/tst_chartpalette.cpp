// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpalette.h"

#include "charts/latencyramp.h"
#include "charts/sparkline.h"
#include "charts/stateglyph.h"
#include "charts/walltilepainter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <set>

using namespace heartline;

class TestChartPalette : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void seriesDiffer();
    void glyphsDifferInShape();
    void sparklineMarksLosses();
    void shadesAreEven();
    void tilesDifferWithoutColour();
};

void TestChartPalette::textIsReadable_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestChartPalette::textIsReadable()
{
    QFETCH(bool, isDark);
    const ChartPalette palette = isDark ? ChartPalette::dark() : ChartPalette::light();
    QCOMPARE(palette.isDark, isDark);
    constexpr double least = 4.5; // WCAG 2.1, AA
    QVERIFY(contrastRatio(palette.text, palette.panel) >= least);
    QVERIFY(contrastRatio(palette.secondaryText, palette.panel) >= least);
    QVERIFY2(contrastRatio(palette.lateText(), palette.panel) >= least,
             qPrintable(QString::number(contrastRatio(palette.lateText(), palette.panel))));
    for (int i = 0; i < ConnectionStateCount; ++i) {
        const QColor fill = palette.stateFill(static_cast<ConnectionState>(i));
        QVERIFY2(contrastRatio(fill, palette.readableOn(fill)) >= least,
                 qPrintable(QString::number(i)));
    }
    QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
}

void TestChartPalette::seriesDiffer()
{
    for (const ChartPalette &palette : {ChartPalette::light(), ChartPalette::dark()}) {
        QList<QPen> pens;
        for (std::size_t i = 0; i < 18; ++i) {
            const QPen pen = palette.seriesPen(i, 1.5);
            QVERIFY(!pens.contains(pen));
            QCOMPARE(pen.style() == Qt::SolidLine, i < ChartPalette::SeriesColors);
            pens.append(pen);
        }
        for (const QColor &color : palette.series)
            QVERIFY(!palette.isDark || contrastRatio(color, palette.panel) >= 4.5);
    }
}

void TestChartPalette::glyphsDifferInShape()
{
    // One colour for all: what differs is the shape.
    std::set<QByteArray> shapes;
    for (int i = 0; i < ConnectionStateCount; ++i) {
        QImage image(24, 24, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintStateGlyph(painter, QRectF(2, 2, 20, 20), static_cast<ConnectionState>(i), Qt::black);
        painter.end();
        QVERIFY(image.pixelColor(0, 12) == Qt::white); // stays in its rectangle
        shapes.insert(
                QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
    }
    QCOMPARE(shapes.size(), std::size_t(ConnectionStateCount));
}

void TestChartPalette::sparklineMarksLosses()
{
    const ChartPalette palette = ChartPalette::light();
    std::vector<RecentBeat> beats(ConnectionSnapshot::RecentBeats, {BeatOutcome::Ok, 10});
    beats[30] = {BeatOutcome::Missed, -1};
    QImage image(180, 20, QImage::Format_RGB32); // three pixels a bar
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSparkline(painter, image.rect(), beats, palette);
    painter.end();
    QCOMPARE(image.pixelColor(90, 0), palette.lossMark); // full height
    QCOMPARE(image.pixelColor(90, 19), palette.lossMark);
    QCOMPARE(image.pixelColor(87, 0), QColor(Qt::white));
    QCOMPARE(image.pixelColor(87, 19), palette.bar);
    QCOMPARE(image.pixelColor(0, 19), palette.bar);
    QCOMPARE(image.pixelColor(177, 19), palette.bar);
    QCOMPARE(image.pixelColor(179, 19), QColor(Qt::white)); // the gap
}

void TestChartPalette::shadesAreEven()
{
    for (const bool isDark : {false, true}) {
        const LatencyRamp ramp(isDark);
        const double first =
                OkLab::fromColor(ramp.color(0)).distanceTo(OkLab::fromColor(ramp.color(1)));
        QVERIFY(first > 0.03); // neighbours can be told apart
        const ChartPalette palette = isDark ? ChartPalette::dark() : ChartPalette::light();
        for (std::size_t level = 0; level < LatencyRamp::Levels; ++level) {
            const QColor shade = ramp.color(level); // a name stands on it
            QVERIFY(contrastRatio(shade, palette.readableOn(shade)) >= 4.5);
        }
        for (std::size_t level = 1; level < LatencyRamp::Levels; ++level) {
            const OkLab one = OkLab::fromColor(ramp.color(level - 1));
            const OkLab other = OkLab::fromColor(ramp.color(level));
            QVERIFY(std::abs(one.distanceTo(other) - first) < 0.005);
            QCOMPARE(other.lightness > one.lightness, isDark);
        }
    }
    QCOMPARE(LatencyRamp::levelOf(0), 0U);
    QCOMPARE(LatencyRamp::levelOf(999'999), 0U);
    QCOMPARE(LatencyRamp::levelOf(1'000'000), 1U);
    QCOMPARE(LatencyRamp::levelOf(999'999'999), 6U);
    QCOMPARE(LatencyRamp::levelOf(60'000'000'000), 7U);
    const OkLab white = OkLab::fromColor(Qt::white);
    QVERIFY(std::abs(white.lightness - 1.0) < 0.001 && std::abs(white.a) < 0.001);
}

void TestChartPalette::tilesDifferWithoutColour()
{
    // The smallest tiles, in grey: each state must still be another picture.
    WallTilePainter tiles;
    tiles.setChartPalette(ChartPalette::light());
    std::vector<QImage> pictures;
    for (int state = 0; state < ConnectionStateCount; ++state) {
        QImage image(12, 12, QImage::Format_RGB32);
        QPainter painter(&image);
        tiles.paint(painter, image.rect(),
                    TileLook::of(static_cast<ConnectionState>(state), 5'000'000, false));
        painter.end();
        pictures.push_back(image.convertToFormat(QImage::Format_Grayscale8));
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            int different = 0;
            for (int y = 0; y < 12; ++y) {
                for (int x = 0; x < 12; ++x)
                    different += std::abs(qGray(pictures[i].pixel(x, y))
                                          - qGray(pictures[j].pixel(x, y)))
                                    > 24
                            ? 1
                            : 0;
            }
            QVERIFY2(different >= 6, qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
        }
    }
}

QTEST_MAIN(TestChartPalette)
#include "tst_chartpalette.moc"
