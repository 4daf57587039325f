// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/jsonpointer.h"

#include "heartbeat/heartbeatproblem.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// An array index as RFC 6901 section 4 spells it: digits only, no leading zero.
std::optional<qsizetype> arrayIndex(const QString &token)
{
    const bool digitsOnly =
            std::all_of(token.begin(), token.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (token.isEmpty() || !digitsOnly || (token.size() > 1 && token.startsWith(u'0')))
        return std::nullopt;
    bool fits = false;
    const qsizetype index = token.toLongLong(&fits);
    return fits ? std::optional(index) : std::nullopt;
}

} // namespace

Result<JsonPointer> JsonPointer::compile(const QString &text)
{
    JsonPointer pointer;
    if (text.isEmpty())
        return pointer;
    if (!text.startsWith(u'/')) {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr(
                               "\"%1\" is not a JSON pointer: it must be empty or start with \"/\"")
                               .arg(text));
    }
    for (qsizetype i = text.indexOf(u'~'); i >= 0; i = text.indexOf(u'~', i + 1)) {
        const QStringView escape = QStringView(text).mid(i, 2);
        if (escape != u"~0" && escape != u"~1") {
            return failure(
                    Error::Kind::InvalidInput,
                    HeartbeatProblem::tr(
                            "\"%1\" is not a JSON pointer: write \"~0\" for \"~\" and \"~1\" for "
                            "\"/\" in a name")
                            .arg(text));
        }
    }
    pointer.m_tokens = text.mid(1).split(u'/');
    for (QString &token : pointer.m_tokens) {
        // In this order, so that "~01" becomes "~1" and not "/".
        token.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
    }
    return pointer;
}

QJsonValue JsonPointer::resolve(const QJsonValue &document) const
{
    QJsonValue value = document;
    for (const QString &token : m_tokens) {
        if (value.isObject()) {
            value = value.toObject().value(token);
        } else if (value.isArray()) {
            const QJsonArray array = value.toArray();
            const auto index = arrayIndex(token);
            value = index && *index < array.size() ? array.at(*index)
                                                   : QJsonValue(QJsonValue::Undefined);
        } else {
            return QJsonValue::Undefined;
        }
    }
    return value;
}

} // namespace heartline
