// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/timerqueue.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimerEvent>

#include <functional>
#include <map>

using namespace heartline;

namespace {

constexpr qint64 ms = 1'000'000;

/// Writes down the timers that fire.
class Recorder : public QObject {
public:
    QList<int> fired;
    std::function<void(int)> onTimer;

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.append(event->timerId());
        if (onTimer)
            onTimer(event->timerId());
    }
};

TimerQueue::TimerInfo timer(int id, int intervalMs)
{
    return {id, intervalMs, Qt::PreciseTimer};
}

} // namespace

class TestTimerQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void firesInTheOrderOfDeadlines();
    void firesEachOnceInAPass();
    void keepsTheIntervalWithoutDrift();
    void skipsWhatPassed();
    void firesTimersWithoutIntervalOncePerPass();
    void survivesRemovalInASlot();
    void firesATimerStartedInASlotLater();
    void tellsATimerFromALaterOneOfTheSameId();
    void doesNotFireIntoItself();
    void forgetsStoppedTimers();
    void tellsWhatRemains();
    void agreesWithASimpleList();
};

void TestTimerQueue::isEmptyAtFirst()
{
    TimerQueue queue;
    QVERIFY(!queue.nextDeadlineNs());
    QCOMPARE(queue.fire(1'000 * ms), 0);
    QVERIFY(!queue.remainingNs(1, 0));
    QVERIFY(!queue.remove(1));
}

void TestTimerQueue::firesInTheOrderOfDeadlines()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 30), &recorder, 0);
    queue.add(timer(2, 10), &recorder, 0);
    queue.add(timer(3, 20), &recorder, 0);
    queue.add(timer(4, 10), &recorder, 0);
    QCOMPARE(queue.nextDeadlineNs(), 10 * ms);

    QCOMPARE(queue.fire(10 * ms - 1), 0);
    QCOMPARE(queue.fire(10 * ms), 2);
    QCOMPARE(recorder.fired, (QList{2, 4}));
    QCOMPARE(queue.nextDeadlineNs(), 20 * ms);
}

void TestTimerQueue::firesEachOnceInAPass()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 10), &recorder, 0);
    queue.add(timer(2, 25), &recorder, 0);
    QCOMPARE(queue.fire(30 * ms), 2);
    QCOMPARE(recorder.fired, (QList{1, 2}));
}

void TestTimerQueue::keepsTheIntervalWithoutDrift()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 10), &recorder, 500);
    for (qint64 i = 1; i <= 100; ++i) {
        const qint64 due = i * 10 * ms + 500;
        QCOMPARE(queue.nextDeadlineNs(), due);
        QCOMPARE(queue.fire(due + 3 * ms), 1); // each time late
    }
}

void TestTimerQueue::skipsWhatPassed()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 10), &recorder, 0);
    QCOMPARE(queue.fire(57 * ms), 1);
    QCOMPARE(recorder.fired, QList{1});
    QCOMPARE(queue.nextDeadlineNs(), 67 * ms);
}

void TestTimerQueue::firesTimersWithoutIntervalOncePerPass()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 0), &recorder, 0);
    queue.add(timer(2, 5), &recorder, 0);
    QCOMPARE(queue.nextDeadlineNs(), 0);
    QCOMPARE(queue.fire(5 * ms), 1); // does not count the one without interval
    QCOMPARE(recorder.fired, (QList{1, 2}));
    QCOMPARE(queue.fire(6 * ms), 0);
    QCOMPARE(recorder.fired, (QList{1, 2, 1}));
    QCOMPARE(queue.nextDeadlineNs(), 6 * ms);
}

void TestTimerQueue::survivesRemovalInASlot()
{
    TimerQueue queue;
    Recorder recorder;
    Recorder other;
    for (int id = 1; id <= 4; ++id)
        queue.add(timer(id, 10), id == 3 ? &other : &recorder, 0);
    recorder.onTimer = [&](int id) {
        if (id != 1)
            return;
        QVERIFY(queue.remove(1)); // itself
        QVERIFY(queue.remove(2)); // the next one
        QVERIFY(queue.removeAll(&other));
    };
    QCOMPARE(queue.fire(10 * ms), 2);
    QCOMPARE(recorder.fired, (QList{1, 4}));
    QVERIFY(other.fired.isEmpty());
    QCOMPARE(queue.nextDeadlineNs(), 20 * ms);
}

void TestTimerQueue::firesATimerStartedInASlotLater()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 10), &recorder, 0);
    recorder.onTimer = [&](int id) {
        if (id == 1)
            queue.add(timer(2, 0), &recorder, 10 * ms);
    };
    queue.fire(10 * ms);
    QCOMPARE(recorder.fired, QList{1});
    queue.fire(10 * ms);
    QCOMPARE(recorder.fired, (QList{1, 2}));
}

