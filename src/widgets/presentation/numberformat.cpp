// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/numberformat.h"

#include <QDateTime>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 usPerSecond = 1'000'000;

QString grouped(QString digits)
{
    constexpr qsizetype groupSize = 3;
    const qsizetype start = digits.startsWith(u'-') ? 1 : 0;
    for (qsizetype at = digits.size() - groupSize; at > start; at -= groupSize)
        digits.insert(at, QChar(NumberFormat::ThinSpace));
    return digits;
}

QDateTime localTime(qint64 utcUs)
{
    return QDateTime::fromMSecsSinceEpoch(utcUs / 1000);
}

} // namespace

QString NumberFormat::number(double value)
{
    // Each limit is where the next shorter form would round up to its own first number.
    const double size = std::abs(value);
    if (size >= 99.95)
        return grouped(QString::number(value, 'f', 0));
    if (size >= 9.995)
        return QString::number(value, 'f', 1);
    const bool isTiny = size > 0.0 && size < 0.0995;
    return QString::number(value, 'f', isTiny ? 3 : 2);
}

QString NumberFormat::count(qint64 value)
{
    return grouped(QString::number(value));
}

QString NumberFormat::milliseconds(std::optional<qint64> ns)
{
    return ns ? number(static_cast<double>(*ns) / 1e6) : none();
}

QString NumberFormat::millisecondsFromUs(std::optional<qint64> us)
{
    return us ? number(static_cast<double>(*us) / 1e3) : none();
}

QString NumberFormat::percent(std::optional<double> share)
{
    if (!share)
        return none();
    const double value = *share * 100.0;
    if (value > 0.0 && value < 0.005)
        return u"<0.01 %"_s;
    if (value >= 99.95)
        return value >= 100.0 ? u"100 %"_s : u"99.9 %"_s; // not all is lost
    return QString::number(value, 'f', value >= 9.995 ? 1 : 2) + u" %"_s;
}

QString NumberFormat::duration(qint64 us)
{
    const qint64 seconds = std::max<qint64>(0, us / usPerSecond);
    const auto twoDigits = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QChar(u'0')); };
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (hours == 0)
        return QString::number(minutes) + u':' + twoDigits(seconds % 60);
    //: %1 hours, %2 minutes; short, e.g. "3 h 07 m"
    if (hours < 24)
        return tr("%1 h %2 m").arg(hours).arg(twoDigits(minutes % 60));
    //: %1 days, %2 hours; short, e.g. "3 d 04 h"
    return tr("%1 d %2 h").arg(count(hours / 24), twoDigits(hours % 24));
}

QString NumberFormat::span(qint64 ms)
{
    if (std::abs(ms) < 1000)
        return QString::number(ms) + u" ms"_s;
    return number(static_cast<double>(ms) / 1000.0) + u" s"_s;
}

QString NumberFormat::bytes(qint64 bytes)
{
    constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000.0;
        ++unit;
    }
    const QString text = unit == 0 ? QString::number(bytes) : number(value);
    return text + u' ' + QLatin1StringView(units[unit]);
}

QString NumberFormat::timeOfDay(qint64 utcUs)
{
    return localTime(utcUs).toString(u"HH:mm:ss.zzz"_s);
}

QString NumberFormat::dateTime(qint64 utcUs)
{
    return localTime(utcUs).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

} // namespace heartline
