// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timeticks.h"

#include "charts/timewindow.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 millisecond = 1'000;
constexpr qint64 second = TimeWindow::SecondUs;
constexpr qint64 minute = TimeWindow::MinuteUs;
constexpr qint64 hour = TimeWindow::HourUs;
constexpr qint64 day = TimeWindow::DayUs;
constexpr qint64 week = 7 * day;
constexpr qint64 month = 30 * day; // nominal; ticks stand at the first of the month

constexpr std::array steps{100 * millisecond,
                           200 * millisecond,
                           500 * millisecond,
                           second,
                           2 * second,
                           5 * second,
                           10 * second,
                           15 * second,
                           30 * second,
                           minute,
                           2 * minute,
                           5 * minute,
                           10 * minute,
                           15 * minute,
                           30 * minute,
                           hour,
                           2 * hour,
                           3 * hour,
                           6 * hour,
                           12 * hour,
                           day,
                           2 * day,
                           week,
                           2 * week,
                           month,
                           3 * month,
                           6 * month,
                           12 * month};

constexpr double labelGap = 28.0; // pixels between two labels, at the least
constexpr double pixelsBetween = 72.0; // lines closer than this are noise
constexpr std::size_t mostTicks = 200;

QDateTime local(qint64 utcUs, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(utcUs / 1000, zone);
}

QString dateLabel(QDate date)
{
    // Two fields only: the year is told by the crosshair.
    //: The day and the month on a time axis, as QLocale::toString() takes it
    const QString format = QCoreApplication::translate("heartline::TimeTicks", "d MMM");
    return QLocale().toString(date, format);
}

QString timeLabel(const QDateTime &time, qint64 step)
{
    if (step >= 5 * minute)
        return time.toString(u"HH:mm"_s);
    return time.toString(step >= second ? u"HH:mm:ss"_s : u"HH:mm:ss.zzz"_s)
            .left(step >= second ? 8 : 10);
}

QString sampleLabel(qint64 step)
{
    if (step >= day)
        return u"30 MMM"_s;
    return timeLabel(QDateTime(QDate(2000, 1, 1), QTime(20, 0)), step);
}

/// Steps of less than a day: counted from local midnight, so that they stay round when the offset
/// from UTC changes.
std::vector<TimeTick> ticksWithinDays(qint64 fromUs, qint64 toUs, qint64 step,
                                      const QTimeZone &zone)
{
    std::vector<TimeTick> result;
    const auto offsetAt = [&zone](qint64 us) {
        return qint64(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(us / 1000, Qt::UTC)))
                * second;
    };
    qint64 offset = offsetAt(fromUs);
    qint64 tick = (fromUs + offset + step - 1) / step * step - offset;
    while (tick <= toUs && result.size() < mostTicks) {
        if (const qint64 now = offsetAt(tick); now != offset) {
            offset = now;
            tick = (tick + offset + step - 1) / step * step - offset;
            if (tick > toUs)
                break;
        }
        const QDateTime time = local(tick, zone);
        const bool isDate = (tick + offset) % day == 0;
        result.push_back({tick, isDate ? dateLabel(time.date()) : timeLabel(time, step), isDate});
        tick += step;
    }
    return result;
}

QDate firstDate(QDate date, qint64 step)
{
    if (step >= month)
        return {date.year(), step >= 12 * month ? 1 : date.month(), 1};
    if (step >= week)
        return date.addDays(1 - date.dayOfWeek());
    // Even days are counted from a fixed day, lest the grid wander with the window.
    return date.addDays(-(date.toJulianDay() % (step / day)));
}

QDate nextDate(QDate date, qint64 step)
{
    return step >= month ? date.addMonths(static_cast<int>(step / month))
                         : date.addDays(step / day);
}

std::vector<TimeTick> ticksOfDays(qint64 fromUs, qint64 toUs, qint64 step, const QTimeZone &zone)
{
    std::vector<TimeTick> result;
    QDate date = firstDate(local(fromUs, zone).date(), step);
    while (step > month && (date.month() - 1) % static_cast<int>(step / month) != 0)
        date = date.addMonths(-1);
    for (; result.size() < mostTicks; date = nextDate(date, step)) {
        const qint64 tick = date.startOfDay(zone).toMSecsSinceEpoch() * 1000;
        if (tick > toUs)
            break;
        if (tick >= fromUs)
            result.push_back({tick, dateLabel(date), true});
    }
    return result;
}

} // namespace

std::vector<TimeTick> timeTicks(qint64 fromUs, qint64 toUs, int pixels,
                                const std::function<double(const QString &)> &labelWidth,
                                const QTimeZone &zone)
{
    if (toUs <= fromUs || pixels <= 0)
        return {};
    const double pixelsPerUs = pixels / static_cast<double>(toUs - fromUs);
    const auto fits = [&](qint64 step) {
        if (static_cast<double>(step) * pixelsPerUs < pixelsBetween)
            return false; // without measuring a text
        // Midnight's date may be wider than a time.
        const double needed = std::max(labelWidth(sampleLabel(step)),
                                       step >= minute ? labelWidth(sampleLabel(day)) : 0.0);
        return static_cast<double>(step) * pixelsPerUs >= needed + labelGap;
    };
    const auto found = std::find_if(steps.begin(), steps.end(), fits);
    const qint64 step = found != steps.end() ? *found : steps.back();
    return step >= day ? ticksOfDays(fromUs, toUs, step, zone)
                       : ticksWithinDays(fromUs, toUs, step, zone);
}

QString momentText(qint64 utcUs, qint64 todayUs, const QTimeZone &zone)
{
    const QDateTime time = local(utcUs, zone);
    QString clock = time.toString(u"HH:mm:ss.zzz"_s);
    if (time.date() == local(todayUs, zone).date())
        return clock;
    return time.toString(u"yyyy-MM-dd "_s) + clock;
}

} // namespace heartline
