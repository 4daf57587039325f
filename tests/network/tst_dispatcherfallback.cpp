// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/dispatchertest.h"
#include "network/epolleventdispatcher.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <limits>

#include <sys/syscall.h>

namespace {
std::atomic<int> asked = 0;
std::atomic<int> refusals = 0; ///< So many calls fail,
std::atomic<int> refusal = 0; ///< with this error.
} // namespace

/// Stands before libc's: fails, as it does in old kernels and in sandboxes that do not know it.
extern "C" int epoll_pwait2(int epoll, epoll_event *events, int maximum, const timespec *timeout,
                            const sigset_t *signalMask)
{
    if (asked++ < refusals) {
        errno = refusal;
        return -1;
    }
    return static_cast<int>(
            ::syscall(SYS_epoll_pwait2, epoll, events, maximum, timeout, signalMask, NSIG / 8));
}

using namespace heartline;
using namespace heartline::test;

/// EpollEventDispatcher where it cannot wait for nanoseconds.
class TestDispatcherFallback : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesTimersAndSockets_data();
    void servesTimersAndSockets();
};

void TestDispatcherFallback::servesTimersAndSockets_data()
{
    constexpr int all = std::numeric_limits<int>::max();
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("failures");
    QTest::addColumn<bool>("isGivenUp");
    QTest::newRow("an old kernel") << ENOSYS << all << true;
    QTest::newRow("a sandbox") << EPERM << all << true;
    QTest::newRow("another error") << EINVAL << all << true;
    QTest::newRow("a signal") << EINTR << 1 << false;
}

void TestDispatcherFallback::servesTimersAndSockets()
{
    QFETCH(const int, error);
    QFETCH(const int, failures);
    QFETCH(const bool, isGivenUp);
    asked = 0;
    refusal = error;
    refusals = failures;

    constexpr int delayMs = 5;
    std::atomic<qint64> firedAfterNs = 0;
    std::atomic<qsizetype> read = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&firedAfterNs, &read] {
        QEventLoop loop;
        SocketPair pair;
        QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
        connect(&notifier, &QSocketNotifier::activated, &loop, [&] {
            read += pair.drain();
            loop.quit();
        });
        QElapsedTimer clock;
        clock.start();
        QTimer::singleShot(delayMs, Qt::PreciseTimer, &loop, [&] {
            firedAfterNs = clock.nsecsElapsed();
            pair.feed();
        });
        QTimer::singleShot(10'000, &loop, &QEventLoop::quit); // else a failure would last for ever
        loop.exec();
    }));
    thread->setEventDispatcher(new EpollEventDispatcher);
    thread->start();
    QVERIFY(thread->wait(20'000));
    if (asked == 0)
        QSKIP("libc has no epoll_pwait2()");
    QVERIFY2(firedAfterNs >= delayMs * 1'000'000LL, QByteArray::number(firedAfterNs.load()));
    QCOMPARE(read.load(), 1);
    QCOMPARE(asked == 1, isGivenUp); // and never asked again
}

QTEST_GUILESS_MAIN(TestDispatcherFallback)
#include "tst_dispatcherfallback.moc"
