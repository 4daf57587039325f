// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sessioninfo.h"
#include "network/unittracker.h"

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>

#include <optional>

namespace heartline {

/// Looks at a socket's incoming bytes in the moment before Qt reads them.
///
/// Qt neither tells when data arrived nor how a stream ended; the kernel does both. The tap filters
/// the event of the socket's read notifier and asks with MSG_PEEK for the receive time of what is
/// there (SO_TIMESTAMPING), and whether the stream was reset. Qt then reads what was looked at and
/// no more, so that what comes in between keeps its own time. When data left is told by the
/// socket's error queue, which makes it readable: the tap empties that too. Works below TLS.
///
/// Pings and pongs need not go through Qt's buffers and parser, which take as long as all the rest
/// of a beat: see write() and takePongs(). On other systems than Linux the tap only notes the time
/// of the event. Lives in the socket's thread.
class SocketTap : public QObject {
    Q_OBJECT

public:
    /// Who is told. (Signals take more memory than the tap itself, and there may be thousands.)
    class Listener {
    public:
        /// Data has been looked at; Qt reads it next.
        virtual void onAboutToRead() = 0;
        /// See takePongs().
        virtual void onPongTaken(const QByteArray &payload) = 0;

    protected:
        ~Listener() = default;
    };

    /// `listener` outlives the tap.
    explicit SocketTap(Listener &listener, QObject *parent = nullptr);

    /// Starts watching; call when `socket` is connected. Can be called once.
    void attach(QAbstractSocket *socket);

    /// True if the bytes on the descriptor are those that the socket's user reads and writes: no
    /// TLS and no proxy's handshake lies in between.
    bool isDirect() const { return m_isDirect; }

    /// From now on pongs that come by themselves do not reach Qt, but the listener. For a WebSocket
    /// that is open; changes nothing where the socket is not direct.
    void takePongs();

    /// Hands `data` to the kernel, past Qt: for a socket that is direct and has nothing to write.
    /// Returns how many bytes the kernel took, 0 while it takes none; -1 on an error, which waits
    /// for Qt to find it.
    qint64 write(QByteArrayView data);

    /// When a message that Qt is delivering was complete, monotonic; the earliest and the latest it
    /// can have been. One time where nothing else was read with it; of several messages the kernel
    /// tells only when the last one came, and the others came since all before them was read.
    struct Arrival {
        qint64 earliestNs = 0;
        qint64 latestNs = 0;
    };
    /// When the end of all that was written so far went from the kernel to the wire, monotonic.
    struct Departure {
        /// When TCP handed it on: it was not on the wire before. Absent where the kernel does not
        /// tell, or while it waits in the send queue.
        std::optional<qint64> earliestNs;
        /// When the device had it. Absent where its driver does not tell, or still waits.
        std::optional<qint64> latestNs;
        /// It waits for the device, which has told before when it had something: nobody knows for
        /// how long.
        bool isWaiting = false;
    };
    /// Call it right after writing, which began at `sinceNs`.
    Departure takeDeparture(qint64 sinceNs);

    /// When the kernel took what was last written, monotonic.
    qint64 lastWriteNs() const { return m_lastWriteNs; }

    /// True if the kernel has yet to send some of what was written (the window is closed).
    bool hasUnsentData() const;

    /// The last look's arrival; absent before the first data.
    std::optional<Arrival> lastArrival() const { return m_arrival; }
    /// The same of any socket of this thread that cannot be looked at: it was there when the event
    /// loop woke, and may have waited while the loop was busy before. On Qt's own loop: now.
    static Arrival arrivalAtWakeUp();
    /// The one before; absent before the second data.
    std::optional<Arrival> previousArrival() const { return m_previousArrival; }

    /// All that arrived before this time has been delivered; now, if nothing waits to be read. For
    /// those who are about to say that something did not come: takes two system calls.
    qint64 caughtUpNs();

    /// How much has been read since attach(), with what is being read.
    quint64 readBytes() const { return m_readBytes; }

    /// What the times of arrivals are taken from; of this thread where nothing was attached.
    TimeSource timeSource() const;

    /// What the kernel knows of the connection; while a pong is told of, from right before.
    std::optional<TcpFigures> tcpFigures() const;

    /// How the stream ended, if it has.
    enum class End { None, EndOfStream, Reset };
    End end() const;

    /// True if the last bytes seen were an unencrypted Close frame without a status code (RFC 6455
    /// section 7.1.5: 1005).
    bool endsInEmptyClose() const { return m_endsInEmptyClose; }

    /// True if the last bytes seen may have been TLS's close_notify (RFC 8446 section 6.1), which
    /// comes right before the end of the stream and is no sign of life.
    bool endsInCloseNotify() const { return m_endsInCloseNotify; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// At `atNs` the stream was `bytes` long, read or not: what comes behind them arrived later.
    struct Mark {
        qint64 atNs;
        quint64 bytes;
    };

    bool look();
    bool maySegmentsHaveOvertaken(qint64 lastSegmentNs, quint32 outOfOrder);
    void noteRead(std::size_t size, bool isAll, qint64 lookedNs);
    void letQtRead(std::size_t size);
    void tellPongs(QByteArrayView data);
    void setMark();
    void passMark();

    Listener &m_listener;
    qintptr m_descriptor = -1;
    QPointer<QAbstractSocket> m_reader; ///< Whose notifier is watched; below TLS, and a proxy.
    UnitTracker m_units;
    quint64 m_readBytes = 0;
    quint64 m_writtenBytes = 0;
    qint64 m_lastWriteNs = 0;
    qint64 m_drainedNs = 0; ///< All that arrived before this has been read, or is being read.
    std::optional<Mark> m_mark;
    std::optional<Arrival> m_arrival;
    std::optional<Arrival> m_previousArrival;
    std::optional<TcpFigures> m_figures; ///< While pongs are told of.
    quint32 m_outOfOrder = 0; ///< Segments that came so until the last look.
    bool m_hasKernelTimes = false;
    bool m_deviceTells = false; ///< When it has what leaves.
    End m_end = End::None;
    bool m_encrypted = false;
    bool m_isDirect = false;
    bool m_takesPongs = false;
    bool m_endsInEmptyClose = false;
    bool m_endsInCloseNotify = false;
};

} // namespace heartline
