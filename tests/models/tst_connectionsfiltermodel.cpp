// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsfiltermodel.h"
#include "models/connectionsmodel.h"
#include "models/modelfixtures.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;

class TestConnectionsFilterModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filtersByWords_data();
    void filtersByWords();
    void filtersByStates();
    void sortsWorstFirst();
    void theWorstStayFirst();
    void rowsWithoutAValueComeLastBothWays();
    void groupsKeepTheirOrderUnlessSortedByName();
    void liveUpdatesNeverMoveOrRemoveARow();
    void unsortedIsTheOrderOfTheProfiles();
    void filteringKeepsTheSorting_data();
    void filteringKeepsTheSorting();
    void rowsThatNoLongerMatchGoInTime();

private:
    QStringList shown() const
    {
        QStringList result;
        for (int i = 0; i < m_filter->rowCount(); ++i) {
            const QModelIndex parent = m_filter->index(i, 0);
            if (!parent.data(ConnectionsModel::GroupRole).toBool())
                result.append(
                        parent.siblingAtColumn(ConnectionsModel::NameColumn).data().toString());
            for (int j = 0; j < m_filter->rowCount(parent); ++j)
                result.append(
                        m_filter->index(j, ConnectionsModel::NameColumn, parent).data().toString());
        }
        return result;
    }

    std::unique_ptr<ConnectionsModel> m_model;
    std::unique_ptr<ConnectionsFilterModel> m_filter;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestConnectionsFilterModel::init()
{
    m_tester.reset();
    m_filter = std::make_unique<ConnectionsFilterModel>();
    m_model = std::make_unique<ConnectionsModel>();
    m_filter->setSourceModel(m_model.get());
    m_filter->setStateNames({{ConnectionState::Failed, u"失败"_s}});
    m_tester = std::make_unique<QAbstractItemModelTester>(m_filter.get());
    ConnectionSnapshot binance = connection(1, u"Binance"_s, u"Exchanges"_s);
    binance.figures.p99Ns = 88;
    binance.figures.loss = 0.0;
    ConnectionSnapshot okx = connection(2, u"OKX"_s, u"Exchanges"_s, ConnectionState::Degraded);
    okx.figures.p99Ns = 410;
    okx.figures.loss = 0.1;
    ConnectionSnapshot sydney = connection(3, u"Sydney"_s, u"Gateways"_s, ConnectionState::Failed);
    ConnectionSnapshot berlin = connection(4, u"Berlin"_s, u"Gateways"_s);
    berlin.figures.p99Ns = 20;
    berlin.figures.loss = 0.0;
    ConnectionSnapshot lone = connection(5, u"lone"_s, {}, ConnectionState::Waiting);
    m_model->setConnections({binance, okx, lone, sydney, berlin});
}

void TestConnectionsFilterModel::filtersByWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("nothing") << u"  "_s
                             << QStringList{u"Binance"_s, u"OKX"_s, u"lone"_s, u"Sydney"_s,
                                            u"Berlin"_s};
    QTest::newRow("name") << u"okx"_s << QStringList{u"OKX"_s};
    QTest::newRow("group") << u"gatew"_s << QStringList{u"Sydney"_s, u"Berlin"_s};
    QTest::newRow("url") << u"host5.example"_s << QStringList{u"lone"_s};
    QTest::newRow("state by prefix") << u"state:fail"_s << QStringList{u"Sydney"_s};
    QTest::newRow("state as a plain word") << u"degraded"_s << QStringList{u"OKX"_s};
    QTest::newRow("all words") << u"gateways state:open"_s << QStringList{u"Berlin"_s};
    QTest::newRow("state in another language") << u"state:失"_s << QStringList{u"Sydney"_s};
    QTest::newRow("the same as a plain word") << u"失败"_s << QStringList{u"Sydney"_s};
    QTest::newRow("no match") << u"state:failed okx"_s << QStringList{};
}

void TestConnectionsFilterModel::filtersByWords()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, names);
    m_filter->setFilterText(text);
    QCOMPARE(shown(), names);
}

void TestConnectionsFilterModel::filtersByStates()
{
    m_filter->setStates({ConnectionState::Waiting, ConnectionState::Failed});
    QCOMPARE(shown(), (QStringList{u"lone"_s, u"Sydney"_s}));
    QCOMPARE(m_filter->rowCount(), 2); // the other group is hidden
    m_filter->setStates({});
    QCOMPARE(shown().size(), 5);
}

void TestConnectionsFilterModel::sortsWorstFirst()
{
    m_filter->sortWorstFirst();
    QCOMPARE(shown(), (QStringList{u"Sydney"_s, u"Berlin"_s, u"OKX"_s, u"Binance"_s, u"lone"_s}));
}

