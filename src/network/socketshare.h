// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/socketbuffers.h"
#include "network/tlsconfigurations.h"
#include "network/tlssessions.h"

namespace heartline {

/// What the sockets of one thread share.
struct SocketShare {
    SocketBuffers buffers;
    TlsConfigurations tlsConfigurations;
    TlsSessions tlsSessions;
};

} // namespace heartline
