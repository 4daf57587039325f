// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/fieldreader.h"

#include "profiles/jsontext.h"

#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qsizetype UuidLength = 36;

const QList<QLatin1StringView> &replyForms()
{
    static const QList<QLatin1StringView> forms{"equals"_L1, "contains"_L1, "regex"_L1,
                                                "pointer"_L1};
    return forms;
}

QString kindNames()
{
    QStringList names;
    for (const HeartbeatKind kind : {HeartbeatKind::Ping, HeartbeatKind::Text, HeartbeatKind::Json,
                                     HeartbeatKind::Binary, HeartbeatKind::Listen})
        names << toName(kind);
    return names.join(", "_L1);
}

} // namespace

FieldReader::FieldReader(const QJsonObject &object, QString path, ProfileErrors &errors)
    : m_object(object)
    , m_path(std::move(path))
    , m_errors(errors)
    , m_unknown(object)
{
}

void FieldReader::field(QLatin1StringView key, QString &target)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && check(value, QJsonValue::String, m_path + u'.' + key))
        target = value.toString();
}

void FieldReader::field(QLatin1StringView key, bool &target, bool byDefault)
{
    const QJsonValue value = take(key);
    target = byDefault;
    if (!value.isUndefined() && check(value, QJsonValue::Bool, m_path + u'.' + key))
        target = value.toBool();
}

void FieldReader::field(QLatin1StringView key, double &target, double byDefault,
                        const Range<double> &)
{
    const QJsonValue value = take(key);
    target = byDefault;
    if (!value.isUndefined() && check(value, QJsonValue::Double, m_path + u'.' + key))
        target = value.toDouble();
}

void FieldReader::field(QLatin1StringView key, QUuid &target)
{
    const QJsonValue value = take(key);
    const QString path = m_path + u'.' + key;
    if (!value.isUndefined() && check(value, QJsonValue::String, path)) {
        const QString text = value.toString();
        target = text.size() == UuidLength ? QUuid::fromString(text) : QUuid();
        if (target.isNull()) {
            note(path,
                 u"\"%1\" is not a UUID such as \"6f1b7a0e-54a2-4d0c-9a35-0c7e4c1f2b11\"; leave "
                 "it out to get one made of name and URL"_s.arg(text));
        }
    }
}

void FieldReader::field(QLatin1StringView key, HeartbeatKind &target)
{
    const QJsonValue value = take(key);
    const QString path = m_path + u'.' + key;
    if (value.isUndefined() || !check(value, QJsonValue::String, path))
        return;
    if (const auto kind = heartbeatKindFromName(value.toString()))
        target = *kind;
    else
        note(path, u"Unknown kind \"%1\"; allowed are %2"_s.arg(value.toString(), kindNames()));
}

void FieldReader::field(QLatin1StringView key, ReplyRule &target)
{
    object(key, [&target](FieldReader &reader) { reader.readReply(target); });
}

void FieldReader::readReply(ReplyRule &target)
{
    using Match = ReplyRule::Match;
    QList<QLatin1StringView> given;
    for (const QLatin1StringView form : replyForms()) {
        if (m_object.contains(form))
            given << form;
    }
    if (given.size() != 1) {
        note(m_path,
             u"Expected exactly one of equals, contains, regex and pointer; found %1"_s.arg(
                     given.size()));
        return;
    }
    const QLatin1StringView form = given.first();
    const auto text = requiredText(form);
    const QJsonValue value = take("value"_L1);
    const bool hasSent = m_object.contains("sent"_L1);
    if (form != "pointer"_L1) {
        if (!value.isUndefined() || hasSent)
            note(m_path, u"\"value\" and \"sent\" belong to \"pointer\""_s);
        target.match = form == "equals"_L1 ? Match::Equals
                : form == "contains"_L1    ? Match::Contains
                                           : Match::Regex;
        target.text = text.value_or(QString());
        return;
    }
    if (value.isUndefined() != hasSent) {
        note(m_path,
             u"\"pointer\" needs either \"value\" (a constant) or \"sent\" (a pointer into the "
             "message that was sent)"_s);
        return;
    }
    target.pointer = text.value_or(QString());
    target.match = hasSent ? Match::PointerSent : Match::PointerConstant;
    if (hasSent)
        target.sentPointer = requiredText("sent"_L1).value_or(QString());
    else
        target.constant = value;
}

