// SPDX-License-Identifier: GPL-3.0-or-later
// What the worker threads rely on in an event dispatcher. Runs on Heartline's own one and, with
// HEARTLINE_STOCK_DISPATCHER=1, on Qt's (with QT_NO_GLIB=1 as well, on its other one): all agree.
#include "network/workerdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace heartline;

namespace {

/// Two connected sockets.
class SocketPair {
public:
    SocketPair()
    {
        const int made =
                ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_fds.data());
        Q_ASSERT(made == 0);
        Q_UNUSED(made)
    }
    ~SocketPair()
    {
        closeNear();
        closeFar();
    }
    Q_DISABLE_COPY_MOVE(SocketPair)

    int near() const { return m_fds[0]; }
    int far() const { return m_fds[1]; }
    void closeNear() { closeOnce(m_fds[0]); }
    void closeFar() { closeOnce(m_fds[1]); }

    /// Makes near() readable.
    void feed() { QCOMPARE(::write(far(), "x", 1), 1); }
    /// Reads everything from near(); the number of bytes.
    qsizetype drain()
    {
        std::array<char, 64> buffer;
        qsizetype total = 0;
        for (ssize_t size = 1; size > 0; total += std::max<ssize_t>(size, 0))
            size = ::read(near(), buffer.data(), buffer.size());
        return total;
    }
    /// Makes near() unwritable.
    void fill()
    {
        const std::array<char, 4'096> block{};
        while (::write(near(), block.data(), block.size()) > 0)
            continue;
    }

private:
    static void closeOnce(int &fd)
    {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }

    std::array<int, 2> m_fds{};
};

QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

/// One pass that does not wait.
void pass(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    dispatcher()->processEvents(flags);
}

/// Passes until nothing happens any more; a limit catches loops that spin.
bool settle(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    for (int i = 0; i < 1'000; ++i) {
        if (!dispatcher()->processEvents(flags))
            return true;
    }
    return false;
}

/// Qt's dispatcher on GLib activates notifiers whatever the flags say.
bool ignoresSocketFlag()
{
    return dispatcher()->inherits("QEventDispatcherGlib");
}

class TimedObject : public QObject {
public:
    int fired = 0;

protected:
    void timerEvent(QTimerEvent *) override { ++fired; }
};

} // namespace

class tst_EventDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void notifiesOfWhatCanBeRead();
    void notifiesOfWhatCanBeWritten();
    void notifiesOfUrgentData();
    void obeysSetEnabled();
    void watchesManyDescriptors();
    void watchesReadingAndWritingTogether();
    void survivesANotifierDeletedByAnother();
    void survivesANotifierThatDeletesItself();
    void survivesAPartnerDeletedByItsRead();
    void watchesADescriptorNumberUsedAgain();
    void watchesADescriptorNumberUsedAgainWithinASlot();
    void reportsTheEndOfAStream();
    void reportsAPipeWithoutReader();
    void reportsAFailedConnect();
    void watchesRegularFiles();
    void servesSocketsInANestedLoop();
    void leavesSocketsAloneOnRequest();
    void surrendersNothingToAFlood();

    void firesTimersInOrder();
    void neverFiresEarly();
    void firesSingleShotsOnce();
    void tellsTheRemainingTime();
    void survivesATimerStoppedByAnother();
    void survivesAnObjectDeletedByAnother();
    void doesNotFireIntoItself();
    void takesTimersAlongToAnotherThread();
    void waitsForTimersWithSocketsExcluded();

    void sendsPostedEvents();
    void doesNotWaitUnasked();
    void sendsWhatAboutToBlockPosts();
    void interruptsAWait();
    void wakesForAnotherThread();
    void losesNoWakeUp();
    void losesNoQuit();
    void endsNestedLoopsInOrder();

    void agreesWithItselfAtRandom();
};

void tst_EventDispatcher::initTestCase()
{
    qInfo("dispatcher: %s", dispatcher()->metaObject()->className());
}

void tst_EventDispatcher::notifiesOfWhatCanBeRead()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);

    pair.feed();
    pass();
    QCOMPARE(spy.size(), 1);
    pass(); // still there: told again
    QCOMPARE(spy.size(), 2);
    QCOMPARE(pair.drain(), 1);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 2);
}

void tst_EventDispatcher::notifiesOfWhatCanBeWritten()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Write);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pass();
    QCOMPARE(spy.size(), 1);
    pair.fill();
    pass();
    QCOMPARE(spy.size(), 1);
}

