// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heartbeat/heartbeat.h"

#include <cstddef>
#include <vector>

namespace heartline {

/// Compiles equal rules once: thousands of connections mostly have the same one. Used from one
/// thread, as are the heartbeats that it gives.
class HeartbeatCache {
public:
    /// So many distinct rules are remembered; beyond, the oldest are compiled again when needed.
    static constexpr std::size_t MaximumEntries = 64;

    /// As Heartbeat::compile().
    Result<Heartbeat> get(const HeartbeatRule &rule);

private:
    struct Entry {
        HeartbeatRule rule;
        Heartbeat heartbeat;
    };

    std::vector<Entry> m_entries; ///< Oldest first.
};

} // namespace heartline
