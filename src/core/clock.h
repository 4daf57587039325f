// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace heartline {

/// One moment, read from both clocks at once.
struct Instant {
    qint64 monotonicNs = 0; ///< For durations. CLOCK_MONOTONIC on Linux; never goes back.
    qint64 utcUs = 0; ///< A label: UTC microseconds since 1970; may jump.
};

/// The only source of time in Heartline. Thread-safe; all functions are stateless.
namespace Clock {

/// Monotonic nanoseconds (std::chrono::steady_clock).
qint64 monotonicNs();

/// UTC microseconds since 1970 (std::chrono::system_clock).
qint64 utcUs();

/// Both clocks, read back to back.
Instant now();

/// The UTC label of another monotonic moment, carried over from `reference`.
constexpr qint64 utcUsAt(qint64 monotonicNs, const Instant &reference)
{
    return reference.utcUs + (monotonicNs - reference.monotonicNs) / 1000;
}

/// ISO 8601 in UTC with microseconds, e.g. "2026-02-03T04:05:06.000007Z".
QString toIso8601(qint64 utcUs);

} // namespace Clock

} // namespace heartline
