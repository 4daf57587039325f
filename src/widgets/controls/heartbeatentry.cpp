// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/heartbeatentry.h"

#include "heartbeat/heartbeat.h"
#include "heartbeat/presetcatalog.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

struct HeartbeatEntry {
    Q_DECLARE_TR_FUNCTIONS(heartline::HeartbeatEntry)
};

} // namespace

HeartbeatRule withPresetValues(const HeartbeatRule &rule)
{
    return PresetCatalog::apply(rule).value_or(rule);
}

HeartbeatRule withoutPresetValues(const HeartbeatRule &entered)
{
    using Field = HeartbeatRule::Field;
    const HeartbeatRule defaults;
    HeartbeatRule rule = entered;
    if (rule.preset.isEmpty())
        rule.kept = {};
    const Preset *preset = PresetCatalog::find(rule.preset);
    if (!preset)
        return rule;
    if (rule.kind == preset->rule.kind)
        rule.kind = defaults.kind;
    if (rule.message == preset->rule.message)
        rule.message.clear();
    if (rule.reply == preset->rule.reply)
        rule.reply = defaults.reply;
    rule.kept = {};
    if (rule.interval == preset->rule.interval)
        rule.interval = defaults.interval;
    else if (rule.interval == defaults.interval)
        rule.kept |= Field::Interval;
    if (rule.timeout == preset->rule.timeout)
        rule.timeout = defaults.timeout;
    else if (rule.timeout == defaults.timeout)
        rule.kept |= Field::Timeout;
    if (rule.late == HeartbeatRule::defaultLate(entered.timeout))
        rule.late = HeartbeatRule::defaultLate(rule.timeout);
    return rule;
}

std::vector<Error> heartbeatProblems(const HeartbeatRule &entered)
{
    std::vector<Error> problems;
    const auto compiled = Heartbeat::compile(withoutPresetValues(entered));
    if (!compiled) {
        Error error = compiled.error();
        error.where = u"heartbeat"_s + error.where.replace(u'/', u'.');
        problems.push_back(error);
    }
    return problems;
}

std::vector<std::pair<QString, HeartbeatKind>> heartbeatKinds()
{
    return {{HeartbeatEntry::tr("Ping frame"), HeartbeatKind::Ping},
            {HeartbeatEntry::tr("Text message"), HeartbeatKind::Text},
            {HeartbeatEntry::tr("JSON message"), HeartbeatKind::Json},
            {HeartbeatEntry::tr("Binary message"), HeartbeatKind::Binary},
            {HeartbeatEntry::tr("Listen only"), HeartbeatKind::Listen}};
}

QString presetText(const QString &text)
{
    return QCoreApplication::translate("heartline::Preset", text.toUtf8().constData());
}

} // namespace heartline
