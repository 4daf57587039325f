// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpalette.h"

#include "charts/sparkline.h"
#include "charts/stateglyph.h"

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

QTEST_MAIN(TestChartPalette)
#include "tst_chartpalette.moc"
