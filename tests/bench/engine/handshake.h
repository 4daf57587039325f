// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace heartline::bench {

/// Ends the head of a request and of a response.
inline constexpr std::string_view EndOfHead = "\r\n\r\n";

/// The request of a client to 127.0.0.1 (RFC 6455 section 4.1).
std::string upgradeRequest(int port);

/// The response to a client's request head (section 4.2.2); nothing if it has no key.
std::optional<std::string> upgradeResponse(std::string_view request);

} // namespace heartline::bench
