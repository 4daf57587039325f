// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/sockettap.h"

#include "core/clock.h"

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

struct Peek {
    ssize_t size = -1;
    int error = 0;
    std::optional<qint64> receivedRealtimeNs;
};

Peek peek(int descriptor, char *buffer, std::size_t size)
{
    iovec vector{buffer, size};
    alignas(cmsghdr) std::array<char, 256> control{};
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    Peek result;
    result.size = ::recvmsg(descriptor, &message, MSG_PEEK | MSG_DONTWAIT);
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
            result.receivedRealtimeNs = qint64(software.tv_sec) * 1'000'000'000 + software.tv_nsec;
    }
    return result;
}

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
    const int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
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
    if (event->type() == QEvent::SockAct)
        look();
    return QObject::eventFilter(watched, event);
}

void SocketTap::look()
{
    const qint64 now = Clock::monotonicNs();
    Arrival arrival{now, now};
#ifdef Q_OS_LINUX
    const auto descriptor = static_cast<int>(m_descriptor);
    std::array<char, peekBytes> buffer;
    const Peek all = peek(descriptor, buffer.data(), buffer.size());
    if (all.size < 0) {
        if (all.error == ECONNRESET || all.error == ETIMEDOUT || all.error == EPIPE)
            m_end = End::Reset;
        return;
    }
    if (all.size == 0) {
        m_end = End::EndOfStream;
        return;
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

    // The times are CLOCK_REALTIME: carried over with both clocks read now, so that a step of the
    // wall clock can spoil no more than the one read that it falls into.
    // The monotonic one last: an interruption between the two makes the arrival later, never
    // earlier than it was, so that a round trip is not told too short.
    const qint64 realtimeNow = realtimeNs();
    const qint64 monotonicNow = Clock::monotonicNs();
    const auto toMonotonic = [monotonicNow, realtimeNow](qint64 realtime) -> std::optional<qint64> {
        const qint64 age = realtimeNow - realtime;
        if (age < 0 || age > maximumAgeNs)
            return std::nullopt;
        return monotonicNow - age;
    };
    if (all.receivedRealtimeNs && size < buffer.size()) {
        // The time is that of the last segment looked at.
        const auto latest = toMonotonic(*all.receivedRealtimeNs);
        if (latest) {
            arrival = {*latest, *latest};
            if (!isOneUnit(buffer.data(), size, m_encrypted)) {
                const Peek first = peek(descriptor, buffer.data(), 1);
                const auto earliest = first.receivedRealtimeNs
                        ? toMonotonic(*first.receivedRealtimeNs)
                        : std::nullopt;
                arrival.earliestNs = std::min(*latest, earliest.value_or(*latest));
            }
        }
    } else if (all.receivedRealtimeNs) {
        // More than the buffer holds: the end of it may have arrived any time until now.
        arrival.earliestNs = std::min(now, toMonotonic(*all.receivedRealtimeNs).value_or(now));
    }
#endif
    m_previousArrival = m_arrival;
    m_arrival = arrival;
}

} // namespace heartline
