// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace heartline {

/// The JSON object that is `text` (UTF-8, a byte order mark is skipped). An error tells line and
/// column, counted from 1.
Result<QJsonObject> parseJsonObject(const QByteArray &text);

/// Indented JSON. Members stand in the order in which a reader expects the fields of a profiles
/// file, unknown ones after them by name.
QByteArray toOrderedJson(const QJsonObject &object);

/// "a string", "a whole object" ... for messages.
QString jsonTypeName(QJsonValue::Type type);

/// `value` for messages: "nothing", "the number 5", "the string \"abc\"", "an array".
QString describeJson(const QJsonValue &value);

} // namespace heartline
