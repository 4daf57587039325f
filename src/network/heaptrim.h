// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heartline {

/// Gives free memory back to the system, where the allocator can (glibc). What thousands of
/// handshakes took lies scattered between what stays, and would remain with the process: 6 KB a
/// connection. Takes milliseconds; a thread that allocates meanwhile may have to wait. Thread-safe.
void trimHeap();

} // namespace heartline
