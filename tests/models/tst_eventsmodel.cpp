// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventsmodel.h"
#include "models/modelfixtures.h"
#include "models/valuefiltermodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;

class TestEventsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestStandsFirst();
    void namesAreFilledInAndKept();
    void theBoundHolds();
    void aBatchIsOneNotification();
    void filtersByConnection();

private:
    static ConnectionEvent event(int number, qint64 at)
    {
        ConnectionEvent result;
        result.at = at;
        result.connection = id(number);
        return result;
    }
};

void TestEventsModel::newestStandsFirst()
{
    EventsModel model;
    const QAbstractItemModelTester tester(&model);
    model.append(std::vector{event(1, 10), event(1, 20)});
    model.append(std::vector{event(2, 30)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, EventsModel::TimeColumn).data().toLongLong(), 30);
    QCOMPARE(model.index(2, EventsModel::TimeColumn).data().toLongLong(), 10);
    QCOMPARE(model.index(0, 0)
                     .data(EventsModel::EventRole)
                     .value<const ConnectionEvent *>()
                     ->connection,
             id(2));
    model.fill({event(3, 1), event(3, 2)});
    QCOMPARE(model.rowCount(), 5); // the live ones are newer and stay
    QCOMPARE(model.index(4, EventsModel::TimeColumn).data().toLongLong(), 1);
    model.fill({event(3, 15), event(3, 30)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, EventsModel::TimeColumn).data().toLongLong(), 30);
}

void TestEventsModel::namesAreFilledInAndKept()
{
    EventsModel model;
    const QAbstractItemModelTester tester(&model);
    model.append(std::vector{event(1, 10)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNames({{id(1), u"OKX"_s}});
    QCOMPARE(changed.size(), 1);
    model.setNames({}); // removed from the workspace
    QCOMPARE(model.index(0, EventsModel::ConnectionColumn).data().toString(), u"OKX"_s);
}

void TestEventsModel::theBoundHolds()
{
    EventsModel model;
    const QAbstractItemModelTester tester(&model);
    std::vector<ConnectionEvent> events;
    for (int i = 0; i < EventsModel::MaximumEvents; ++i)
        events.push_back(event(1, i));
    model.append(events);
    model.append(std::vector{event(1, 1'000'000), event(1, 1'000'001)});
    QCOMPARE(model.rowCount(), EventsModel::MaximumEvents);
    QCOMPARE(model.index(0, 0).data().toLongLong(), 1'000'001);
    QCOMPARE(model.index(EventsModel::MaximumEvents - 1, 0).data().toLongLong(), 2);
    events.push_back(event(1, 9'000'000));
    model.append(events); // a batch larger than the bound keeps its newest
    QCOMPARE(model.rowCount(), EventsModel::MaximumEvents);
    QCOMPARE(model.index(0, 0).data().toLongLong(), 9'000'000);
    QCOMPARE(model.index(EventsModel::MaximumEvents - 1, 0).data().toLongLong(), 1);
}

void TestEventsModel::aBatchIsOneNotification()
{
    EventsModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append(std::vector<ConnectionEvent>(1'000, event(1, 1)));
    QCOMPARE(inserted.size(), 1);
}

void TestEventsModel::filtersByConnection()
{
    EventsModel model;
    ValueFilterModel filter(EventsModel::IdRole, EventsModel::IdRole);
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter);
    model.append(std::vector{event(1, 10), event(2, 20), event(1, 30)});
    filter.setConnections(QSet<QUuid>{id(1)});
    QCOMPARE(filter.rowCount(), 2);
    QCOMPARE(filter.index(0, 0).data().toLongLong(), 30);
    model.append(std::vector{event(2, 40), event(1, 50)});
    QCOMPARE(filter.rowCount(), 3);
    filter.setConnections(std::nullopt);
    QCOMPARE(filter.rowCount(), 5);
}

QTEST_GUILESS_MAIN(TestEventsModel)
#include "tst_eventsmodel.moc"
