// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heartline {

/// Raises this process's limit of open file descriptors to the hard limit, since every connection
/// takes one: the usual soft limit of 1,024 ends at about a thousand of them. Without effect where
/// there is no such limit. Call it once, at the start.
void raiseDescriptorLimit();

/// True if no descriptor is left right now.
bool isDescriptorLimitReached();

} // namespace heartline
