// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/heartbeatentry.h"

#include "heartbeat/heartbeat.h"
#include "heartbeat/presetcatalog.h"
#include "widgets/durationspinbox.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

struct HeartbeatEntry {
    Q_DECLARE_TR_FUNCTIONS(heartline::HeartbeatEntry)

public:
    /// A value that a file cannot tell from "not given", where the preset has another one.
    static Error notKept(const QString &field, HeartbeatRule::Milliseconds entered,
                         HeartbeatRule::Milliseconds presets)
    {
        return {Error::Kind::InvalidInput,
                tr("%1 is what stands for the preset's own value, %2. Choose another value, or the "
                   "kind of message instead of the preset")
                        .arg(DurationSpinBox::toText(entered), DurationSpinBox::toText(presets)),
                u"heartbeat."_s + field};
    }
};

} // namespace

HeartbeatRule withPresetValues(const HeartbeatRule &rule)
{
    return PresetCatalog::apply(rule).value_or(rule);
}

HeartbeatRule withoutPresetValues(const HeartbeatRule &entered)
{
    const Preset *preset = PresetCatalog::find(entered.preset);
    if (entered.preset.isEmpty() || !preset)
        return entered;
    const HeartbeatRule defaults;
    HeartbeatRule rule = entered;
    if (rule.kind == preset->rule.kind)
        rule.kind = defaults.kind;
    if (rule.message == preset->rule.message)
        rule.message.clear();
    if (rule.reply == preset->rule.reply)
        rule.reply = defaults.reply;
    if (rule.interval == preset->rule.interval)
        rule.interval = defaults.interval;
    if (rule.timeout == preset->rule.timeout)
        rule.timeout = defaults.timeout;
    if (rule.late == HeartbeatRule::defaultLate(entered.timeout))
        rule.late = HeartbeatRule::defaultLate(rule.timeout);
    return rule;
}

std::vector<Error> heartbeatProblems(const HeartbeatRule &entered)
{
    std::vector<Error> problems;
    const auto compiled = Heartbeat::compile(entered);
    if (!compiled) {
        Error error = compiled.error();
        error.where = u"heartbeat"_s + error.where.replace(u'/', u'.');
        problems.push_back(error);
    }
    const HeartbeatRule used = withPresetValues(withoutPresetValues(entered));
    if (used.interval != entered.interval)
        problems.push_back(
                HeartbeatEntry::notKept(u"interval_ms"_s, entered.interval, used.interval));
    if (used.timeout != entered.timeout)
        problems.push_back(HeartbeatEntry::notKept(u"timeout_ms"_s, entered.timeout, used.timeout));
    return problems;
}

} // namespace heartline
