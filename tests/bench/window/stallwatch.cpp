// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stallwatch.h"

#include <QFile>

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline::bench {

StallWatch::StallWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(PeriodMs);
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::tick);
}

void StallWatch::start()
{
    m_delays.clear();
    m_longestMs = 0.0;
    m_stalls = 0;
    m_secondsAtStart = threadSeconds();
    m_sinceStart.start();
    m_sinceTick.start();
    m_timer.start();
}

void StallWatch::tick()
{
    const double delay = static_cast<double>(m_sinceTick.nsecsElapsed()) / 1e6 - PeriodMs;
    m_sinceTick.start();
    m_delays.push_back(static_cast<float>(std::max(0.0, delay)));
    m_stalls += delay > StallMs ? 1 : 0;
    m_longestMs = std::max(m_longestMs, delay);
    m_recentMs = std::max(m_recentMs, delay);
}

double StallWatch::delayMs(double share) const
{
    if (m_delays.empty())
        return 0.0;
    std::vector<float> sorted = m_delays;
    const auto place = sorted.begin()
            + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), place, sorted.end());
    return static_cast<double>(*place);
}

double StallWatch::threadSeconds()
{
    QFile file(u"/proc/self/task/%1/stat"_s.arg(::syscall(SYS_gettid)));
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    // The name in brackets may hold blanks; utime and stime are the 12th and 13th field after it.
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype userTime = 11;
    const qint64 ticks =
            fields.value(userTime).toLongLong() + fields.value(userTime + 1).toLongLong();
    return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double StallWatch::threadCpu() const
{
    const double passed = static_cast<double>(m_sinceStart.nsecsElapsed()) / 1e9;
    return passed > 0.0 ? (threadSeconds() - m_secondsAtStart) / passed : 0.0;
}

} // namespace heartline::bench
