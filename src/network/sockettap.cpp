// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/sockettap.h"

#include "core/clock.h"
#include "network/loopclock.h"
#include "network/workerdispatcher.h"

#include <QAbstractSocket>
#include <QEvent>
#include <QSocketNotifier>
#include <QSslSocket>

#include <array>
#include <cerrno>
#include <cstring>

#ifdef Q_OS_LINUX
#include <ctime>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace heartline {

#ifdef Q_OS_LINUX
namespace {

// Enough for every answer to a beat; of a longer read only the beginning is looked at.
constexpr std::size_t peekBytes = 2'048;

// A kernel time further back than this is not believed: the wall clock was set in between.
constexpr qint64 maximumAgeNs = 3'600'000'000'000;

qint64 realtimeNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// One recvmsg(2) with the kernel's time for what it returned.
struct Received {
    ssize_t size = -1;
    int error = 0;
    std::optional<qint64> realtimeNs;
};

Received receive(int descriptor, char *buffer, std::size_t size, int flags)
{
    iovec vector{buffer, size};
    alignas(cmsghdr) std::array<char, 256> control{};
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    Received result;
    result.size = ::recvmsg(descriptor, &message, flags | MSG_DONTWAIT);
    if (result.size < 0) {
        result.error = errno;
        return result;
    }
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_TIMESTAMPING)
            continue;
        scm_timestamping times{};
        std::memcpy(&times, CMSG_DATA(header), sizeof(times));
        const timespec &software = times.ts[0];
        if (software.tv_sec != 0)
            result.realtimeNs = qint64(software.tv_sec) * 1'000'000'000 + software.tv_nsec;
    }
    return result;
}

/// What waits to be read, without taking it.
Received peek(int descriptor, char *buffer, std::size_t size)
{
    return receive(descriptor, buffer, size, MSG_PEEK);
}

/// The next departure that the kernel tells of.
Received nextDeparture(int descriptor)
{
    return receive(descriptor, nullptr, 0, MSG_ERRQUEUE);
}

bool isWouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

/// Departures that nobody asked for: of pongs, of what waited in the send queue, of retransmitted
/// segments. True if there were any.
bool emptyErrorQueue(int descriptor)
{
    bool any = false;
    while (nextDeparture(descriptor).size >= 0)
        any = true;
    return any;
}

/// Brings kernel times to the monotonic clock. Both clocks are read now, so that a step of the wall
/// clock can spoil no more than what is converted here; the monotonic one before and after the
/// other, since the thread may be interrupted in between.
class KernelTimes {
public:
    struct Bounds {
        qint64 earliestNs;
        qint64 latestNs;
    };
    std::optional<Bounds> toMonotonic(qint64 realtime) const
    {
        const qint64 age = m_realtime - realtime;
        if (age < 0 || age > maximumAgeNs)
            return std::nullopt;
        return Bounds{m_before - age, m_after - age};
    }

private:
    qint64 m_before = Clock::monotonicNs();
    qint64 m_realtime = realtimeNs();
    qint64 m_after = Clock::monotonicNs();
};

/// True if `size` bytes are exactly one short frame (RFC 6455 section 5.2, from a server: unmasked)
/// or one TLS record, so that all of it arrived at one time.
bool isOneUnit(const char *data, std::size_t size, bool encrypted)
{
    const auto byte = [data](std::size_t i) { return static_cast<unsigned char>(data[i]); };
    if (encrypted)
        return size >= 5 && size == 5U + (std::size_t(byte(3)) << 8) + byte(4);
    return size >= 2 && byte(1) < 126 && size == 2U + byte(1);
}

} // namespace
#endif

SocketTap::SocketTap(QObject *parent)
    : QObject(parent)
{
}

void SocketTap::attach(QAbstractSocket *socket)
{
    Q_ASSERT(m_descriptor < 0);
    m_descriptor = socket->socketDescriptor();
#if QT_CONFIG(ssl)
    m_encrypted = qobject_cast<QSslSocket *>(socket) != nullptr;
#endif
#ifdef Q_OS_LINUX
    const int flags = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE
            | SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_OPT_TSONLY;
    if (::setsockopt(static_cast<int>(m_descriptor), SOL_SOCKET, SO_TIMESTAMPING, &flags,
                     sizeof(flags))
        == 0)
        m_timeSource = TimeSource::Kernel;
#endif
    // The notifiers are children of the socket's engine; there is no other public way to them.
    const auto notifiers = socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->installEventFilter(this);
    }
}

