// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/beatledger.h"

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

qint64 toNs(std::chrono::milliseconds duration)
{
    return std::chrono::nanoseconds(duration).count();
}

} // namespace

BeatLedger::BeatLedger(ConnectionId connection, qint64 session, Heartbeat heartbeat)
    : m_connection(connection)
    , m_session(session)
    , m_heartbeat(std::move(heartbeat))
    , m_intervalNs(toNs(m_heartbeat.rule().interval))
    , m_timeoutNs(toNs(m_heartbeat.rule().timeout))
    , m_lateNs(toNs(m_heartbeat.rule().late))
{
}

void BeatLedger::sent(const Slot &slot, const Departure &departure, ExpectedReply expected)
{
    m_awaited.push_back({.slot = slot,
                         .departure = departure,
                         .expected = std::move(expected),
                         .sequence = ++m_sequence});
}

Beat BeatLedger::unsent(const Slot &slot)
{
    return {.connection = m_connection,
            .session = m_session,
            .sequence = ++m_sequence,
            .scheduledAt = slot.scheduledUs,
            .outcome = BeatOutcome::Unsent};
}

std::optional<Beat> BeatLedger::listen(const Slot &slot)
{
    // For a beat of the server the moment that it is due stands for the moment of sending.
    const qint64 dueNs = m_lastArrivalNs ? *m_lastArrivalNs + m_intervalNs : slot.scheduledNs;
    const Awaited beat{.slot = slot, .departure = {.beforeNs = dueNs}, .sequence = ++m_sequence};
    if (!m_lastArrivalNs || dueNs + m_lateNs < slot.scheduledNs) {
        m_awaited.push_back(beat);
        return std::nullopt;
    }
    Beat settled = settle(beat, BeatOutcome::Ok);
    settled.gapNs = takeLongestGap();
    return settled;
}

std::optional<qint64> BeatLedger::takeLongestGap()
{
    const qint64 gap = std::exchange(m_longestGapNs, 0);
    return gap > 0 ? std::optional(gap) : std::nullopt;
}

std::size_t BeatLedger::outstanding() const
{
    return static_cast<std::size_t>(std::count_if(m_awaited.begin(), m_awaited.end(),
                                                  [](const Awaited &b) { return !b.missed; }));
}

qint64 BeatLedger::deadlineNs(const Awaited &beat) const
{
    return beat.departure.beforeNs + m_timeoutNs;
}

Beat BeatLedger::settle(const Awaited &beat, BeatOutcome outcome) const
{
    Beat settled{.connection = m_connection,
                 .session = m_session,
                 .sequence = beat.sequence,
                 .scheduledAt = beat.slot.scheduledUs,
                 .outcome = outcome};
    if (!m_heartbeat.isListening()) {
        settled.sentAt = beat.departure.sentUs;
        settled.sendLatenessNs =
                std::max<qint64>(0, beat.departure.beforeNs - beat.slot.scheduledNs);
    }
    return settled;
}

Beat BeatLedger::settleAnswered(const Awaited &beat, const Arrival &arrival,
                                qint64 ambiguityNs) const
{
    const Departure &departure = beat.departure;
    qint64 earliest = arrival.earliestNs;
    qint64 latest = arrival.latestNs;
    if (latest < departure.beforeNs) {
        // The wall clock was set between the kernel's stamp and the look at it.
        earliest = departure.beforeNs;
        latest = std::max(departure.beforeNs, arrival.deliveredNs);
    }
    const qint64 rtt = latest - departure.beforeNs;
    BeatOutcome outcome = BeatOutcome::Ok;
    // What may have come in time is not missed.
    if (beat.missed || earliest - departure.beforeNs > m_timeoutNs)
        outcome = BeatOutcome::Missed;
    else if (rtt > m_lateNs)
        outcome = BeatOutcome::Late;
    Beat settled = settle(beat, outcome);
    settled.rttNs = rtt;
    // The frame left somewhere between the two send times, and the answer came between the two
    // arrival times.
    const qint64 latestDeparture = std::min(departure.afterNs, earliest);
    const qint64 shortest = std::max<qint64>(0, earliest - latestDeparture);
    settled.rttErrorNs = std::min(rtt, std::max(rtt - shortest, ambiguityNs));
    return settled;
}

