// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/statetimeline.h"

#include "charts/chartfixture.h"
#include "charts/statelane.h"
#include "support/paintwatch.h"

#include <QHelpEvent>
#include <QScrollBar>
#include <QTest>
#include <QToolTip>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = TimeWindow::SecondUs;
constexpr qint64 now = ChartFixture::Now;
using enum ConnectionState;

} // namespace

class TestStateTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void piecesAreWholePixels();
    void theWorstStateOfAPixelWins();
    void shortSpansAreSeen();
    void toolTipTellsStateCauseAndDuration();
    void toolTipIsPlainText();
    void wordsAreTranslated();
    void appendEndsTheOpenSpan();
    void manyLanesScroll();
    void keysStepFromChangeToChange();
    void crosshairIsPainted();
    void statesHaveTheirColours();
    void whatLooksTheSameIsNotPaintedAgain();

private:
    QPoint pointAt(qint64 utcUs, int lane) const;

    std::unique_ptr<ChartFixture> m_fixture;
    std::unique_ptr<StateTimeline> m_timeline;
    ChartPalette m_palette = ChartPalette::light();
};

void TestStateTimeline::init()
{
    m_fixture = std::make_unique<ChartFixture>();
    m_timeline = std::make_unique<StateTimeline>(&m_fixture->window, &m_fixture->margins);
    m_timeline->resize(700, 80);
    m_timeline->setLanes({{idOf(0), u"One"_s}, {idOf(1), u"<b>Two</b>"_s}});
    m_timeline->setSpans(idOf(0),
                         {{now - 90 * second, now - 40 * second, Open, u"opened in 93 ms"_s},
                          {now - 40 * second, StateSpan::OpenEnded, Waiting,
                           u"peer closed: 1001 <i>restart</i>"_s}});
    m_timeline->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_timeline.get()));
    m_fixture->window.setLive(false);
}

void TestStateTimeline::cleanup()
{
    m_timeline.reset();
    m_fixture.reset();
}

QPoint TestStateTimeline::pointAt(qint64 utcUs, int lane) const
{
    const QRect plot = m_timeline->plotRect();
    const TimeWindow &window = m_fixture->window;
    return {plot.left()
                    + static_cast<int>((utcUs - window.fromUs()) * plot.width() / window.spanUs()),
            StateTimeline::LaneHeight * lane + StateTimeline::LaneHeight / 2};
}

void TestStateTimeline::piecesAreWholePixels()
{
    const std::vector<StateSpan> spans{{-50, 100, Open, {}},
                                       {100, 250, Degraded, {}},
                                       {300, 400, Failed, {}},
                                       {400, StateSpan::OpenEnded, Open, {}}};
    QCOMPARE(lanePieces(spans, 0, 1000, 600, 100),
             (std::vector<LanePiece>{
                     {0, 10, Open}, {10, 25, Degraded}, {30, 40, Failed}, {40, 60, Open}}));
    QCOMPARE(lanePieces(spans, 150, 350, 600, 100),
             (std::vector<LanePiece>{{0, 50, Degraded}, {75, 100, Failed}}));
    QVERIFY(lanePieces(spans, -500, -100, 600, 100).empty());
}

