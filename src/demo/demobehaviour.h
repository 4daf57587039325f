// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QString>

#include <chrono>
#include <optional>

namespace heartline {

/// How the demo server treats a connection. Latency, jitter and loss apply to text and binary
/// messages; ping frames are answered at once by Qt itself, until the connection falls silent.
struct DemoBehaviour {
    using Milliseconds = std::chrono::milliseconds;

    Milliseconds latency{0}; ///< Before a message is sent back.
    Milliseconds jitter{0}; ///< The latency is spread over +- this much, never below 0.
    double loss = 0.0; ///< Share (0 to 1) of messages that are never answered.
    std::optional<Milliseconds> closeAfter; ///< The server closes by itself.
    int closeCode = 1000; ///< RFC 6455 section 7.4; 1000 to 4999, see isSendable().
    QString closeReason;
    std::optional<Milliseconds> silentAfter; ///< The server no longer reads nor writes, as if hung.
    std::optional<Milliseconds> sendEvery; ///< The server sends by itself, for kind `listen`.
    bool refused = false; ///< The upgrade is answered with 403.

    bool operator==(const DemoBehaviour &) const = default;
};

/// The behaviour of one of the server's own paths ("/steady", "/jittery", "/slow", "/lossy",
/// "/closing", "/silent", "/ticking", "/forbidden"); none for other paths.
std::optional<DemoBehaviour> demoBehaviour(QAnyStringView path);

/// True for close codes that an endpoint may put into a Close frame (RFC 6455 section 7.4).
constexpr bool isSendable(int closeCode)
{
    return (closeCode >= 1000 && closeCode <= 1003) || (closeCode >= 1007 && closeCode <= 1014)
            || (closeCode >= 3000 && closeCode <= 4999);
}

} // namespace heartline
