// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/livestate.h"

#include "core/clock.h"
#include "monitor/updatequeue.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

const ConnectionId first(u"{00000000-0000-0000-0000-000000000001}"_s);
const ConnectionId second(u"{00000000-0000-0000-0000-000000000002}"_s);
const ConnectionId stranger(u"{00000000-0000-0000-0000-000000000003}"_s);

std::vector<Profile> profiles()
{
    Profile a;
    a.id = first;
    a.name = u"a"_s;
    a.url = u"wss://user:secret@example.org/"_s;
    Profile b;
    b.id = second;
    b.name = u"b"_s;
    b.url = u"ws://localhost/"_s;
    return {a, b};
}

Beat beat(const ConnectionId &id, qint64 sequence, BeatOutcome outcome, std::optional<qint64> rttNs)
{
    return {.connection = id,
            .session = 1,
            .sequence = sequence,
            .outcome = outcome,
            .rttNs = rttNs};
}

} // namespace

class TestLiveState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figures();
    void listeningShowsTheGap();
    void changesAreTakenOnce();
    void orderAndForgetting();
    void rateAndLateness();
    void countsByState();
    void loadOfTheBusiestWorker();
    void figuresCoverTheLastBeats();
    void accuracyOfTheBeats();
    void recordsWithoutViews();
    void snapshotsBeyondTheLimitWait();
    void whatDidNotLeaveIsNoLoss();
    void queueNoticesOnce();
    void fullQueueDropsBeats();
    void fullQueueKeepsTheNewest();
    void fullQueueBoundsEvents();
};

void TestLiveState::figures()
{
    LiveState live;
    live.setProfiles(profiles());
    UpdateBatch batch;
    batch.beats = {
            beat(first, 1, BeatOutcome::Ok, 10), beat(first, 2, BeatOutcome::Ok, 30),
            beat(first, 3, BeatOutcome::Missed, std::nullopt),
            beat(first, 3, BeatOutcome::Missed, 999), // the answer after all: no beat of its own
            beat(first, 4, BeatOutcome::Late, 20)};
    live.apply(batch, 1);
    const BeatFigures figures = live.snapshot(first)->figures;
    QCOMPARE(figures.beats, qint64(4));
    QCOMPARE(figures.lastNs, qint64(20));
    QCOMPARE(figures.lastOutcome, BeatOutcome::Late);
    QCOMPARE(figures.p50Ns, qint64(20));
    QCOMPARE(figures.p99Ns, qint64(30));
    QCOMPARE(figures.jitterNs, qint64(15)); // |30-10| and |20-30|
    QCOMPARE(figures.loss, 0.25);
    QCOMPARE(live.snapshot(first)->recent.size(), std::size_t(4));
    QCOMPARE(live.snapshot(first)->recent[2], (RecentBeat{BeatOutcome::Missed, -1}));
    QCOMPARE(live.snapshot(second)->figures, BeatFigures{});
}

void TestLiveState::whatDidNotLeaveIsNoLoss()
{
    LiveState live;
    live.setProfiles(profiles());
    UpdateBatch batch;
    batch.beats = {beat(first, 1, BeatOutcome::Unsent, std::nullopt)};
    live.apply(batch, 1);
    QCOMPARE(live.snapshot(first)->figures.unsent, qint64(1));
    QVERIFY(!live.snapshot(first)->figures.loss); // nothing left
    batch.beats = {beat(first, 2, BeatOutcome::Ok, 10), beat(first, 3, BeatOutcome::Ok, 10),
                   beat(first, 4, BeatOutcome::Missed, std::nullopt),
                   beat(first, 5, BeatOutcome::Coalesced, std::nullopt)};
    live.apply(batch, 2);
    QCOMPARE(live.snapshot(first)->figures.beats, qint64(5));
    QCOMPARE(live.snapshot(first)->figures.unsent, qint64(1));
    QCOMPARE(live.snapshot(first)->figures.loss, 0.25);
}

