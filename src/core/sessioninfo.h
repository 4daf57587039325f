// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionevent.h"

#include <QString>

#include <optional>

namespace heartline {

/// Where the end of a round trip is read.
enum class TimeSource {
    UserSpace, ///< When Qt delivered the answer to Heartline.
    Wakeup, ///< When the event loop woke for it.
    Kernel, ///< When the kernel received it (SO_TIMESTAMPING).
};

QLatin1StringView toName(TimeSource source);
std::optional<TimeSource> timeSourceFromName(QAnyStringView name);

/// One life of a socket, from open to close. Published at its opening and again, with `closedAt`,
/// at its end.
struct SessionInfo {
    qint64 id = 0; ///< Unique in a log, ascending.
    ConnectionId connection;
    qint64 openedAt = 0; ///< UTC microseconds.
    std::optional<qint64> closedAt;
    TimeSource timeSource = TimeSource::UserSpace;
    PhaseTimes phases;
    QString peerAddress; ///< "192.0.2.1:443", "[2001:db8::1]:443".
    QString subprotocol; ///< As chosen by the server; empty if none.
    QString tlsProtocol; ///< e.g. "TLSv1.3"; empty on ws.
    QString tlsCipher; ///< e.g. "TLS_AES_256_GCM_SHA384"; empty on ws.
    bool tlsResumed = false; ///< No new key exchange with certificates: an earlier session's.
    QString peerCertificate; ///< Subject, issuer, expiry and SHA-256 in one line; empty on ws.

    bool operator==(const SessionInfo &) const = default;
};

/// What the kernel knows of a connection (TCP_INFO, Linux); all zero elsewhere.
struct TcpFigures {
    qint64 rttUs = 0;
    qint64 rttVarianceUs = 0;
    qint64 minimumRttUs = 0;
    qint64 retransmits = 0; ///< In total.
    qint64 unacknowledged = 0; ///< Segments in flight.
    qint64 lastAckMs = 0; ///< Since the last acknowledgement arrived.
    qint64 congestionWindow = 0; ///< Segments.

    bool operator==(const TcpFigures &) const = default;
};

} // namespace heartline
