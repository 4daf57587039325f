// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencychart.h"

#include "charts/chartfixture.h"
#include "charts/errorband.h"
#include "charts/statetimeline.h"

#include <QChart>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 second = TimeWindow::SecondUs;

} // namespace

class TestLatencyChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void wheelKeepsTheAnchor();
    void shiftWheelPans();
    void dragPans();
    void controlDragZoomsIntoTheRange();
    void doubleClickFits();
    void arrowKeysStepFromBeatToBeat();
    void otherKeysMoveTheWindow();
    void readingsMatchTheData();
    void lineStandsAtItsValue();
    void spikeOfADayIsSeen();
    void lostBeatsAreMarked();
    void thresholdIsDrawn();
    void errorBandIsDrawn();
    void errorBandIsLeftOut();
    void logarithmicWithoutBeats();
    void namesArePlainText();
    void unitFollowsTheValues();
    void seriesKeepTheirPoints();
    void bounds();
    void savesPngAndSvg();
    void pictureLeavesTheChartAsItWas();
    void plotsLineUp();
    void repaintsAreCoalesced();
    void placeholderIsShown();

private:
    QPoint pointAt(qint64 utcUs) const;
    QImage picture() { return m_chart->grab().toImage(); }

    std::unique_ptr<ChartFixture> m_fixture;
    std::unique_ptr<LatencyChart> m_chart;
    ChartPalette m_palette = ChartPalette::light();
};

void TestLatencyChart::init()
{
    m_chart.reset();
    m_fixture = std::make_unique<ChartFixture>();
    m_chart = std::make_unique<LatencyChart>(&m_fixture->window, &m_fixture->margins);
    m_chart->resize(600, 300);
    m_chart->setSeries({{idOf(0), u"One"_s, {}, false, {}}});
    m_chart->setPoints(idOf(0), steadyPoints(100, 50 * ms));
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    m_fixture->window.setLive(false);
}

QPoint TestLatencyChart::pointAt(qint64 utcUs) const
{
    const QRect plot = m_chart->plotRect();
    const TimeWindow &window = m_fixture->window;
    return {plot.left()
                    + static_cast<int>((utcUs - window.fromUs()) * plot.width() / window.spanUs()),
            plot.center().y()};
}

void TestLatencyChart::wheelKeepsTheAnchor()
{
    TimeWindow &window = m_fixture->window;
    const QRect plot = m_chart->plotRect();
    const QPoint at(plot.left() + plot.width() / 4, plot.center().y());
    const double share = static_cast<double>(at.x() - plot.left()) / plot.width();
    const auto moment = [&] {
        return static_cast<double>(window.fromUs()) + share * static_cast<double>(window.spanUs());
    };
    const double before = moment();
    const qint64 spanBefore = window.spanUs();
    sendWheel(m_chart->viewport(), at, 120);
    QVERIFY(window.spanUs() < spanBefore);
    QVERIFY(std::abs(moment() - before) <= 2.0);
    sendWheel(m_chart->viewport(), at, -120);
    QVERIFY(std::abs(double(window.spanUs() - spanBefore)) <= 2.0);
    QVERIFY(std::abs(moment() - before) <= 4.0);
}

void TestLatencyChart::shiftWheelPans()
{
    const qint64 span = m_fixture->window.spanUs();
    sendWheel(m_chart->viewport(), m_chart->plotRect().center(), 120, Qt::ShiftModifier);
    QCOMPARE(m_fixture->window.spanUs(), span);
    QCOMPARE(m_fixture->window.toUs(), ChartFixture::Now - span / 10);
}

void TestLatencyChart::dragPans()
{
    TimeWindow &window = m_fixture->window;
    window.setLive(true);
    const QRect plot = m_chart->plotRect();
    const QPoint from = plot.center();
    const qint64 toBefore = window.toUs();
    QTest::mousePress(m_chart->viewport(), Qt::LeftButton, {}, from);
    sendMouseMove(m_chart->viewport(), from + QPoint(50, 0), Qt::LeftButton);
    sendMouseMove(m_chart->viewport(), from + QPoint(100, 3), Qt::LeftButton);
    QTest::mouseRelease(m_chart->viewport(), Qt::LeftButton, {}, from + QPoint(100, 3));
    QVERIFY(!window.isLive());
    const qint64 expected = toBefore - 100 * window.spanUs() / plot.width();
    QVERIFY(std::abs(window.toUs() - expected) <= 2);
}

