// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signalwatcher.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace heartline {

#ifdef Q_OS_UNIX
namespace {

constexpr std::array watchedSignals{SIGINT, SIGTERM};

// A signal handler reaches nothing but globals.
std::atomic<int> pipeWriteEnd{-1};

void noteSignal(int)
{
    const int descriptor = pipeWriteEnd.load();
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(descriptor, &byte, 1);
}

} // namespace
#endif

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
#ifdef Q_OS_UNIX
    Q_ASSERT(pipeWriteEnd.load() < 0);
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    pipeWriteEnd.store(m_pipe[1]);
    auto *notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(m_pipe[0], &byte, 1) > 0) { }
        Q_EMIT terminationRequested();
    });
    for (const int number : watchedSignals)
        std::signal(number, noteSignal);
#endif
}

SignalWatcher::~SignalWatcher()
{
#ifdef Q_OS_UNIX
    for (const int number : watchedSignals)
        std::signal(number, SIG_DFL);
    pipeWriteEnd.store(-1);
    for (const int descriptor : m_pipe) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
#endif
}

} // namespace heartline
