// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace heartline {

/// The JSON value (RFC 8259) that is `text`: an object, an array or a bare value; nothing if it is
/// not JSON.
std::optional<QJsonValue> parseJson(const QByteArray &text);

/// Equality as a reader of JSON sees it: numbers by value (7 == 7.0), strings never equal numbers,
/// the order of an object's members does not matter.
bool jsonEquals(const QJsonValue &left, const QJsonValue &right);

} // namespace heartline
