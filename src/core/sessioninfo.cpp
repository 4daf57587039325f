// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sessioninfo.h"

#include "core/enumnames.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr EnumNames<TimeSource, 3> sourceNames({{
        {TimeSource::UserSpace, "user-space"_L1},
        {TimeSource::Wakeup, "wakeup"_L1},
        {TimeSource::Kernel, "kernel"_L1},
}});

} // namespace

QLatin1StringView toName(TimeSource source)
{
    return sourceNames.name(source);
}

std::optional<TimeSource> timeSourceFromName(QAnyStringView name)
{
    return sourceNames.value(name);
}

} // namespace heartline