void tst_EventDispatcher::notifiesOfUrgentData()
{
    // Out-of-band data exists on TCP only.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    QCOMPARE(::bind(listener, generic, length), 0);
    QCOMPARE(::listen(listener, 1), 0);
    QCOMPARE(::getsockname(listener, generic, &length), 0);
    const int near = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::connect(near, generic, length), 0);
    const int far = ::accept(listener, nullptr, nullptr);
    {
        QSocketNotifier notifier(near, QSocketNotifier::Exception);
        QSignalSpy spy(&notifier, &QSocketNotifier::activated);
        QVERIFY(settle());
        QCOMPARE(spy.size(), 0);
        QCOMPARE(::send(far, "!", 1, MSG_OOB), 1);
        QTRY_VERIFY(!spy.isEmpty());
    }
    for (const int fd : {far, near, listener})
        ::close(fd);
}

void tst_EventDispatcher::obeysSetEnabled()
{
    SocketPair pair;
    pair.feed();
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    notifier.setEnabled(false);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);
    notifier.setEnabled(true);
    notifier.setEnabled(false);
    notifier.setEnabled(true);
    pass();
    QCOMPARE(spy.size(), 1);
}

void tst_EventDispatcher::watchesManyDescriptors()
{
    std::vector<std::unique_ptr<SocketPair>> pairs;
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    int activated = 0;
    for (int i = 0; i < 200; ++i) {
        pairs.push_back(std::make_unique<SocketPair>());
        SocketPair *pair = pairs.back().get();
        notifiers.push_back(std::make_unique<QSocketNotifier>(pair->near(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this,
                [pair, &activated] { activated += static_cast<int>(pair->drain()); });
    }
    for (const auto &pair : pairs)
        pair->feed();
    QVERIFY(settle());
    QCOMPARE(activated, 200);
}

void tst_EventDispatcher::watchesReadingAndWritingTogether()
{
    SocketPair pair;
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    QSocketNotifier writer(pair.near(), QSocketNotifier::Write);
    QSignalSpy read(&reader, &QSocketNotifier::activated);
    QSignalSpy written(&writer, &QSocketNotifier::activated);
    pass();
    QCOMPARE(read.size(), 0);
    QCOMPARE(written.size(), 1);

    writer.setEnabled(false);
    pair.feed();
    pass();
    QCOMPARE(read.size(), 1);
    QCOMPARE(written.size(), 1);

    writer.setEnabled(true);
    pass();
    QCOMPARE(read.size(), 2);
    QCOMPARE(written.size(), 2);
}

void tst_EventDispatcher::survivesANotifierDeletedByAnother()
{
    SocketPair first;
    SocketPair second;
    first.feed();
    second.feed();
    auto *one = new QSocketNotifier(first.near(), QSocketNotifier::Read);
    auto *other = new QSocketNotifier(second.near(), QSocketNotifier::Read);
    int activated = 0;
    // Whichever comes first deletes the other.
    connect(one, &QSocketNotifier::activated, this, [&] {
        ++activated;
        first.drain();
        delete std::exchange(other, nullptr);
    });
    connect(other, &QSocketNotifier::activated, this, [&] {
        ++activated;
        second.drain();
        delete std::exchange(one, nullptr);
    });
    QVERIFY(settle());
    QCOMPARE(activated, 1);
    delete one;
    delete other;
}

void tst_EventDispatcher::survivesANotifierThatDeletesItself()
{
    SocketPair pair;
    pair.feed();
    auto *notifier = new QSocketNotifier(pair.near(), QSocketNotifier::Read);
    const QPointer<QSocketNotifier> watched = notifier;
    connect(notifier, &QSocketNotifier::activated, this, [&] {
        notifier->setEnabled(false);
        notifier->deleteLater();
        pair.closeNear();
    });
    QTRY_VERIFY(watched.isNull());
    QVERIFY(settle());
}

void tst_EventDispatcher::survivesAPartnerDeletedByItsRead()
{
    SocketPair pair;
    pair.feed();
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    auto writer = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Write);
    int written = 0;
    connect(writer.get(), &QSocketNotifier::activated, this, [&] {
        ++written;
        writer->setEnabled(false);
    });
    connect(&reader, &QSocketNotifier::activated, this, [&] {
        pair.drain();
        writer.reset();
    });
    QVERIFY(settle());
    QVERIFY(written <= 1);
    QVERIFY(!writer);
}

void tst_EventDispatcher::watchesADescriptorNumberUsedAgain()
{
    auto first = std::make_unique<SocketPair>();
    const int number = first->near();
    auto notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    QVERIFY(settle());
    notifier.reset();
    first.reset();

    SocketPair second;
    QCOMPARE(second.near(), number);
    notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    QSignalSpy spy(notifier.get(), &QSocketNotifier::activated);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);
    second.feed();
    pass();
    QCOMPARE(spy.size(), 1);
}

