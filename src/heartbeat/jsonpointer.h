// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QJsonValue>
#include <QStringList>

namespace heartline {

/// A JSON Pointer (RFC 6901), such as "/data/0/id". The empty pointer is the whole document.
class JsonPointer {
public:
    JsonPointer() = default;

    /// An error if `text` neither is empty nor starts with '/', or has a '~' that is not ~0 or ~1.
    static Result<JsonPointer> compile(const QString &text);

    /// The value in `document` that is pointed at; Undefined if there is none.
    QJsonValue resolve(const QJsonValue &document) const;

private:
    QStringList m_tokens;
};

} // namespace heartline
