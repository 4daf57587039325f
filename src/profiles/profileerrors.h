// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <vector>

namespace heartline {

/// Everything that is wrong at once; `where` is a JSON path such as
/// "$.connections[3].heartbeat.interval_ms", or a field's path within one profile.
using ProfileErrors = std::vector<Error>;

} // namespace heartline
