// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace heartline {

std::optional<QJsonValue> parseJson(const QByteArray &text)
{
    // QJsonDocument takes objects and arrays only; within an array every value is welcome.
    QByteArray wrapped;
    wrapped.reserve(text.size() + 2);
    wrapped.append('[').append(text).append(']');
    const QJsonDocument document = QJsonDocument::fromJson(wrapped);
    // Two elements: "1,2" is not one value.
    if (!document.isArray() || document.array().size() != 1)
        return std::nullopt;
    return document.array().first();
}

bool jsonEquals(const QJsonValue &left, const QJsonValue &right)
{
    if (left.type() != right.type())
        return false;
    switch (left.type()) {
    case QJsonValue::Double:
        // The second comparison tells integers above 2^53 apart.
        return left.toDouble() == right.toDouble() && left.toInteger() == right.toInteger();
    case QJsonValue::Array: {
        const QJsonArray a = left.toArray();
        const QJsonArray b = right.toArray();
        return std::equal(
                a.begin(), a.end(), b.begin(), b.end(),
                [](const QJsonValue &x, const QJsonValue &y) { return jsonEquals(x, y); });
    }
    case QJsonValue::Object: {
        const QJsonObject a = left.toObject();
        const QJsonObject b = right.toObject();
        if (a.size() != b.size())
            return false;
        for (auto member = a.begin(); member != a.end(); ++member) {
            const auto other = b.find(member.key());
            if (other == b.end() || !jsonEquals(member.value(), other.value()))
                return false;
        }
        return true;
    }
    default:
        return left == right;
    }
}

} // namespace heartline
