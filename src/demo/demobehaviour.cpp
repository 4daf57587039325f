// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demobehaviour.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace heartline {

std::optional<DemoBehaviour> demoBehaviour(QAnyStringView path)
{
    const auto is = [path](QLatin1StringView name) { return QAnyStringView::equal(path, name); };
    if (is("/steady"_L1))
        return DemoBehaviour{.latency = 12ms, .jitter = 1ms};
    if (is("/jittery"_L1))
        return DemoBehaviour{.latency = 60ms, .jitter = 50ms};
    if (is("/slow"_L1))
        return DemoBehaviour{.latency = 420ms, .jitter = 60ms};
    if (is("/lossy"_L1))
        return DemoBehaviour{.latency = 30ms, .jitter = 10ms, .loss = 0.15};
    if (is("/closing"_L1)) {
        return DemoBehaviour{.latency = 20ms,
                             .jitter = 5ms,
                             .closeAfter = 25s,
                             .closeCode = 1001,
                             .closeReason = u"server restart"_s};
    }
    if (is("/silent"_L1))
        return DemoBehaviour{.latency = 15ms, .jitter = 3ms, .silentAfter = 20s};
    if (is("/ticking"_L1))
        return DemoBehaviour{.jitter = 20ms, .sendEvery = 1s};
    if (is("/forbidden"_L1))
        return DemoBehaviour{.refused = true};
    return std::nullopt;
}

} // namespace heartline