std::vector<Beat> BeatLedger::answered(const IncomingMessage &message, const Arrival &arrival)
{
    if (m_heartbeat.isListening()) {
        if (!m_heartbeat.answers(message, {}))
            return {};
        return arrivedWhileListening(arrival);
    }
    const bool areAlike = !m_heartbeat.distinguishesBeats();
    if (areAlike)
        forgetUnlikely(arrival.earliestNs);
    const auto answers = [&](const Awaited &beat) {
        return m_heartbeat.answers(message, beat.expected);
    };
    // Answers that look alike are matched in order, those still in time first.
    auto found = std::find_if(m_awaited.begin(), m_awaited.end(),
                              [&](const Awaited &beat) { return !beat.missed && answers(beat); });
    if (found == m_awaited.end())
        found = std::find_if(m_awaited.begin(), m_awaited.end(), answers);
    if (found == m_awaited.end())
        return {};
    if (found->isDoubted) {
        m_awaited.erase(found); // the answer that it may not have had
        return {};
    }
    if (areAlike && !found->missed) {
        const auto older = std::find_if(m_awaited.begin(), found, answers);
        if (older != found)
            return {settleDoubted(found, older, arrival)};
    }

    qint64 ambiguity = 0;
    if (areAlike) {
        // Had a beat been swallowed by the peer, this would be the answer to a newer one: the bound
        // covers that.
        ambiguity = m_awaited.back().departure.beforeNs - found->departure.beforeNs;
    }
    std::vector<Beat> settled;
    if (message.type() == Message::Type::Pong) {
        // RFC 6455 section 5.5.3: a pong may answer only the newest of several pings.
        for (auto older = m_awaited.begin(); older != found; ++older) {
            if (!older->missed)
                settled.push_back(settle(*older, BeatOutcome::Coalesced));
        }
        settled.push_back(settleAnswered(*found, arrival, ambiguity));
        m_awaited.erase(m_awaited.begin(), found + 1);
        return settled;
    }
    settled.push_back(settleAnswered(*found, arrival, ambiguity));
    m_awaited.erase(found);
    return settled;
}

/// The answer may be that to `olderOne`, which was missed: then it took longer than anything that
/// could be said of this beat. It counts as answered, without a round trip; that one of the two has
/// no answer yet is remembered.
Beat BeatLedger::settleDoubted(std::vector<Awaited>::iterator beat,
                               std::vector<Awaited>::iterator olderOne, const Arrival &arrival)
{
    Beat settled = settleAnswered(*beat, arrival, 0);
    settled.rttNs.reset();
    settled.rttErrorNs.reset();
    beat->missed = beat->isDoubted = true;
    m_awaited.erase(olderOne);
    return settled;
}

void BeatLedger::forgetUnlikely(qint64 nowNs)
{
    std::erase_if(m_awaited, [&](const Awaited &beat) {
        return beat.missed && nowNs - beat.departure.beforeNs > m_timeoutNs * MaximumAnswerTimeouts;
    });
}

std::vector<Beat> BeatLedger::arrivedWhileListening(const Arrival &arrival)
{
    if (m_lastArrivalNs)
        m_longestGapNs = std::max(m_longestGapNs, arrival.latestNs - *m_lastArrivalNs);
    m_lastArrivalNs = arrival.latestNs;

    // One message ends the wait of every open slot; the gap belongs to the last of them.
    std::vector<Beat> settled;
    for (const Awaited &beat : m_awaited) {
        if (beat.missed)
            continue;
        const qint64 delay = arrival.latestNs - beat.departure.beforeNs;
        settled.push_back(settle(beat, delay > m_lateNs ? BeatOutcome::Late : BeatOutcome::Ok));
    }
    m_awaited.clear();
    if (!settled.empty())
        settled.back().gapNs = takeLongestGap();
    return settled;
}

std::vector<Beat> BeatLedger::expire(qint64 nowNs)
{
    std::vector<Beat> settled;
    for (Awaited &beat : m_awaited) {
        if (!beat.missed && deadlineNs(beat) <= nowNs) {
            beat.missed = true;
            if (settled.empty())
                m_expiredDepartureNs = beat.departure.beforeNs;
            settled.push_back(settle(beat, BeatOutcome::Missed));
        }
    }
    if (!settled.empty())
        forgetOldMisses();
    return settled;
}

void BeatLedger::forgetOldMisses()
{
    const auto missed = static_cast<std::size_t>(std::count_if(
            m_awaited.begin(), m_awaited.end(), [](const Awaited &b) { return b.missed; }));
    const std::size_t remembered = m_heartbeat.isListening() ? 0 : MaximumRemembered;
    std::size_t surplus = missed > remembered ? missed - remembered : 0;
    std::erase_if(m_awaited, [&surplus](const Awaited &beat) {
        if (!beat.missed || surplus == 0)
            return false;
        --surplus;
        return true;
    });
}

std::optional<qint64> BeatLedger::nextDeadlineNs() const
{
    const auto first = std::find_if(m_awaited.begin(), m_awaited.end(),
                                    [](const Awaited &beat) { return !beat.missed; });
    return first == m_awaited.end() ? std::nullopt : std::optional(deadlineNs(*first));
}

std::vector<Beat> BeatLedger::abandon()
{
    std::vector<Beat> settled;
    for (const Awaited &beat : m_awaited) {
        if (!beat.missed)
            settled.push_back(settle(beat, BeatOutcome::Missed));
    }
    m_awaited.clear();
    return settled;
}

} // namespace heartline
