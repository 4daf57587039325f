// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/heaptrim.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace heartline {

namespace {

// malloc()'s M_MMAP_THRESHOLD. Qt reads and OpenSSL shakes hands into blocks of 16 KB and more.
constexpr int bufferSize = 16'000;
constexpr int defaultThreshold = 131'072;

} // namespace

void trimHeap()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void setBuffersApart([[maybe_unused]] bool apart)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, apart ? bufferSize : defaultThreshold);
#endif
}

} // namespace heartline
