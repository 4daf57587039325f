// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"

#include <QDateTime>

#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace heartline::Clock {

qint64 monotonicNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

qint64 utcUs()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Instant now()
{
    return {monotonicNs(), utcUs()};
}

QString toIso8601(qint64 utcUs)
{
    constexpr qint64 usPerSecond = 1'000'000;
    qint64 seconds = utcUs / usPerSecond;
    qint64 microseconds = utcUs % usPerSecond;
    if (microseconds < 0) {
        microseconds += usPerSecond;
        --seconds;
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return time.toString(u"yyyy-MM-ddTHH:mm:ss"_s)
            + u".%1Z"_s.arg(microseconds, 6, 10, QLatin1Char('0'));
}

} // namespace heartline::Clock
