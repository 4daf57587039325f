// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/replymatcher.h"

#include "heartbeat/heartbeatproblem.h"
#include "heartbeat/json.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Any beat's values will do to find out whether a pattern is well-formed.
const TemplateValues sampleValues{.sequence = 1};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Returns `error` as an error at `where`.
auto at(QLatin1StringView where)
{
    return [where](Error error) {
        error.where = where;
        return error;
    };
}

} // namespace

Result<ReplyMatcher> ReplyMatcher::compile(const ReplyRule &rule, HeartbeatKind kind)
{
    using Match = ReplyRule::Match;
    ReplyMatcher matcher;
    matcher.m_kind = kind;
    matcher.m_match = rule.match;
    matcher.m_constant = rule.constant;
    Result<void> compiled;
    switch (rule.match) {
    case Match::Default:
        if (kind == HeartbeatKind::Json) {
            matcher.m_match = Match::PointerSent;
            compiled = matcher.compilePointers({.pointer = u"/id"_s, .sentPointer = u"/id"_s});
        }
        break;
    case Match::Equals:
        compiled = matcher.compileText(rule, kind, "/reply/equals"_L1);
        break;
    case Match::Contains:
        compiled = matcher.compileText(rule, kind, "/reply/contains"_L1);
        break;
    case Match::Regex:
        compiled = matcher.compileText(rule, HeartbeatKind::Text, "/reply/regex"_L1);
        break;
    case Match::PointerConstant:
    case Match::PointerSent:
        compiled = matcher.compilePointers(rule);
        break;
    }
    if (compiled && kind == HeartbeatKind::Ping && rule.match != Match::Default) {
        compiled =
                failure(Error::Kind::InvalidInput,
                        HeartbeatProblem::tr(
                                "A ping is answered by its pong and takes no rule; remove it, or "
                                "choose another kind"),
                        u"/reply"_s);
    }
    return compiled.map([&matcher] { return std::move(matcher); });
}

Result<void> ReplyMatcher::compileText(const ReplyRule &rule, HeartbeatKind kind,
                                       QLatin1StringView where)
{
    if (rule.text.isEmpty()) {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr("The text to look for is empty"), where);
    }
    const auto form = kind == HeartbeatKind::Binary ? MessageTemplate::Form::Binary
                                                    : MessageTemplate::Form::Text;
    auto compiled = MessageTemplate::compile(rule.text, form).map_error(at(where));
    if (!compiled)
        return tl::unexpected(compiled.error());
    m_template = std::move(*compiled);
    if (m_match != ReplyRule::Match::Regex)
        return {};
    m_constantPattern.setPattern(m_template.renderPattern(sampleValues));
    if (!m_constantPattern.isValid()) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr("\"%1\" is not a regular expression: %2 at character %3")
                        .arg(rule.text, m_constantPattern.errorString())
                        .arg(m_constantPattern.patternErrorOffset() + 1),
                where);
    }
    m_constantPattern.optimize();
    return {};
}

Result<void> ReplyMatcher::compilePointers(const ReplyRule &rule)
{
    return JsonPointer::compile(rule.pointer)
            .map_error(at("/reply/pointer"_L1))
            .and_then([&](const JsonPointer &pointer) {
                m_pointer = pointer;
                return JsonPointer::compile(rule.sentPointer).map_error(at("/reply/sent"_L1));
            })
            .map([&](const JsonPointer &pointer) { m_sentPointer = pointer; });
}

ExpectedReply ReplyMatcher::expect(const TemplateValues &values, const QByteArray &sent) const
{
    switch (m_match) {
    case ReplyRule::Match::Default:
        return ExpectedReply(sent);
    case ReplyRule::Match::Equals:
    case ReplyRule::Match::Contains:
        return ExpectedReply(m_template.render(values));
    case ReplyRule::Match::Regex:
        if (!m_template.hasVariables())
            return ExpectedReply(m_constantPattern);
        return ExpectedReply(QRegularExpression(m_template.renderPattern(values)));
    case ReplyRule::Match::PointerConstant:
        return ExpectedReply(m_constant);
    case ReplyRule::Match::PointerSent: {
        const QJsonValue value =
                m_sentPointer.resolve(parseJson(sent).value_or(QJsonValue(QJsonValue::Undefined)));
        if (value.isUndefined())
            return {};
        return ExpectedReply(value);
    }
    }
    return {};
}

bool ReplyMatcher::matches(const IncomingMessage &incoming, const ExpectedReply &expected) const
{
    if (expected.isEmpty())
        return false;
    if (m_kind == HeartbeatKind::Ping) {
        return incoming.type() == Message::Type::Pong
                && incoming.payload() == std::get<QByteArray>(expected.m_value);
    }
    if (m_kind == HeartbeatKind::Listen && m_match == ReplyRule::Match::Default)
        return true;
    if (!incoming.isData())
        return false;
    switch (m_match) {
    case ReplyRule::Match::Default:
    case ReplyRule::Match::Equals:
        return incoming.payload() == std::get<QByteArray>(expected.m_value);
    case ReplyRule::Match::Contains:
        return contains(incoming.payload(), std::get<QByteArray>(expected.m_value));
    case ReplyRule::Match::Regex:
        return std::get<QRegularExpression>(expected.m_value).match(incoming.text()).hasMatch();
    case ReplyRule::Match::PointerConstant:
    case ReplyRule::Match::PointerSent:
        return incoming.json()
                && jsonEquals(m_pointer.resolve(*incoming.json()),
                              std::get<QJsonValue>(expected.m_value));
    }
    return false;
}

bool ReplyMatcher::contains(const QByteArray &payload, const QByteArray &part) const
{
    for (qsizetype from = payload.indexOf(part); from >= 0;
         from = payload.indexOf(part, from + 1)) {
        // "seq 1" must not be found in "seq 12": a number ends where its digits end.
        const qsizetype end = from + part.size();
        const bool continuesLeft =
                m_template.startsWithNumber() && from > 0 && isDigit(payload[from - 1]);
        const bool continuesRight =
                m_template.endsWithNumber() && end < payload.size() && isDigit(payload[end]);
        if (!continuesLeft && !continuesRight)
            return true;
    }
    return false;
}

} // namespace heartline
