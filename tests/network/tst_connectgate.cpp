// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectgate.h"

#include "core/clock.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace heartline;

class TestConnectGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsFromTheEventLoop();
    void keepsTheOrder();
    void letsUsersGoFirst();
    void limitsWhatIsInFlight();
    void passesTurnsOn();
    void forgetsWhoLeavesTheQueue();
    void doesNotWaitForTheSlow();
    void letsATurnBeGivenBackAtOnce();
    void slowsDownThoseThatEndAtOnce();
    void letsOneAskAgainInItsTurn();
    void movesTurns();
    void tellsTheEndOfAWave();
    void tellsTheEndOfAWaveThatHangs();
};

void TestConnectGate::startsFromTheEventLoop()
{
    ConnectGate gate;
    bool started = false;
    const auto turn = gate.request([&started] { started = true; });
    QVERIFY(!started);
    QCOMPARE(gate.waiting(), 1U);
    QTRY_VERIFY(started);
    QCOMPARE(gate.waiting(), 0U);
    QCOMPARE(gate.inFlight(), 1U);
}

void TestConnectGate::keepsTheOrder()
{
    ConnectGate gate;
    QList<int> order;
    std::vector<ConnectGate::Turn> turns;
    for (int i = 0; i < 20; ++i)
        turns.push_back(gate.request([&order, i] { order.append(i); }));
    QTRY_COMPARE(order.size(), 20);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestConnectGate::letsUsersGoFirst()
{
    using Priority = ConnectGate::Priority;
    ConnectGate gate;
    QList<int> order;
    std::vector<ConnectGate::Turn> turns;
    const auto request = [&](int number, Priority priority) {
        turns.push_back(gate.request([&order, number] { order.append(number); }, priority));
    };
    request(3, Priority::Normal);
    request(1, Priority::High);
    request(4, Priority::Normal);
    request(2, Priority::High);
    QTRY_COMPARE(order, (QList{1, 2, 3, 4}));
}

void TestConnectGate::limitsWhatIsInFlight()
{
    ConnectGate gate;
    std::size_t started = 0;
    std::size_t most = 0;
    std::vector<ConnectGate::Turn> turns;
    for (std::size_t i = 0; i < 2 * ConnectGate::MaximumInFlight; ++i) {
        turns.push_back(gate.request([&] {
            ++started;
            most = std::max(most, gate.inFlight());
        }));
    }
    QTRY_COMPARE(started, ConnectGate::MaximumInFlight);
    QCOMPARE(gate.waiting(), ConnectGate::MaximumInFlight);
    QCOMPARE(most, ConnectGate::MaximumInFlight);
}

void TestConnectGate::passesTurnsOn()
{
    ConnectGate gate;
    std::size_t started = 0;
    std::vector<ConnectGate::Turn> turns;
    for (std::size_t i = 0; i < ConnectGate::MaximumInFlight + 3; ++i)
        turns.push_back(gate.request([&started] { ++started; }));
    QTRY_COMPARE(started, ConnectGate::MaximumInFlight);
    turns[5].giveBack();
    turns[7].giveBack();
    QTRY_COMPARE(started, ConnectGate::MaximumInFlight + 2);
    QCOMPARE(gate.waiting(), 1U);
}

void TestConnectGate::forgetsWhoLeavesTheQueue()
{
    ConnectGate gate;
    QList<int> order;
    auto first = gate.request([&order] { order.append(1); });
    const auto second = gate.request([&order] { order.append(2); });
    first.giveBack();
    QVERIFY(!first);
    QTRY_COMPARE(order, QList{2});
    QCOMPARE(gate.inFlight(), 1U);
}

void TestConnectGate::doesNotWaitForTheSlow()
{
    // Nobody answers the first ones: after the hold period the others have their turn all the same.
    ConnectGate gate;
    std::size_t started = 0;
    std::vector<ConnectGate::Turn> turns;
    for (std::size_t i = 0; i < 2 * ConnectGate::MaximumInFlight; ++i)
        turns.push_back(gate.request([&started] { ++started; }));
    QTRY_COMPARE_WITH_TIMEOUT(started, 2 * ConnectGate::MaximumInFlight, 20'000);
}

void TestConnectGate::letsATurnBeGivenBackAtOnce()
{
    ConnectGate gate;
    std::size_t started = 0;
    std::vector<ConnectGate::Turn> turns(3 * ConnectGate::MaximumInFlight);
    for (auto &turn : turns) {
        turn = gate.request([&started, &turn] {
            ++started;
            turn.giveBack();
        });
    }
    QTRY_COMPARE(started, turns.size());
    QCOMPARE(gate.inFlight(), 0U);
}

void TestConnectGate::slowsDownThoseThatEndAtOnce()
{
    constexpr int perSecond = 1'000;
    constexpr int paced = 300; // after the burst
    ConnectGate gate(nullptr, perSecond);
    int started = 0;
    std::vector<ConnectGate::Turn> turns(ConnectGate::Burst + paced);
    const qint64 begin = Clock::monotonicNs();
    qint64 end = begin;
    for (ConnectGate::Turn &turn : turns) {
        turn = gate.request([&] {
            ++started;
            end = Clock::monotonicNs();
            turn.giveBack();
        });
    }
    QTRY_COMPARE(started, ConnectGate::Burst + paced);
    QVERIFY2(end - begin >= paced * (1'000'000'000LL / perSecond), QByteArray::number(end - begin));
}

void TestConnectGate::letsOneAskAgainInItsTurn()
{
    ConnectGate gate;
    int started = 0;
    ConnectGate::Turn turn;
    turn = gate.request([&] {
        ++started;
        turn = gate.request([&started] { ++started; });
    });
    QTRY_COMPARE(started, 2);
    QCOMPARE(gate.inFlight(), 1U);
}

void TestConnectGate::movesTurns()
{
    ConnectGate gate;
    bool started = false;
    ConnectGate::Turn turn = gate.request([&started] { started = true; });
    {
        const ConnectGate::Turn moved = std::move(turn);
        QVERIFY(moved);
        QTRY_VERIFY(started);
        QCOMPARE(gate.inFlight(), 1U);
    }
    QCOMPARE(gate.inFlight(), 0U);
}

void TestConnectGate::tellsTheEndOfAWave()
{
    ConnectGate gate;
    QSignalSpy ended(&gate, &ConnectGate::waveEnded);
    const auto attempt = [&gate](int count) {
        std::vector<ConnectGate::Turn> turns(static_cast<std::size_t>(count));
        int done = 0;
        for (ConnectGate::Turn &turn : turns) {
            turn = gate.request([&turn, &done] {
                ++done;
                turn.giveBack();
            });
        }
        return QTest::qWaitFor([&] { return done == count; });
    };
    QVERIFY(attempt(ConnectGate::WaveSize - 1));
    QCOMPARE(ended.count(), 0);
    QVERIFY(attempt(1)); // a pause does not begin a new wave
    QCOMPARE(ended.count(), 1);
    QVERIFY(attempt(ConnectGate::WaveSize));
    QCOMPARE(ended.count(), 2);
    {
        std::vector<ConnectGate::Turn> turns;
        for (int i = 0; i < ConnectGate::WaveSize; ++i)
            turns.push_back(gate.request([] {}));
    }
    QCOMPARE(ended.count(), 3); // all have left the queue
}

void TestConnectGate::tellsTheEndOfAWaveThatHangs()
{
    // Nobody answers the last ones: they no longer count after the hold period, and what they give
    // back later ends nothing a second time.
    ConnectGate gate;
    QSignalSpy ended(&gate, &ConnectGate::waveEnded);
    std::vector<ConnectGate::Turn> turns;
    for (int i = 0; i < ConnectGate::WaveSize; ++i)
        turns.push_back(gate.request([] {}));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
    QCOMPARE(gate.waiting(), 0U);
    QCOMPARE(gate.inFlight(), 0U);
    turns.clear();
    QCOMPARE(ended.count(), 1);
}

QTEST_GUILESS_MAIN(TestConnectGate)
#include "tst_connectgate.moc"
