// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heartbeatrule.h"

#include "core/enumnames.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<HeartbeatKind, 5> kindNames({{
        {HeartbeatKind::Ping, "ping"_L1},
        {HeartbeatKind::Text, "text"_L1},
        {HeartbeatKind::Json, "json"_L1},
        {HeartbeatKind::Binary, "binary"_L1},
        {HeartbeatKind::Listen, "listen"_L1},
}});

} // namespace

QLatin1StringView toName(HeartbeatKind kind)
{
    return kindNames.name(kind);
}

std::optional<HeartbeatKind> heartbeatKindFromName(QAnyStringView name)
{
    return kindNames.value(name);
}

QString HeartbeatRule::effectiveMessage() const
{
    if (!message.isEmpty())
        return message;
    switch (kind) {
    case HeartbeatKind::Text:
        return DefaultText.toString();
    case HeartbeatKind::Json:
        return DefaultJson.toString();
    case HeartbeatKind::Binary:
        return DefaultBinary.toString();
    case HeartbeatKind::Ping:
    case HeartbeatKind::Listen:
        break;
    }
    return {};
}

} // namespace heartline
