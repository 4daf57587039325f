// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <utility>
#include <vector>

namespace heartline::bench {

/// Watches the event loop of its thread: how long it did not come round, and how much of a core the
/// thread took. Lives in the thread that it watches (Linux: /proc/self/task).
class StallWatch : public QObject {
    Q_OBJECT

public:
    static constexpr int PeriodMs = 2;
    static constexpr double StallMs = 100.0;

    explicit StallWatch(QObject *parent = nullptr);

    /// Forgets what was seen and begins anew.
    void start();
    void stop() { m_timer.stop(); }
    double longestMs() const { return m_longestMs; }
    /// The longest since the last call.
    double takeLongestMs() { return std::exchange(m_recentMs, 0.0); }
    /// Delay of the timer beyond its period; `share` 0 to 1.
    double delayMs(double share) const;
    int stalls() const { return m_stalls; }
    /// Cores: 0.5 is half of one.
    double threadCpu() const;

private:
    void tick();
    static double threadSeconds();

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceStart;
    std::vector<float> m_delays;
    double m_longestMs = 0.0;
    double m_recentMs = 0.0;
    double m_secondsAtStart = 0.0;
    int m_stalls = 0;
};

} // namespace heartline::bench
