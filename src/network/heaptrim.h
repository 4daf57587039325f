// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heartline {

/// Gives free memory back to the system, where the allocator can (glibc). What thousands of
/// handshakes took lies scattered between what stays, and would remain with the process: 6 KB a
/// connection. Takes milliseconds; a thread that allocates meanwhile may have to wait. Thread-safe.
void trimHeap();

/// While `apart`, buffers of a socket's size are taken from the system one by one and go back at
/// once (glibc), so that they leave no gaps between what stays: 5 KB a wss connection. Costs system
/// calls: for a crowd that connects, not for beats. For the whole process; thread-safe.
void setBuffersApart(bool apart);

} // namespace heartline
