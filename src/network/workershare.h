// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heartbeat/heartbeatcache.h"
#include "network/alarmclock.h"
#include "network/socketbuffers.h"
#include "network/tlsconfigurations.h"
#include "network/tlssessions.h"

namespace heartline {

/// What the connections of one thread share; outlives them.
struct WorkerShare {
    /// `parent`: moves to the thread, and takes what has timers with it.
    explicit WorkerShare(QObject *parent = nullptr)
        : alarms(parent)
        , buffers(parent)
    {
    }

    AlarmClock alarms;
    SocketBuffers buffers;
    TlsConfigurations tlsConfigurations;
    TlsSessions tlsSessions;
    HeartbeatCache heartbeats;
};

} // namespace heartline
