// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/loopclock.h"

#include <QTest>

using heartline::LoopClock;

class TestLoopClock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ringsWhenItsTimeHasCome();
    void pausesAfterRingsThatNothingAnswered();
    void keepsTimeInThePause();

private:
    /// Sets the alarm to `timeNs` and has it ring at `nowNs`.
    static bool rings(LoopClock &clock, qint64 timeNs, qint64 nowNs)
    {
        clock.setAlarm(timeNs, [] {});
        return clock.ringAlarm(nowNs, true);
    }
};

void TestLoopClock::ringsWhenItsTimeHasCome()
{
    LoopClock clock;
    int rung = 0;
    QVERIFY(!clock.ringAlarm(100, true));
    clock.setAlarm(200, [&rung] { ++rung; });
    QCOMPARE(clock.alarmNs(), std::optional<qint64>(200));
    QVERIFY(!clock.ringAlarm(199, true));
    QVERIFY(clock.ringAlarm(200, true));
    QCOMPARE(rung, 1);
    QVERIFY(!clock.alarmNs());
    QVERIFY(!clock.ringAlarm(300, true));
}

void TestLoopClock::pausesAfterRingsThatNothingAnswered()
{
    LoopClock clock;
    QVERIFY(rings(clock, 100, 1'000));
    QVERIFY(rings(clock, 100, 2'000));

    clock.setAlarm(100, [] {});
    QCOMPARE(clock.alarmNs(), std::optional<qint64>(2'000 + LoopClock::PauseNs));
    QVERIFY(!clock.ringAlarm(3'000, true));
    QVERIFY(clock.ringAlarm(3'500, false)); // an answer ends the pause
    QVERIFY(rings(clock, 100, 4'000));
    clock.setAlarm(100, [] {});
    QVERIFY(!clock.ringAlarm(5'000, true));
    QVERIFY(clock.ringAlarm(4'000 + LoopClock::PauseNs, true)); // and so does its length
}

void TestLoopClock::keepsTimeInThePause()
{
    LoopClock clock;
    QVERIFY(rings(clock, 100, 1'000));
    QVERIFY(rings(clock, 100, 2'000));
    const qint64 later = 10 * LoopClock::PauseNs;
    clock.setAlarm(later, [] {});
    QCOMPARE(clock.alarmNs(), std::optional<qint64>(later));
}

QTEST_GUILESS_MAIN(TestLoopClock)
#include "tst_loopclock.moc"
