// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/dispatchertest.h"
#include "network/loopclock.h"
#include "network/workerdispatcher.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <utility>

using namespace heartline;
using namespace heartline::test;

namespace {

class TimedObject : public QObject {
public:
    int fired = 0;

protected:
    void timerEvent(QTimerEvent *) override { ++fired; }
};

} // namespace

class TestDispatcherLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesTimersInOrder();
    void neverFiresEarly();
    void clockKnowsWhatWasKeptWaiting();
    void firesSingleShotsOnce();
    void tellsTheRemainingTime();
    void survivesATimerStoppedByAnother();
    void survivesAnObjectDeletedByAnother();
    void doesNotFireIntoItself();
    void takesTimersAlongToAnotherThread();
    void waitsForTimersWithSocketsExcluded();
    void leavesTimersAloneOnRequest();
    void sendsPostedEvents();
    void doesNotWaitUnasked();
    void sendsWhatAboutToBlockPosts();
    void interruptsAWait();
    void wakesForAnotherThread();
    void losesNoWakeUp();
    void losesNoQuit();
    void endsNestedLoopsInOrder();
};

void TestDispatcherLoop::firesTimersInOrder()
{
    QList<int> order;
    QEventLoop loop;
    for (const int delay : {30, 10, 20}) {
        QTimer::singleShot(delay, Qt::PreciseTimer, &loop, [&order, &loop, delay] {
            order.append(delay);
            if (order.size() == 3)
                loop.quit();
        });
    }
    loop.exec();
    QCOMPARE(order, (QList{10, 20, 30}));
}

void TestDispatcherLoop::neverFiresEarly()
{
    for (const int delay : {1, 2, 5, 13}) {
        QEventLoop loop;
        QElapsedTimer clock;
        clock.start();
        qint64 elapsedNs = 0;
        QTimer::singleShot(delay, Qt::PreciseTimer, &loop, [&] {
            elapsedNs = clock.nsecsElapsed();
            loop.quit();
        });
        loop.exec();
        // Qt's own dispatchers count in whole milliseconds.
        const bool isOwn = currentLoopClock() != nullptr;
        QVERIFY2(elapsedNs > (isOwn ? delay : delay - 1) * 1'000'000LL,
                 QByteArray::number(elapsedNs));
    }
}

void TestDispatcherLoop::clockKnowsWhatWasKeptWaiting()
{
    LoopClock clock;
    clock.start(0);
    clock.waiting(10);
    clock.woke(20);
    clock.waiting(25);
    QCOMPARE(clock.lastBusyNs(), 5);
    clock.woke(25, true); // there may have been more
    clock.waiting(32);
    clock.woke(32, true);
    QCOMPARE(clock.lastBusyNs(), 5 + 7);
    clock.waiting(40);
    clock.woke(40);
    QCOMPARE(clock.lastBusyNs(), 5 + 7 + 8);
    clock.waiting(41);
    QCOMPARE(clock.lastBusyNs(), 1);
    QCOMPARE(clock.busyNs(), 10 + 5 + 7 + 8 + 1);
}

void TestDispatcherLoop::firesSingleShotsOnce()
{
    QTimer timer;
    timer.setSingleShot(true);
    QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start(0);
    QTRY_COMPARE(spy.size(), 1);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 1);
    QVERIFY(!timer.isActive());
}

