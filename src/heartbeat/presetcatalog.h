// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/heartbeatrule.h"

#include <QString>

#include <vector>

namespace heartline {

/// Something a protocol wants sent back at once when a certain message arrives.
struct AutomaticAnswer {
    ReplyRule when;
    QString send; ///< A text message, as it is.
};

/// The heartbeat of a known protocol.
struct Preset {
    QString name; ///< As it stands in a profiles file.
    QString title;
    QString description;
    QString prerequisite; ///< What must happen before the first beat works; mostly empty.
    HeartbeatRule rule;
    QString subprotocol; ///< What to offer in Sec-WebSocket-Protocol; mostly empty.
    QString source; ///< Where the protocol says so.
    std::vector<AutomaticAnswer> answers;
};

/// The presets that are built in (resources/presets.json). Thread-safe.
class PresetCatalog {
public:
    static const std::vector<Preset> &all();

    /// nullptr if there is none of that name.
    static const Preset *find(QStringView name);

    /// `rule` with the values of its preset where its own stand at their defaults and are not kept;
    /// `rule` itself if it names none. An unknown name is an error (where = "/preset") that lists
    /// near names.
    static Result<HeartbeatRule> apply(const HeartbeatRule &rule);
};

} // namespace heartline
