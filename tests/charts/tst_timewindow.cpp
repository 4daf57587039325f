// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timewindow.h"

#include <QSignalSpy>
#include <QTest>

using namespace heartline;

class TestTimeWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheClockWhileLive();
    void standsStillWhilePaused();
    void zoomKeepsTheAnchor();
    void zoomAtTheRightEdgeStaysLive();
    void zoomingInOnThePastPauses();
    void neverShowsTheFuture();
    void panPausesAndComesBack();
    void limitsHold();
    void setRangeWidensAroundTheMiddle();
    void advancesByPixels();
    void clockRunsOnlyForViewers();
    void cursorIsShared();

private:
    static constexpr qint64 now = 1'770'000'000'000'000;
    qint64 m_now = now;
    std::unique_ptr<TimeWindow> m_window;
};

void TestTimeWindow::init()
{
    m_now = now;
    m_window = std::make_unique<TimeWindow>();
    m_window->setClock([this] { return m_now; });
    m_window->setSpan(100 * TimeWindow::SecondUs);
}

void TestTimeWindow::followsTheClockWhileLive()
{
    QVERIFY(m_window->isLive());
    QCOMPARE(m_window->toUs(), now);
    QSignalSpy changed(m_window.get(), &TimeWindow::changed);
    m_window->setNow(now + 5);
    QCOMPARE(m_window->toUs(), now + 5);
    QCOMPARE(m_window->fromUs(), now + 5 - 100 * TimeWindow::SecondUs);
    QCOMPARE(changed.size(), 1);
    m_window->setNow(now + 5);
    QCOMPARE(changed.size(), 1);
}

void TestTimeWindow::standsStillWhilePaused()
{
    QSignalSpy live(m_window.get(), &TimeWindow::liveChanged);
    m_window->setLive(false);
    m_window->setNow(now + 50);
    QCOMPARE(m_window->toUs(), now);
    m_now = now + 60;
    m_window->setLive(true);
    QCOMPARE(m_window->toUs(), now + 60);
    QCOMPARE(live, (QList<QVariantList>{{false}, {true}}));
}

void TestTimeWindow::zoomKeepsTheAnchor()
{
    m_window->setLive(false);
    const qint64 anchor = m_window->fromUs() + 30 * TimeWindow::SecondUs;
    m_window->zoom(0.5, anchor);
    QCOMPARE(m_window->spanUs(), 50 * TimeWindow::SecondUs);
    QCOMPARE(anchor - m_window->fromUs(), 15 * TimeWindow::SecondUs);
    m_window->zoom(2.0, anchor);
    QCOMPARE(anchor - m_window->fromUs(), 30 * TimeWindow::SecondUs);
}

void TestTimeWindow::zoomAtTheRightEdgeStaysLive()
{
    m_window->zoom(0.5, now);
    QVERIFY(m_window->isLive());
    QCOMPARE(m_window->toUs(), now);
    m_window->zoom(3.0, now - 20 * TimeWindow::SecondUs);
    QVERIFY(m_window->isLive());
    QCOMPARE(m_window->toUs(), now);
    QCOMPARE(m_window->spanUs(), 150 * TimeWindow::SecondUs);
}

void TestTimeWindow::zoomingInOnThePastPauses()
{
    m_window->zoom(0.5, now - 50 * TimeWindow::SecondUs);
    QVERIFY(!m_window->isLive());
    QCOMPARE(m_window->toUs(), now - 25 * TimeWindow::SecondUs);
}

void TestTimeWindow::neverShowsTheFuture()
{
    m_window->pan(-10 * TimeWindow::SecondUs);
    m_window->zoom(2.0, m_window->fromUs());
    QCOMPARE(m_window->toUs(), now);
    m_window->pan(TimeWindow::DayUs);
    QCOMPARE(m_window->toUs(), now);
    QVERIFY(!m_window->isLive()); // only on demand
}

void TestTimeWindow::panPausesAndComesBack()
{
    m_window->pan(-1 * TimeWindow::SecondUs);
    QVERIFY(!m_window->isLive());
    QCOMPARE(m_window->toUs(), now - TimeWindow::SecondUs);
    m_window->setLive(true);
    QCOMPARE(m_window->toUs(), now);
}

void TestTimeWindow::limitsHold()
{
    m_window->setLive(false);
    m_window->zoom(1e-9, now);
    QCOMPARE(m_window->spanUs(), TimeWindow::MinimumSpanUs);
    m_window->zoom(1e15, now);
    QCOMPARE(m_window->spanUs(), TimeWindow::MaximumSpanUs);
    m_window->setSpan(0);
    QCOMPARE(m_window->spanUs(), TimeWindow::MinimumSpanUs);
    m_window->pan(-2 * now);
    QVERIFY(m_window->fromUs() >= 0);
}

void TestTimeWindow::setRangeWidensAroundTheMiddle()
{
    const qint64 moment = now - 1000 * TimeWindow::SecondUs;
    m_window->setRange(moment, moment);
    QCOMPARE(m_window->fromUs(), moment - TimeWindow::MinimumSpanUs / 2);
    QVERIFY(!m_window->isLive());
}

void TestTimeWindow::advancesByPixels()
{
    QObject viewer;
    m_window->setViewer(&viewer, 1000); // 100 ms a pixel
    QCOMPARE(m_window->pixelUs(), qint64(100'000));
    m_window->setNow(now + 1);
    QSignalSpy changed(m_window.get(), &TimeWindow::changed);
    m_window->setNow(now + 50'000);
    m_window->setNow(now + 99'999);
    QCOMPARE(changed.size(), 0);
    m_window->setNow(now + 100'001);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_window->toUs() % 100'000, qint64(0));
    QVERIFY(m_window->toUs() >= now + 100'001);
}

void TestTimeWindow::clockRunsOnlyForViewers()
{
    int reads = 0;
    m_window->setClock([&] {
        ++reads;
        return m_now += 1'000'000;
    });
    auto viewer = std::make_unique<QObject>();
    m_window->setViewer(viewer.get(), 1000);
    reads = 0;
    QTRY_VERIFY(reads >= 2);
    QVERIFY(m_window->findChildren<QTimer *>().size() <= 1);
    viewer.reset(); // a viewer that is gone is none
    QCOMPARE(m_window->pixelUs(), qint64(1));
}

void TestTimeWindow::cursorIsShared()
{
    QSignalSpy moved(m_window.get(), &TimeWindow::cursorMoved);
    m_window->setCursor(now - 5);
    m_window->setCursor(now - 5);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(m_window->cursorUs(), now - 5);
    m_window->moveCursor(now - 200 * TimeWindow::SecondUs);
    QVERIFY(m_window->fromUs() <= now - 200 * TimeWindow::SecondUs);
    m_window->setCursor(std::nullopt);
    QVERIFY(!m_window->cursorUs());
}

QTEST_GUILESS_MAIN(TestTimeWindow)
#include "tst_timewindow.moc"
