// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <set>

namespace heartline {

/// Keeps the memory of a pool small while crowds connect in its workers. The allocator is the whole
/// process's: what the workers ask of it meets here. Lives in the thread of the pool.
class HeapKeeper : public QObject {
    Q_OBJECT

public:
    struct Options {
        /// See setBuffersApart().
        std::function<void(bool apart)> setBuffersApart;
        /// Has the heap trimmed, here or in another thread. See trimHeap().
        std::function<void()> trim;
        /// From the end of the last wave; the log and the first beats have settled then.
        std::chrono::milliseconds trimDelay{3'000};
        /// Between two trims, each of which may hold up a loop for milliseconds: where crowds are
        /// cut again and again what they leave is given back no more often than this.
        std::chrono::milliseconds minimumTrimInterval{10'000};
    };

    explicit HeapKeeper(Options options, QObject *parent = nullptr);
    ~HeapKeeper() override; ///< Leaves the allocator as it was.

    /// A wave of attempts has begun in `worker`. Its end may be told without, and either again.
    void noteWaveBegan(int worker);
    void noteWaveEnded(int worker);

private:
    void trim();

    Options m_options;
    std::set<int> m_inWave; ///< Workers; buffers are apart while there is one.
    QTimer m_trimTimer;
    qint64 m_nextTrimNs = 0; ///< Not before, monotonic.
};

} // namespace heartline