void TestStateTimeline::theWorstStateOfAPixelWins()
{
    std::vector<StateSpan> spans;
    for (qint64 i = 0; i < 10'000; ++i) // ten spans a pixel, one of them bad
        spans.push_back({i, i + 1, i % 10 == 3 && i >= 5'000 ? Failed : Open, {}});
    const auto pieces = lanePieces(spans, 0, 10'000, 10'000, 1000);
    int failed = 0;
    int covered = 0;
    for (const LanePiece &piece : pieces) {
        QVERIFY(piece.left == covered);
        covered = piece.right;
        failed += piece.state == Failed ? piece.right - piece.left : 0;
    }
    QCOMPARE(covered, 1000);
    QVERIFY2(failed >= 499, qPrintable(QString::number(failed)));
}

void TestStateTimeline::shortSpansAreSeen()
{
    const std::vector<StateSpan> spans{
            {0, 5'000, Open, {}}, {5'000, 5'001, Waiting, {}}, {5'001, 10'000, Open, {}}};
    const auto pieces = lanePieces(spans, 0, 10'000, 10'000, 100);
    QCOMPARE(pieces, (std::vector<LanePiece>{{0, 50, Open}, {50, 51, Waiting}, {51, 100, Open}}));
    // Even at the very edge.
    QCOMPARE(
            lanePieces(std::vector<StateSpan>{{9'999, 10'001, Failed, {}}}, 0, 10'000, 20'000, 100),
            (std::vector<LanePiece>{{99, 100, Failed}}));
}

void TestStateTimeline::toolTipTellsStateCauseAndDuration()
{
    const QString ended = m_timeline->toolTipAt(pointAt(now - 60 * second, 0));
    QVERIFY2(ended.startsWith(u"One: open\nopened in 93 ms\n"_s), qPrintable(ended));
    QVERIFY2(ended.endsWith(u", 50.0 s"_s), qPrintable(ended));
    const QString lasting = m_timeline->toolTipAt(pointAt(now - 10 * second, 0));
    QVERIFY2(lasting.contains(u"One: waiting"_s), qPrintable(lasting));
    QVERIFY2(lasting.contains(u"since "_s) && lasting.endsWith(u"for 40.0 s"_s),
             qPrintable(lasting));
    QVERIFY(m_timeline->toolTipAt(pointAt(now - 95 * second, 0)).isEmpty());
    QVERIFY(m_timeline->toolTipAt(pointAt(now - 10 * second, 1)).isEmpty());
    QVERIFY(m_timeline->toolTipAt({2, 2}).isEmpty());
}

void TestStateTimeline::toolTipIsPlainText()
{
    const QPoint position = pointAt(now - 10 * second, 0);
    QVERIFY(m_timeline->toolTipAt(position).contains(u"<i>restart</i>"_s));
    QHelpEvent event(QEvent::ToolTip, position, m_timeline->viewport()->mapToGlobal(position));
    QCoreApplication::sendEvent(m_timeline->viewport(), &event);
    QVERIFY(QToolTip::text().contains(u"&lt;i&gt;restart&lt;/i&gt;"_s));
    QVERIFY(!QToolTip::text().contains(u"<i>"_s));
    QToolTip::hideText();
}

void TestStateTimeline::wordsAreTranslated()
{
    m_timeline->setStateWord([](ConnectionState) { return u"offen"_s; });
    QVERIFY(m_timeline->toolTipAt(pointAt(now - 60 * second, 0)).startsWith(u"One: offen"_s));
}

void TestStateTimeline::appendEndsTheOpenSpan()
{
    m_timeline->appendSpan(idOf(0), {now - 5 * second, StateSpan::OpenEnded, Connecting, {}});
    const auto before = m_timeline->spanAt(pointAt(now - 10 * second, 0));
    QVERIFY(before);
    QCOMPARE(before->toUs, now - 5 * second);
    QCOMPARE(m_timeline->spanAt(pointAt(now - 2 * second, 0))->state, Connecting);
    m_timeline->appendSpan(idOf(9), {}); // unknown: ignored
    m_timeline->setLanes({{idOf(1), u"Two"_s}, {idOf(0), u"One"_s}});
    QCOMPARE(m_timeline->spanAt(pointAt(now - 2 * second, 1))->state, Connecting); // kept
    m_timeline->clear();
    QVERIFY(!m_timeline->spanAt(pointAt(now - 2 * second, 0)));
}

void TestStateTimeline::manyLanesScroll()
{
    QCOMPARE(m_timeline->verticalScrollBar()->maximum(), 0);
    std::vector<StateLane> lanes;
    lanes.reserve(60);
    for (int i = 0; i < 60; ++i)
        lanes.push_back({idOf(i), QString::number(i)});
    m_timeline->setLanes(lanes);
    QTRY_VERIFY(m_timeline->verticalScrollBar()->maximum()
                >= static_cast<int>(StateTimeline::MaximumLanes) * StateTimeline::LaneHeight - 80);
    QTest::keyClick(m_timeline.get(), Qt::Key_Down);
    QCOMPARE(m_timeline->verticalScrollBar()->value(), StateTimeline::LaneHeight);
    // Over the names the wheel scrolls, over the lanes it zooms.
    sendWheel(m_timeline->viewport(), {4, 20}, -120);
    QVERIFY(m_timeline->verticalScrollBar()->value() > StateTimeline::LaneHeight);
    const qint64 span = m_fixture->window.spanUs();
    sendWheel(m_timeline->viewport(), m_timeline->plotRect().center(), 120);
    QVERIFY(m_fixture->window.spanUs() < span);
}

void TestStateTimeline::keysStepFromChangeToChange()
{
    QTest::keyClick(m_timeline.get(), Qt::Key_Left);
    QCOMPARE(m_fixture->window.cursorUs(), now - 40 * second);
    QTest::keyClick(m_timeline.get(), Qt::Key_Left);
    QCOMPARE(m_fixture->window.cursorUs(), now - 90 * second);
    QTest::keyClick(m_timeline.get(), Qt::Key_Right);
    QCOMPARE(m_fixture->window.cursorUs(), now - 40 * second);
}

void TestStateTimeline::crosshairIsPainted()
{
    const QImage before = m_timeline->grab().toImage();
    m_fixture->window.setCursor(now - 60 * second);
    const QImage after = m_timeline->grab().toImage();
    const int x = pointAt(now - 60 * second, 0).x();
    QVERIFY(countColor(after, QRect(x - 1, 0, 3, 60), m_palette.secondaryText) > 50);
    QVERIFY(countColor(before, QRect(x - 1, 0, 3, 60), m_palette.secondaryText) < 10);
}

void TestStateTimeline::statesHaveTheirColours()
{
    const QImage image = m_timeline->grab().toImage();
    const QPoint open = pointAt(now - 45 * second, 0);
    const QPoint waiting = pointAt(now - 3 * second, 0);
    QCOMPARE(image.pixelColor(open), m_palette.stateFill(Open));
    QCOMPARE(image.pixelColor(waiting), m_palette.stateFill(Waiting));
    QCOMPARE(image.pixelColor(pointAt(now - 95 * second, 0)), m_palette.grid); // nothing known
}

void TestStateTimeline::whatLooksTheSameIsNotPaintedAgain()
{
    TimeWindow &window = m_fixture->window;
    // The first lane has been open for longer than is shown, the second began in sight.
    m_timeline->setSpans(idOf(0), {{now - 900 * second, StateSpan::OpenEnded, Open, {}}});
    m_timeline->setSpans(idOf(1), {{now - 50 * second, StateSpan::OpenEnded, Open, {}}});
    window.setRange(window.fromUs() - second, window.toUs() - second);
    PaintWatch watch;
    QVERIFY(watch.settle());
    window.setRange(window.fromUs() - 5 * second, window.toUs() - 5 * second);
    QTRY_VERIFY(!watch.painted(m_timeline->viewport()).isEmpty());
    const QRegion painted = watch.painted(m_timeline->viewport());
    const auto middleOf = [this](int lane) {
        return QPoint(m_timeline->plotRect().center().x(),
                      StateTimeline::LaneHeight * lane + StateTimeline::LaneHeight / 2);
    };
    QVERIFY(painted.contains(middleOf(1)));
    QVERIFY(!painted.contains(middleOf(0)));

    // What came in while the range stood still goes when the range leaves it.
    window.setRange(now - 90'000 * second, now - 89'000 * second);
    QVERIFY(watch.settle());
    m_timeline->setSpans(idOf(0), {{now - 91'000 * second, now - 88'000 * second, Open, {}}});
    QVERIFY(watch.settle());
    window.setRange(now - 80'000 * second, now - 79'000 * second);
    QTRY_VERIFY(watch.painted(m_timeline->viewport()).contains(middleOf(0)));
}

QTEST_MAIN(TestStateTimeline)
#include "tst_statetimeline.moc"
