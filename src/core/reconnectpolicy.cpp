// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reconnectpolicy.h"

#include <algorithm>
#include <cmath>

namespace heartline {

ReconnectPolicy::Milliseconds ReconnectPolicy::delay(int attempt, double random) const
{
    const auto ceiling = static_cast<double>(maximum.count());
    // pow() overflows to infinity for large attempts; min() brings it back to the ceiling.
    const double backoff = std::min(ceiling,
                                    static_cast<double>(initial.count())
                                            * std::pow(factor, std::max(0, attempt - 1)));
    const double spread = 1.0 + jitter * (2.0 * random - 1.0);
    return Milliseconds(std::llround(std::clamp(backoff * spread, 0.0, ceiling * (1.0 + jitter))));
}

} // namespace heartline
