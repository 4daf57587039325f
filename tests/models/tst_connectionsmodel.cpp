// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectioncolumns.h"
#include "models/connectionsmodel.h"
#include "models/modelfixtures.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;

class TestConnectionsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buildsGroupsInOrderOfFirstMember();
    void showsRawValues();
    void whatCannotLeaveIsTrouble();
    void setConnectionsRemovesAndInsertsOnlyTheDifference();
    void scatteredRowsGoAndComeTogether();
    void persistentIndexesFollowMoves();
    void groupDisappearsWithItsLastMember();
    void doubleIdsAreShownOnce();
    void applyNotifiesTheChangedRowsOnly();
    void aBeatChangesItsFiguresOnly();
    void tickNotifiesWhatDependsOnTheClock();
    void applyOfTenThousandIsBounded();
    void applySkipsUnknownIds();
    void randomisedChangesKeepTheTreeSound();

private:
    static QStringList names(const ConnectionsModel &model)
    {
        QStringList result;
        for (int i = 0; i < model.rowCount(); ++i) {
            const QModelIndex top = model.index(i, ConnectionsModel::NameColumn);
            result.append(top.data().toString());
            const QModelIndex parent = model.index(i, 0);
            for (int j = 0; j < model.rowCount(parent); ++j)
                result.append(
                        u">"_s
                        + model.index(j, ConnectionsModel::NameColumn, parent).data().toString());
        }
        return result;
    }
};

void TestConnectionsModel::buildsGroupsInOrderOfFirstMember()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    model.setConnections({connection(1, u"a"_s, u"G"_s), connection(2, u"b"_s),
                          connection(3, u"c"_s, u"H"_s), connection(4, u"d"_s, u"G"_s)});
    QCOMPARE(names(model), (QStringList{u"G"_s, u">a"_s, u">d"_s, u"b"_s, u"H"_s, u">c"_s}));
    QCOMPARE(model.connectionCount(), 4);
    const QModelIndex group = model.index(0, 0);
    QVERIFY(group.data(ConnectionsModel::GroupRole).toBool());
    QCOMPARE(group.data(ConnectionsModel::ChildCountRole).toInt(), 2);
    QCOMPARE(model.indexOf(id(4)).parent(), group);
}

void TestConnectionsModel::showsRawValues()
{
    ConnectionsModel model;
    ConnectionSnapshot snapshot = connection(1, u"a"_s, {}, ConnectionState::Degraded);
    snapshot.figures.lastNs = 23'400'000;
    snapshot.figures.loss = 0.25;
    snapshot.status.sessions = 3;
    snapshot.status.openSinceUs = 5;
    model.setConnections({snapshot});
    const auto at = [&](int column) { return model.index(0, column).data(); };
    QCOMPARE(at(ConnectionsModel::StateColumn).value<ConnectionState>(), ConnectionState::Degraded);
    QCOMPARE(at(ConnectionsModel::LastColumn).toLongLong(), 23'400'000);
    QVERIFY(!at(ConnectionsModel::P50Column).isValid());
    QCOMPARE(at(ConnectionsModel::LossColumn).toDouble(), 0.25);
    QCOMPARE(at(ConnectionsModel::ReconnectsColumn).toLongLong(), 2);
    QCOMPARE(at(ConnectionsModel::UptimeColumn).toLongLong(), 5);
    QCOMPARE(model.index(0, 0)
                     .data(ConnectionsModel::SnapshotRole)
                     .value<const ConnectionSnapshot *>()
                     ->name,
             u"a"_s);
}

