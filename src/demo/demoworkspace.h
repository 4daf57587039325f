// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <vector>

namespace heartline {

/// A ready workspace for the demo server at `port`: connections in four groups that show the whole
/// range, from steady to refused. The ids are the same in every run.
std::vector<Profile> demoProfiles(quint16 port);

} // namespace heartline
