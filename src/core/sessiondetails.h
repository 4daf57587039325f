// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sessioninfo.h"

#include <QtGlobal>

#include <optional>

namespace heartline {

/// How true the figures of one connection are; nanoseconds, absent where there is no such beat.
struct BeatAccuracy {
    std::optional<qint64> errorLastNs; ///< Error bound of the last answered beat.
    std::optional<qint64> errorP50Ns; ///< Median over the beats that the figures are taken from.
    std::optional<qint64> latenessLastNs; ///< How late the last beat left.
    std::optional<qint64> latenessMostNs; ///< The latest since the program started.

    bool operator==(const BeatAccuracy &) const = default;
};

/// What is told of one connection on demand, besides its snapshot.
struct SessionDetails {
    std::optional<SessionInfo> session; ///< The newest since the start.
    BeatAccuracy accuracy;

    bool operator==(const SessionDetails &) const = default;
};

} // namespace heartline
