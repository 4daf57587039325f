// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/descriptorlimit.h"

#include <algorithm>
#include <limits>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef Q_OS_MACOS
#include <climits>
#endif

namespace heartline {

void raiseDescriptorLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
#ifdef Q_OS_MACOS
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, OPEN_MAX); // more is refused there
#endif
    // A refusal leaves the limit as it is; what comes of it is told when it is reached.
    ::setrlimit(RLIMIT_NOFILE, &limit);
#endif
}

quint64 descriptorLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        return limit.rlim_cur;
#endif
    return std::numeric_limits<quint64>::max();
}

bool isDescriptorLimitReached()
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno == EMFILE || errno == ENFILE;
    ::close(descriptor);
    // The lowest that is free: the one that a connection would get.
    const quint64 limit = descriptorLimit();
    return static_cast<quint64>(descriptor) >= limit - std::min(limit, DescriptorReserve);
#else
    return false;
#endif
}

} // namespace heartline
