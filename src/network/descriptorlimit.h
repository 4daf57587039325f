// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace heartline {

/// Raises this process's limit of open file descriptors to the hard limit, since every connection
/// takes one: the usual soft limit of 1,024 ends at about a thousand of them. Without effect where
/// there is no such limit. Call it once, at the start.
void raiseDescriptorLimit();

/// So many descriptors below the limit are kept from connections, for the program itself: its log,
/// profiles, exports and the look-up of names.
inline constexpr quint64 DescriptorReserve = 64;

/// How many descriptors this process may have open.
quint64 descriptorLimit();

/// True if a connection made right now would take a descriptor of the reserve, or find none.
bool isDescriptorLimitReached();

} // namespace heartline
