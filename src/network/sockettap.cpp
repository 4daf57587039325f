// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/sockettap.h"

#include "core/clock.h"
#include "network/controlframe.h"
#include "network/loopclock.h"
#include "network/tcpfigures.h"
#include "network/workerdispatcher.h"

#include <QAbstractSocket>
#include <QEvent>
#include <QSocketNotifier>
#include <QSslSocket>

#include <array>
#include <cerrno>

#ifdef Q_OS_LINUX
#include "network/kerneltimes.h"

#include <linux/errqueue.h>
#include <linux/sockios.h>
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

// A Close frame without a status code.
constexpr QByteArrayView emptyClose("\x88\x00", 2);

/// An alert of TLS 1.2, or a record of TLS 1.3 that is just long enough for one.
bool mayBeCloseNotify(QByteArrayView data)
{
    constexpr char alertRecord = 0x15;
    constexpr char dataRecord = 0x17;
    constexpr qsizetype encryptedAlertBytes = 24;
    return data[0] == alertRecord || (data[0] == dataRecord && data.size() == encryptedAlertBytes);
}

} // namespace
#endif

SocketTap::SocketTap(Listener &listener, QObject *parent)
    : QObject(parent)
    , m_listener(listener)
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
    m_isDirect = !m_encrypted && m_reader == socket;
    m_units = UnitTracker(m_encrypted ? UnitTracker::Stream::Tls : UnitTracker::Stream::WebSocket);
    m_drainedNs = Clock::monotonicNs();
#ifdef Q_OS_LINUX
    m_hasKernelTimes = KernelTimes::enable(static_cast<int>(m_descriptor));
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
    m_listener.onAboutToRead();
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
            const auto departures = KernelTimes::nextDepartures(static_cast<int>(m_descriptor));
            const KernelTimes::Converter now;
            for (const KernelTimes::Received &sent : departures) {
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
        m_deviceTells = m_deviceTells || departure.latestNs;
        departure.isWaiting = m_deviceTells && !departure.latestNs;
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

std::optional<TcpFigures> SocketTap::tcpFigures() const
{
    if (m_figures || !m_reader)
        return m_figures;
    const auto tcp = readTcpState(m_reader->socketDescriptor());
    return tcp ? std::optional(tcp->figures) : std::nullopt;
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
    if (!m_mark && KernelTimes::isEndWaiting(static_cast<int>(m_descriptor)))
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

/// After a loss, the last segment's time may be earlier than that of the one it waited for. It came
/// out of order if such were counted since the last look, or if it had come before all was read.
bool SocketTap::maySegmentsHaveOvertaken(qint64 lastSegmentNs, quint32 outOfOrder)
{
    return std::exchange(m_outOfOrder, outOfOrder) != outOfOrder || lastSegmentNs < m_drainedNs;
}

/// `size` bytes are about to be read. `isAll`: nothing more was there when they were looked at,
/// which was not before `lookedNs`.
void SocketTap::noteRead(std::size_t size, bool isAll, qint64 lookedNs)
{
    if (isAll) {
        m_drainedNs = std::max(m_drainedNs, lookedNs);
        m_mark.reset();
    } else {
        setMark(); // while all of it still counts as unread
    }
    m_readBytes += size;
}

/// Has Qt read `size` bytes: what comes from now on keeps its own time. (No limit, 0, where it is
/// the end that is read.)
void SocketTap::letQtRead(std::size_t size)
{
    const auto more = static_cast<qint64>(size);
    m_reader->setReadBufferSize(more > 0 ? m_reader->bytesAvailable() + more : 0);
}

/// False if there is nothing for Qt: the event was about departures only, or about pongs.
bool SocketTap::look()
{
    const Arrival wakeUp = arrivalAtWakeUp();
    Arrival arrival = wakeUp;
#ifdef Q_OS_LINUX
    const auto descriptor = static_cast<int>(m_descriptor);
    const auto tcp = readTcpState(m_descriptor);
    std::array<char, peekBytes> buffer;
    const KernelTimes::Received all = KernelTimes::peek(descriptor, buffer.data(), buffer.size());
    if (all.size <= 0) {
        if (all.size == 0)
            m_end = End::EndOfStream;
        else if (all.error == ECONNRESET || all.error == ETIMEDOUT || all.error == EPIPE)
            m_end = End::Reset;
        noteRead(0, true, wakeUp.latestNs);
        letQtRead(0);
        return all.size == 0 || !KernelTimes::isWouldBlock(all.error)
                || !KernelTimes::emptyErrorQueue(descriptor);
    }
    const QByteArrayView data(buffer.data(), all.size);
    const auto size = static_cast<std::size_t>(all.size);
    const bool isAll = size < buffer.size();
    m_endsInEmptyClose = !m_encrypted && data.endsWith(emptyClose);
    m_endsInCloseNotify = m_encrypted && mayBeCloseNotify(data);

    passMark();
    // The kernel's time is that of the last segment looked at. It notes none in the first moments
    // after it was asked to.
    const auto last =
            all.realtimeNs ? KernelTimes::Converter().toMonotonic(*all.realtimeNs) : std::nullopt;
    if (last)
        arrival = {last->earliestNs, last->latestNs};
    if (last && maySegmentsHaveOvertaken(last->latestNs, tcp ? tcp->outOfOrder : 0))
        arrival.latestNs = wakeUp.latestNs;
    const bool areWholeFrames = m_units.isBetweenUnits();
    const bool hasOneTime = m_units.take(buffer.data(), size);
    if (!hasOneTime || (!last && m_hasKernelTimes))
        arrival.earliestNs = std::min(arrival.earliestNs, m_drainedNs);
    const bool takesThem = m_takesPongs && isAll && areWholeFrames
            && m_reader->bytesAvailable() == 0 && ControlFrame::areOnlyPongs(data)
            && KernelTimes::discard(descriptor, size);
    noteRead(size, isAll, wakeUp.latestNs);
    m_previousArrival = m_arrival;
    m_arrival = arrival;
    if (takesThem) {
        if (tcp)
            m_figures = tcp->figures;
        tellPongs(data);
        m_figures.reset();
        return false;
    }
    letQtRead(size);
#else
    m_previousArrival = m_arrival;
    m_arrival = arrival;
#endif
    return true;
}

void SocketTap::tellPongs(QByteArrayView data)
{
    while (const auto payload = ControlFrame::takePong(data))
        m_listener.onPongTaken(payload->toByteArray());
}

void SocketTap::takePongs()
{
    m_takesPongs = isDirect();
}

qint64 SocketTap::write([[maybe_unused]] QByteArrayView data)
{
    qint64 written = -1;
#ifdef Q_OS_LINUX
    if (!m_isDirect || !m_reader || m_reader->socketDescriptor() != m_descriptor)
        return -1; // closed, and its number perhaps another's by now
    written = ::send(static_cast<int>(m_descriptor), data.data(),
                     static_cast<std::size_t>(data.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (written < 0)
        return KernelTimes::isWouldBlock(errno) ? 0 : -1;
    m_lastWriteNs = Clock::monotonicNs();
    m_writtenBytes += static_cast<quint64>(written);
#endif
    return written;
}

} // namespace heartline
