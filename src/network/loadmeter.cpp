// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/loadmeter.h"

#include "network/loopclock.h"
#include "network/workerdispatcher.h"

#include <utility>

namespace heartline {

std::optional<EngineLoad> LoadMeter::take()
{
    const LoopClock *clock = currentLoopClock();
    if (!clock)
        return std::nullopt;
    const qint64 busy = clock->busyNs() - std::exchange(m_busyNs, clock->busyNs());
    const qint64 idle = clock->idleNs() - std::exchange(m_idleNs, clock->idleNs());
    return EngineLoad{.worker = m_worker, .busyNs = busy, .elapsedNs = busy + idle};
}

} // namespace heartline
