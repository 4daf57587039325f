// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionstate.h"

#include <QString>

#include <limits>
#include <optional>

namespace heartline {

/// One beat as the latency chart sees it. Times are UTC microseconds, durations nanoseconds.
struct ChartPoint {
    qint64 timeUs = 0; ///< When the beat was sent or, unsent, scheduled.
    qint64 valueNs = -1; ///< Round trip (kind `listen`: gap); -1 where there is none.
    qint64 errorNs = 0; ///< The true value lies in [value - error, value].
    BeatOutcome outcome = BeatOutcome::Ok;
    qint64 session = 0; ///< A change of session breaks the line.

    bool operator==(const ChartPoint &) const = default;

    static ChartPoint fromBeat(const Beat &beat)
    {
        return {beat.sentAt.value_or(beat.scheduledAt),
                beat.rttNs.value_or(beat.gapNs.value_or(-1)), beat.rttErrorNs.value_or(0),
                beat.outcome, beat.session};
    }
};

/// One line of the latency chart.
struct LatencySeries {
    ConnectionId id;
    QString name; ///< Untrusted; painted as plain text.
    std::optional<qint64> lateNs; ///< The threshold above which a beat is late.
    bool isGap = false; ///< Kind `listen`: the values are gaps between arrivals.
    std::optional<qint64> breakAfterUs; ///< Neighbours further apart than this are not joined.
};

/// One stretch of a lane of the state timeline.
struct StateSpan {
    static constexpr qint64 OpenEnded = std::numeric_limits<qint64>::max();

    qint64 fromUs = 0; ///< UTC microseconds.
    qint64 toUs = OpenEnded; ///< OpenEnded while it lasts.
    ConnectionState state = ConnectionState::Idle;
    QString causeText; ///< Why it began, in words; untrusted plain text.

    bool operator==(const StateSpan &) const = default;
};

/// One lane of the state timeline.
struct StateLane {
    ConnectionId id;
    QString name; ///< Untrusted; painted as plain text.
};

} // namespace heartline