void TestTimerQueue::tellsATimerFromALaterOneOfTheSameId()
{
    TimerQueue queue;
    Recorder recorder;
    Recorder successor;
    queue.add(timer(1, 10), &recorder, 0);
    recorder.onTimer = [&](int) {
        queue.remove(1);
        queue.add(timer(1, 7), &successor, 10 * ms);
    };
    QCOMPARE(queue.fire(10 * ms), 1);
    QVERIFY(successor.fired.isEmpty());
    QCOMPARE(queue.nextDeadlineNs(), 17 * ms); // neither held back nor the old one's 20
    QCOMPARE(queue.fire(17 * ms), 1);
    QCOMPARE(successor.fired, QList{1});
    QCOMPARE(recorder.fired, QList{1});
}

void TestTimerQueue::doesNotFireIntoItself()
{
    TimerQueue queue;
    Recorder recorder;
    queue.add(timer(1, 10), &recorder, 0);
    queue.add(timer(2, 30), &recorder, 0);
    recorder.onTimer = [&](int id) {
        if (id != 1 || recorder.fired.size() > 1)
            return;
        // A nested loop that lasts until 35: timer 1 would be due at 20 and 30.
        QCOMPARE(queue.nextDeadlineNs(), 30 * ms);
        QCOMPARE(queue.fire(25 * ms), 0);
        QCOMPARE(queue.fire(35 * ms), 1);
        QCOMPARE(recorder.fired, (QList{1, 2}));
        QCOMPARE(queue.nextDeadlineNs(), 60 * ms);
    };
    QCOMPARE(queue.fire(10 * ms), 1);
    QCOMPARE(queue.nextDeadlineNs(), 20 * ms); // due again as soon as its slot is left
    QCOMPARE(queue.fire(35 * ms), 1);
    QCOMPARE(recorder.fired, (QList{1, 2, 1}));
}

void TestTimerQueue::forgetsStoppedTimers()
{
    TimerQueue queue;
    Recorder recorder;
    // Restarted ever later, like the timeout of a heartbeat that is always answered.
    for (int i = 0; i < 10'000; ++i) {
        queue.add(timer(1, 10), &recorder, i * ms);
        QVERIFY(queue.remove(1));
    }
    QVERIFY(!queue.nextDeadlineNs());
    QCOMPARE(queue.fire(20'000 * ms), 0);
    QVERIFY(recorder.fired.isEmpty());
}

void TestTimerQueue::tellsWhatRemains()
{
    TimerQueue queue;
    Recorder recorder;
    Recorder other;
    queue.add(timer(1, 10), &recorder, 0);
    queue.add({2, 20, Qt::CoarseTimer}, &other, 0);
    QCOMPARE(queue.remainingNs(1, 4 * ms), 6 * ms);
    QCOMPARE(queue.remainingNs(1, 40 * ms), 0);

    const auto timers = queue.timersOf(&other);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers.first().timerId, 2);
    QCOMPARE(timers.first().interval, 20);
    QCOMPARE(timers.first().timerType, Qt::CoarseTimer);
}

void TestTimerQueue::agreesWithASimpleList()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);

    struct Expected {
        qint64 deadlineNs;
        int intervalMs;
    };
    TimerQueue queue;
    Recorder recorder;
    std::map<int, Expected> expected;
    qint64 now = 0;
    for (int step = 0; step < 20'000; ++step) {
        const int id = random.bounded(200);
        switch (random.bounded(4)) {
        case 0:
        case 1: { // (re)start
            queue.remove(id);
            const int interval = random.bounded(1, 500);
            queue.add(timer(id, interval), &recorder, now);
            expected[id] = {now + interval * ms, interval};
            break;
        }
        case 2:
            QCOMPARE(queue.remove(id), expected.erase(id) == 1);
            break;
        case 3: {
            now += random.bounded(20) * ms;
            QList<int> due;
            for (auto &[dueId, entry] : expected) {
                if (entry.deadlineNs > now)
                    continue;
                due.append(dueId);
                entry.deadlineNs += entry.intervalMs * ms;
                if (entry.deadlineNs <= now)
                    entry.deadlineNs = now + entry.intervalMs * ms;
            }
            recorder.fired.clear();
            QCOMPARE(queue.fire(now), due.size());
            std::sort(recorder.fired.begin(), recorder.fired.end());
            QCOMPARE(recorder.fired, due);
            break;
        }
        }
        std::optional<qint64> next;
        for (const auto &[otherId, entry] : expected)
            next = std::min(next.value_or(entry.deadlineNs), entry.deadlineNs);
        QCOMPARE(queue.nextDeadlineNs(), next);
    }
}

QTEST_GUILESS_MAIN(TestTimerQueue)
#include "tst_timerqueue.moc"