void TestConnectionsModel::setConnectionsRemovesAndInsertsOnlyTheDifference()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({connection(1, u"a"_s), connection(2, u"b"_s), connection(3, u"c"_s)});
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setConnections({connection(1, u"a"_s), connection(4, u"d"_s), connection(3, u"C"_s)});
    QCOMPARE(names(model), (QStringList{u"a"_s, u"d"_s, u"C"_s}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(layout.size(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestConnectionsModel::scatteredRowsGoAndComeTogether()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    std::vector<ConnectionSnapshot> all;
    std::vector<ConnectionSnapshot> half;
    for (int i = 0; i < 200; ++i) {
        const QString group = i % 10 == 0 ? QString() : u"G%1"_s.arg(i % 3);
        all.push_back(connection(i, QString::number(i), group));
        if (i % 2 == 0)
            half.push_back(all.back());
    }
    model.setConnections(all);
    const QStringList before = names(model);
    const QPersistentModelIndex kept = model.indexOf(id(42), ConnectionsModel::NameColumn);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setConnections(half);
    QCOMPARE(model.connectionCount(), 100);
    QVERIFY2(removed.size() <= 4, qPrintable(QString::number(removed.size())));
    QCOMPARE(kept.data().toString(), u"42"_s);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setConnections(all);
    QCOMPARE(names(model), before);
    QVERIFY2(inserted.size() <= 4, qPrintable(QString::number(inserted.size())));
    QCOMPARE(kept.data().toString(), u"42"_s);
}

void TestConnectionsModel::persistentIndexesFollowMoves()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections(
            {connection(1, u"a"_s, u"G"_s), connection(2, u"b"_s, u"G"_s), connection(3, u"c"_s)});
    const QPersistentModelIndex a(model.indexOf(id(1), ConnectionsModel::NameColumn));
    const QPersistentModelIndex c(model.indexOf(id(3), ConnectionsModel::NameColumn));
    const QPersistentModelIndex group(model.index(0, 0));
    // a leaves for a new group, c joins the old one, b comes last
    model.setConnections({connection(1, u"a"_s, u"H"_s), connection(3, u"c"_s, u"G"_s),
                          connection(2, u"b"_s, u"G"_s)});
    QCOMPARE(names(model), (QStringList{u"H"_s, u">a"_s, u"G"_s, u">c"_s, u">b"_s}));
    QCOMPARE(a.data().toString(), u"a"_s);
    QCOMPARE(a.parent().row(), 0);
    QCOMPARE(c.data().toString(), u"c"_s);
    QCOMPARE(c.parent(), QModelIndex(group));
    QCOMPARE(group.row(), 1);
}

void TestConnectionsModel::groupDisappearsWithItsLastMember()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({connection(1, u"a"_s, u"G"_s), connection(2, u"b"_s, u"H"_s)});
    const QPersistentModelIndex group(model.index(0, 0));
    model.setConnections({connection(1, u"a"_s), connection(2, u"b"_s, u"H"_s)});
    QCOMPARE(names(model), (QStringList{u"a"_s, u"H"_s, u">b"_s}));
    QVERIFY(!group.isValid());
    model.setConnections({connection(1, u"a"_s)});
    QCOMPARE(names(model), (QStringList{u"a"_s}));
    model.setConnections({});
    QCOMPARE(model.rowCount(), 0);
}

void TestConnectionsModel::doubleIdsAreShownOnce()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setConnections({connection(1, u"a"_s), connection(1, u"twin"_s, u"G"_s)});
    QCOMPARE(names(model), (QStringList{u"a"_s}));
}

