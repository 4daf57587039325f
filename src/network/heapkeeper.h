// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace heartline {

/// Keeps the memory of a pool small after crowds have connected in its workers. The allocator is
/// the whole process's: what the workers leave behind meets here. Lives in the thread of the pool.
class HeapKeeper : public QObject {
    Q_OBJECT

public:
    struct Options {
        /// Has the heap trimmed, here or in another thread. See trimHeap().
        std::function<void()> trim;
        /// From the end of the last wave; the log and the first beats have settled then.
        std::chrono::milliseconds trimDelay{3'000};
        /// Between two trims, each of which may hold up a loop for milliseconds: where crowds are
        /// cut again and again what they leave is given back no more often than this.
        std::chrono::milliseconds minimumTrimInterval{10'000};
    };

    explicit HeapKeeper(Options options, QObject *parent = nullptr);

    /// A wave of attempts has ended in a worker.
    void noteWaveEnded();

private:
    void trim();

    Options m_options;
    QTimer m_timer;
    qint64 m_nextTrimNs = 0; ///< Not before, monotonic.
};

} // namespace heartline
