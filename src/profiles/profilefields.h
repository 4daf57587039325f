// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

namespace heartline {

/// What a number in the profiles file may be.
template<typename T>
struct Range {
    T minimum;
    T maximum;
};

// The fields of a profile, once: reading, writing and the check of ranges visit them in this order.
// Each is field(key, value [, default [, range]]); nested objects are object(key, visit). Where
// "given, and the same as the default" differs from "not given", keptDefault(key, value, default,
// flags, flag) follows.
// `ProfileType` is Profile or const Profile.

template<typename RuleType, typename Visitor>
void visitHeartbeat(RuleType &rule, Visitor &visitor)
{
    using Rule = HeartbeatRule;
    using Milliseconds = Rule::Milliseconds;
    const Range<Milliseconds> intervals{Rule::MinimumInterval, Rule::MaximumInterval};
    visitor.field(QLatin1StringView("kind"), rule.kind);
    visitor.field(QLatin1StringView("preset"), rule.preset);
    visitor.field(QLatin1StringView("message"), rule.message);
    visitor.field(QLatin1StringView("reply"), rule.reply);
    visitor.field(QLatin1StringView("interval_ms"), rule.interval, Rule::DefaultInterval,
                  intervals);
    visitor.field(QLatin1StringView("timeout_ms"), rule.timeout, Rule::DefaultTimeout, intervals);
    if (!rule.preset.isEmpty()) {
        visitor.keptDefault(QLatin1StringView("interval_ms"), rule.interval, Rule::DefaultInterval,
                            rule.kept, Rule::Field::Interval);
        visitor.keptDefault(QLatin1StringView("timeout_ms"), rule.timeout, Rule::DefaultTimeout,
                            rule.kept, Rule::Field::Timeout);
    }
    visitor.field(QLatin1StringView("misses_allowed"), rule.missesAllowed,
                  Rule::DefaultMissesAllowed,
                  Range<int>{Rule::MinimumMissesAllowed, Rule::MaximumMissesAllowed});
    // After the timeout, which its default depends on.
    visitor.field(QLatin1StringView("late_ms"), rule.late, Rule::defaultLate(rule.timeout),
                  Range<Milliseconds>{Rule::MinimumLate, Rule::MaximumInterval});
}

template<typename PolicyType, typename Visitor>
void visitReconnect(PolicyType &policy, Visitor &visitor)
{
    using Policy = ReconnectPolicy;
    const Range<Policy::Milliseconds> delays{Policy::MinimumDelay, Policy::MaximumDelay};
    visitor.field(QLatin1StringView("enabled"), policy.enabled, true);
    visitor.field(QLatin1StringView("initial_ms"), policy.initial, Policy::DefaultInitial, delays);
    visitor.field(QLatin1StringView("maximum_ms"), policy.maximum, Policy::DefaultMaximum, delays);
    visitor.field(QLatin1StringView("factor"), policy.factor, Policy::DefaultFactor,
                  Range<double>{Policy::MinimumFactor, Policy::MaximumFactor});
    visitor.field(QLatin1StringView("jitter"), policy.jitter, Policy::DefaultJitter,
                  Range<double>{0.0, 1.0});
    visitor.field(QLatin1StringView("attempts"), policy.attempts, 0,
                  Range<int>{0, Policy::MaximumAttempts});
}

template<typename TlsType, typename Visitor>
void visitTls(TlsType &tls, Visitor &visitor)
{
    visitor.field(QLatin1StringView("ca_file"), tls.caFile);
    visitor.field(QLatin1StringView("certificate_file"), tls.certificateFile);
    visitor.field(QLatin1StringView("key_file"), tls.keyFile);
    visitor.field(QLatin1StringView("pinned_sha256"), tls.pinnedSha256);
}

template<typename LimitsType, typename Visitor>
void visitLimits(LimitsType &limits, Visitor &visitor)
{
    using Limits = ConnectionLimits;
    const Range<Limits::Milliseconds> deadlines{Limits::MinimumDeadline, Limits::MaximumDeadline};
    visitor.field(QLatin1StringView("resolve_ms"), limits.resolve, Limits::DefaultResolve,
                  deadlines);
    visitor.field(QLatin1StringView("connect_ms"), limits.connect, Limits::DefaultConnect,
                  deadlines);
    visitor.field(QLatin1StringView("tls_ms"), limits.tls, Limits::DefaultTls, deadlines);
    visitor.field(QLatin1StringView("upgrade_ms"), limits.upgrade, Limits::DefaultUpgrade,
                  deadlines);
    visitor.field(QLatin1StringView("close_ms"), limits.close, Limits::DefaultClose, deadlines);
    visitor.field(QLatin1StringView("message_bytes"), limits.messageBytes,
                  Limits::DefaultMessageBytes,
                  Range<qint64>{Limits::MinimumMessageBytes, Limits::MaximumMessageBytes});
}

template<typename ProfileType, typename Visitor>
void visitProfile(ProfileType &profile, Visitor &visitor)
{
    visitor.field(QLatin1StringView("id"), profile.id);
    visitor.field(QLatin1StringView("name"), profile.name);
    visitor.field(QLatin1StringView("group"), profile.group);
    visitor.field(QLatin1StringView("url"), profile.url);
    visitor.field(QLatin1StringView("enabled"), profile.enabled, true);
    visitor.field(QLatin1StringView("headers"), profile.headers);
    visitor.field(QLatin1StringView("subprotocols"), profile.subprotocols);
    visitor.object(QLatin1StringView("heartbeat"),
                   [&](auto &inner) { visitHeartbeat(profile.heartbeat, inner); });
    visitor.object(QLatin1StringView("reconnect"),
                   [&](auto &inner) { visitReconnect(profile.reconnect, inner); });
    visitor.object(QLatin1StringView("tls"), [&](auto &inner) { visitTls(profile.tls, inner); });
    visitor.field(QLatin1StringView("proxy"), profile.proxy);
    visitor.object(QLatin1StringView("limits"),
                   [&](auto &inner) { visitLimits(profile.limits, inner); });
}

} // namespace heartline
