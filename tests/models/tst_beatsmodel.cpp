// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/beatsmodel.h"
#include "models/modelfixtures.h"
#include "models/valuefiltermodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;

class TestBeatsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheSelectionOnly();
    void mergesLogAndLiveTailWithoutDoubles();
    void theBoundHoldsAndIsCounted();
    void showsRawValues();
    void anAnswerAfterTheTimeoutIsNoSecondBeat();
    void whatIsSettledLateStandsInItsPlace();
    void filtersByOutcome();
};

void TestBeatsModel::showsTheSelectionOnly()
{
    BeatsModel model;
    const QAbstractItemModelTester tester(&model);
    model.append(std::vector{beat(1, 1, 10)});
    QCOMPARE(model.rowCount(), 0);
    model.setConnections({{id(1), u"OKX"_s}});
    model.append(std::vector{beat(1, 1, 10), beat(2, 1, 11), beat(1, 2, 20)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, BeatsModel::SequenceColumn).data().toLongLong(), 2);
    QCOMPARE(model.index(0, BeatsModel::ConnectionColumn).data().toString(), u"OKX"_s);
    model.setConnections({});
    QCOMPARE(model.rowCount(), 0);
}

void TestBeatsModel::mergesLogAndLiveTailWithoutDoubles()
{
    BeatsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({{id(1), u"OKX"_s}});
    model.append(std::vector{beat(1, 4, 40)});
    model.fill({beat(1, 1, 10), beat(1, 2, 20), beat(1, 3, 30), beat(1, 4, 40), beat(9, 1, 1)});
    QCOMPARE(model.rowCount(), 4);
    model.append(std::vector{beat(1, 3, 30), beat(1, 5, 50)}); // 3 was written before it was shown
    QCOMPARE(model.rowCount(), 5);
    for (int row = 0; row < 5; ++row)
        QCOMPARE(model.index(row, BeatsModel::SequenceColumn).data().toLongLong(), 5 - row);
}

void TestBeatsModel::theBoundHoldsAndIsCounted()
{
    BeatsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({{id(1), u"OKX"_s}});
    std::vector<Beat> beats;
    for (int i = 1; i <= BeatsModel::MaximumBeats; ++i)
        beats.push_back(beat(1, i, i));
    model.append(beats);
    model.append(std::vector{beat(1, 900'000, 900'000), beat(1, 900'001, 900'001)});
    QCOMPARE(model.rowCount(), BeatsModel::MaximumBeats);
    QCOMPARE(model.dropped(), qint64(2));
    QCOMPARE(model.index(BeatsModel::MaximumBeats - 1, BeatsModel::SequenceColumn)
                     .data()
                     .toLongLong(),
             3);
}

void TestBeatsModel::showsRawValues()
{
    BeatsModel model;
    model.setConnections({{id(1), u"OKX"_s}});
    model.append(std::vector{beat(1, 1, 10, BeatOutcome::Missed), beat(1, 2, 20)});
    QCOMPARE(model.index(0, BeatsModel::RttColumn).data().toLongLong(), 1'000'000);
    QVERIFY(!model.index(1, BeatsModel::RttColumn).data().isValid());
    QCOMPARE(model.index(1, BeatsModel::OutcomeColumn).data().value<BeatOutcome>(),
             BeatOutcome::Missed);
}

void TestBeatsModel::anAnswerAfterTheTimeoutIsNoSecondBeat()
{
    BeatsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({{id(1), u"OKX"_s}});
    model.append(std::vector{beat(1, 1, 10, BeatOutcome::Missed), beat(1, 2, 20)});
    Beat late = beat(1, 1, 10, BeatOutcome::Missed);
    late.rttNs = 7'000'000;
    model.append(std::vector{late});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, BeatsModel::RttColumn).data().toLongLong(), 7'000'000);
}

void TestBeatsModel::whatIsSettledLateStandsInItsPlace()
{
    BeatsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({{id(1), u"OKX"_s}});
    model.append(std::vector{beat(1, 2, 20), beat(1, 4, 40), beat(1, 6, 60)});
    model.append(std::vector{beat(1, 3, 30, BeatOutcome::Missed), beat(1, 1, 10), beat(1, 5, 50),
                             beat(1, 7, 70), beat(1, 8, 80)});
    QList<qlonglong> sequences;
    for (int row = 0; row < model.rowCount(); ++row)
        sequences.append(model.index(row, BeatsModel::SequenceColumn).data().toLongLong());
    QCOMPARE(sequences, (QList<qlonglong>{8, 7, 6, 5, 4, 3, 2, 1}));
}

void TestBeatsModel::filtersByOutcome()
{
    BeatsModel model;
    ValueFilterModel filter(BeatsModel::IdRole, BeatsModel::OutcomeRole);
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter);
    model.setConnections({{id(1), u"OKX"_s}});
    filter.setValues(QSet<int>{static_cast<int>(BeatOutcome::Missed)});
    model.append(std::vector{beat(1, 1, 10, BeatOutcome::Missed), beat(1, 2, 20)});
    QCOMPARE(filter.rowCount(), 1);
    filter.setValues(std::nullopt);
    QCOMPARE(filter.rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestBeatsModel)
#include "tst_beatsmodel.moc"
