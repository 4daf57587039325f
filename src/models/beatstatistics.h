// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/latencyhistogram.h"

#include <QHash>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace heartline {

/// Counts the beats of one connection as they are read; beats of a session in ascending order.
struct BeatStatistics {
    ConnectionId connection;
    QString name;
    LatencyHistogram histogram; ///< Round trips (kind `listen`: gaps) of beats answered in time.
    BeatCounts counts; ///< Settled; coalesced ones included.
    qint64 late = 0;

    BeatStatistics() = default;
    BeatStatistics(ConnectionId id, QString connectionName)
        : connection(id)
        , name(std::move(connectionName))
    {
    }

    void add(const Beat &beat);

    /// Of the beats that left, 0 to 1; nothing if none did.
    std::optional<double> lateShare() const { return counts.shareOfLeft(late); }
    /// Mean of |difference of successive round trips|, as BeatFigures::jitterNs.
    std::optional<qint64> jitterNs() const;

private:
    std::optional<qint64> m_previousNs;
    double m_differences = 0.0;
    qint64 m_differenceCount = 0;
};

} // namespace heartline
