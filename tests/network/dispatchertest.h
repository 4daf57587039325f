// SPDX-License-Identifier: GPL-3.0-or-later
// What the worker threads rely on in an event dispatcher. Runs on Heartline's own one and, with
// HEARTLINE_STOCK_DISPATCHER=1, on Qt's (with QT_NO_GLIB=1 as well, on its other one): all agree.
#pragma once

#include "network/workerdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>

#include <sys/socket.h>
#include <unistd.h>

namespace heartline::test {

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

inline QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

/// One pass that does not wait.
inline void pass(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    dispatcher()->processEvents(flags);
}

/// Passes until nothing happens any more; a limit catches loops that spin.
inline bool settle(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    for (int i = 0; i < 1'000; ++i) {
        if (!dispatcher()->processEvents(flags))
            return true;
    }
    return false;
}

/// Qt's dispatcher on GLib activates notifiers whatever the flags say.
inline bool ignoresSocketFlag()
{
    return dispatcher()->inherits("QEventDispatcherGlib");
}

/// Runs the tests of `Test` on the dispatcher of the worker threads.
template<typename Test>
int runOnWorkerDispatcher(int argc, char **argv)
{
    if (auto own = makeWorkerDispatcher())
        QCoreApplication::setEventDispatcher(own.release());
    const QCoreApplication app(argc, argv);
    Test test;
    qInfo("dispatcher: %s", dispatcher()->metaObject()->className());
    return QTest::qExec(&test, argc, argv);
}

} // namespace heartline::test