void tst_EventDispatcher::watchesADescriptorNumberUsedAgainWithinASlot()
{
    // Two are readable; the slot of whichever comes first replaces the other one's socket by a
    // silent one of the same number, which must not be taken for readable.
    std::array<std::unique_ptr<SocketPair>, 2> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
    std::unique_ptr<SocketPair> successor;
    std::unique_ptr<QSocketNotifier> successorNotifier;
    int wrong = 0;
    int right = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        pairs[i] = std::make_unique<SocketPair>();
        pairs[i]->feed();
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i]->near(), QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, i] {
            pairs[i]->drain();
            const std::size_t other = 1 - i;
            const int number = pairs[other]->near();
            notifiers[other].reset();
            pairs[other].reset();
            successor = std::make_unique<SocketPair>();
            const int fd = successor->near() == number ? number : successor->far();
            QCOMPARE(fd, number);
            successorNotifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
            connect(successorNotifier.get(), &QSocketNotifier::activated, this, [&, fd] {
                char byte = 0;
                (::recv(fd, &byte, 1, MSG_DONTWAIT) == 1 ? right : wrong) += 1;
            });
        });
    }
    QVERIFY(settle());
    QCOMPARE(wrong, 0);
    QCOMPARE(right, 0);
    const int fd = static_cast<int>(successorNotifier->socket());
    QCOMPARE(::write(fd == successor->near() ? successor->far() : successor->near(), "x", 1), 1);
    QVERIFY(settle());
    QCOMPARE(right, 1);
    QCOMPARE(wrong, 0);
}

void tst_EventDispatcher::reportsTheEndOfAStream()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pair.closeFar();
    pass();
    QCOMPARE(spy.size(), 1);
}

void tst_EventDispatcher::reportsAPipeWithoutReader()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC), 0);
    const std::array<char, 4'096> block{};
    while (::write(ends[1], block.data(), block.size()) > 0)
        continue;
    {
        QSocketNotifier notifier(ends[1], QSocketNotifier::Write);
        QSignalSpy spy(&notifier, &QSocketNotifier::activated);
        QVERIFY(settle());
        QCOMPARE(spy.size(), 0);
        ::close(ends[0]);
        pass();
        QCOMPARE(spy.size(), 1);
    }
    ::close(ends[1]);
}

void tst_EventDispatcher::reportsAFailedConnect()
{
    // A port that nobody listens on: taken and given back.
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    QCOMPARE(::bind(probe, generic, length), 0);
    QCOMPARE(::getsockname(probe, generic, &length), 0);
    ::close(probe);

    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    ::connect(fd, generic, length);
    int error = 0;
    {
        QSocketNotifier notifier(fd, QSocketNotifier::Write);
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            socklen_t size = sizeof(error);
            ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
            notifier.setEnabled(false);
        });
        QTRY_COMPARE(error, ECONNREFUSED);
    }
    ::close(fd);
}

void tst_EventDispatcher::watchesRegularFiles()
{
    // Always ready, as for poll(); epoll refuses them.
    QTemporaryFile file;
    QVERIFY(file.open());
    QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pass();
    QCOMPARE(spy.size(), 1);
    pass(QEventLoop::WaitForMoreEvents);
    QCOMPARE(spy.size(), 2);
    notifier.setEnabled(false);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 2);
}

void tst_EventDispatcher::servesSocketsInANestedLoop()
{
    SocketPair outer;
    SocketPair inner;
    QSocketNotifier outerNotifier(outer.near(), QSocketNotifier::Read);
    QSocketNotifier innerNotifier(inner.near(), QSocketNotifier::Read);
    QEventLoop loop;
    QList<int> order;
    connect(&innerNotifier, &QSocketNotifier::activated, this, [&] {
        inner.drain();
        order.append(2);
        loop.quit();
    });
    connect(&outerNotifier, &QSocketNotifier::activated, this, [&] {
        outer.drain();
        order.append(1);
        inner.feed();
        loop.exec();
        order.append(3);
    });
    outer.feed();
    QVERIFY(settle());
    QCOMPARE(order, (QList{1, 2, 3}));
}

