// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace heartline {

/// Whether `${env:NAME}` in a text stands for something else or is part of it.
enum class References { Unresolved, Resolved };

/// Why `url` is none that a WebSocket can be opened at (RFC 6455 section 3); nothing if it is one.
/// Where references are unresolved, only the rest is checked. Never quotes the URL, which may hold
/// a secret.
std::optional<QString> urlProblem(const QString &url, References references);

/// Why `proxy` is not "http://host:port" or "socks5://host:port"; nothing if it is.
std::optional<QString> proxyProblem(const QString &proxy, References references);

/// `url` for people and files: without userinfo, with references as they were typed, and "…" in the
/// place of each value of the query that is anything but one reference, since it may be a secret.
QString displayUrl(const QString &url);

} // namespace heartline
