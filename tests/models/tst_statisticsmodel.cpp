// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelfixtures.h"
#include "models/statisticsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;

class TestStatisticsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsBeats();
    void anEmptyRowHasNoFigures();
    void liveBeatsAreOneNotification();
};

void TestStatisticsModel::countsBeats()
{
    BeatStatistics statistics{id(1), u"OKX"_s};
    statistics.add(beat(1, 1, 10, BeatOutcome::Ok, 10));
    statistics.add(beat(1, 2, 20, BeatOutcome::Late, 30));
    statistics.add(beat(1, 3, 30, BeatOutcome::Missed));
    statistics.add(beat(1, 4, 40, BeatOutcome::Ok, 20));
    Beat answeredTooLate = beat(1, 5, 50, BeatOutcome::Missed);
    answeredTooLate.rttNs = 9'999; // logged, but the beat stays missed
    statistics.add(answeredTooLate);
    statistics.add(beat(1, 6, 60, BeatOutcome::Unsent)); // says nothing about the network
    QCOMPARE(statistics.counts.beats, qint64(6));
    QCOMPARE(statistics.counts.lossShare(), 0.4);
    QCOMPARE(statistics.lateShare(), 0.2);
    QCOMPARE(statistics.jitterNs(), qint64(15)); // |30-10|, |20-30|
    QCOMPARE(statistics.histogram.maximumNs(), qint64(30));

    StatisticsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setStatistics({statistics});
    const auto at = [&](int column) { return model.index(0, column).data(); };
    QCOMPARE(at(StatisticsModel::CountColumn).toLongLong(), 6);
    QCOMPARE(at(StatisticsModel::UnsentColumn).toLongLong(), 1);
    QCOMPARE(at(StatisticsModel::MinimumColumn).toLongLong(), 10);
    QCOMPARE(at(StatisticsModel::MeanColumn).toLongLong(), 20);
    QCOMPARE(at(StatisticsModel::P50Column).toLongLong(), 20);
    QCOMPARE(at(StatisticsModel::P999Column).toLongLong(), 30);
    QCOMPARE(at(StatisticsModel::JitterColumn).toLongLong(), 15);
}

void TestStatisticsModel::anEmptyRowHasNoFigures()
{
    StatisticsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setStatistics({BeatStatistics{id(1), u"new"_s}});
    QCOMPARE(model.index(0, StatisticsModel::CountColumn).data().toLongLong(), 0);
    QCOMPARE(model.index(0, StatisticsModel::UnsentColumn).data().toLongLong(), 0);
    for (int column = StatisticsModel::P50Column; column < StatisticsModel::UnsentColumn; ++column)
        QVERIFY(!model.index(0, column).data().isValid());
}

void TestStatisticsModel::liveBeatsAreOneNotification()
{
    StatisticsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setStatistics({BeatStatistics{id(1), u"a"_s}, BeatStatistics{id(2), u"b"_s}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.append(std::vector<Beat>(100, beat(2, 1, 1)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(model.index(1, StatisticsModel::CountColumn).data().toLongLong(), 100);
    model.append(std::vector{beat(7, 1, 1)});
    QCOMPARE(changed.size(), 1);
    // An answer after the timeout is the same beat once more.
    Beat late = beat(2, 1, 1, BeatOutcome::Missed);
    late.rttNs = 9'999;
    model.append(std::vector{late});
    QCOMPARE(model.index(1, StatisticsModel::CountColumn).data().toLongLong(), 100);
}

QTEST_GUILESS_MAIN(TestStatisticsModel)
#include "tst_statisticsmodel.moc"
