// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/heapkeeper.h"

#include <QTest>

using namespace heartline;
using namespace std::chrono_literals;

namespace {

/// What a keeper asked of the allocator.
struct Asked {
    std::vector<bool> apart;
    std::vector<qint64> trims; ///< Monotonic ns.

    HeapKeeper::Options options(std::chrono::milliseconds delay, std::chrono::milliseconds interval)
    {
        return {.setBuffersApart = [this](bool isApart) { apart.push_back(isApart); },
                .trim = [this] { trims.push_back(Clock::monotonicNs()); },
                .trimDelay = delay,
                .minimumTrimInterval = interval};
    }
};

} // namespace

/// What several workers ask of the one allocator.
class TestHeapKeeper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsBuffersApartUntilTheLastWaveEnds();
    void trimsOnceForWavesThatOverlap();
    void trimsNoMoreOftenThanTheInterval();
    void leavesTheAllocatorAsItWas();
};

void TestHeapKeeper::keepsBuffersApartUntilTheLastWaveEnds()
{
    Asked asked;
    HeapKeeper keeper(asked.options(1h, 1h));
    keeper.noteWaveBegan(0);
    keeper.noteWaveBegan(1);
    keeper.noteWaveBegan(1); // its queue has grown once more
    QCOMPARE(asked.apart, std::vector<bool>{true});
    keeper.noteWaveEnded(1);
    keeper.noteWaveEnded(2); // many attempts, never so many at a time
    QCOMPARE(asked.apart, std::vector<bool>{true});
    keeper.noteWaveEnded(0);
    QCOMPARE(asked.apart, (std::vector<bool>{true, false}));
    keeper.noteWaveBegan(1);
    keeper.noteWaveEnded(1);
    QCOMPARE(asked.apart, (std::vector<bool>{true, false, true, false}));
}

void TestHeapKeeper::trimsOnceForWavesThatOverlap()
{
    Asked asked;
    HeapKeeper keeper(asked.options(1ms, 1ms));
    keeper.noteWaveBegan(0);
    keeper.noteWaveEnded(0);
    keeper.noteWaveBegan(1); // before the first has been trimmed
    keeper.noteWaveBegan(0);
    keeper.noteWaveEnded(0);
    // Whatever the first waves had started would ring before this does.
    bool isLater = false;
    QTimer::singleShot(20ms, this, [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QVERIFY(asked.trims.empty());
    keeper.noteWaveEnded(1);
    QTRY_COMPARE(asked.trims.size(), std::size_t(1));
}

void TestHeapKeeper::trimsNoMoreOftenThanTheInterval()
{
    Asked asked;
    HeapKeeper keeper(asked.options(1ms, 100ms));
    for (const std::size_t count : {1U, 2U, 3U}) {
        keeper.noteWaveEnded(0); // without its beginning, as when attempts come one by one
        keeper.noteWaveEnded(1);
        QTRY_COMPARE(asked.trims.size(), count);
    }
    for (std::size_t i = 1; i < asked.trims.size(); ++i)
        QVERIFY(std::chrono::nanoseconds(asked.trims[i] - asked.trims[i - 1]) >= 100ms);
    QVERIFY(asked.apart.empty());
}

void TestHeapKeeper::leavesTheAllocatorAsItWas()
{
    Asked asked;
    {
        HeapKeeper keeper(asked.options(1h, 1h));
        keeper.noteWaveBegan(0);
    }
    QCOMPARE(asked.apart, (std::vector<bool>{true, false}));
    {
        const HeapKeeper idle(asked.options(1h, 1h));
    }
    QCOMPARE(asked.apart.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestHeapKeeper)
#include "tst_heapkeeper.moc"