void TestDispatcherLoop::tellsTheRemainingTime()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(100'000);
    QVERIFY(timer.remainingTime() > 90'000);
    QVERIFY(timer.remainingTime() <= 100'000);
    const auto timers = dispatcher()->registeredTimers(&timer);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers.first().interval, 100'000);
    QCOMPARE(timers.first().timerId, timer.timerId());
    QCOMPARE(dispatcher()->remainingTime(timer.timerId() + 1'000), -1);
    timer.stop();
    QVERIFY(dispatcher()->registeredTimers(&timer).isEmpty());
}

void TestDispatcherLoop::survivesATimerStoppedByAnother()
{
    QTimer first;
    QTimer second;
    int fired = 0;
    for (QTimer *timer : {&first, &second}) {
        connect(timer, &QTimer::timeout, this, [&] {
            ++fired;
            first.stop();
            second.stop();
        });
        timer->start(0);
    }
    QTRY_COMPARE(fired, 1);
    QVERIFY(settle());
    QCOMPARE(fired, 1);
}

void TestDispatcherLoop::survivesAnObjectDeletedByAnother()
{
    auto victim = std::make_unique<TimedObject>();
    QTimer killer;
    connect(&killer, &QTimer::timeout, this, [&] {
        killer.stop();
        victim.reset();
    });
    killer.start(1);
    victim->startTimer(1);
    victim->startTimer(1);
    QTRY_VERIFY(!victim);
    QVERIFY(settle());
}

void TestDispatcherLoop::doesNotFireIntoItself()
{
    QTimer timer;
    QTimer other;
    int depth = 0;
    int deepest = 0;
    int fired = 0;
    QEventLoop nested;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        if (++fired == 1)
            nested.exec(); // other timers fire in there
        --depth;
    });
    int others = 0;
    connect(&other, &QTimer::timeout, this, [&] {
        if (fired > 0 && ++others == 3)
            nested.quit();
    });
    timer.start(1);
    other.start(2);
    QTRY_VERIFY(fired >= 3); // and goes on after the nested loop
    QCOMPARE(deepest, 1);
    QVERIFY(others >= 3);
}

void TestDispatcherLoop::takesTimersAlongToAnotherThread()
{
    QThread thread;
    auto other = makeWorkerDispatcher();
    if (other)
        thread.setEventDispatcher(other.release());
    thread.start();
    std::atomic<bool> firedThere = false;
    auto *timer = new QTimer;
    connect(timer, &QTimer::timeout, timer,
            [&firedThere, &thread] { firedThere = QThread::currentThread() == &thread; });
    timer->start(1);
    timer->moveToThread(&thread);
    QTRY_VERIFY(firedThere);
    connect(&thread, &QThread::finished, timer, &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait(10'000));
}

void TestDispatcherLoop::waitsForTimersWithSocketsExcluded()
{
    if (ignoresSocketFlag())
        QSKIP("QEventDispatcherGlib ignores ExcludeSocketNotifiers");
    SocketPair pair;
    pair.feed();
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy read(&notifier, &QSocketNotifier::activated);
    QTimer timer;
    timer.setSingleShot(true);
    QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start(5);
    const QDeadlineTimer limit(10'000);
    while (spy.isEmpty() && !limit.hasExpired())
        pass(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(read.size(), 0);
}

void TestDispatcherLoop::leavesTimersAloneOnRequest()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    int read = 0;
    connect(&notifier, &QSocketNotifier::activated, this,
            [&] { read += static_cast<int>(pair.drain()); });
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QSignalSpy fired(&timer, &QTimer::timeout);
    timer.start(1);
    while (timer.remainingTime() > 0)
        continue;

    const auto flags = QEventLoop::X11ExcludeTimers;
    QVERIFY(settle(flags)); // what is due is nothing to do
    QCOMPARE(fired.size(), 0);
    // Nor does it end a wait.
    const std::unique_ptr<QThread> feeder(
            QThread::create([far = pair.far()] { ::write(far, "x", 1); }));
    feeder->start();
    while (read == 0)
        pass(flags | QEventLoop::WaitForMoreEvents);
    QVERIFY(feeder->wait(10'000));
    QCOMPARE(fired.size(), 0);
    pass();
    QCOMPARE(fired.size(), 1);
}

void TestDispatcherLoop::sendsPostedEvents()
{
    QList<int> order;
    for (int i = 0; i < 3; ++i)
        QMetaObject::invokeMethod(
                this, [&order, i] { order.append(i); }, Qt::QueuedConnection);
    pass();
    QCOMPARE(order, (QList{0, 1, 2}));
}

void TestDispatcherLoop::doesNotWaitUnasked()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QTimer timer;
    timer.start(1'000'000);
    QVERIFY(settle());
    QVERIFY(!dispatcher()->processEvents(QEventLoop::AllEvents));
}

void TestDispatcherLoop::sendsWhatAboutToBlockPosts()
{
    // Else the wait would be for ever.
    bool posted = false;
    bool sent = false;
    QVERIFY(settle());
    QObject context;
    const auto sentAndEnough = [&sent] {
        sent = true;
        dispatcher()->interrupt();
    };
    connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, [&] {
        if (!std::exchange(posted, true))
            QMetaObject::invokeMethod(&context, sentAndEnough, Qt::QueuedConnection);
    });
    for (int i = 0; i < 3 && !sent; ++i)
        pass(QEventLoop::WaitForMoreEvents);
    QVERIFY(sent);
}

void TestDispatcherLoop::interruptsAWait()
{
    const std::unique_ptr<QThread> thread(
            QThread::create([main = dispatcher()] { main->interrupt(); }));
    QVERIFY(settle());
    thread->start();
    pass(QEventLoop::WaitForMoreEvents); // would not return otherwise
    QVERIFY(thread->wait(10'000));
}

void TestDispatcherLoop::wakesForAnotherThread()
{
    QVERIFY(settle());
    bool called = false;
    const std::unique_ptr<QThread> thread(QThread::create([this, &called] {
        const auto calledAndEnough = [&called] {
            called = true;
            dispatcher()->interrupt();
        };
        QMetaObject::invokeMethod(this, calledAndEnough, Qt::QueuedConnection);
    }));
    thread->start();
    while (!called)
        pass(QEventLoop::WaitForMoreEvents);
    QVERIFY(thread->wait(10'000));
}

void TestDispatcherLoop::losesNoWakeUp()
{
    // The loop goes to sleep again and again just when the other thread wakes it; a wake-up that is
    // lost leaves both waiting for ever.
    constexpr int rounds = 20'000;
    std::atomic<int> ball = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&ball, main = dispatcher()] {
        for (int i = 1; i < 2 * rounds; i += 2) {
            while (ball.load() != i)
                QThread::yieldCurrentThread();
            ball = i + 1;
            main->wakeUp();
        }
    }));
    thread->start();
    QObject poster;
    for (int i = 0; i < 2 * rounds; i += 2) {
        // Half of the time this thread has woken itself as well.
        if (i % 4 == 0)
            QMetaObject::invokeMethod(
                    &poster, [] {}, Qt::QueuedConnection);
        ball = i + 1;
        while (ball.load() != i + 2)
            pass(QEventLoop::WaitForMoreEvents);
    }
    QVERIFY(thread->wait(10'000));
}

void TestDispatcherLoop::losesNoQuit()
{
    for (int i = 0; i < 500; ++i) {
        QThread thread;
        if (auto own = makeWorkerDispatcher())
            thread.setEventDispatcher(own.release());
        thread.start();
        thread.quit();
        QVERIFY(thread.wait(10'000));
    }
}

void TestDispatcherLoop::endsNestedLoopsInOrder()
{
    QEventLoop outer;
    QEventLoop inner;
    QList<int> order;
    QTimer::singleShot(0, &outer, [&] {
        QTimer::singleShot(0, &outer, [&] {
            outer.quit(); // ends only after the inner one
            order.append(1);
            QTimer::singleShot(1, &inner, [&] {
                order.append(2);
                inner.quit();
            });
        });
        inner.exec();
        order.append(3);
    });
    outer.exec();
    QCOMPARE(order, (QList{1, 2, 3}));
}

int main(int argc, char *argv[])
{
    return runOnWorkerDispatcher<TestDispatcherLoop>(argc, argv);
}

#include "tst_dispatcherloop.moc"