void TestLiveState::listeningShowsTheGap()
{
    LiveState live;
    live.setProfiles(profiles());
    UpdateBatch batch;
    Beat heard = beat(first, 1, BeatOutcome::Ok, std::nullopt);
    heard.gapNs = 1'000;
    batch.beats = {heard};
    live.apply(batch, 1);
    QCOMPARE(live.snapshot(first)->figures.lastNs, qint64(1'000));
}

void TestLiveState::changesAreTakenOnce()
{
    LiveState live;
    live.setProfiles(profiles());
    QCOMPARE(live.takeUpdate(1).snapshots.size(), std::size_t(2));
    QVERIFY(!live.hasChanges());
    UpdateBatch batch;
    batch.beats = {beat(first, 1, BeatOutcome::Ok, 10), beat(stranger, 1, BeatOutcome::Ok, 10)};
    batch.statuses = {{.connection = first, .state = ConnectionState::Open}};
    batch.events = {{.at = 5, .connection = first, .to = ConnectionState::Open},
                    {.connection = stranger}};
    batch.sessions = {{.id = 3, .connection = first, .peerAddress = u"127.0.0.1:1"_s}};
    live.apply(batch, 1);
    QVERIFY(live.hasChanges());
    live.noteDropped(7, 2);
    const LiveUpdate update = live.takeUpdate(1);
    QCOMPARE(update.snapshots.size(), std::size_t(1));
    QCOMPARE(update.snapshots[0].url, u"wss://example.org/"_s);
    QCOMPARE(update.beats.size(), std::size_t(1));
    QCOMPARE(update.events.size(), std::size_t(1));
    QCOMPARE(update.totals.byState[static_cast<std::size_t>(ConnectionState::Open)], 1);
    QCOMPARE(update.totals.byState[static_cast<std::size_t>(ConnectionState::Idle)], 1);
    QCOMPARE(update.totals.beatsDropped, qint64(7));
    QCOMPARE(live.sessionInfo(first)->id, qint64(3));
    QCOMPARE(update.totals.eventsDropped, qint64(2));
    QVERIFY(!live.sessionInfo(second));
    QVERIFY(live.takeUpdate(1).snapshots.empty());
    QVERIFY(live.takeUpdate(1).events.empty());
}

void TestLiveState::orderAndForgetting()
{
    LiveState live;
    auto known = profiles();
    live.setProfiles(known);
    UpdateBatch batch;
    batch.beats = {beat(first, 1, BeatOutcome::Ok, 10)};
    live.apply(batch, 1);
    std::swap(known[0], known[1]);
    known[1].name = u"renamed"_s;
    live.setProfiles(known);
    QCOMPARE(live.snapshots()[0].id, second);
    QCOMPARE(live.snapshots()[1].name, u"renamed"_s);
    QCOMPARE(live.snapshots()[1].figures.beats, qint64(1)); // kept over a change of the profile
    known.pop_back();
    live.setProfiles(known);
    QVERIFY(!live.snapshot(first));
    for (const ConnectionSnapshot &snapshot : live.takeUpdate(1).snapshots)
        QCOMPARE(snapshot.id, second);
}

void TestLiveState::rateAndLateness()
{
    LiveState live;
    live.setProfiles(profiles());
    live.takeUpdate(1);
    const qint64 now = Clock::monotonicNs() + 60 * qint64(1'000'000'000);
    UpdateBatch batch;
    for (int i = 1; i <= 50; ++i) {
        Beat sent = beat(first, i, BeatOutcome::Ok, 10);
        sent.sendLatenessNs = i;
        batch.beats.push_back(sent);
    }
    live.apply(batch, now);
    const LiveTotals totals = live.takeUpdate(now).totals;
    QCOMPARE(totals.beatsPerSecond, 10.0); // 50 within the window of 5 s
    QCOMPARE(totals.sendLatenessP99Ns, qint64(50));
    // Nothing more happens, but the views must learn that the rate falls to zero.
    QVERIFY(live.hasChanges());
    QCOMPARE(live.takeUpdate(now + LiveState::RateWindowNs / 2).totals.beatsPerSecond, 10.0);
    QVERIFY(live.hasChanges());
    QCOMPARE(live.takeUpdate(now + 2 * LiveState::RateWindowNs).totals.beatsPerSecond, 0.0);
    QVERIFY(!live.hasChanges());
}

void TestLiveState::countsByState()
{
    LiveState live;
    live.setProfiles(profiles());
    const auto count = [&live](ConnectionState state) {
        return live.takeUpdate(Clock::monotonicNs())
                .totals.byState[static_cast<std::size_t>(state)];
    };
    QCOMPARE(count(ConnectionState::Idle), 2);

    UpdateBatch batch;
    batch.statuses = {{.connection = first, .state = ConnectionState::Open},
                      {.connection = stranger, .state = ConnectionState::Open}};
    live.apply(batch, Clock::monotonicNs());
    live.apply(batch, Clock::monotonicNs());
    QCOMPARE(count(ConnectionState::Open), 1);
    QCOMPARE(count(ConnectionState::Idle), 1);

    live.setProfiles({profiles().front()});
    QCOMPARE(count(ConnectionState::Open), 1);
    QCOMPARE(count(ConnectionState::Idle), 0);
    live.setProfiles({});
    QCOMPARE(count(ConnectionState::Open), 0);
}

void TestLiveState::loadOfTheBusiestWorker()
{
    constexpr qint64 second = 1'000'000'000;
    LiveState live;
    const auto busy = [&live](qint64 now) { return live.takeUpdate(now).totals.engineBusy; };
    QCOMPARE(busy(0), std::nullopt);

    const auto apply = [&live](const EngineLoad &load, qint64 now) {
        UpdateBatch batch;
        batch.loads = {load};
        live.apply(batch, now);
    };
    apply({.worker = 0, .busyNs = 100, .elapsedNs = 1'000}, 1 * second);
    apply({.worker = 0, .busyNs = 300, .elapsedNs = 1'000}, 2 * second);
    apply({.worker = 1, .busyNs = 50, .elapsedNs = 100}, 3 * second);
    QCOMPARE(busy(4 * second), 0.5);
    apply({.worker = 1, .busyNs = 0, .elapsedNs = 900}, 4 * second);
    QCOMPARE(busy(4 * second), 0.2); // 400 of 2,000 against 50 of 1,000
    QCOMPARE(busy(4 * second + LiveState::RateWindowNs), 0.0); // all but the last forgotten
    QCOMPARE(busy(20 * second), std::nullopt);
}

void TestLiveState::figuresCoverTheLastBeats()
{
    LiveState live;
    live.setProfiles(profiles());
    UpdateBatch batch;
    batch.beats.push_back(beat(first, 1, BeatOutcome::Ok, 1'000'000));
    for (std::size_t i = 0; i < LiveState::StatisticsBeats; ++i)
        batch.beats.push_back(beat(first, 2, BeatOutcome::Ok, 5));
    live.apply(batch, 1);
    const ConnectionSnapshot snapshot = *live.snapshot(first);
    QCOMPARE(snapshot.figures.beats, static_cast<qint64>(LiveState::StatisticsBeats));
    QCOMPARE(snapshot.figures.p99Ns, qint64(5));
    QCOMPARE(snapshot.recent.size(), ConnectionSnapshot::RecentBeats);
}

void TestLiveState::accuracyOfTheBeats()
{
    LiveState state;
    state.setProfiles(profiles());
    QCOMPARE(state.accuracy(first), BeatAccuracy());
    QCOMPARE(state.accuracy(stranger), BeatAccuracy());
    UpdateBatch batch;
    const std::array<std::pair<qint64, qint64>, 3> measured{
            {{30'000, 5'000}, {90'000, 700'000}, {40'000, 6'000}}};
    for (const auto &[error, lateness] : measured) {
        batch.beats.push_back(beat(first, 1, BeatOutcome::Ok, 1'000'000));
        batch.beats.back().rttErrorNs = error;
        batch.beats.back().sendLatenessNs = lateness;
    }
    batch.beats.push_back(beat(first, 4, BeatOutcome::Missed, {})); // has no bound
    batch.beats.back().sendLatenessNs = 8'000;
    state.apply(batch, 0);
    QCOMPARE(state.accuracy(first), (BeatAccuracy{40'000, 40'000, 8'000, 700'000}));
    QCOMPARE(state.accuracy(second), BeatAccuracy());
}

void TestLiveState::recordsWithoutViews()
{
    LiveState live(LiveState::Content::Records);
    live.setProfiles(profiles());
    QVERIFY(!live.hasChanges());
    UpdateBatch batch;
    batch.beats = {beat(first, 1, BeatOutcome::Ok, 10), beat(stranger, 1, BeatOutcome::Ok, 10)};
    batch.beats.front().sendLatenessNs = 7;
    batch.events = {{.connection = second}, {.connection = stranger}};
    batch.sessions = {{.id = 3, .connection = first}};
    batch.statuses = {{.connection = first, .state = ConnectionState::Open},
                      {.connection = stranger, .state = ConnectionState::Open}};
    live.apply(batch, 1);
    QCOMPARE(live.changedCount(), std::size_t(0));
    const LiveUpdate update = live.takeUpdate(1);
    QVERIFY(update.snapshots.empty());
    QCOMPARE(update.beats.size(), std::size_t(1));
    QCOMPARE(update.events.size(), std::size_t(1));
    QCOMPARE(update.totals.sendLatenessP99Ns, qint64(7));
    QVERIFY(live.snapshots().empty());
    QVERIFY(!live.snapshot(first));
    QVERIFY(!live.sessionInfo(first));
    QCOMPARE(live.accuracy(first), BeatAccuracy());
    // The state is known over a change of the profiles.
    live.setProfiles({profiles().back(), profiles().front()});
    const LiveTotals totals = live.takeUpdate(1).totals;
    QCOMPARE(totals.byState[static_cast<std::size_t>(ConnectionState::Open)], 1);
    QCOMPARE(totals.byState[static_cast<std::size_t>(ConnectionState::Idle)], 1);
}

void TestLiveState::snapshotsBeyondTheLimitWait()
{
    LiveState state;
    state.setProfiles(profiles());
    UpdateBatch batch;
    batch.beats = {beat(first, 1, BeatOutcome::Ok, 5), beat(second, 1, BeatOutcome::Ok, 6)};
    state.apply(batch, 0);
    const LiveUpdate one = state.takeUpdate(0, 1);
    QCOMPARE(one.snapshots.size(), std::size_t(1));
    QCOMPARE(one.beats.size(), std::size_t(2)); // beats do not wait
    QCOMPARE(state.changedCount(), std::size_t(1));
    QVERIFY(state.hasChanges());
    const LiveUpdate other = state.takeUpdate(0, 1);
    QCOMPARE(other.snapshots.size(), std::size_t(1));
    QVERIFY(other.snapshots.front().id != one.snapshots.front().id);
    QVERIFY(other.beats.empty());
    QCOMPARE(state.changedCount(), std::size_t(0));
}

void TestLiveState::queueNoticesOnce()
{
    int notices = 0;
    UpdateQueue queue(100, [&notices] { ++notices; });
    const auto batch = std::make_shared<UpdateBatch>();
    for (int i = 0; i < 1'000; ++i)
        queue.put(batch);
    QCOMPARE(notices, 1);
    QCOMPARE(queue.take().batches.size(), std::size_t(1'000));
    QVERIFY(queue.take().batches.empty());
    queue.put(batch);
    QCOMPARE(notices, 2);
}

void TestLiveState::fullQueueDropsBeats()
{
    UpdateQueue queue(5, [] {});
    auto batch = std::make_shared<UpdateBatch>();
    batch->beats = {beat(first, 1, BeatOutcome::Ok, 1), beat(first, 2, BeatOutcome::Ok, 1)};
    batch->statuses = {{.connection = first}};
    batch->events = {{.connection = first}};
    queue.put(batch);
    queue.put(batch);
    const UpdateQueue::Taken taken = queue.take();
    QCOMPARE(taken.droppedBeats, qint64(2));
    QCOMPARE(taken.droppedEvents, qint64(0));
    QCOMPARE(taken.batches.size(), std::size_t(2));
    QCOMPARE(taken.batches[0]->beats.size(), std::size_t(2));
    QVERIFY(taken.batches[1]->beats.empty());
    QCOMPARE(taken.batches[1]->statuses.size(), std::size_t(1));
    QCOMPARE(taken.batches[1]->events.size(), std::size_t(1));
    QCOMPARE(queue.take().droppedBeats, qint64(0));
    // Emptied, it takes beats again.
    queue.put(batch);
    QCOMPARE(queue.take().batches.front()->beats.size(), std::size_t(2));
}

void TestLiveState::fullQueueKeepsTheNewest()
{
    UpdateQueue queue(1, [] {});
    for (qint64 i = 1; i <= 1'000; ++i) {
        const bool isLast = i == 1'000;
        auto batch = std::make_shared<UpdateBatch>();
        batch->statuses = {{.connection = first,
                            .state = isLast ? ConnectionState::Open : ConnectionState::Connecting},
                           {.connection = second}};
        batch->sessions = {{.id = i, .connection = first}};
        batch->loads = {{.worker = static_cast<int>(i % 2), .busyNs = 1, .elapsedNs = 10}};
        queue.put(batch);
    }
    // Small enough for an empty queue, but newer than what has been merged.
    auto small = std::make_shared<UpdateBatch>();
    small->statuses = {{.connection = second, .state = ConnectionState::Failed}};
    queue.put(small);
    const UpdateQueue::Taken taken = queue.take();
    QCOMPARE(taken.batches.size(), std::size_t(1));
    const UpdateBatch &merged = *taken.batches.front();
    QCOMPARE(merged.statuses.size(), std::size_t(2));
    QCOMPARE(merged.statuses[0].state, ConnectionState::Open);
    QCOMPARE(merged.statuses[1].state, ConnectionState::Failed);
    QCOMPARE(merged.sessions.size(), std::size_t(1));
    QCOMPARE(merged.sessions[0].id, qint64(1'000));
    QCOMPARE(merged.loads.size(), std::size_t(2));
    QCOMPARE(merged.loads[0].busyNs + merged.loads[1].busyNs, qint64(1'000));
    QCOMPARE(merged.loads[0].elapsedNs, qint64(5'000));
}

void TestLiveState::fullQueueBoundsEvents()
{
    UpdateQueue queue(1, [] {});
    auto batch = std::make_shared<UpdateBatch>();
    batch->events.assign(UpdateQueue::MaximumMergedEvents - 1, {.connection = first});
    for (int i = 0; i < 3; ++i)
        queue.put(batch);
    const UpdateQueue::Taken taken = queue.take();
    QCOMPARE(taken.batches.size(), std::size_t(1));
    QCOMPARE(taken.batches.front()->events.size(), UpdateQueue::MaximumMergedEvents);
    QCOMPARE(taken.droppedEvents, static_cast<qint64>(2 * UpdateQueue::MaximumMergedEvents - 3));
    QCOMPARE(queue.take().droppedEvents, qint64(0));
}

QTEST_GUILESS_MAIN(TestLiveState)
#include "tst_livestate.moc"
