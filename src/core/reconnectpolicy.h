// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace heartline {

/// When to try again: exponential backoff with jitter.
struct ReconnectPolicy {
    using Milliseconds = std::chrono::milliseconds;

    static constexpr Milliseconds DefaultInitial{1'000};
    static constexpr Milliseconds DefaultMaximum{30'000};
    static constexpr Milliseconds MinimumDelay{10};
    static constexpr Milliseconds MaximumDelay{86'400'000};
    static constexpr double DefaultFactor = 2.0;
    static constexpr double MinimumFactor = 1.0;
    static constexpr double MaximumFactor = 100.0;
    static constexpr double DefaultJitter = 0.2;
    static constexpr int MaximumAttempts = 1'000'000;

    bool enabled = true;
    Milliseconds initial = DefaultInitial;
    Milliseconds maximum = DefaultMaximum;
    double factor = DefaultFactor; ///< At least 1.
    double jitter = DefaultJitter; ///< 0 to 1: the delay is spread over +- this share of itself.
    int attempts = 0; ///< In a row without success, then the connection has failed; 0: no limit.

    /// The wait before attempt number `attempt` (1: the first retry). `random` is uniform in [0,
    /// 1).
    Milliseconds delay(int attempt, double random) const;

    /// True if retry number `attempt` may take place.
    bool allows(int attempt) const { return enabled && (attempts == 0 || attempt <= attempts); }

    bool operator==(const ReconnectPolicy &) const = default;
};

} // namespace heartline
