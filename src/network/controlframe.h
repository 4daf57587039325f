// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <optional>

/// Pings and pongs as bytes (RFC 6455 sections 5.2 and 5.5). Pure functions.
namespace heartline::ControlFrame {

/// A control frame carries no more.
inline constexpr qsizetype MaximumPayload = 125;

/// A ping as a client sends it: masked with `maskingKey` (section 5.3), which nobody may be able to
/// guess. `payload`: no longer than MaximumPayload.
QByteArray ping(QByteArrayView payload, quint32 maskingKey);

/// Cuts a pong off the beginning of `data` and returns its payload; absent, with `data` as it is,
/// if that begins with anything but a whole pong as a server may send it.
std::optional<QByteArrayView> takePong(QByteArrayView &data);

/// True if `data` is nothing but pongs, and all of them are whole.
bool areOnlyPongs(QByteArrayView data);

} // namespace heartline::ControlFrame
