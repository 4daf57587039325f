// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/heartbeat.h"

#include "heartbeat/heartbeatproblem.h"
#include "heartbeat/json.h"
#include "heartbeat/messagetemplate.h"
#include "heartbeat/presetcatalog.h"
#include "heartbeat/replymatcher.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Recognises one message and knows what to send back.
struct CompiledAnswer {
    ReplyMatcher matcher;
    ExpectedReply expected;
    QByteArray send;
};

QByteArray pingPayload(qint64 sequence)
{
    QByteArray payload(Heartbeat::PingPayloadBytes, Qt::Uninitialized);
    qToBigEndian(sequence, payload.data());
    qToBigEndian(QRandomGenerator::global()->generate64(), payload.data() + sizeof(sequence));
    return payload;
}

Message::Type messageType(HeartbeatKind kind)
{
    switch (kind) {
    case HeartbeatKind::Ping:
        return Message::Type::Ping;
    case HeartbeatKind::Binary:
        return Message::Type::Binary;
    default:
        return Message::Type::Text;
    }
}

Result<void> checkMessage(const HeartbeatRule &rule, const ReplyMatcher &matcher,
                          const QByteArray &sample, const ExpectedReply &expected)
{
    const bool sendsMessage =
            rule.kind != HeartbeatKind::Ping && rule.kind != HeartbeatKind::Listen;
    if (!sendsMessage && !rule.message.isEmpty()) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr(
                        "A heartbeat of kind \"%1\" has no message of its own; remove it, or "
                        "choose another kind")
                        .arg(toName(rule.kind)),
                u"/message"_s);
    }
    if (rule.kind == HeartbeatKind::Json && !parseJson(sample)) {
        return failure(Error::Kind::InvalidInput,
                       HeartbeatProblem::tr(
                               "The message is not JSON once its variables have values: a value "
                               "that is no number needs quotation marks, and each bracket its "
                               "counterpart"),
                       u"/message"_s);
    }
    if (rule.kind == HeartbeatKind::Listen && matcher.needsSentValue()) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr(
                        "Nothing is sent, so there is no value to compare with; compare with a "
                        "constant"),
                u"/reply/sent"_s);
    }
    if (rule.kind == HeartbeatKind::Listen && matcher.hasVariables()) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr("Nothing is sent, so the variables have no value; use none"),
                u"/reply"_s);
    }
    if (matcher.needsSentValue() && expected.isEmpty()) {
        const bool byDefault = rule.reply.match == ReplyRule::Match::Default;
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr(
                        "The message has no JSON value at \"%1\" to recognise its answer by; name "
                        "another one, or another rule")
                        .arg(byDefault ? u"/id"_s : rule.reply.sentPointer),
                byDefault ? u"/reply"_s : u"/reply/sent"_s);
    }
    if (rule.late > rule.timeout) {
        return failure(
                Error::Kind::InvalidInput,
                HeartbeatProblem::tr(
                        "The threshold for late answers (%1 ms) is longer than the timeout (%2 ms)")
                        .arg(rule.late.count())
                        .arg(rule.timeout.count()),
                u"/late_ms"_s);
    }
    return {};
}

Result<std::vector<CompiledAnswer>> compileAnswers(const HeartbeatRule &rule)
{
    std::vector<CompiledAnswer> answers;
    const Preset *preset = PresetCatalog::find(rule.preset);
    if (!preset)
        return answers;
    for (const AutomaticAnswer &answer : preset->answers) {
        auto matcher = ReplyMatcher::compile(answer.when, HeartbeatKind::Listen);
        if (!matcher)
            return tl::unexpected(matcher.error());
        const ExpectedReply expected = matcher->expect({}, {});
        answers.push_back({std::move(*matcher), expected, answer.send.toUtf8()});
    }
    return answers;
}

} // namespace

struct Heartbeat::Data {
    HeartbeatRule rule;
    MessageTemplate message;
    ReplyMatcher reply;
    ExpectedReply listened; ///< Kind `listen`: the same for every message.
    bool distinguishesBeats = false;
    std::vector<CompiledAnswer> answers;

    QByteArray payload(const TemplateValues &values) const
    {
        return rule.kind == HeartbeatKind::Ping ? pingPayload(values.sequence)
                                                : message.render(values);
    }
};

Heartbeat::Heartbeat(std::shared_ptr<const Data> data)
    : d(std::move(data))
{
}

Result<Heartbeat> Heartbeat::compile(const HeartbeatRule &rule)
{
    const auto data = std::make_shared<Data>();
    return PresetCatalog::apply(rule)
            .and_then([&](const HeartbeatRule &applied) {
                data->rule = applied;
                const auto form = applied.kind == HeartbeatKind::Binary
                        ? MessageTemplate::Form::Binary
                        : MessageTemplate::Form::Text;
                return MessageTemplate::compile(applied.effectiveMessage(), form)
                        .map_error([](Error error) {
                            error.where = u"/message"_s;
                            return error;
                        });
            })
            .and_then([&](const MessageTemplate &message) {
                data->message = message;
                return ReplyMatcher::compile(data->rule.reply, data->rule.kind);
            })
            .and_then([&](const ReplyMatcher &reply) {
                data->reply = reply;
                // Two beats that have nothing in common.
                const TemplateValues one{1, QUuid::fromRfc4122(QByteArray(16, 'a')), 1};
                const TemplateValues two{2, QUuid::fromRfc4122(QByteArray(16, 'b')), 2};
                const QByteArray sample = data->payload(one);
                data->listened = reply.expect(one, sample);
                data->distinguishesBeats = !(data->rule.kind == HeartbeatKind::Listen)
                        && data->listened != reply.expect(two, data->payload(two));
                return checkMessage(data->rule, reply, sample, data->listened);
            })
            .and_then([&] { return compileAnswers(data->rule); })
            .map([&](const std::vector<CompiledAnswer> &answers) {
                data->answers = answers;
                return Heartbeat(data);
            });
}

const HeartbeatRule &Heartbeat::rule() const
{
    return d->rule;
}

ComposedBeat Heartbeat::compose(qint64 sequence) const
{
    if (isListening())
        return {};
    // A ping has no template, and there may be thousands a second.
    const TemplateValues values = d->rule.kind == HeartbeatKind::Ping
            ? TemplateValues{.sequence = sequence}
            : TemplateValues::forBeat(sequence);
    const QByteArray payload = d->payload(values);
    return {Message{messageType(d->rule.kind), payload}, d->reply.expect(values, payload)};
}

bool Heartbeat::answers(const IncomingMessage &incoming, const ExpectedReply &expected) const
{
    return d->reply.matches(incoming, isListening() ? d->listened : expected);
}

bool Heartbeat::isListening() const
{
    return d->rule.kind == HeartbeatKind::Listen;
}

bool Heartbeat::distinguishesBeats() const
{
    return d->distinguishesBeats;
}

std::optional<Message> Heartbeat::automaticAnswer(const IncomingMessage &incoming) const
{
    const auto answer = std::find_if(
            d->answers.begin(), d->answers.end(), [&incoming](const CompiledAnswer &candidate) {
                return candidate.matcher.matches(incoming, candidate.expected);
            });
    if (answer == d->answers.end())
        return std::nullopt;
    return Message{Message::Type::Text, answer->send};
}

} // namespace heartline
