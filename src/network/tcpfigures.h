// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sessioninfo.h"

#include <optional>

namespace heartline {

/// What the kernel knows of a TCP connection.
struct TcpState {
    TcpFigures figures;
    quint32 outOfOrder = 0; ///< Segments that came so, in total.
};

/// Asks for that of the connection behind `descriptor` (TCP_INFO). Absent elsewhere than on Linux.
std::optional<TcpState> readTcpState(qintptr descriptor);

} // namespace heartline