void TestLatencyChart::controlDragZoomsIntoTheRange()
{
    const TimeWindow &window = m_fixture->window;
    const QPoint from = pointAt(ChartFixture::Now - 80 * second);
    const QPoint to = pointAt(ChartFixture::Now - 40 * second);
    QTest::mousePress(m_chart->viewport(), Qt::LeftButton, Qt::ControlModifier, to);
    sendMouseMove(m_chart->viewport(), from, Qt::LeftButton);
    QTest::mouseRelease(m_chart->viewport(), Qt::LeftButton, Qt::ControlModifier, from);
    QVERIFY(std::abs(window.fromUs() - (ChartFixture::Now - 80 * second)) < second);
    QVERIFY(std::abs(window.toUs() - (ChartFixture::Now - 40 * second)) < second);
}

void TestLatencyChart::doubleClickFits()
{
    m_chart->setPoints(idOf(0), steadyPoints(1000, 50 * ms));
    QTest::mouseDClick(m_chart->viewport(), Qt::LeftButton, {}, m_chart->plotRect().center());
    QVERIFY(m_fixture->window.fromUs() <= ChartFixture::Now - 999 * second);
    QVERIFY(m_fixture->window.spanUs() < 1100 * second);
}

void TestLatencyChart::arrowKeysStepFromBeatToBeat()
{
    TimeWindow &window = m_fixture->window;
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(window.cursorUs(), ChartFixture::Now);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(window.cursorUs(), ChartFixture::Now - 2 * second);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QCOMPARE(window.cursorUs(), ChartFixture::Now - second);
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QVERIFY(!window.cursorUs());
}

