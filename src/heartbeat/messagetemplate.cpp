// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/messagetemplate.h"

#include "core/clock.h"
#include "heartbeat/heartbeatproblem.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

QByteArray bigEndian(qint64 value)
{
    QByteArray bytes(sizeof(value), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// A version 4 UUID (RFC 4122 section 4.4). QUuid::createUuid() asks the kernel each time, which
/// thousands of beats a second should not.
QUuid randomUuid()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::global()->fillRange(words.data(), qsizetype(words.size()));
    words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;
    words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;
    QByteArray bytes;
    for (const quint32 word : words) {
        const quint32 wire = qToBigEndian(word);
        bytes.append(reinterpret_cast<const char *>(&wire), sizeof(wire));
    }
    return QUuid::fromRfc4122(bytes);
}

/// `position`: where the digits begin in the message. Errors name places only: the message may hold
/// a secret.
Result<QByteArray> bytesFromHex(const QString &digits, qsizetype position)
{
    QByteArray hex;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (digits.at(i).isSpace())
            continue;
        const char latin = digits.at(i).toLatin1();
        if (!std::isxdigit(static_cast<unsigned char>(latin))) {
            return failure(
                    Error::Kind::InvalidInput,
                    HeartbeatProblem::tr(
                            "Character %1 is no hexadecimal digit; a binary message is written as "
                            "in \"C0 00\"")
                            .arg(position + i + 1));
        }
        hex.append(latin);
    }
    if (hex.size() % 2 != 0) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr(
                        "There is an odd number of hexadecimal digits from character %1 on; a byte "
                        "has two")
                        .arg(position + 1));
    }
    return QByteArray::fromHex(hex);
}

} // namespace

TemplateValues TemplateValues::forBeat(qint64 sequence)
{
    return {.sequence = sequence, .uuid = randomUuid(), .nowMs = Clock::utcUs() / 1'000};
}

Result<MessageTemplate> MessageTemplate::compile(const QString &source, Form form)
{
    if (source.size() > MaximumLength) {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr("The message has %1 characters; at most %2 are allowed")
                               .arg(source.size())
                               .arg(MaximumLength));
    }
    MessageTemplate result;
    result.m_form = form;
    const QStringView view(source);
    QString literal;
    qsizetype literalAt = 0;
    for (qsizetype i = 0; i < view.size();) {
        if (view.mid(i).startsWith(u"$${")) {
            literal += "${"_L1;
            i += 3;
        } else if (view.mid(i).startsWith(u"${")) {
            const qsizetype end = view.indexOf(u'}', i);
            if (end < 0) {
                return failure(
                        Error::Kind::InvalidInput,
                        HeartbeatProblem::tr(
                                "The variable that begins at character %1 has no closing \"}\"; "
                                "write \"$${\" for a literal \"${\"")
                                .arg(i + 1));
            }
            const auto added =
                    result.addLiteral(std::exchange(literal, {}), literalAt).and_then([&] {
                        return result.addVariable(view.sliced(i + 2, end - i - 2), i);
                    });
            if (!added)
                return tl::unexpected(added.error());
            i = end + 1;
            literalAt = i;
        } else {
            literal += view.at(i++);
        }
    }
    return result.addLiteral(literal, literalAt).map([&result] { return std::move(result); });
}

Result<void> MessageTemplate::addLiteral(const QString &literal, qsizetype position)
{
    if (literal.isEmpty())
        return {};
    if (m_form == Form::Text) {
        m_parts.emplace_back(literal);
        return {};
    }
    return bytesFromHex(literal, position).map([this](const QByteArray &value) {
        if (!value.isEmpty())
            m_parts.emplace_back(value);
    });
}

Result<void> MessageTemplate::addVariable(QStringView name, qsizetype position)
{
    if (name == "seq"_L1) {
        m_parts.emplace_back(Variable::Sequence);
    } else if (name == "uuid"_L1) {
        m_parts.emplace_back(Variable::Uuid);
    } else if (name == "now_ms"_L1) {
        m_parts.emplace_back(Variable::NowMs);
    } else if (name.startsWith("env:"_L1)) {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr("The reference at character %1 has no value yet: "
                                            "references are replaced before "
                                            "the message is used")
                               .arg(position + 1));
    } else {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr("Unknown variable at character %1; there are ${seq}, "
                                            "${uuid} and ${now_ms}, "
                                            "and \"$${\" stands for a literal \"${\"")
                               .arg(position + 1));
    }
    return {};
}

QByteArray MessageTemplate::render(const TemplateValues &values) const
{
    QByteArray result;
    for (const Part &part : m_parts) {
        if (const auto *literal = std::get_if<QString>(&part))
            result += literal->toUtf8();
        else if (const auto *binary = std::get_if<QByteArray>(&part))
            result += *binary;
        else if (m_form == Form::Binary)
            result += bytes(std::get<Variable>(part), values);
        else
            result += text(std::get<Variable>(part), values).toLatin1();
    }
    return result;
}

QString MessageTemplate::renderPattern(const TemplateValues &values) const
{
    QString result;
    for (const Part &part : m_parts) {
        if (const auto *literal = std::get_if<QString>(&part))
            result += *literal;
        else if (const auto *variable = std::get_if<Variable>(&part))
            result += QRegularExpression::escape(text(*variable, values));
    }
    return result;
}

bool MessageTemplate::hasVariables() const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [](const Part &part) { return std::holds_alternative<Variable>(part); });
}

bool MessageTemplate::startsWithNumber() const
{
    return m_form == Form::Text && !m_parts.empty() && isNumber(m_parts.front());
}

bool MessageTemplate::endsWithNumber() const
{
    return m_form == Form::Text && !m_parts.empty() && isNumber(m_parts.back());
}

bool MessageTemplate::isNumber(const Part &part)
{
    const auto *variable = std::get_if<Variable>(&part);
    return variable && *variable != Variable::Uuid;
}

QString MessageTemplate::text(Variable variable, const TemplateValues &values)
{
    switch (variable) {
    case Variable::Sequence:
        return QString::number(values.sequence);
    case Variable::Uuid:
        return values.uuid.toString(QUuid::WithoutBraces);
    case Variable::NowMs:
        return QString::number(values.nowMs);
    }
    return {};
}

QByteArray MessageTemplate::bytes(Variable variable, const TemplateValues &values)
{
    switch (variable) {
    case Variable::Sequence:
        return bigEndian(values.sequence);
    case Variable::Uuid:
        return values.uuid.toRfc4122();
    case Variable::NowMs:
        return bigEndian(values.nowMs);
    }
    return {};
}

} // namespace heartline
