// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/liveupdate.h"
#include "core/profile.h"
#include "core/sessioninfo.h"

#include <vector>

namespace heartline::gallery {

/// A made-up workspace with some history: four groups, some connections degraded, waiting, failed.
struct Scene {
    std::vector<Profile> profiles;
    std::vector<ConnectionSnapshot> snapshots;
    std::vector<Beat> beats; ///< Of the last minutes, in order of time.
    std::vector<ConnectionEvent> events; ///< In order of time.
    LiveTotals totals;
    SessionInfo session; ///< Of any open connection.
};

/// The same scene each time; `nowUs` is UTC microseconds.
Scene makeScene(qint64 nowUs);

} // namespace heartline::gallery
