// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/alarmclock.h"
#include "network/workerdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QRandomGenerator>
#include <QSocketNotifier>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace heartline {

namespace {

constexpr qint64 ms = 1'000'000;

} // namespace

class AlarmClockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ringsInOrderAndNeverEarly()
    {
        const qint64 start = Clock::monotonicNs();
        std::string order;
        qint64 rang = 0;
        Alarm late(m_clock, [&] {
            order += 'c';
            rang = Clock::monotonicNs();
        });
        Alarm first(m_clock, [&] { order += 'a'; });
        Alarm second(m_clock, [&] { order += 'b'; });
        late.set(start + 30 * ms);
        second.set(start + 20 * ms);
        first.set(start + 10 * ms);
        QTRY_COMPARE(order, "abc");
        QVERIFY(rang >= start + 30 * ms);
    }

    void keepsTheOrderOfMany()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        constexpr int count = 500;
        std::vector<qint64> times(count);
        std::vector<qint64> rung;
        std::vector<std::unique_ptr<Alarm>> alarms;
        for (std::size_t i = 0; i < count; ++i)
            alarms.push_back(
                    std::make_unique<Alarm>(m_clock, [&, i] { rung.push_back(times[i]); }));
        const qint64 start = Clock::monotonicNs() + 10 * ms;
        std::size_t set = 0;
        for (int change = 0; change < 5 * count; ++change) {
            const auto i = static_cast<std::size_t>(random.bounded(count));
            if (random.bounded(4) == 0) {
                alarms[i]->cancel();
                set -= times[i] != 0 ? 1 : 0;
                times[i] = 0;
            } else {
                set += times[i] == 0 ? 1 : 0;
                times[i] = start + random.bounded(10'000'000);
                alarms[i]->set(times[i]);
            }
        }
        QTRY_COMPARE(rung.size(), set);
        QVERIFY(std::is_sorted(rung.begin(), rung.end()));
    }

    void ringsOnce()
    {
        int rings = 0;
        Alarm alarm(m_clock, [&] { ++rings; });
        alarm.set(Clock::monotonicNs());
        QTRY_COMPARE(rings, 1);
        waitForAlarm();
        QCOMPARE(rings, 1);
    }

    void anEarlierTimeReplacesALaterOne()
    {
        std::string order;
        Alarm moved(m_clock, [&] { order += 'm'; });
        Alarm other(m_clock, [&] { order += 'o'; });
        const qint64 now = Clock::monotonicNs();
        moved.set(now + 3'600'000 * ms);
        other.set(now + 20 * ms);
        moved.set(now + 5 * ms);
        QTRY_COMPARE(order, "mo");
    }

    void aLaterTimeReplacesAnEarlierOne()
    {
        std::string order;
        Alarm moved(m_clock, [&] { order += 'm'; });
        Alarm other(m_clock, [&] { order += 'o'; });
        const qint64 now = Clock::monotonicNs();
        moved.set(now + 5 * ms);
        other.set(now + 10 * ms);
        moved.set(now + 20 * ms);
        QTRY_COMPARE(order, "om");
    }

    void aCancelledOneDoesNotRing()
    {
        int rings = 0;
        Alarm alarm(m_clock, [&] { ++rings; });
        alarm.set(Clock::monotonicNs() + ms);
        alarm.cancel();
        alarm.cancel();
        waitForAlarm();
        QCOMPARE(rings, 0);
    }

    void aRingMayCancelAndDestroyOthersOfItsMoment()
    {
        int rings = 0;
        Alarm cancelled(m_clock, [&] { ++rings; });
        auto destroyed = std::make_optional<Alarm>(m_clock, [&] { ++rings; });
        Alarm alarm(m_clock, [&] {
            cancelled.cancel();
            destroyed.reset();
        });
        const qint64 now = Clock::monotonicNs();
        alarm.set(now);
        cancelled.set(now + 1);
        destroyed->set(now + 2);
        QTRY_VERIFY(!destroyed);
        waitForAlarm();
        QCOMPARE(rings, 0);
    }

    void aRingMaySetItselfIntoThePast()
    {
        int rings = 0;
        std::unique_ptr<Alarm> alarm;
        alarm = std::make_unique<Alarm>(m_clock, [&] {
            if (++rings < 3)
                alarm->set(0);
        });
        alarm->set(0);
        QTRY_COMPARE(rings, 3);
    }

#ifdef Q_OS_UNIX
    void socketsAreServedBetweenTheAlarmsOfAMoment()
    {
        if (!currentLoopClock())
            QSKIP("Qt's own event loop rings all that are due");
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        std::string order;
        QSocketNotifier reader(ends[0], QSocketNotifier::Read);
        connect(&reader, &QSocketNotifier::activated, this, [&] {
            char byte = 0;
            QCOMPARE(::read(ends[0], &byte, 1), 1);
            order += 'r';
        });
        Alarm first(m_clock, [&] {
            order += '1';
            QCOMPARE(::write(ends[1], "x", 1), 1);
        });
        Alarm second(m_clock, [&] { order += '2'; });
        // Where this thread is held up for 2 ms they are overdue, and ring together.
        constexpr int attempts = 100;
        for (int attempt = 0; attempt < attempts && order != "1r2"; ++attempt) {
            order.clear();
            const qint64 due = Clock::monotonicNs();
            first.set(due);
            second.set(due);
            QTRY_COMPARE(order.size(), 3U);
        }
        QCOMPARE(order, "1r2");
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void overdueAlarmsRingTogether()
    {
        // After a stall, or with messages pouring in, one a pass would never catch up.
        constexpr int count = 100;
        int rings = 0;
        std::vector<std::unique_ptr<Alarm>> alarms;
        for (int i = 0; i < count; ++i) {
            alarms.push_back(std::make_unique<Alarm>(m_clock, [&] { ++rings; }));
            alarms.back()->set(1 + i);
        }
        int passes = 0;
        while (rings == 0 && passes < count) {
            QCoreApplication::processEvents();
            ++passes;
        }
        QCOMPARE(rings, count);
    }
#endif

private:
    /// Until an alarm that is due after all the others here has rung.
    void waitForAlarm()
    {
        bool rang = false;
        Alarm last(m_clock, [&] { rang = true; });
        last.set(Clock::monotonicNs() + 10 * ms);
        QTRY_VERIFY(rang);
    }

    AlarmClock m_clock;
};

} // namespace heartline

int main(int argc, char *argv[])
{
    if (auto dispatcher = heartline::makeWorkerDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release());
    QCoreApplication app(argc, argv);
    heartline::AlarmClockTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_alarmclock.moc"
