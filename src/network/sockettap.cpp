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
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace heartline {

#ifdef Q_OS_LINUX
namespace {

// Qt reads no more than this at a time. More than the longest record of TLS.
constexpr std::size_t peekBytes = 32'768;

// The kernel stamps a packet right before the device gets it. No more than this lies between that
// and the wire (on loopback: the peer), unless the device has others to send first, which is the
// network's time.
constexpr qint64 deviceMarginNs = 10'000;

// A kernel time further back than this is not believed: the wall clock was set in between.
constexpr qint64 maximumAgeNs = 3'600'000'000'000;

qint64 realtimeNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// What recvmsg(2) returned, with the kernel's time for it.
struct Received {
    ssize_t size = -1;
    int error = 0;
    std::optional<qint64> realtimeNs;
    std::optional<quint32> lastByte; ///< Of a departure: its place in what was written, from 0.
    quint32 step = 0; ///< Of a departure: which one, SCM_TSTAMP_*.
};

/// Room for what recvmsg(2) tells beside the data.
struct ControlData {
    alignas(cmsghdr) std::array<char, 256> bytes;

    void attachTo(msghdr &message)
    {
        message.msg_control = bytes.data();
        message.msg_controllen = bytes.size();
    }
};

void readControl(msghdr &message, Received &result)
{
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING) {
            scm_timestamping times{};
            std::memcpy(&times, CMSG_DATA(header), sizeof(times));
            const timespec &software = times.ts[0];
            if (software.tv_sec != 0)
                result.realtimeNs = qint64(software.tv_sec) * 1'000'000'000 + software.tv_nsec;
        } else if ((header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR)
                   || (header->cmsg_level == SOL_IPV6 && header->cmsg_type == IPV6_RECVERR)) {
            sock_extended_err error{};
            std::memcpy(&error, CMSG_DATA(header), sizeof(error));
            if (error.ee_origin == SO_EE_ORIGIN_TIMESTAMPING) {
                result.lastByte = error.ee_data;
                result.step = error.ee_info;
            }
        }
    }
}

/// What waits to be read, without taking it.
Received peek(int descriptor, char *buffer, std::size_t size)
{
    iovec vector{buffer, size};
    ControlData control;
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    control.attachTo(message);
    Received result;
    result.size = ::recvmsg(descriptor, &message, MSG_PEEK | MSG_DONTWAIT);
    if (result.size < 0)
        result.error = errno;
    else
        readControl(message, result);
    return result;
}

// A message's two steps: handed on by TCP, and with the device.
constexpr std::size_t stepsPerMessage = 2;

/// The next departures that the kernel tells of; of size -1 where there are none.
std::array<Received, stepsPerMessage> nextDepartures(int descriptor)
{
    std::array<ControlData, stepsPerMessage> controls;
    std::array<mmsghdr, stepsPerMessage> messages{};
    for (std::size_t i = 0; i < messages.size(); ++i)
        controls[i].attachTo(messages[i].msg_hdr);
    const int count = ::recvmmsg(descriptor, messages.data(), messages.size(),
                                 MSG_ERRQUEUE | MSG_DONTWAIT, nullptr);
    std::array<Received, stepsPerMessage> departures;
    for (std::size_t i = 0; static_cast<int>(i) < count; ++i) {
        departures[i].size = messages[i].msg_len;
        readControl(messages[i].msg_hdr, departures[i]);
    }
    return departures;
}

bool isWouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

/// True if all has been read, and the end of the stream is what comes next.
bool isEndWaiting(int descriptor)
{
    char next = 0;
    const Received received = peek(descriptor, &next, 1);
    return received.size == 0 || (received.size < 0 && !isWouldBlock(received.error));
}

/// Departures that nobody asked for: of pongs, of what waited in the send queue, of retransmitted
/// segments. True if there were any.
bool emptyErrorQueue(int descriptor)
{
    bool any = false;
    while (nextDepartures(descriptor).front().size >= 0)
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

} // namespace
#endif

SocketTap::SocketTap(QObject *parent)
    : QObject(parent)
{
}

void SocketTap::attach(QAbstractSocket *socket)
{
    Q_ASSERT(m_descriptor < 0);
    // The notifiers are children of the socket's engine; there is no other public way to them.
    const auto notifiers = socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() != QSocketNotifier::Read || !notifier->parent())
            continue;
        m_reader = qobject_cast<QAbstractSocket *>(notifier->parent()->parent());
        if (m_reader)
            notifier->installEventFilter(this);
    }
    if (!m_reader)
        return;
    m_descriptor = socket->socketDescriptor();
#if QT_CONFIG(ssl)
    m_encrypted = qobject_cast<QSslSocket *>(socket) != nullptr;
#endif
    m_units = UnitTracker(m_encrypted ? UnitTracker::Stream::Tls : UnitTracker::Stream::WebSocket);
    m_drainedNs = Clock::monotonicNs();
#ifdef Q_OS_LINUX
    const int flags = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE
            | SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_TSONLY
            | SOF_TIMESTAMPING_OPT_ID;
    if (::setsockopt(static_cast<int>(m_descriptor), SOL_SOCKET, SO_TIMESTAMPING, &flags,
                     sizeof(flags))
        == 0)
        m_hasKernelTimes = true;
#endif
    connect(m_reader, &QIODevice::bytesWritten, this, [this](qint64 bytes) {
        m_lastWriteNs = Clock::monotonicNs(); // emitted right after the system call
        m_writtenBytes += static_cast<quint64>(bytes);
    });
}