void TestConnectionsFilterModel::theWorstStayFirst()
{
    ConnectionSnapshot berlin = connection(4, u"Berlin"_s, u"Gateways"_s);
    QVERIFY(!m_filter->restoreWorstFirst()); // nobody asked for it
    m_filter->sortWorstFirst();
    QVERIFY(!m_filter->restoreWorstFirst());
    berlin.figures.loss = 0.9; // a figure alone moves nothing
    m_model->apply(std::array{berlin});
    QVERIFY(!m_filter->restoreWorstFirst());
    // Within a group.
    m_model->apply(std::array{connection(3, u"Sydney"_s, u"Gateways"_s),
                              connection(4, u"Berlin"_s, u"Gateways"_s, ConnectionState::Failed)});
    QVERIFY(m_filter->restoreWorstFirst());
    QCOMPARE(shown(), (QStringList{u"Berlin"_s, u"Sydney"_s, u"OKX"_s, u"Binance"_s, u"lone"_s}));
    // Between groups.
    m_model->apply(std::array{connection(4, u"Berlin"_s, u"Gateways"_s)});
    QVERIFY(m_filter->restoreWorstFirst());
    QCOMPARE(shown().first(2), (QStringList{u"OKX"_s, u"Binance"_s}));
    QVERIFY(!m_filter->restoreWorstFirst());
}

void TestConnectionsFilterModel::rowsWithoutAValueComeLastBothWays()
{
    m_filter->sort(ConnectionsModel::P99Column, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"Binance"_s, u"OKX"_s, u"Berlin"_s, u"Sydney"_s, u"lone"_s}));
    m_filter->sort(ConnectionsModel::P99Column, Qt::DescendingOrder);
    QCOMPARE(shown(), (QStringList{u"OKX"_s, u"Binance"_s, u"Berlin"_s, u"Sydney"_s, u"lone"_s}));
}

void TestConnectionsFilterModel::groupsKeepTheirOrderUnlessSortedByName()
{
    m_filter->sort(ConnectionsModel::NameColumn, Qt::DescendingOrder);
    QCOMPARE(shown(), (QStringList{u"Sydney"_s, u"Berlin"_s, u"OKX"_s, u"Binance"_s, u"lone"_s}));
    m_filter->sort(ConnectionsModel::LossColumn, Qt::DescendingOrder);
    QCOMPARE(shown().first(), u"OKX"_s);
}

void TestConnectionsFilterModel::liveUpdatesNeverMoveOrRemoveARow()
{
    m_filter->sortWorstFirst();
    m_filter->setStates({ConnectionState::Failed});
    QCOMPARE(shown(), (QStringList{u"Sydney"_s}));
    m_model->apply(
            std::vector{connection(3, u"Sydney"_s, u"Gateways"_s, ConnectionState::Open),
                        connection(1, u"Binance"_s, u"Exchanges"_s, ConnectionState::Failed)});
    QCOMPARE(shown(), (QStringList{u"Sydney"_s}));
    m_filter->refresh(); // what came to match is added, what ceased to match stays
    const QStringList now = shown();
    QCOMPARE(QSet<QString>({u"Sydney"_s, u"Binance"_s}), QSet<QString>(now.begin(), now.end()));
    m_filter->setStates({ConnectionState::Failed});
    QCOMPARE(shown(), (QStringList{u"Binance"_s}));

    m_filter->setStates({});
    const QStringList before = shown();
    m_model->apply(std::vector{connection(4, u"Berlin"_s, u"Gateways"_s, ConnectionState::Failed)});
    QCOMPARE(shown(), before);
}

void TestConnectionsFilterModel::unsortedIsTheOrderOfTheProfiles()
{
    m_filter->sortWorstFirst();
    m_filter->sort(-1);
    QCOMPARE(shown(), (QStringList{u"Binance"_s, u"OKX"_s, u"lone"_s, u"Sydney"_s, u"Berlin"_s}));
}

void TestConnectionsFilterModel::filteringKeepsTheSorting_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::newRow("unsorted") << -1 << Qt::AscendingOrder;
    QTest::newRow("name") << int(ConnectionsModel::NameColumn) << Qt::DescendingOrder;
    QTest::newRow("p99") << int(ConnectionsModel::P99Column) << Qt::DescendingOrder;
    QTest::newRow("worst first") << int(ConnectionsModel::StateColumn) << Qt::DescendingOrder;
}

void TestConnectionsFilterModel::filteringKeepsTheSorting()
{
    QFETCH(const int, column);
    QFETCH(const Qt::SortOrder, order);
    m_filter->sort(column, order);
    const QStringList all = shown();
    for (const QString &text : {u"okx"_s, u"in"_s, u"sydney"_s, QString()})
        m_filter->setFilterText(text);
    QCOMPARE(shown(), all);
    m_filter->setStates({ConnectionState::Degraded, ConnectionState::Waiting});
    m_filter->setStates({});
    QCOMPARE(shown(), all);
}

void TestConnectionsFilterModel::rowsThatNoLongerMatchGoInTime()
{
    constexpr auto period = ConnectionsFilterModel::StalePeriod;
    const ConnectionsFilterModel::Time start{std::chrono::hours(1)};
    m_filter->refresh(start);
    m_filter->setStates({ConnectionState::Failed});
    m_filter->refresh(start + period); // still matches
    m_model->apply(std::vector{connection(3, u"Sydney"_s, u"Gateways"_s, ConnectionState::Open)});
    m_filter->refresh(start + 2 * period - std::chrono::milliseconds(1));
    QCOMPARE(shown(), (QStringList{u"Sydney"_s}));
    m_filter->refresh(start + 2 * period);
    QCOMPARE(shown(), QStringList());
    QCOMPARE(m_filter->rowCount(), 0); // its group, too
}

QTEST_GUILESS_MAIN(TestConnectionsFilterModel)
#include "tst_connectionsfiltermodel.moc"
