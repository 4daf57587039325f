// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/fieldwriter.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

void writeReply(const ReplyRule &rule, QJsonObject &object)
{
    switch (rule.match) {
    case ReplyRule::Match::Default:
        break;
    case ReplyRule::Match::Equals:
        object["equals"_L1] = rule.text;
        break;
    case ReplyRule::Match::Contains:
        object["contains"_L1] = rule.text;
        break;
    case ReplyRule::Match::Regex:
        object["regex"_L1] = rule.text;
        break;
    case ReplyRule::Match::PointerConstant:
        object["pointer"_L1] = rule.pointer;
        // An absent constant would not be read back.
        object["value"_L1] = rule.constant.isUndefined() ? QJsonValue() : rule.constant;
        break;
    case ReplyRule::Match::PointerSent:
        object["pointer"_L1] = rule.pointer;
        object["sent"_L1] = rule.sentPointer;
        break;
    }
}

/// Takes the fields that were read with the header `name` out of `unknown`.
QJsonObject takeUnknown(QJsonArray &unknown, const QString &name)
{
    for (qsizetype i = 0; i < unknown.size(); ++i) {
        if (unknown.at(i)["name"_L1].toString() == name)
            return unknown.takeAt(i).toObject();
    }
    return {};
}

} // namespace

FieldWriter::FieldWriter(QJsonObject unknown)
    : m_object(std::move(unknown))
{
}

void FieldWriter::field(QLatin1StringView key, const QString &value)
{
    set(key, value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value));
}

void FieldWriter::field(QLatin1StringView key, const QUuid &value)
{
    set(key, value.toString(QUuid::WithoutBraces));
}

void FieldWriter::field(QLatin1StringView key, const HeartbeatKind &value)
{
    field(key, value == HeartbeatKind::Ping ? QString() : QString(toName(value)));
}

void FieldWriter::field(QLatin1StringView key, const ReplyRule &value)
{
    if (value.match == ReplyRule::Match::Default) {
        m_object.remove(key);
        return;
    }
    QJsonObject reply = m_object.value(key).toObject();
    writeReply(value, reply);
    set(key, reply);
}

void FieldWriter::field(QLatin1StringView key, const QStringList &value)
{
    set(key,
        value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonArray::fromStringList(value));
}

void FieldWriter::field(QLatin1StringView key, const std::vector<HeaderField> &value)
{
    QJsonArray unknown = m_object.value(key).toArray();
    QJsonArray headers;
    for (const HeaderField &header : value) {
        QJsonObject object = takeUnknown(unknown, header.name);
        object["name"_L1] = header.name;
        object["value"_L1] = header.value;
        headers << object;
    }
    set(key, headers.isEmpty() ? QJsonValue(QJsonValue::Undefined) : headers);
}

void FieldWriter::field(QLatin1StringView key, std::chrono::milliseconds value,
                        std::chrono::milliseconds byDefault,
                        const Range<std::chrono::milliseconds> &)
{
    field(key, qint64(value.count()), qint64(byDefault.count()));
}

void FieldWriter::set(QLatin1StringView key, const QJsonValue &value)
{
    if (value.isUndefined())
        m_object.remove(key);
    else
        m_object[key] = value;
}

} // namespace heartline
