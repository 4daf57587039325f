// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sessioninfo.h"

#include <optional>

namespace heartline {

/// What the kernel knows of the TCP connection behind `descriptor` (TCP_INFO). Absent elsewhere
/// than on Linux.
std::optional<TcpFigures> readTcpFigures(qintptr descriptor);

} // namespace heartline
