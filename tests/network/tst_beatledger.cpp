// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/beatledger.h"
#include "network/beatschedule.h"

#include <QTest>

#include <set>

using namespace heartline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;

HeartbeatRule rule(HeartbeatKind kind, const QString &message = {})
{
    return {.kind = kind, .message = message, .interval = 1s, .timeout = 500ms, .late = 100ms};
}

BeatLedger ledger(const HeartbeatRule &rule)
{
    return BeatLedger(ConnectionId(), 7, Heartbeat::compile(rule).value());
}

/// Sends one beat at `ns` that takes 1000 ns to leave; returns what travelled.
Message send(BeatLedger &ledger, qint64 ns, qint64 scheduledNs = -1)
{
    ComposedBeat beat = ledger.heartbeat().compose(ledger.nextSequence());
    const qint64 scheduled = scheduledNs < 0 ? ns : scheduledNs;
    ledger.sent({scheduled, scheduled / 1'000}, {ns, ns + 1'000, ns / 1'000},
                std::move(beat.expected));
    return *beat.message;
}

std::vector<Beat> answer(BeatLedger &ledger, Message message, qint64 ns)
{
    if (message.type == Message::Type::Ping)
        message.type = Message::Type::Pong;
    return ledger.answered(IncomingMessage(message), {ns, ns});
}

} // namespace

class TestBeatLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answeredInTime();
    void lateAndMissed();
    void answerAfterTheTimeout();
    void newerPongSettlesOlderPings();
    void likeTextsAreMatchedInOrder();
    void likeTextsAfterAMiss();
    void distinguishedTextsAreMatchedByContent();
    void strangersAreIgnored();
    void errorBoundCoversArrivalAndQueue();
    void everyBeatIsSettledOnce();
    void listening();
    void scheduleDoesNotDrift();
    void scheduleKeepsToItsGrid();
    void phasesAreSpread();
};

void TestBeatLedger::answeredInTime()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    const Message ping = send(book, 10 * ms, 9 * ms);
    QCOMPARE(book.nextDeadlineNs(), 510 * ms);
    const auto settled = answer(book, ping, 12 * ms);
    QCOMPARE(settled.size(), std::size_t(1));
    QCOMPARE(settled[0],
             (Beat{.session = 7,
                   .sequence = 1,
                   .scheduledAt = 9'000,
                   .sentAt = 10'000,
                   .outcome = BeatOutcome::Ok,
                   .rttNs = 2 * ms,
                   .rttErrorNs = 1'000,
                   .sendLatenessNs = 1 * ms}));
    QVERIFY(!book.isAwaiting());
    QVERIFY(!book.nextDeadlineNs());
}

