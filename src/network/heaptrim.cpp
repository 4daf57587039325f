// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/heaptrim.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace heartline {

void trimHeap()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace heartline
