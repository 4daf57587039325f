// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/updatecollector.h"

#include <QTest>

#include <vector>

using namespace heartline;

/// What the connections of a worker report, and in which pieces it is handed on.
class TestUpdateCollector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_batches.clear(); }
    void handsOnTogetherWhatCameTogether();
    void handsOnByItself();
    void keepsTheNewestStatusOfEachConnection();
    void handsOnEarlyWhatHasGrown();
    void handsOnTheRestAtTheEnd();
    void knowsNoLoadOfQtsLoop();

private:
    UpdateSink sink()
    {
        return [this](const UpdateBatchPtr &batch) { m_batches.push_back(batch); };
    }

    std::vector<UpdateBatchPtr> m_batches;
};

void TestUpdateCollector::handsOnTogetherWhatCameTogether()
{
    UpdateCollector updates(sink());
    updates.flush();
    QVERIFY(m_batches.empty()); // nothing has come yet
    updates.add(Beat{.sequence = 1});
    updates.add(ConnectionEvent{.at = 5});
    updates.add(SessionInfo{.id = 7});
    updates.add(Beat{.sequence = 2});
    QVERIFY(m_batches.empty());
    updates.flush();
    QCOMPARE(m_batches.size(), std::size_t(1));
    const UpdateBatch &batch = *m_batches.front();
    QCOMPARE(batch.beats, (std::vector{Beat{.sequence = 1}, Beat{.sequence = 2}}));
    QCOMPARE(batch.events, (std::vector{ConnectionEvent{.at = 5}}));
    QCOMPARE(batch.sessions, (std::vector{SessionInfo{.id = 7}}));
    QVERIFY(batch.statuses.empty());
    updates.flush();
    QCOMPARE(m_batches.size(), std::size_t(1)); // it is handed on once
}

void TestUpdateCollector::handsOnByItself()
{
    UpdateCollector updates(sink());
    for (qint64 sequence = 1; sequence <= 100; ++sequence)
        updates.add(Beat{.sequence = sequence});
    QTRY_COMPARE(m_batches.size(), std::size_t(1));
    QCOMPARE(m_batches.front()->beats.size(), std::size_t(100));
    updates.add(ConnectionEvent{}); // and again
    QTRY_COMPARE(m_batches.size(), std::size_t(2));
    updates.add(SessionInfo{});
    QTRY_COMPARE(m_batches.size(), std::size_t(3));
    updates.add(ConnectionStatus{});
    QTRY_COMPARE(m_batches.size(), std::size_t(4));
}

void TestUpdateCollector::keepsTheNewestStatusOfEachConnection()
{
    const ConnectionId a = QUuid::createUuid();
    const ConnectionId b = QUuid::createUuid();
    UpdateCollector updates(sink());
    updates.add(ConnectionStatus{.connection = a, .attempt = 1});
    updates.add(ConnectionStatus{.connection = b, .attempt = 2});
    updates.add(ConnectionStatus{.connection = a, .attempt = 3});
    updates.flush();
    const auto attempts = [this] {
        std::vector<std::pair<ConnectionId, int>> result;
        for (const ConnectionStatus &status : m_batches.back()->statuses)
            result.emplace_back(status.connection, status.attempt);
        return result;
    };
    QCOMPARE(attempts(), (std::vector{std::pair{a, 3}, std::pair{b, 2}}));
    // The places in the batch that is gone are forgotten with it.
    updates.add(ConnectionStatus{.connection = b, .attempt = 4});
    updates.flush();
    QCOMPARE(attempts(), (std::vector{std::pair{b, 4}}));
}

void TestUpdateCollector::handsOnEarlyWhatHasGrown()
{
    UpdateCollector updates(sink());
    for (std::size_t i = 1; i < UpdateCollector::MaximumBatchBeats; ++i)
        updates.add(Beat{.sequence = static_cast<qint64>(i)});
    QVERIFY(m_batches.empty());
    updates.add(Beat{.sequence = UpdateCollector::MaximumBatchBeats});
    QCOMPARE(m_batches.size(), std::size_t(1));
    QCOMPARE(m_batches.front()->beats.size(), UpdateCollector::MaximumBatchBeats);
    updates.add(Beat{.sequence = UpdateCollector::MaximumBatchBeats + 1});
    QCOMPARE(m_batches.size(), std::size_t(1));
    QTRY_COMPARE(m_batches.size(), std::size_t(2));
}

void TestUpdateCollector::handsOnTheRestAtTheEnd()
{
    {
        UpdateCollector updates(sink());
        updates.add(Beat{.sequence = 9});
    }
    QCOMPARE(m_batches.size(), std::size_t(1));
    QCOMPARE(m_batches.front()->beats.front().sequence, 9);
}

void TestUpdateCollector::knowsNoLoadOfQtsLoop()
{
    UpdateCollector updates(sink(), nullptr, 3);
    updates.add(Beat{});
    updates.flush();
    QVERIFY(m_batches.back()->loads.empty()); // rather than a loop that seems to be idle
}

QTEST_GUILESS_MAIN(TestUpdateCollector)
#include "tst_updatecollector.moc"
