// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/closecause.h"
#include "core/connectionstate.h"
#include "network/sockettap.h"

#include <QAbstractSocket>
#include <QList>
#include <QSslError>
#include <QString>

#include <optional>

namespace heartline {

/// What QWebSocket and its socket said about an attempt that failed.
struct AttemptFailure {
    ConnectPhase phase = ConnectPhase::Resolve; ///< The phase in which it failed.
    std::optional<QAbstractSocket::SocketError> error;
    QString errorString;
    QList<QSslError> tlsErrors;
    SocketTap::End end = SocketTap::End::None;
    bool isAtDescriptorLimit = false; ///< No descriptor is left, not even to look a name up.
};

/// What they said about the end of a session that was not closed from here.
struct SessionEnd {
    bool closedByFrame =
            false; ///< QWebSocket took part in a closing handshake that Heartline did not begin.
    int qtCloseCode = 1000; ///< QWebSocket::closeCode(); means something only with closedByFrame.
    QString qtCloseReason;
    bool emptyClose = false; ///< The Close frame had no status code.
    std::optional<QAbstractSocket::SocketError> error;
    QString errorString;
    SocketTap::End end = SocketTap::End::None;
};

/// The attempt has no descriptor; see isDescriptorLimitReached().
CloseCause noDescriptorLeft();

/// Names who ended an attempt, at which layer, and why. QWebSocket reports close code 1000 for
/// nearly everything.
CloseCause classifyFailure(const AttemptFailure &failure);

/// Likewise for a session. Codes 1005 and 1006 are derived (RFC 6455 section 7.4.1).
CloseCause classifyEnd(const SessionEnd &end);

} // namespace heartline