void TestBeatLedger::lateAndMissed()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    const Message late = send(book, 0);
    QCOMPARE(answer(book, late, 101 * ms)[0].outcome, BeatOutcome::Late);
    send(book, 1'000 * ms);
    QVERIFY(book.expire(1'499 * ms).empty());
    const auto missed = book.expire(1'500 * ms);
    QCOMPARE(missed.size(), std::size_t(1));
    QCOMPARE(missed[0].outcome, BeatOutcome::Missed);
    QCOMPARE(missed[0].sequence, qint64(2));
    QVERIFY(!missed[0].rttNs);
    QVERIFY(book.expire(2'000 * ms).empty());
}

void TestBeatLedger::answerAfterTheTimeout()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    const Message ping = send(book, 0);
    book.expire(600 * ms);
    const auto settled = answer(book, ping, 700 * ms);
    QCOMPARE(settled.size(), std::size_t(1));
    QCOMPARE(settled[0].outcome, BeatOutcome::Missed);
    QCOMPARE(settled[0].rttNs, 700 * ms);
    QVERIFY(answer(book, ping, 800 * ms).empty());
}

void TestBeatLedger::newerPongSettlesOlderPings()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    send(book, 0);
    send(book, 1 * ms);
    const Message third = send(book, 2 * ms);
    const auto settled = answer(book, third, 3 * ms);
    QCOMPARE(settled.size(), std::size_t(3));
    QCOMPARE(settled[0].outcome, BeatOutcome::Coalesced);
    QCOMPARE(settled[0].sequence, qint64(1));
    QCOMPARE(settled[1].outcome, BeatOutcome::Coalesced);
    QCOMPARE(settled[2].outcome, BeatOutcome::Ok);
    QCOMPARE(settled[2].rttNs, 1 * ms);
}

void TestBeatLedger::likeTextsAreMatchedInOrder()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Text));
    const Message text = send(book, 0);
    send(book, 40 * ms);
    const auto first = answer(book, text, 50 * ms);
    QCOMPARE(first.size(), std::size_t(1));
    QCOMPARE(first[0].sequence, qint64(1));
    QCOMPARE(first[0].rttNs, 50 * ms);
    // It could be the answer to the second, sent 10 ms ago: the bound says so.
    QCOMPARE(first[0].rttErrorNs, 40 * ms);
    const auto second = answer(book, text, 60 * ms);
    QCOMPARE(second[0].sequence, qint64(2));
    QCOMPARE(second[0].rttErrorNs, qint64(1'000));
}

void TestBeatLedger::likeTextsAfterAMiss()
{
    // The peer takes 1.5 s: what answers the first beat looks like a quick answer to the second.
    HeartbeatRule slow = rule(HeartbeatKind::Text);
    slow.timeout = 1s;
    BeatLedger book = ledger(slow);
    const Message text = send(book, 0);
    QCOMPARE(book.expire(1'000 * ms).size(), std::size_t(1));
    for (qint64 ns = 1'000 * ms; ns < 20'000 * ms; ns += 1'000 * ms) {
        send(book, ns);
        const auto doubtful = answer(book, text, ns + 500 * ms);
        QCOMPARE(doubtful.size(), std::size_t(1));
        QCOMPARE(doubtful[0].outcome, BeatOutcome::Late);
        QVERIFY(!doubtful[0].rttNs && !doubtful[0].rttErrorNs);
    }
    // The answer that was owed comes when none is awaited: no doubt is left.
    QVERIFY(answer(book, text, 20'500 * ms).empty());
    send(book, 21'000 * ms);
    QCOMPARE(answer(book, text, 21'050 * ms)[0].rttNs, 50 * ms);

    // One that was lost, and nothing for two timeouts.
    send(book, 22'000 * ms);
    QCOMPARE(book.expire(23'000 * ms).size(), std::size_t(1));
    send(book, 25'000 * ms);
    QCOMPARE(answer(book, text, 25'050 * ms)[0].rttNs, 50 * ms);
}

void TestBeatLedger::distinguishedTextsAreMatchedByContent()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Text, u"beat ${seq}"_s));
    send(book, 0);
    const Message second = send(book, 1 * ms);
    const auto settled = answer(book, second, 3 * ms);
    QCOMPARE(settled.size(), std::size_t(1));
    QCOMPARE(settled[0].sequence, qint64(2));
    QCOMPARE(settled[0].rttErrorNs, qint64(1'000));
    QVERIFY(book.isAwaiting());
}

void TestBeatLedger::strangersAreIgnored()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    send(book, 0);
    QVERIFY(answer(book, {Message::Type::Pong, "unsolicited"}, 1 * ms).empty());
    QVERIFY(answer(book, {Message::Type::Text, "heartbeat"}, 1 * ms).empty());
    QVERIFY(book.isAwaiting());
}

void TestBeatLedger::errorBoundCoversArrivalAndQueue()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    Message ping = send(book, 0);
    ping.type = Message::Type::Pong;
    const auto between = book.answered(IncomingMessage(ping), {4 * ms, 5 * ms});
    QCOMPARE(between[0].rttNs, 5 * ms);
    QCOMPARE(between[0].rttErrorNs, 1 * ms + 1'000);

    // What may have come in time is not missed.
    Message doubtful = send(book, 0);
    doubtful.type = Message::Type::Pong;
    const auto late = book.answered(IncomingMessage(doubtful), {499 * ms, 501 * ms});
    QCOMPARE(late[0].outcome, BeatOutcome::Late);
    QCOMPARE(late[0].rttNs, 501 * ms);

    ComposedBeat queued = book.heartbeat().compose(book.nextSequence());
    book.sent({0, 0}, {0, BeatLedger::UnknownDeparture, 0}, std::move(queued.expected));
    queued.message->type = Message::Type::Pong;
    const auto unknown = book.answered(IncomingMessage(*queued.message), {5 * ms, 5 * ms});
    QCOMPARE(unknown[0].rttErrorNs, unknown[0].rttNs);
}

void TestBeatLedger::everyBeatIsSettledOnce()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Ping));
    std::multiset<qint64> settled;
    const auto note = [&settled](const std::vector<Beat> &beats) {
        for (const Beat &beat : beats)
            settled.insert(beat.sequence);
    };
    Message last;
    for (int i = 0; i < 40; ++i) {
        if (i % 10 == 9)
            note({book.unsent({i * 100 * ms, i})});
        else
            last = send(book, i * 100 * ms);
        if (i % 7 == 6)
            note(answer(book, last, (i * 100 + 1) * ms));
        note(book.expire(i * 100 * ms));
    }
    note(book.abandon());
    QVERIFY(book.abandon().empty());
    QCOMPARE(settled.size(), std::size_t(40));
    for (qint64 sequence = 1; sequence <= 40; ++sequence)
        QCOMPARE(settled.count(sequence), std::size_t(1));
}

void TestBeatLedger::listening()
{
    BeatLedger book = ledger(rule(HeartbeatKind::Listen));
    const IncomingMessage news({Message::Type::Text, "news"});
    const auto slot = [](qint64 ns) { return BeatLedger::Slot{ns, ns / 1'000}; };
    // Nothing has ever come: the slot waits.
    QVERIFY(!book.listen(slot(0)));
    const auto first = book.answered(news, {50 * ms, 50 * ms});
    QCOMPARE(first.size(), std::size_t(1));
    QCOMPARE(first[0].outcome, BeatOutcome::Ok);
    QVERIFY(!first[0].gapNs); // there is nothing to measure it from yet
    QVERIFY(!first[0].rttNs && !first[0].sentAt && !first[0].sendLatenessNs);
    // A server that beats at another phase than the schedule is in time, whichever slot it meets.
    const auto second = book.listen(slot(1'000 * ms));
    QVERIFY(second);
    QCOMPARE(second->outcome, BeatOutcome::Ok);
    QVERIFY(book.answered(news, {1'050 * ms, 1'050 * ms}).empty());
    QCOMPARE(book.listen(slot(2'000 * ms))->gapNs, 1'000 * ms);
    // Due at 2050, still not there 200 ms later: the slot waits, the message is late, the gap is
    // told.
    QVERIFY(!book.listen(slot(2'250 * ms)));
    const auto late = book.answered(news, {2'300 * ms, 2'300 * ms});
    QCOMPARE(late.size(), std::size_t(1));
    QCOMPARE(late[0].outcome, BeatOutcome::Late);
    QCOMPARE(late[0].gapNs, 1'250 * ms);
    // Silence: due at 3300.
    QVERIFY(!book.listen(slot(3'450 * ms)));
    QCOMPARE(book.nextDeadlineNs(), 3'800 * ms);
    const auto missed = book.expire(3'800 * ms);
    QCOMPARE(missed.size(), std::size_t(1));
    QCOMPARE(missed[0].outcome, BeatOutcome::Missed);
    QCOMPARE(missed[0].sequence, qint64(5));
    // Every further slot is missed at once.
    QVERIFY(!book.listen(slot(4'450 * ms)));
    QCOMPARE(book.expire(4'450 * ms).size(), std::size_t(1));
    // What comes now counts for the next slot.
    QVERIFY(book.answered(news, {5'000 * ms, 5'000 * ms}).empty());
    QCOMPARE(book.listen(slot(5'450 * ms))->gapNs, 2'700 * ms);
}

void TestBeatLedger::scheduleDoesNotDrift()
{
    BeatSchedule schedule({1'000 * ms, 5'000'000}, 100ms, 30ms);
    QCOMPARE(schedule.dueNs(), 1'030 * ms);
    QCOMPARE(schedule.dueUs(), qint64(5'030'000));
    QVERIFY(!schedule.isDue(1'029 * ms));
    QVERIFY(schedule.isDue(1'037 * ms));
    schedule.advance();
    QCOMPARE(schedule.dueNs(), 1'130 * ms);
    QCOMPARE(schedule.dueCount(1'129 * ms), qint64(0));
    QCOMPARE(schedule.dueCount(1'130 * ms), qint64(1));
    QCOMPARE(schedule.dueCount(1'331 * ms), qint64(3));
    schedule.skip(2);
    QCOMPARE(schedule.dueUs(), qint64(5'330'000));
    schedule.relabel({1'330 * ms, 9'000'000});
    QCOMPARE(schedule.dueUs(), qint64(9'000'000));
}

void TestBeatLedger::scheduleKeepsToItsGrid()
{
    constexpr qint64 us = 1'000;
    QCOMPARE(BeatSchedule({1'000 * ms + 1, 0}, 5s, 30ms).dueNs(), 1'032 * ms + 500 * us);
    QCOMPARE(BeatSchedule({1'002 * ms, 0}, 5s, 30ms).dueNs(), 1'032 * ms + 500 * us);
    QCOMPARE(BeatSchedule({1'002 * ms + 500 * us, 0}, 5s, 30ms).dueNs(), 1'032 * ms + 500 * us);
    QCOMPARE(BeatSchedule({1'002 * ms + 500 * us + 1, 0}, 5s, 30ms).dueNs(), 1'035 * ms);
    // Not beyond the first interval.
    QCOMPARE(BeatSchedule({1'001 * ms, 0}, 1s, 999ms).dueNs(), 2'000 * ms);
    QCOMPARE(BeatSchedule({1'002 * ms, 0}, 1s, 999ms).dueNs(), 1'002 * ms + 500 * us);
}

void TestBeatLedger::phasesAreSpread()
{
    QCOMPARE(spreadPhase(0, 1s), 0ns);
    std::set<qint64> tenths;
    for (quint64 i = 0; i < 13; ++i) {
        const auto phase = spreadPhase(i, 1s);
        QVERIFY(phase >= 0ns && phase < 1s);
        tenths.insert(phase.count() / 100'000'000);
    }
    QCOMPARE(tenths.size(), std::size_t(10));
}

QTEST_GUILESS_MAIN(TestBeatLedger)
#include "tst_beatledger.moc"
