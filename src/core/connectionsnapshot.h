// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/connectionstatus.h"

#include <QString>

#include <optional>
#include <vector>

namespace heartline {

/// One bar of a sparkline.
struct RecentBeat {
    BeatOutcome outcome = BeatOutcome::Ok;
    qint64 valueNs = -1; ///< Round trip (kind `listen`: gap); -1 where there is none.

    bool operator==(const RecentBeat &) const = default;
};

/// Figures over the last beats of one connection (LiveState::StatisticsBeats at the most).
struct BeatFigures {
    std::optional<qint64> lastNs; ///< The newest beat's round trip; absent if it was lost.
    std::optional<BeatOutcome> lastOutcome;
    std::optional<qint64> p50Ns;
    std::optional<qint64> p95Ns;
    std::optional<qint64> p99Ns;
    std::optional<qint64> jitterNs; ///< Mean of |difference of successive round trips| (RFC 3550
                                    ///< section 6.4.1, unsmoothed).
    std::optional<double> loss; ///< Share (0 to 1) of the beats that left which were missed.
    qint64 beats = 0; ///< How many the figures are taken from.
    qint64 unsent = 0; ///< How many of them could not leave.

    bool operator==(const BeatFigures &) const = default;
};

/// Everything that a row of the table shows, as plain values.
struct ConnectionSnapshot {
    static constexpr std::size_t RecentBeats = 60; ///< Bars of a sparkline.

    ConnectionId id;
    QString name;
    QString group;
    QString url; ///< Without userinfo and with values of ${env:} unexpanded.
    bool enabled = true;
    ConnectionStatus status;
    BeatFigures figures;
    std::vector<RecentBeat> recent; ///< Oldest first, at most RecentBeats.

    bool operator==(const ConnectionSnapshot &) const = default;
};

} // namespace heartline
