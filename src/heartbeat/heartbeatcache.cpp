// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/heartbeatcache.h"

#include <algorithm>

namespace heartline {

Result<Heartbeat> HeartbeatCache::get(const HeartbeatRule &rule)
{
    const auto known = std::find_if(m_entries.rbegin(), m_entries.rend(),
                                    [&rule](const Entry &entry) { return entry.rule == rule; });
    if (known != m_entries.rend())
        return known->heartbeat;
    return Heartbeat::compile(rule).map([&](const Heartbeat &heartbeat) {
        if (m_entries.size() == MaximumEntries)
            m_entries.erase(m_entries.begin());
        m_entries.push_back({rule, heartbeat});
        return heartbeat;
    });
}

} // namespace heartline
