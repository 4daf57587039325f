// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "heartbeat/heartbeat.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace heartline {

/// The beats of one session: gives them their sequence, keeps those that are awaited, and settles
/// each exactly once. A pure book: all times are given (monotonic nanoseconds unless said
/// otherwise), so that it can be tested with literals.
class BeatLedger {
public:
    /// More outstanding beats than this and the next one is unsent (a timeout of many intervals
    /// without any answer).
    static constexpr std::size_t MaximumOutstanding = 256;
    /// So many missed beats are remembered for an answer that comes after all.
    static constexpr std::size_t MaximumRemembered = 16;
    /// Where answers look alike, none is expected after so many timeouts: what comes later is taken
    /// for the answer to a newer beat.
    static constexpr int MaximumAnswerTimeouts = 2;

    BeatLedger(ConnectionId connection, qint64 session, Heartbeat heartbeat);

    const Heartbeat &heartbeat() const { return m_heartbeat; }

    /// The number of the next beat.
    qint64 nextSequence() const { return m_sequence + 1; }

    bool isFull() const { return m_awaited.size() >= MaximumOutstanding; }

    /// One slot of the schedule.
    struct Slot {
        qint64 scheduledNs = 0;
        qint64 scheduledUs = 0; ///< The same, UTC.
    };
    /// `afterNs` of a beat that waits in the send queue: it may leave at any time.
    static constexpr qint64 UnknownDeparture = std::numeric_limits<qint64>::max();
    struct Departure {
        qint64 beforeNs = 0;
        qint64 afterNs = 0;
        qint64 sentUs = 0; ///< UTC.
    };

    /// Enters a beat that left.
    void sent(const Slot &slot, const Departure &departure, ExpectedReply expected);

    /// Enters and settles a beat that could not leave.
    Beat unsent(const Slot &slot);

    /// Kind `listen`: a slot of the schedule. Settled at once if the last message is younger than
    /// an interval (and `late`); else the next one is awaited, due an interval after the last.
    std::optional<Beat> listen(const Slot &slot);

    /// What the peer sent, and when it arrived.
    struct Arrival {
        qint64 earliestNs = 0;
        qint64 latestNs = 0;
        qint64 deliveredNs = 0; ///< When the program got it.
    };
    /// The beats that `message` settles, oldest first; a missed one among them is an answer after
    /// the timeout.
    std::vector<Beat> answered(const IncomingMessage &message, const Arrival &arrival);

    /// The beats whose timeout has passed.
    std::vector<Beat> expire(qint64 nowNs);

    /// When the first beat left that the last expire() settled; what came before it was answered.
    qint64 expiredDepartureNs() const { return m_expiredDepartureNs; }

    /// When expire() has something to do next.
    std::optional<qint64> nextDeadlineNs() const;

    /// The session is over: what is awaited is missed.
    std::vector<Beat> abandon();

    bool isAwaiting() const { return outstanding() > 0; }

private:
    struct Awaited {
        Slot slot;
        Departure departure;
        ExpectedReply expected;
        qint64 sequence = 0;
        bool missed = false; ///< Settled, but an answer would still be noted.
        bool isDoubted = false; ///< Settled by an answer that may have been an older beat's.
    };

    std::size_t outstanding() const;
    qint64 deadlineNs(const Awaited &beat) const;
    Beat settle(const Awaited &beat, BeatOutcome outcome) const;
    Beat settleAnswered(const Awaited &beat, const Arrival &arrival, qint64 ambiguityNs) const;
    Beat settleDoubted(std::vector<Awaited>::iterator beat, std::vector<Awaited>::iterator olderOne,
                       const Arrival &arrival);
    void forgetUnlikely(qint64 nowNs);
    std::vector<Beat> arrivedWhileListening(const Arrival &arrival);
    std::optional<qint64> takeLongestGap();
    void forgetOldMisses();

    ConnectionId m_connection;
    qint64 m_session;
    Heartbeat m_heartbeat;
    qint64 m_intervalNs;
    qint64 m_timeoutNs;
    qint64 m_lateNs;
    qint64 m_sequence = 0;
    std::vector<Awaited> m_awaited; ///< Ascending by sequence; the missed ones first.
    std::optional<qint64> m_lastArrivalNs; ///< Kind `listen`.
    qint64 m_longestGapNs = 0;
    qint64 m_expiredDepartureNs = 0;
};

} // namespace heartline