void tst_EventDispatcher::leavesSocketsAloneOnRequest()
{
    if (ignoresSocketFlag())
        QSKIP("QEventDispatcherGlib ignores ExcludeSocketNotifiers");
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pair.feed();
    for (int i = 0; i < 10; ++i)
        pass(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(spy.size(), 0);
    pass();
    QCOMPARE(spy.size(), 1);
}

void tst_EventDispatcher::surrendersNothingToAFlood()
{
    // A socket that is always readable keeps neither timers nor posted events from their turn.
    SocketPair pair;
    pair.feed();
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QTimer timer;
    QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start(1);
    QTRY_VERIFY(spy.size() >= 3);
    bool posted = false;
    QMetaObject::invokeMethod(
            this, [&posted] { posted = true; }, Qt::QueuedConnection);
    pass();
    pass();
    QVERIFY(posted);
}

void tst_EventDispatcher::firesTimersInOrder()
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

void tst_EventDispatcher::neverFiresEarly()
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
        QVERIFY2(elapsedNs > (delay - 1) * 1'000'000LL, QByteArray::number(elapsedNs));
    }
}

void tst_EventDispatcher::firesSingleShotsOnce()
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

void tst_EventDispatcher::tellsTheRemainingTime()
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

void tst_EventDispatcher::survivesATimerStoppedByAnother()
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

void tst_EventDispatcher::survivesAnObjectDeletedByAnother()
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

void tst_EventDispatcher::doesNotFireIntoItself()
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

void tst_EventDispatcher::takesTimersAlongToAnotherThread()
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

void tst_EventDispatcher::waitsForTimersWithSocketsExcluded()
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

void tst_EventDispatcher::sendsPostedEvents()
{
    QList<int> order;
    for (int i = 0; i < 3; ++i)
        QMetaObject::invokeMethod(
                this, [&order, i] { order.append(i); }, Qt::QueuedConnection);
    pass();
    QCOMPARE(order, (QList{0, 1, 2}));
}

void tst_EventDispatcher::doesNotWaitUnasked()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QTimer timer;
    timer.start(1'000'000);
    QVERIFY(settle());
    QVERIFY(!dispatcher()->processEvents(QEventLoop::AllEvents));
}

void tst_EventDispatcher::sendsWhatAboutToBlockPosts()
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

void tst_EventDispatcher::interruptsAWait()
{
    const std::unique_ptr<QThread> thread(
            QThread::create([main = dispatcher()] { main->interrupt(); }));
    QVERIFY(settle());
    thread->start();
    pass(QEventLoop::WaitForMoreEvents); // would not return otherwise
    QVERIFY(thread->wait(10'000));
}

void tst_EventDispatcher::wakesForAnotherThread()
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

void tst_EventDispatcher::losesNoWakeUp()
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

void tst_EventDispatcher::losesNoQuit()
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

void tst_EventDispatcher::endsNestedLoopsInOrder()
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

void tst_EventDispatcher::agreesWithItselfAtRandom()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);

    // Sockets come and go, are switched off and on, get data; each one's reader must have seen just
    // what was sent to it while it was on.
    struct Peer {
        SocketPair pair;
        std::unique_ptr<QSocketNotifier> notifier;
        qsizetype sent = 0;
        qsizetype read = 0;
    };
    std::array<std::unique_ptr<Peer>, 40> peers;
    for (int step = 0; step < 5'000; ++step) {
        auto &peer = peers.at(random.bounded(static_cast<quint32>(peers.size())));
        switch (random.bounded(5)) {
        case 0: { // replace
            peer.reset();
            peer = std::make_unique<Peer>();
            Peer *raw = peer.get();
            peer->notifier =
                    std::make_unique<QSocketNotifier>(peer->pair.near(), QSocketNotifier::Read);
            connect(peer->notifier.get(), &QSocketNotifier::activated, this,
                    [raw] { raw->read += raw->pair.drain(); });
            break;
        }
        case 1:
            peer.reset();
            break;
        case 2:
            if (peer)
                peer->notifier->setEnabled(!peer->notifier->isEnabled());
            break;
        default:
            if (peer) {
                peer->pair.feed();
                ++peer->sent;
            }
            break;
        }
        if (step % 7 != 0)
            continue;
        QVERIFY(settle());
        for (const auto &each : peers) {
            if (each && each->notifier->isEnabled())
                QCOMPARE(each->read, each->sent);
        }
    }
}

int main(int argc, char *argv[])
{
    auto own = makeWorkerDispatcher();
    if (own)
        QCoreApplication::setEventDispatcher(own.release());
    QCoreApplication app(argc, argv);
    tst_EventDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventdispatcher.moc"