bool SocketTap::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::SockAct && !look())
        return true; // nothing for Qt
    return QObject::eventFilter(watched, event);
}

SocketTap::Arrival SocketTap::arrivalAtWakeUp()
{
    if (const LoopClock *clock = currentLoopClock())
        return {clock->wokeNs() - clock->lastBusyNs(), clock->wokeNs()};
    const qint64 now = Clock::monotonicNs();
    return {now, now};
}

std::optional<qint64> SocketTap::takeDeparture(qint64 sinceNs)
{
#ifdef Q_OS_LINUX
    if (m_timeSource == TimeSource::Kernel) {
        // Mostly the first one is the right one; older ones are those of pongs.
        for (Received sent = nextDeparture(static_cast<int>(m_descriptor)); sent.realtimeNs;
             sent = nextDeparture(static_cast<int>(m_descriptor))) {
            const auto time = KernelTimes().toMonotonic(*sent.realtimeNs);
            if (time && time->latestNs >= sinceNs)
                return std::max(sinceNs, time->earliestNs);
        }
    }
#else
    Q_UNUSED(sinceNs)
#endif
    return std::nullopt;
}

bool SocketTap::hasUnsentData() const
{
#ifdef Q_OS_LINUX
    int bytes = 0;
    return m_descriptor >= 0 && ::ioctl(static_cast<int>(m_descriptor), SIOCOUTQNSD, &bytes) == 0
            && bytes > 0;
#else
    return false;
#endif
}

/// False if the event was about departures only.
bool SocketTap::look()
{
    Arrival arrival = arrivalAtWakeUp();
#ifdef Q_OS_LINUX
    const auto descriptor = static_cast<int>(m_descriptor);
    std::array<char, peekBytes> buffer;
    const Received all = peek(descriptor, buffer.data(), buffer.size());
    if (all.size < 0) {
        if (all.error == ECONNRESET || all.error == ETIMEDOUT || all.error == EPIPE)
            m_end = End::Reset;
        return !isWouldBlock(all.error) || !emptyErrorQueue(descriptor);
    }
    if (all.size == 0) {
        m_end = End::EndOfStream;
        return true;
    }
    const auto size = static_cast<std::size_t>(all.size);
    m_endsInEmptyClose =
            !m_encrypted && size >= 2 && buffer[size - 2] == '\x88' && buffer[size - 1] == '\0';

    // An alert of TLS 1.2, or a record of TLS 1.3 that is just long enough for one.
    constexpr char alertRecord = 0x15;
    constexpr char dataRecord = 0x17;
    constexpr std::size_t encryptedAlertBytes = 24;
    m_endsInCloseNotify = m_encrypted
            && (buffer[0] == alertRecord
                || (buffer[0] == dataRecord && size == encryptedAlertBytes));

    const KernelTimes times;
    if (all.realtimeNs && size < buffer.size()) {
        // The time is that of the last segment looked at.
        if (const auto last = times.toMonotonic(*all.realtimeNs)) {
            arrival = {last->earliestNs, last->latestNs};
            if (!isOneUnit(buffer.data(), size, m_encrypted)) {
                const Received begin = peek(descriptor, buffer.data(), 1);
                if (const auto first =
                            begin.realtimeNs ? times.toMonotonic(*begin.realtimeNs) : std::nullopt)
                    arrival.earliestNs = std::min(last->earliestNs, first->earliestNs);
            }
        }
    } else if (all.realtimeNs) {
        const qint64 now = Clock::monotonicNs();
        // More than the buffer holds: the end of it may have arrived any time until now.
        if (const auto begin = times.toMonotonic(*all.realtimeNs))
            arrival = {std::min(now, begin->earliestNs), now};
    }
#endif
    m_previousArrival = m_arrival;
    m_arrival = arrival;
    return true;
}

} // namespace heartline
