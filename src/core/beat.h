// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QMetaType>
#include <QUuid>

#include <optional>

namespace heartline {

/// Names a connection everywhere: the `id` of its profile.
using ConnectionId = QUuid;

/// How one beat ended.
enum class BeatOutcome {
    Ok, ///< Answered within `late_ms`.
    Late, ///< Answered after `late_ms`, within the timeout.
    Missed, ///< Not answered within the timeout. An answer after that sets rttNs, and it stays
            ///< missed.
    Coalesced, ///< A newer pong settled it (RFC 6455 section 5.5.3).
    Unsent, ///< Could not leave: queue full, socket gone, or its moment passed while the loop
            ///< stalled.
};

QLatin1StringView toName(BeatOutcome outcome);
std::optional<BeatOutcome> beatOutcomeFromName(QAnyStringView name);

// Every beat is one of three: never left, lost, answered. Who treats them apart asks here.

/// False for a beat that could not leave. It says nothing about the network: such beats are counted
/// by themselves, and shares are taken of those that left.
constexpr bool hasLeft(BeatOutcome outcome)
{
    return outcome != BeatOutcome::Unsent;
}

/// True for a beat that left and counts as loss.
constexpr bool isLoss(BeatOutcome outcome)
{
    return outcome == BeatOutcome::Missed;
}

/// True for a beat that was answered within its timeout, be it by a newer one's pong.
constexpr bool isAnswered(BeatOutcome outcome)
{
    return hasLeft(outcome) && !isLoss(outcome);
}

/// How many beats there were of each of the three.
struct BeatCounts {
    qint64 beats = 0; ///< All of them.
    qint64 lost = 0;
    qint64 unsent = 0;

    constexpr void add(BeatOutcome outcome)
    {
        ++beats;
        lost += isLoss(outcome) ? 1 : 0;
        unsent += hasLeft(outcome) ? 0 : 1;
    }
    constexpr BeatCounts &operator+=(const BeatCounts &other)
    {
        beats += other.beats;
        lost += other.lost;
        unsent += other.unsent;
        return *this;
    }

    constexpr qint64 left() const { return beats - unsent; }
    /// `count` of them as a share of those that left, 0 to 1; nothing if none did.
    constexpr std::optional<double> shareOfLeft(qint64 count) const
    {
        return left() > 0 ? std::optional(static_cast<double>(count) / static_cast<double>(left()))
                          : std::nullopt;
    }
    constexpr std::optional<double> lossShare() const { return shareOfLeft(lost); }

    bool operator==(const BeatCounts &) const = default;
};

/// One settled execution of a heartbeat. Times are UTC microseconds, durations nanoseconds.
struct Beat {
    ConnectionId connection;
    qint64 session = 0;
    qint64 sequence = 0; ///< 1, 2, 3 ... within the session, without gaps.
    qint64 scheduledAt = 0;
    std::optional<qint64> sentAt; ///< Absent when unsent, and for kind `listen`.
    BeatOutcome outcome = BeatOutcome::Unsent;
    std::optional<qint64> rttNs; ///< Upper end of the round trip.
    std::optional<qint64> rttErrorNs; ///< The true round trip lies in [rtt - error, rtt].
    std::optional<qint64> sendLatenessNs; ///< Send time minus schedule.
    std::optional<qint64> tcpRttUs; ///< tcpi_rtt when the beat was settled (Linux).
    std::optional<qint64>
            gapNs; ///< Kind `listen`: the longest gap between arrivals since the last beat.

    bool operator==(const Beat &) const = default;
};

/// An answer after the timeout: the same beat once more, whose miss has been reported before.
inline bool isAfterthought(const Beat &beat)
{
    return beat.outcome == BeatOutcome::Missed && beat.rttNs.has_value();
}

} // namespace heartline

Q_DECLARE_METATYPE(heartline::BeatOutcome)