void FieldReader::field(QLatin1StringView key, QStringList &target)
{
    const QJsonValue value = take(key);
    const QString path = m_path + u'.' + key;
    if (value.isUndefined() || !check(value, QJsonValue::Array, path))
        return;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        check(array.at(i), QJsonValue::String, u"%1[%2]"_s.arg(path).arg(i));
        // Kept even if wrong, so that the others keep their number in further messages.
        target << array.at(i).toString();
    }
}

void FieldReader::field(QLatin1StringView key, std::vector<HeaderField> &target)
{
    const QJsonValue value = take(key);
    const QString path = m_path + u'.' + key;
    if (value.isUndefined() || !check(value, QJsonValue::Array, path))
        return;
    const QJsonArray array = value.toArray();
    QJsonArray unknown;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString itemPath = u"%1[%2]"_s.arg(path).arg(i);
        if (!check(array.at(i), QJsonValue::Object, itemPath)) {
            target.emplace_back();
            continue;
        }
        const QJsonObject item = array.at(i).toObject();
        FieldReader reader(item, itemPath, m_errors);
        HeaderField header{.name = reader.requiredText("name"_L1).value_or(QString()),
                           .value = reader.requiredText("value"_L1).value_or(QString())};
        if (QJsonObject fields = reader.unknown(); !fields.isEmpty()) {
            // Under its name, since the order may change before they are written again.
            fields["name"_L1] = header.name;
            unknown << fields;
        }
        target.push_back(std::move(header));
    }
    keepUnknown(key, unknown.isEmpty() ? QJsonValue(QJsonValue::Undefined) : unknown);
}

void FieldReader::field(QLatin1StringView key, std::chrono::milliseconds &target,
                        std::chrono::milliseconds byDefault,
                        const Range<std::chrono::milliseconds> &)
{
    using Limits = std::numeric_limits<qint64>;
    target = std::chrono::milliseconds(
            integer(key, Limits::min(), Limits::max()).value_or(byDefault.count()));
}

QJsonValue FieldReader::take(QLatin1StringView key)
{
    m_unknown.remove(key);
    return m_object.value(key);
}

std::optional<qint64> FieldReader::integer(QLatin1StringView key, qint64 minimum, qint64 maximum)
{
    const QJsonValue value = take(key);
    const QString path = m_path + u'.' + key;
    if (value.isUndefined() || !check(value, QJsonValue::Double, path))
        return std::nullopt;
    // Two different answers for "not a whole number" tell it from a whole number that is either.
    const qint64 number = value.toInteger(0);
    if (number != value.toInteger(1)) {
        const double real = value.toDouble();
        note(path,
             std::trunc(real) == real ? u"%1 is out of range"_s.arg(real)
                                      : u"Expected a whole number, found %1"_s.arg(real));
        return std::nullopt;
    }
    if (number < minimum || number > maximum) {
        note(path, u"%1 is out of range"_s.arg(number));
        return std::nullopt;
    }
    return number;
}

std::optional<QString> FieldReader::requiredText(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!check(value, QJsonValue::String, m_path + u'.' + key))
        return std::nullopt;
    return value.toString();
}

bool FieldReader::check(const QJsonValue &value, QJsonValue::Type expected, const QString &path)
{
    if (value.type() == expected)
        return true;
    note(path, u"Expected %1, found %2"_s.arg(jsonTypeName(expected), describeJson(value)));
    return false;
}

void FieldReader::note(const QString &path, const QString &message)
{
    m_errors.push_back({Error::Kind::InvalidInput, message, path});
}

void FieldReader::keepUnknown(QLatin1StringView key, const QJsonValue &fields)
{
    const bool none = fields.isUndefined() || (fields.isObject() && fields.toObject().isEmpty());
    if (!none)
        m_unknown[key] = fields;
}

} // namespace heartline
