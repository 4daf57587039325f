// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/heartbeatrule.h"
#include "heartbeat/expectedreply.h"
#include "heartbeat/jsonpointer.h"
#include "heartbeat/message.h"
#include "heartbeat/messagetemplate.h"

namespace heartline {

/// A ReplyRule made ready to run. Data messages (text and binary) are compared byte by byte, as
/// UTF-8 text or as JSON; a Pong answers a ping only.
class ReplyMatcher {
public:
    ReplyMatcher() = default;

    /// Errors have where = "/reply/regex" and the like.
    static Result<ReplyMatcher> compile(const ReplyRule &rule, HeartbeatKind kind);

    /// What the answer to the beat that sends `sent` must look like.
    ExpectedReply expect(const TemplateValues &values, const QByteArray &sent) const;

    bool matches(const IncomingMessage &incoming, const ExpectedReply &expected) const;

    /// True if the rule compares with a value of the message that is sent.
    bool needsSentValue() const { return m_match == ReplyRule::Match::PointerSent; }
    /// True if the rule's text differs from beat to beat.
    bool hasVariables() const { return m_template.hasVariables(); }

private:
    Result<void> compileText(const ReplyRule &rule, HeartbeatKind kind, QLatin1StringView where);
    Result<void> compilePointers(const ReplyRule &rule);
    bool contains(const QByteArray &payload, const QByteArray &part) const;

    HeartbeatKind m_kind = HeartbeatKind::Ping;
    ReplyRule::Match m_match = ReplyRule::Match::Default;
    MessageTemplate m_template;
    QRegularExpression m_constantPattern; ///< Shared by all beats where it has no variables.
    JsonPointer m_pointer;
    JsonPointer m_sentPointer;
    QJsonValue m_constant;
};

} // namespace heartline
