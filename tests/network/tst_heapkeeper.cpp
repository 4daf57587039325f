// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/heapkeeper.h"

#include <QTest>

using namespace heartline;
using namespace std::chrono_literals;

/// When the heap is trimmed for several workers.
class TestHeapKeeper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trimsOnceForWavesThatFollowEachOther();
    void trimsNoMoreOftenThanTheInterval();
};

void TestHeapKeeper::trimsOnceForWavesThatFollowEachOther()
{
    int trims = 0;
    HeapKeeper keeper(
            {.trim = [&trims] { ++trims; }, .trimDelay = 40ms, .minimumTrimInterval = 1ms});
    keeper.noteWaveEnded();
    bool isLater = false; // but not so late that the first would be trimmed
    QTimer::singleShot(1ms, this, [&] {
        isLater = true;
        keeper.noteWaveEnded();
    });
    QTRY_VERIFY(isLater);
    QTRY_COMPARE(trims, 1);
    // Whatever the first wave had started would ring before this does.
    isLater = false;
    QTimer::singleShot(60ms, this, [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QCOMPARE(trims, 1);
}

void TestHeapKeeper::trimsNoMoreOftenThanTheInterval()
{
    std::vector<qint64> trims; // monotonic ns
    HeapKeeper keeper({.trim = [&trims] { trims.push_back(Clock::monotonicNs()); },
                       .trimDelay = 1ms,
                       .minimumTrimInterval = 100ms});
    for (const std::size_t count : {1U, 2U, 3U}) {
        keeper.noteWaveEnded();
        QTRY_COMPARE(trims.size(), count);
    }
    for (std::size_t i = 1; i < trims.size(); ++i)
        QVERIFY(std::chrono::nanoseconds(trims[i] - trims[i - 1]) >= 100ms);
}

QTEST_GUILESS_MAIN(TestHeapKeeper)
#include "tst_heapkeeper.moc"
