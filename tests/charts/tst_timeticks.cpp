// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timeticks.h"

#include "charts/timewindow.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

double sevenEach(const QString &text)
{
    return 7.0 * static_cast<double>(text.size());
}

qint64 usOf(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * 1000;
}

QDateTime utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    return {QDate(year, month, day), QTime(hour, minute, second), Qt::UTC};
}

} // namespace

class TestTimeTicks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void fiveMinutes();
    void midnightIsADate();
    void daysAcrossDaylightSaving();
    void hoursAcrossDaylightSaving();
    void labelsNeverTouch();
    void momentTellsTheDateOfAnotherDay();
};

void TestTimeTicks::fiveMinutes()
{
    const qint64 to = usOf(utc(2026, 2, 3, 14, 7));
    const auto ticks =
            timeTicks(to - 5 * TimeWindow::MinuteUs, to, 560, sevenEach, QTimeZone::utc());
    QCOMPARE(ticks.size(), std::size_t(6));
    QCOMPARE(ticks.front().label, u"14:02:00"_s);
    QCOMPARE(ticks.back().label, u"14:07:00"_s);
    QCOMPARE(ticks.back().timeUs, to);
}

void TestTimeTicks::midnightIsADate()
{
    const qint64 midnight = usOf(utc(2026, 2, 3));
    const auto ticks =
            timeTicks(midnight - 6 * TimeWindow::HourUs, midnight + 6 * TimeWindow::HourUs, 700,
                      sevenEach, QTimeZone::utc());
    const auto found = std::find_if(ticks.begin(), ticks.end(),
                                    [&](const TimeTick &tick) { return tick.timeUs == midnight; });
    QVERIFY(found != ticks.end());
    QVERIFY(found->isDate);
    QCOMPARE(found->label, u"3 Feb"_s);
}

void TestTimeTicks::daysAcrossDaylightSaving()
{
    const QTimeZone berlin("Europe/Berlin");
    if (!berlin.isValid())
        QSKIP("no time zone data");
    // Clocks went forward on 29 March 2026.
    const auto ticks =
            timeTicks(usOf(utc(2026, 3, 26)), usOf(utc(2026, 4, 1)), 700, sevenEach, berlin);
    QVERIFY(ticks.size() >= 5);
    for (const TimeTick &tick : ticks) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(tick.timeUs / 1000, berlin);
        QCOMPARE(local.time(), QTime(0, 0));
    }
}

void TestTimeTicks::hoursAcrossDaylightSaving()
{
    const QTimeZone berlin("Europe/Berlin");
    if (!berlin.isValid())
        QSKIP("no time zone data");
    const auto ticks = timeTicks(usOf(utc(2026, 3, 28, 12)), usOf(utc(2026, 3, 29, 18)), 1200,
                                 sevenEach, berlin);
    QVERIFY(ticks.size() >= 8);
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(ticks[i].timeUs / 1000, berlin);
        QCOMPARE(local.time().hour() % 2, 0);
        QCOMPARE(local.time().minute(), 0);
        QVERIFY(ticks[i].timeUs > ticks[i - 1].timeUs);
    }
}

void TestTimeTicks::labelsNeverTouch()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QTimeZone zone("America/St_Johns"); // half an hour off, with daylight saving
    for (int round = 0; round < 3000; ++round) {
        const double exponent = 6.0 + 7.5 * random.generateDouble();
        const auto span =
                std::min(static_cast<qint64>(std::pow(10.0, exponent)), TimeWindow::MaximumSpanUs);
        const qint64 to = usOf(utc(2026, 1, 1)) + qint64(random.bounded(31'000'000)) * 1'000'000;
        const int pixels = 150 + random.bounded(1700);
        const auto ticks = timeTicks(to - span, to, pixels, sevenEach,
                                     zone.isValid() ? zone : QTimeZone::utc());
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(ticks[i].timeUs >= to - span && ticks[i].timeUs <= to);
            if (i == 0)
                continue;
            const double apart = static_cast<double>(ticks[i].timeUs - ticks[i - 1].timeUs) * pixels
                    / static_cast<double>(span);
            const double needed = (sevenEach(ticks[i].label) + sevenEach(ticks[i - 1].label)) / 2.0;
            QVERIFY2(apart > needed,
                     qPrintable(u"%1 and %2, %3 pixels apart"_s.arg(
                             ticks[i - 1].label, ticks[i].label, QString::number(apart))));
        }
    }
}

void TestTimeTicks::momentTellsTheDateOfAnotherDay()
{
    const qint64 moment = usOf(utc(2026, 2, 3, 14, 4, 45)) + 120'000;
    QCOMPARE(momentText(moment, moment, QTimeZone::utc()), u"14:04:45.120"_s);
    QCOMPARE(momentText(moment, moment + TimeWindow::DayUs, QTimeZone::utc()),
             u"2026-02-03 14:04:45.120"_s);
}

QTEST_GUILESS_MAIN(TestTimeTicks)
#include "tst_timeticks.moc"
