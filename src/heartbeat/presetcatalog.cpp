// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/presetcatalog.h"

#include "heartbeat/heartbeatproblem.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Most edits between a name and one that is suggested for it.
constexpr int NearDistance = 3;

// The resource is part of the program: its form is ensured by tests, not at run time.

ReplyRule readReply(const QJsonObject &json)
{
    using Match = ReplyRule::Match;
    if (json.contains("equals"_L1))
        return {.match = Match::Equals, .text = json["equals"_L1].toString()};
    if (json.contains("contains"_L1))
        return {.match = Match::Contains, .text = json["contains"_L1].toString()};
    if (json.contains("regex"_L1))
        return {.match = Match::Regex, .text = json["regex"_L1].toString()};
    const QString pointer = json["pointer"_L1].toString();
    if (json.contains("value"_L1))
        return {.match = Match::PointerConstant, .pointer = pointer, .constant = json["value"_L1]};
    if (json.contains("sent"_L1))
        return {.match = Match::PointerSent,
                .pointer = pointer,
                .sentPointer = json["sent"_L1].toString()};
    return {};
}

Preset readPreset(const QJsonObject &json)
{
    using Milliseconds = HeartbeatRule::Milliseconds;
    Preset preset;
    preset.name = json["name"_L1].toString();
    preset.title = json["title"_L1].toString();
    preset.description = json["description"_L1].toString();
    preset.prerequisite = json["prerequisite"_L1].toString();
    preset.subprotocol = json["subprotocol"_L1].toString();
    preset.source = json["source"_L1].toString();
    preset.rule.preset = preset.name;
    preset.rule.kind =
            heartbeatKindFromName(json["kind"_L1].toString()).value_or(HeartbeatKind::Ping);
    preset.rule.message = json["message"_L1].toString();
    preset.rule.reply = readReply(json["reply"_L1].toObject());
    preset.rule.interval =
            Milliseconds(json["interval_ms"_L1].toInteger(HeartbeatRule::DefaultInterval.count()));
    preset.rule.timeout =
            Milliseconds(json["timeout_ms"_L1].toInteger(HeartbeatRule::DefaultTimeout.count()));
    for (const auto &entry : json["answers"_L1].toArray()) {
        const QJsonObject answer = entry.toObject();
        preset.answers.push_back({.when = readReply(answer["when"_L1].toObject()),
                                  .send = answer["send"_L1].toString()});
    }
    return preset;
}

std::vector<Preset> readPresets()
{
    QFile file(u":/heartline/presets.json"_s);
    std::vector<Preset> presets;
    if (!file.open(QIODevice::ReadOnly))
        return presets;
    const QJsonArray entries =
            QJsonDocument::fromJson(file.readAll()).object()["presets"_L1].toArray();
    for (const auto &entry : entries)
        presets.push_back(readPreset(entry.toObject()));
    return presets;
}

/// Levenshtein's distance.
int editDistance(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar character : a) {
        int diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool same = character == b[static_cast<qsizetype>(j) - 1];
            const int substituted = diagonal + (same ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

Error unknownPreset(const QString &name)
{
    QStringList near;
    QStringList every;
    for (const Preset &preset : PresetCatalog::all()) {
        every << preset.name;
        if (editDistance(name.toLower(), preset.name) <= NearDistance
            || (!name.isEmpty() && preset.name.contains(name, Qt::CaseInsensitive)))
            near << preset.name;
    }
    const QString hint = near.isEmpty()
            ? HeartbeatProblem::tr("there are: %1").arg(every.join(", "_L1))
            : HeartbeatProblem::tr("did you mean: %1?").arg(near.join(", "_L1));
    return {Error::Kind::InvalidInput,
            HeartbeatProblem::tr("There is no preset \"%1\"; %2").arg(name, hint), u"/preset"_s};
}

} // namespace

const std::vector<Preset> &PresetCatalog::all()
{
    static const std::vector<Preset> presets = readPresets();
    return presets;
}

const Preset *PresetCatalog::find(QStringView name)
{
    const auto found = std::find_if(all().begin(), all().end(),
                                    [name](const Preset &preset) { return preset.name == name; });
    return found == all().end() ? nullptr : &*found;
}

Result<HeartbeatRule> PresetCatalog::apply(const HeartbeatRule &rule)
{
    if (rule.preset.isEmpty())
        return rule;
    const Preset *preset = find(rule.preset);
    if (!preset)
        return tl::unexpected(unknownPreset(rule.preset));
    using Field = HeartbeatRule::Field;
    const HeartbeatRule defaults;
    HeartbeatRule applied = rule;
    if (rule.kind == defaults.kind)
        applied.kind = preset->rule.kind;
    if (rule.message.isEmpty())
        applied.message = preset->rule.message;
    if (rule.reply.match == defaults.reply.match)
        applied.reply = preset->rule.reply;
    if (rule.interval == defaults.interval && !rule.kept.testFlag(Field::Interval))
        applied.interval = preset->rule.interval;
    if (rule.timeout == defaults.timeout && !rule.kept.testFlag(Field::Timeout))
        applied.timeout = preset->rule.timeout;
    if (rule.late == HeartbeatRule::defaultLate(rule.timeout))
        applied.late = HeartbeatRule::defaultLate(applied.timeout);
    return applied;
}

} // namespace heartline