void TestLatencyChart::otherKeysMoveTheWindow()
{
    TimeWindow &window = m_fixture->window;
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QCOMPARE(window.spanUs(), 80 * second);
    QTest::keyClick(m_chart.get(), Qt::Key_Minus);
    QCOMPARE(window.spanUs(), 100 * second);
    QTest::keyClick(m_chart.get(), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(window.toUs() < ChartFixture::Now);
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    QVERIFY(window.isLive());
    QTest::keyClick(m_chart.get(), Qt::Key_Space);
    QVERIFY(!window.isLive());
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QVERIFY(window.fromUs() <= ChartFixture::Now - 99 * second);
}

void TestLatencyChart::readingsMatchTheData()
{
    auto points = steadyPoints(100, 50 * ms);
    points[40].valueNs = 61 * ms;
    points[50].outcome = BeatOutcome::Missed;
    points[50].valueNs = -1;
    m_chart->setPoints(idOf(0), points);
    const auto at = [&](qint64 us) { return m_chart->readingsAt(us).front().point; };
    QCOMPARE(at(points[40].timeUs + second / 4), points[40]);
    QCOMPARE(at(points[40].timeUs + 3 * second / 4), points[41]);
    QCOMPARE(at(points[50].timeUs), points[50]);
    QVERIFY(!at(ChartFixture::Now + 60 * second));
    // The mouse leads to the same.
    QSignalSpy moved(&m_fixture->window, &TimeWindow::cursorMoved);
    sendMouseMove(m_chart->viewport(), pointAt(points[40].timeUs));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(at(*m_fixture->window.cursorUs()), points[40]);
    sendMouseMove(m_chart->viewport(), QPoint(1, 1));
    QVERIFY(!m_fixture->window.cursorUs());
}

void TestLatencyChart::lineStandsAtItsValue()
{
    // 50 of the 60 ms that the axis is fitted to; 2 x 2 device pixels a pixel leave no doubt.
    const QImage image = m_chart->toImage({600, 300}, 1.0);
    const QRect plot = m_chart->plotRect();
    int bestRow = -1;
    int most = 0;
    for (int y = plot.top(); y <= plot.bottom(); ++y) {
        const int count =
                countColor(image, QRect(plot.left(), y, plot.width(), 1), m_palette.series[0]);
        if (count > most) {
            most = count;
            bestRow = y;
        }
    }
    QVERIFY(most > plot.width() * 9 / 10);
    const double expected = plot.top() + plot.height() * (1.0 - 50.0 / 60.0);
    QVERIFY2(std::abs(bestRow - expected) <= 1.5,
             qPrintable(u"%1 %2"_s.arg(bestRow).arg(expected)));
}

void TestLatencyChart::spikeOfADayIsSeen()
{
    auto points = steadyPoints(86'400, 10 * ms);
    points[30'000].valueNs = 900 * ms;
    m_chart->setPoints(idOf(0), points);
    m_fixture->window.setSpan(TimeWindow::DayUs);
    const QImage image = m_chart->toImage({600, 300}, 1.0);
    const QRect plot = m_chart->plotRect();
    const int x = pointAt(points[30'000].timeUs).x();
    const QRect aboveTheMiddle(x - 1, plot.top(), 3, plot.height() / 2);
    QVERIFY(countColor(image, aboveTheMiddle, m_palette.series[0]) > plot.height() / 3);
    QCOMPARE(countColor(image, aboveTheMiddle.translated(20, 0), m_palette.series[0]), 0);
}

void TestLatencyChart::lostBeatsAreMarked()
{
    auto points = steadyPoints(100, 50 * ms);
    for (std::size_t i = 60; i < 70; ++i) {
        points[i].outcome = BeatOutcome::Missed;
        points[i].valueNs = -1;
    }
    m_chart->setPoints(idOf(0), points);
    const QImage image = m_chart->toImage({600, 300}, 1.0);
    const QRect plot = m_chart->plotRect();
    const QRect gap(pointAt(points[61].timeUs).x(), plot.top(),
                    pointAt(points[68].timeUs).x() - pointAt(points[61].timeUs).x(), plot.height());
    QCOMPARE(countColor(image, gap, m_palette.series[0]), 0);
    QVERIFY(countColor(image, gap.adjusted(0, 0, 0, 20 - gap.height()), m_palette.lossMark) > 10);
    const QColor band = mixed(m_palette.panel, m_palette.lossMark, m_palette.lossBand.alphaF());
    QVERIFY(countColor(image, gap, band) > gap.width() * gap.height() / 2);
}

void TestLatencyChart::thresholdIsDrawn()
{
    const QRect plot = m_chart->plotRect();
    QCOMPARE(countColor(m_chart->toImage({600, 300}, 1.0), plot, m_palette.late), 0);
    m_chart->setSeries({{idOf(0), u"One"_s, 40 * ms, false, {}}});
    QVERIFY(countColor(m_chart->toImage({600, 300}, 1.0), plot, m_palette.late) > plot.width() / 3);
    // One far above the beats would press them flat: it is left out.
    m_chart->setSeries({{idOf(0), u"One"_s, 5'000 * ms, false, {}}});
    QCOMPARE(countColor(m_chart->toImage({600, 300}, 1.0), plot, m_palette.late), 0);
}

void TestLatencyChart::errorBandIsDrawn()
{
    // 50 ms, of which 20 may be the program's own, on an axis up to 60.
    auto points = steadyPoints(100, 50 * ms);
    for (ChartPoint &point : points)
        point.errorNs = 20 * ms;
    m_chart->setPoints(idOf(0), points);
    const QColor shade = mixed(m_palette.panel, m_palette.series[0], 56.0 / 255.0);
    const auto shadedRows = [&](const QImage &image) {
        const QRect plot = m_chart->plotRect();
        const int x = pointAt(points[70].timeUs).x() + 2;
        const auto row = [&plot](int value) {
            return plot.top() + plot.height() * (60 - value) / 60;
        };
        const auto isShaded = [&](int from, int to) {
            const QRect rows(x, row(from) + 3, 1, row(to) - row(from) - 6);
            return countColor(image, rows, shade) >= rows.height() - 2;
        };
        return std::tuple(isShaded(60, 50), isShaded(50, 30), isShaded(30, 0));
    };
    const auto expected = std::tuple(false, true, false);
    QCOMPARE(shadedRows(m_chart->toImage({600, 300}, 1.0)), expected);
    QCOMPARE(m_chart->toImage({600, 300}, 1.0).pixelColor(0, 0), m_palette.panel);

    const QTemporaryDir directory;
    const QString svg = directory.filePath(u"chart.svg"_s);
    QVERIFY(m_chart->save(svg));
    QImage rendered(m_chart->size(), QImage::Format_RGB32);
    rendered.fill(m_palette.panel);
    QPainter painter(&rendered);
    QSvgRenderer(svg).render(&painter);
    painter.end();
    QCOMPARE(shadedRows(rendered), expected);

    // The legend says what it is: there is more of it than without a band.
    const auto legendInk = [this] {
        const QImage image = m_chart->toImage({600, 300}, 1.0);
        return countColor(image, QRect(0, image.height() - 22, image.width(), 22), m_palette.text);
    };
    const int with = legendInk();
    m_chart->setPoints(idOf(0), steadyPoints(100, 50 * ms));
    QVERIFY(legendInk() < with);
}

void TestLatencyChart::errorBandIsLeftOut()
{
    const QColor shade = mixed(m_palette.panel, m_palette.series[0], 56.0 / 255.0);
    auto points = steadyPoints(100, 50 * ms);
    for (ChartPoint &point : points)
        point.errorNs = 20 * ms;
    std::vector<LatencySeries> series;
    const auto shaded = [&] {
        m_chart->setSeries(series);
        m_chart->setPoints(idOf(0), points);
        const QImage image = m_chart->toImage({600, 300}, 1.0);
        QRect inside = m_chart->plotRect();
        inside.setTop(inside.center().y() - 20);
        inside.setHeight(20);
        return countColor(image, inside, shade) > inside.width() * 10;
    };
    for (std::size_t i = 0; i < ErrorBand::MaximumLines; ++i)
        series.push_back({idOf(static_cast<int>(i)), u"Line"_s, {}, false, {}});
    QVERIFY(shaded());
    series.push_back({idOf(100), u"One too many"_s, {}, false, {}});
    QVERIFY(!shaded());
    series.resize(1);
    QVERIFY(shaded());
    LatencyBands bands(TimeWindow::SecondUs);
    bands.add(points[0].timeUs, 50 * ms, BeatOutcome::Ok);
    m_chart->setBands(bands, {});
    QVERIFY(!shaded());
}

void TestLatencyChart::logarithmicWithoutBeats()
{
    m_chart->setLogarithmic(true);
    m_chart->setPoints(idOf(0), {});
    m_chart->setSeries({{idOf(0), u"One"_s, 200 * ms, false, {}}});
    QCOMPARE(m_chart->unit(), u"ms"_s);
    // The axis goes from 20 to 500 ms: the threshold stands at 72 % of it.
    const QImage image = m_chart->toImage({600, 300}, 1.0);
    QRect around = m_chart->plotRect();
    around.setTop(around.top() + around.height() / 5);
    around.setHeight(around.height() / 5);
    QVERIFY(countColor(image, around, m_palette.late) > around.width() / 3);
}

void TestLatencyChart::namesArePlainText()
{
    // Read as rich text, the tags would vanish and the name end far to the left.
    const auto inkEnd = [this](const QString &name) {
        m_chart->setSeries({{idOf(0), name, {}, false, {}}});
        const QImage image = m_chart->toImage({600, 300}, 1.0);
        int end = 0;
        for (int x = 0; x < image.width(); ++x) {
            if (countColor(image, QRect(x, image.height() - 22, 1, 22), m_palette.text) > 0)
                end = x;
        }
        return end;
    };
    const int plain = inkEnd(u"WW"_s);
    const int tagged = inkEnd(u"<b>WW</b>"_s);
    const double tags = QFontMetricsF(m_chart->font()).horizontalAdvance(u"<b></b>"_s);
    QVERIFY(plain > 0);
    QVERIFY(std::abs(tagged - plain - tags) <= 4.0);
}

void TestLatencyChart::unitFollowsTheValues()
{
    QCOMPARE(m_chart->unit(), u"ms"_s);
    QSignalSpy changed(m_chart.get(), &LatencyChart::unitChanged);
    m_chart->setPoints(idOf(0), steadyPoints(100, 40'000));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toString(), u"µs"_s);
}

void TestLatencyChart::seriesKeepTheirPoints()
{
    m_chart->setSeries({{idOf(1), u"Two"_s, {}, false, {}}, {idOf(0), u"One"_s, {}, false, {}}});
    const auto readings = m_chart->readingsAt(ChartFixture::Now);
    QCOMPARE(readings.size(), std::size_t(2));
    QVERIFY(!readings[0].point);
    QVERIFY(readings[1].point);
    m_chart->clear();
    QVERIFY(m_chart->readingsAt(ChartFixture::Now).empty());
}

void TestLatencyChart::bounds()
{
    std::vector<LatencySeries> many;
    many.reserve(100);
    for (int i = 0; i < 100; ++i)
        many.push_back({idOf(i), QString::number(i), {}, false, {}});
    m_chart->setSeries(many);
    QCOMPARE(m_chart->readingsAt(0).size(), LatencyChart::MaximumSeries);
    m_chart->setPoints(idOf(0), steadyPoints(250'000, ms));
    // An equal share of what all may hold.
    QVERIFY(!m_chart->readingsAt(ChartFixture::Now - 240'000 * second).front().point);
    QVERIFY(m_chart->readingsAt(ChartFixture::Now - 90'000 * second).front().point);
    m_chart->append(idOf(77), steadyPoints(1, ms)); // not shown: ignored
}

void TestLatencyChart::savesPngAndSvg()
{
    const QTemporaryDir directory;
    const QString png = directory.filePath(u"chart.png"_s);
    const auto savedPng = m_chart->save(png);
    QVERIFY2(savedPng, savedPng ? "" : qPrintable(savedPng.error().toString()));
    const QImage image(png);
    QCOMPARE(image.size(), m_chart->size() * 2);
    QVERIFY(countColor(image, image.rect(), m_palette.series[0]) > 500);

    const QString svg = directory.filePath(u"chart.svg"_s);
    QVERIFY(m_chart->save(svg));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QImage rendered(m_chart->size(), QImage::Format_RGB32);
    rendered.fill(Qt::white);
    QPainter painter(&rendered);
    renderer.render(&painter);
    painter.end();
    QVERIFY(countColor(rendered, m_chart->plotRect(), m_palette.series[0]) > 300);
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(!file.readAll().contains("<image"), "the lines must stay lines");

    const auto refused = m_chart->save(directory.filePath(u"missing/chart.png"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Io);
    QVERIFY(refused.error().toString().contains(u"missing"_s));

    m_chart->copyToClipboard();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), m_chart->size() * 2);
}

void TestLatencyChart::pictureLeavesTheChartAsItWas()
{
    const QImage before = picture();
    const QRect plot = m_chart->plotRect();
    const QImage other = m_chart->toImage({1000, 500}, 1.0);
    QCOMPARE(other.size(), QSize(1000, 500));
    QVERIFY(countColor(other, QRect(700, 0, 250, 400), m_palette.series[0]) > 200);
    QCOMPARE(m_chart->plotRect(), plot);
    QCOMPARE(picture(), before);
}

void TestLatencyChart::plotsLineUp()
{
    m_chart.reset();
    QWidget window;
    auto *const layout = new QVBoxLayout(&window);
    auto *const latency = new LatencyChart(&m_fixture->window, &m_fixture->margins);
    auto *const states = new StateTimeline(&m_fixture->window, &m_fixture->margins);
    layout->addWidget(latency, 2);
    layout->addWidget(states, 1);
    window.resize(700, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto compare = [&] {
        const QRect one = latency->plotRect();
        const QRect other = states->plotRect();
        QCOMPARE(latency->mapTo(&window, one.topLeft()).x(),
                 states->mapTo(&window, other.topLeft()).x());
        QCOMPARE(one.width(), other.width());
        QCOMPARE(latency->chart()->plotArea().toRect(), one); // what Qt Charts draws its grid in
    };
    compare();
    // A long name makes room for itself in both, and many lanes bring a scroll bar.
    std::vector<StateLane> lanes;
    lanes.reserve(20);
    for (int i = 0; i < 20; ++i)
        lanes.push_back({idOf(i), u"A connection with a long name"_s});
    const int before = latency->plotRect().left();
    states->setLanes(lanes);
    QVERIFY(latency->plotRect().left() > before);
    compare();
    window.resize(900, 380);
    QCoreApplication::processEvents();
    compare();
}

void TestLatencyChart::repaintsAreCoalesced()
{
    struct Counter : QObject {
        int paints = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            paints += event->type() == QEvent::Paint ? 1 : 0;
            return false;
        }
    } counter;
    m_chart->viewport()->installEventFilter(&counter);
    m_fixture->window.setLive(true);
    m_fixture->window.setSpan(TimeWindow::HourUs);
    QTRY_VERIFY(counter.paints > 0);
    counter.paints = 0;
    for (qint64 i = 0; i < 500; ++i) {
        const ChartPoint point{ChartFixture::Now + i * 1000, 70 * ms, 0, BeatOutcome::Ok, 1};
        m_chart->append(idOf(0), std::span(&point, 1));
        if (i % 50 == 0)
            QCoreApplication::processEvents();
    }
    // An hour on some 500 pixels: the next frame is due in a second, not for each beat.
    QVERIFY2(counter.paints <= 2, qPrintable(QString::number(counter.paints)));
}

void TestLatencyChart::placeholderIsShown()
{
    m_chart->clear();
    const QImage without = picture();
    m_chart->setPlaceholder(u"Select connections to see their round trips"_s);
    QTRY_VERIFY(picture() != without);
}

QTEST_MAIN(TestLatencyChart)
#include "tst_latencychart.moc"
