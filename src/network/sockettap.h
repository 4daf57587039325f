// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sessioninfo.h"

#include <QObject>

#include <optional>

class QAbstractSocket;

namespace heartline {

/// Looks at a socket's incoming bytes in the moment before Qt reads them, and takes none away.
///
/// Qt neither tells when data arrived nor how a stream ended; the kernel does both. The tap filters
/// the event of the socket's read notifier and asks with MSG_PEEK for the receive time of what is
/// there (SO_TIMESTAMPING), and whether the stream was reset. When data left is told by the
/// socket's error queue, which makes it readable: the tap empties that too. Works below TLS. On
/// other systems than Linux it only notes the time of the event. Lives in the socket's thread.
class SocketTap : public QObject {
    Q_OBJECT

public:
    explicit SocketTap(QObject *parent = nullptr);

    /// Starts watching; call when `socket` is connected. Can be called once.
    void attach(QAbstractSocket *socket);

    /// When the data that Qt is delivering arrived, monotonic; the earliest and the latest it can
    /// have been.
    struct Arrival {
        qint64 earliestNs = 0;
        qint64 latestNs = 0;
    };
    /// When the end of what was written after `sinceNs` left TCP for the network device, monotonic:
    /// on the wire it was not before. Absent where the kernel does not tell, or while it waits in
    /// the send queue. Call it right after writing.
    std::optional<qint64> takeDeparture(qint64 sinceNs);

    /// True if the kernel has yet to send some of what was written (the window is closed).
    bool hasUnsentData() const;

    /// The last look's arrival; absent before the first data.
    std::optional<Arrival> lastArrival() const { return m_arrival; }
    /// The same of any socket of this thread that cannot be looked at: it was there when the event
    /// loop woke, and may have waited while the loop was busy before. On Qt's own loop: now.
    static Arrival arrivalAtWakeUp();
    /// The one before; absent before the second data.
    std::optional<Arrival> previousArrival() const { return m_previousArrival; }

    TimeSource timeSource() const { return m_timeSource; }

    /// How the stream ended, if it has.
    enum class End { None, EndOfStream, Reset };
    End end() const { return m_end; }

    /// True if the last bytes seen were an unencrypted Close frame without a status code (RFC 6455
    /// section 7.1.5: 1005).
    bool endsInEmptyClose() const { return m_endsInEmptyClose; }

    /// True if the last bytes seen may have been TLS's close_notify (RFC 8446 section 6.1), which
    /// comes right before the end of the stream and is no sign of life.
    bool endsInCloseNotify() const { return m_endsInCloseNotify; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool look();

    qintptr m_descriptor = -1;
    std::optional<Arrival> m_arrival;
    std::optional<Arrival> m_previousArrival;
    TimeSource m_timeSource = TimeSource::Wakeup;
    End m_end = End::None;
    bool m_encrypted = false;
    bool m_endsInEmptyClose = false;
    bool m_endsInCloseNotify = false;
};

} // namespace heartline
