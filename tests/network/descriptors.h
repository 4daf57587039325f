// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/descriptorlimit.h"

#include <QTest>

#include <sys/resource.h>

namespace heartline::test {

/// Sets how many descriptors this process may have open.
inline void setDescriptorLimit(quint64 limit)
{
    rlimit limits{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limits), 0);
    limits.rlim_cur = limit;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limits), 0);
}

/// Another limit, as long as it lives.
class TemporaryDescriptorLimit {
public:
    explicit TemporaryDescriptorLimit(quint64 limit) { setDescriptorLimit(limit); }
    ~TemporaryDescriptorLimit() { setDescriptorLimit(m_before); }
    Q_DISABLE_COPY_MOVE(TemporaryDescriptorLimit)

private:
    const quint64 m_before = descriptorLimit();
};

} // namespace heartline::test