bool SocketTap::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QObject::eventFilter(watched, event);
    if (!look())
        return true; // nothing for Qt
    Q_EMIT aboutToRead();
    return false;
}

SocketTap::Arrival SocketTap::arrivalAtWakeUp()
{
    if (const LoopClock *clock = currentLoopClock())
        return {clock->wokeNs() - clock->lastBusyNs(), clock->wokeNs()};
    const qint64 now = Clock::monotonicNs();
    return {now, now};
}

TimeSource SocketTap::timeSource() const
{
    if (m_hasKernelTimes)
        return TimeSource::Kernel;
    return currentLoopClock() ? TimeSource::Wakeup : TimeSource::UserSpace;
}

SocketTap::Departure SocketTap::takeDeparture(qint64 sinceNs)
{
    Departure departure;
#ifdef Q_OS_LINUX
    if (m_hasKernelTimes) {
        const auto last = static_cast<quint32>(m_writtenBytes - 1);
        bool isMore = true;
        while (isMore && !departure.latestNs) {
            const auto departures = nextDepartures(static_cast<int>(m_descriptor));
            const KernelTimes now;
            for (const Received &sent : departures) {
                isMore = sent.realtimeNs.has_value();
                // Others in the queue are those of pongs, or of what left in its turn.
                if (!isMore || sent.lastByte != last)
                    continue;
                const auto time = now.toMonotonic(*sent.realtimeNs);
                if (time && sent.step == SCM_TSTAMP_SCHED)
                    departure.earliestNs = std::max(sinceNs, time->earliestNs);
                else if (time && sent.step == SCM_TSTAMP_SND)
                    departure.latestNs = time->latestNs + deviceMarginNs;
            }
        }
    }
#else
    Q_UNUSED(sinceNs)
#endif
    return departure;
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

SocketTap::End SocketTap::end() const
{
    // A reset that was noticed by writing: behind an end of stream the kernel would still write.
    if (m_end == End::None && m_reader
        && m_reader->error() == QAbstractSocket::RemoteHostClosedError)
        return End::Reset;
    return m_end;
}

qint64 SocketTap::caughtUpNs()
{
    if (!m_reader || m_reader->socketDescriptor() < 0)
        return Clock::monotonicNs();
    passMark();
#ifdef Q_OS_LINUX
    if (!m_mark && isEndWaiting(static_cast<int>(m_descriptor)))
        return m_drainedNs;
#endif
    setMark();
    return m_drainedNs;
}

void SocketTap::passMark()
{
    if (!m_mark || m_readBytes < m_mark->bytes)
        return;
    m_drainedNs = std::max(m_drainedNs, m_mark->atNs);
    m_mark.reset();
}

/// Asks the kernel how much waits to be read, unless an earlier answer is still of use.
void SocketTap::setMark()
{
#ifdef Q_OS_LINUX
    if (m_mark)
        return;
    const qint64 now = Clock::monotonicNs();
    int waiting = 0;
    if (::ioctl(static_cast<int>(m_descriptor), SIOCINQ, &waiting) == 0 && waiting > 0)
        m_mark = Mark{now, m_readBytes + static_cast<quint64>(waiting)};
    else
        m_drainedNs = now;
#else
    m_drainedNs = Clock::monotonicNs();
#endif
}

/// Has Qt read `size` bytes. `isAll`: nothing more was there when it was looked at, which was not
/// before `lookedNs`.
void SocketTap::letRead(std::size_t size, bool isAll, qint64 lookedNs)
{
    if (isAll) {
        m_drainedNs = std::max(m_drainedNs, lookedNs);
        m_mark.reset();
    } else {
        setMark(); // while all of it still counts as unread
    }
    m_readBytes += size;
    // What comes from now on keeps its own time. (No limit, 0, where it is the end that is read.)
    const auto more = static_cast<qint64>(size);
    m_reader->setReadBufferSize(more > 0 ? m_reader->bytesAvailable() + more : 0);
}

/// False if the event was about departures only.
bool SocketTap::look()
{
    const Arrival wakeUp = arrivalAtWakeUp();
    Arrival arrival = wakeUp;
#ifdef Q_OS_LINUX
    const auto descriptor = static_cast<int>(m_descriptor);
    std::array<char, peekBytes> buffer;
    const Received all = peek(descriptor, buffer.data(), buffer.size());
    if (all.size < 0) {
        if (all.error == ECONNRESET || all.error == ETIMEDOUT || all.error == EPIPE)
            m_end = End::Reset;
        letRead(0, true, wakeUp.latestNs);
        return !isWouldBlock(all.error) || !emptyErrorQueue(descriptor);
    }
    if (all.size == 0) {
        m_end = End::EndOfStream;
        letRead(0, true, wakeUp.latestNs);
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

    passMark();
    // The kernel's time is that of the last segment looked at. It notes none in the first moments
    // after it was asked to.
    const auto last = all.realtimeNs ? KernelTimes().toMonotonic(*all.realtimeNs) : std::nullopt;
    if (last)
        arrival = {last->earliestNs, last->latestNs};
    const bool hasOneTime = m_units.take(buffer.data(), size);
    if (!hasOneTime || (!last && m_hasKernelTimes))
        arrival.earliestNs = std::min(arrival.earliestNs, m_drainedNs);
    letRead(size, size < buffer.size(), wakeUp.latestNs);
#endif
    m_previousArrival = m_arrival;
    m_arrival = arrival;
    return true;
}

} // namespace heartline
