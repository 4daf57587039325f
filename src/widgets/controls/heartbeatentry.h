// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/heartbeatrule.h"

#include <utility>
#include <vector>

namespace heartline {

// A profile holds a preset's name and what differs from it; an editor shows all values that will be
// used. These convert between the two.

/// The values that will be used; `rule` itself where its preset is unknown.
HeartbeatRule withPresetValues(const HeartbeatRule &rule);

/// What is saved of a rule as it was entered: values that the preset brings are left out.
HeartbeatRule withoutPresetValues(const HeartbeatRule &entered);

/// Everything wrong with the heartbeat as it was entered; `where` is a path within the profile,
/// e.g. "heartbeat.message". Ranges are validateProfile()'s.
std::vector<Error> heartbeatProblems(const HeartbeatRule &entered);

/// The kinds as both editors offer them, in the language of the window.
std::vector<std::pair<QString, HeartbeatKind>> heartbeatKinds();

/// A text of a Preset (title, description, prerequisite) in the language of the window.
QString presetText(const QString &text);

} // namespace heartline