void TestConnectionsModel::applyNotifiesTheChangedRowsOnly()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    const ConnectionSnapshot unchanged = connection(1, u"a"_s);
    model.setConnections({unchanged, connection(2, u"b"_s), connection(3, u"c"_s, u"G"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(std::vector{unchanged});
    QCOMPARE(changed.size(), 0);
    model.apply(std::vector{unchanged, connection(2, u"b"_s, {}, ConnectionState::Failed)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().column(), ConnectionsModel::ColumnCount - 1);
    changed.clear();
    model.apply(std::vector{connection(3, u"c"_s, u"G"_s, ConnectionState::Failed)});
    QCOMPARE(changed.size(), 2); // the row, and its group, whose worst member it is
    QCOMPARE(model.index(2, 0).data(ConnectionsModel::WorstSeverityRole).toInt(),
             severity(ConnectionState::Failed));
}

void TestConnectionsModel::aBeatChangesItsFiguresOnly()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    ConnectionSnapshot member = connection(2, u"b"_s, u"G"_s);
    model.setConnections({connection(1, u"a"_s), member});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    member.figures.lastNs = 1'000'000;
    model.apply(std::vector{member});
    QCOMPARE(changed.size(), 1); // not the group
    QCOMPARE(changed[0][0].toModelIndex(), model.indexOf(member.id, ConnectionsModel::LastColumn));
    QCOMPARE(changed[0][1].toModelIndex(),
             model.indexOf(member.id, ConnectionsModel::RecentColumn));
    changed.clear();
    member.enabled = false; // told by the colour of the name
    model.apply(std::vector{member});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().column(), 0);
}

void TestConnectionsModel::tickNotifiesWhatDependsOnTheClock()
{
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    ConnectionSnapshot open = connection(2, u"b"_s, u"G"_s);
    open.status.openSinceUs = 1;
    const ConnectionSnapshot waiting = connection(3, u"c"_s, {}, ConnectionState::Waiting);
    model.setConnections({connection(1, u"a"_s, {}, ConnectionState::Failed), open, waiting});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.tick();
    QCOMPARE(changed.size(), 2);
    for (const QList<QVariant> &range : changed)
        QCOMPARE(range[0].toModelIndex(), range[1].toModelIndex());
    QCOMPARE(changed[0][0].toModelIndex(), model.indexOf(waiting.id, ConnectionsModel::LastColumn));
    QCOMPARE(changed[1][0].toModelIndex(), model.indexOf(open.id, ConnectionsModel::UptimeColumn));
}

void TestConnectionsModel::applyOfTenThousandIsBounded()
{
    constexpr int count = 10'000;
    ConnectionsModel model;
    std::vector<ConnectionSnapshot> connections;
    for (int i = 0; i < count; ++i)
        connections.push_back(connection(i + 1, QString::number(i), i % 2 ? u"G"_s : QString()));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setConnections(connections);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(model.connectionCount(), count);

    // Every third row: as scattered as it gets.
    std::vector<ConnectionSnapshot> update;
    for (std::size_t i = 0; i < connections.size(); i += 3) {
        connections[i].figures.lastNs = 1;
        update.push_back(connections[i]);
    }
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(update);
    QVERIFY2(changed.size() <= 2 * ConnectionsModel::MaximumRangesPerParent + 1,
             qPrintable(QString::number(changed.size())));
    for (const ConnectionSnapshot &snapshot : update)
        QCOMPARE(model.snapshot(snapshot.id)->figures.lastNs, qint64(1));
}

void TestConnectionsModel::applySkipsUnknownIds()
{
    ConnectionsModel model;
    model.setConnections({connection(1, u"a"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(std::vector{connection(7, u"gone"_s)});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(model.connectionCount(), 1);
}

void TestConnectionsModel::randomisedChangesKeepTheTreeSound()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    ConnectionsModel model;
    const QAbstractItemModelTester tester(&model);
    for (int round = 0; round < 200; ++round) {
        std::vector<ConnectionSnapshot> connections;
        QStringList groupOrder;
        for (int number = 1; number <= 12; ++number) {
            if (random.bounded(3) == 0)
                continue;
            const int group = random.bounded(4);
            connections.push_back(connection(number, QString::number(number),
                                             group == 0 ? QString() : u"G%1"_s.arg(group)));
        }
        std::shuffle(connections.begin(), connections.end(), random);
        QStringList expected;
        QSet<QString> seen;
        for (const auto &top : connections) {
            if (top.group.isEmpty()) {
                expected.append(top.name);
                continue;
            }
            if (seen.contains(top.group))
                continue;
            seen.insert(top.group);
            expected.append(top.group);
            for (const auto &member : connections) {
                if (member.group == top.group)
                    expected.append(u">"_s + member.name);
            }
        }
        model.setConnections(connections);
        QCOMPARE(names(model), expected);
    }
}

void TestConnectionsModel::whatCannotLeaveIsTrouble()
{
    ConnectionSnapshot held;
    held.figures.unsent = 3;
    ConnectionSnapshot well;
    well.figures.loss = 0.0;
    ConnectionSnapshot lossy;
    lossy.figures.loss = 0.5;
    QVERIFY(comparedByTrouble(well, held) < 0);
    QVERIFY(comparedByTrouble(lossy, held) < 0);
    QVERIFY(comparedByTrouble(held, well) > 0);
    QCOMPARE(comparedByTrouble(held, held), 0);
}

QTEST_GUILESS_MAIN(TestConnectionsModel)
#include "tst_connectionsmodel.moc"
