// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updatebatch.h"

#include <optional>

namespace heartline {

/// Tells how busy the event loop of the thread is that it lives in.
class LoadMeter {
public:
    explicit LoadMeter(int worker)
        : m_worker(worker)
    {
    }

    /// Since the last call. Absent on Qt's own event loop, which does not tell when it waits.
    std::optional<EngineLoad> take();

private:
    int m_worker;
    qint64 m_busyNs = 0;
    qint64 m_idleNs = 0;
};

} // namespace heartline
