// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr int IndentWidth = 4;
/// Longest text that a message quotes.
constexpr qsizetype QuotedLength = 60;

constexpr std::array fieldOrder{
        "format"_L1,
        "version"_L1,
        "connections"_L1,
        "id"_L1,
        "name"_L1,
        "pointer"_L1,
        "value"_L1,
        "sent"_L1,
        "group"_L1,
        "url"_L1,
        "enabled"_L1,
        "headers"_L1,
        "subprotocols"_L1,
        "heartbeat"_L1,
        "kind"_L1,
        "preset"_L1,
        "message"_L1,
        "reply"_L1,
        "interval_ms"_L1,
        "timeout_ms"_L1,
        "misses_allowed"_L1,
        "late_ms"_L1,
        "reconnect"_L1,
        "initial_ms"_L1,
        "maximum_ms"_L1,
        "factor"_L1,
        "jitter"_L1,
        "attempts"_L1,
        "tls"_L1,
        "ca_file"_L1,
        "certificate_file"_L1,
        "key_file"_L1,
        "pinned_sha256"_L1,
        "proxy"_L1,
        "limits"_L1,
        "resolve_ms"_L1,
        "connect_ms"_L1,
        "tls_ms"_L1,
        "upgrade_ms"_L1,
        "close_ms"_L1,
        "message_bytes"_L1,
};

/// "line 3, column 7", counted in characters from 1.
QString position(const QByteArray &text, qsizetype offset)
{
    const QByteArray before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size();
    return u"line %1, column %2"_s.arg(line).arg(column + 1);
}

/// Where `text` stops being UTF-8; -1 if it does not.
qsizetype firstInvalidUtf8(const QByteArray &text)
{
    if (text.isValidUtf8())
        return -1;
    // Rarely needed, so simple: the longest valid beginning, by halving.
    qsizetype valid = 0;
    qsizetype invalid = text.size();
    while (invalid - valid > 1) {
        const qsizetype middle = valid + (invalid - valid) / 2;
        QStringDecoder attempt(QStringDecoder::Utf8);
        const QString decoded = attempt(QByteArrayView(text).first(middle));
        (attempt.hasError() ? invalid : valid) = middle;
    }
    return valid;
}

void writeValue(QByteArray &output, const QJsonValue &value, int depth);

void newLine(QByteArray &output, int depth)
{
    output += '\n';
    output.append(qsizetype(depth) * IndentWidth, ' ');
}

void writeScalar(QByteArray &output, const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    output += QByteArrayView(wrapped).sliced(1, wrapped.size() - 2);
}

std::size_t rank(const QString &key)
{
    return static_cast<std::size_t>(std::find(fieldOrder.begin(), fieldOrder.end(), key)
                                    - fieldOrder.begin());
}

void writeObject(QByteArray &output, const QJsonObject &object, int depth)
{
    QStringList keys = object.keys();
    std::stable_sort(keys.begin(), keys.end(),
                     [](const QString &a, const QString &b) { return rank(a) < rank(b); });
    char separator = '{';
    for (const QString &key : std::as_const(keys)) {
        output += separator;
        newLine(output, depth + 1);
        writeScalar(output, key);
        output += ": ";
        writeValue(output, object.value(key), depth + 1);
        separator = ',';
    }
    newLine(output, depth);
    output += '}';
}

void writeArray(QByteArray &output, const QJsonArray &array, int depth)
{
    char separator = '[';
    for (const auto &element : array) {
        output += separator;
        newLine(output, depth + 1);
        writeValue(output, element, depth + 1);
        separator = ',';
    }
    newLine(output, depth);
    output += ']';
}

void writeValue(QByteArray &output, const QJsonValue &value, int depth)
{
    if (value.isObject() && !value.toObject().isEmpty())
        writeObject(output, value.toObject(), depth);
    else if (value.isArray() && !value.toArray().isEmpty())
        writeArray(output, value.toArray(), depth);
    else
        writeScalar(output, value);
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &text)
{
    if (const qsizetype offset = firstInvalidUtf8(text); offset >= 0) {
        return failure(
                Error::Kind::Corrupt,
                u"Not UTF-8 at %1; save the file in that encoding"_s.arg(position(text, offset)));
    }
    const QByteArray json = text.startsWith("\xEF\xBB\xBF") ? text.sliced(3) : text;
    if (json.trimmed().isEmpty())
        return failure(Error::Kind::Corrupt, u"There is nothing in it; JSON is expected"_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(
                Error::Kind::Corrupt,
                u"Not JSON at %1: %2"_s.arg(position(json, error.offset), error.errorString()));
    }
    if (!document.isObject()) {
        return failure(Error::Kind::InvalidInput, u"Expected an object, found an array"_s, u"$"_s);
    }
    return document.object();
}

QByteArray toOrderedJson(const QJsonObject &object)
{
    QByteArray output;
    writeValue(output, object, 0);
    output += '\n';
    return output;
}

QString jsonTypeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"a string"_s;
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

QString describeJson(const QJsonValue &value)
{
    if (!value.isBool() && !value.isDouble() && !value.isString())
        return jsonTypeName(value.type());
    QByteArray text;
    writeScalar(text, value);
    const QString quoted = QString::fromUtf8(text);
    QString shortened =
            quoted.size() <= QuotedLength ? quoted : quoted.first(QuotedLength) + QChar(0x2026);
    if (value.isBool())
        return shortened;
    return (value.isDouble() ? u"the number %1"_s : u"the string %1"_s).arg(shortened);
}

} // namespace heartline
