// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/walltiles.h"

#include "models/connectionselection.h"
#include "models/connectionsfiltermodel.h"
#include "models/connectionsmodel.h"
#include "models/modelfixtures.h"

#include <QItemSelectionModel>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestWallTiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sectionsAreGroupsAndRuns();
    void tilesAndRowsNameOneAnother();
    void valuesAreAlwaysTheNewest();
    void aSelectedGroupStandsForItsMembers();
    void followsFilterAndOrder();
    void togetherTheGroupsAreMixed();
    void togetherTheWorstOfAllStandFirst();
    void rangesAreFewAlsoAcrossGroups();
    void selectionsAreMadeOfFewRanges();
    void idsStandInTheOrderOfTheRows();

private:
    QStringList names() const
    {
        QStringList result;
        for (int tile = 0; tile < m_tiles.count(); ++tile)
            result.append(m_tiles.snapshot(tile).name);
        return result;
    }

    std::unique_ptr<ConnectionsModel> m_model;
    std::unique_ptr<ConnectionsFilterModel> m_filter;
    WallTiles m_tiles;
};

void TestWallTiles::init()
{
    using fixtures::connection;
    m_filter.reset();
    m_model = std::make_unique<ConnectionsModel>();
    m_filter = std::make_unique<ConnectionsFilterModel>();
    m_filter->setSourceModel(m_model.get());
    m_model->setConnections({connection(1, u"one"_s), connection(2, u"two"_s),
                             connection(3, u"a"_s, u"A"_s), connection(4, u"three"_s),
                             connection(5, u"b"_s, u"A"_s, ConnectionState::Failed)});
    m_tiles.rebuild(m_filter.get());
}

void TestWallTiles::sectionsAreGroupsAndRuns()
{
    QCOMPARE(names(), (QStringList{u"one"_s, u"two"_s, u"a"_s, u"b"_s, u"three"_s}));
    const auto &sections = m_tiles.sections();
    QCOMPARE(sections.size(), 3U);
    QVERIFY(!sections[0].isGroup);
    QCOMPARE(sections[0].count, 2);
    QVERIFY(sections[1].isGroup);
    QCOMPARE(sections[1].name, u"A"_s);
    QCOMPARE(sections[1].first, 2);
    QCOMPARE(sections[1].count, 2);
    QCOMPARE(sections[2].first, 4);
    const WallTiles::StateCounts counts = m_tiles.statesOf(sections[1]);
    QCOMPARE(counts[static_cast<std::size_t>(ConnectionState::Open)], 1);
    QCOMPARE(counts[static_cast<std::size_t>(ConnectionState::Failed)], 1);
}

void TestWallTiles::tilesAndRowsNameOneAnother()
{
    for (int tile = 0; tile < m_tiles.count(); ++tile) {
        const QModelIndex index = m_tiles.index(tile, ConnectionsModel::NameColumn);
        QCOMPARE(index.data().toString(), m_tiles.snapshot(tile).name);
        QCOMPARE(m_tiles.tileOf(index), tile);
    }
    QCOMPARE(m_tiles.tileOf(m_filter->index(2, 0)), -1); // the group
    QCOMPARE(m_tiles.tileOf({}), -1);
    QCOMPARE(m_tiles.tileOf(m_model->index(0, 0)), -1); // of another model
    QVERIFY(!m_tiles.index(5, 0).isValid());
    QVERIFY(!m_tiles.index(-1, 0).isValid());
}

void TestWallTiles::valuesAreAlwaysTheNewest()
{
    m_model->apply(std::vector{fixtures::connection(3, u"a"_s, u"A"_s, ConnectionState::Waiting)});
    QCOMPARE(m_tiles.snapshot(2).status.state, ConnectionState::Waiting);
}

void TestWallTiles::aSelectedGroupStandsForItsMembers()
{
    QItemSelectionModel selection(m_filter.get());
    selection.select(m_filter->index(2, 0),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(m_tiles.selected(selection), (std::vector{false, false, true, true, false}));
    selection.select(m_filter->index(3, 0),
                     QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(m_tiles.selected(selection), (std::vector{false, false, false, false, true}));
}

void TestWallTiles::followsFilterAndOrder()
{
    m_filter->sortWorstFirst();
    m_tiles.rebuild(m_filter.get());
    QCOMPARE(names().first(2), (QStringList{u"b"_s, u"a"_s}));
    m_filter->setFilterText(u"state:failed"_s);
    m_tiles.rebuild(m_filter.get());
    QCOMPARE(names(), QStringList{u"b"_s});
    m_filter->setFilterText(u"nothing"_s);
    m_tiles.rebuild(m_filter.get());
    QCOMPARE(m_tiles.count(), 0);
    m_tiles.rebuild(nullptr);
    QCOMPARE(m_tiles.sections().size(), 0U);
}

void TestWallTiles::togetherTheGroupsAreMixed()
{
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    // Without a sorted column group after group, as by group, but in one section.
    QCOMPARE(names(), (QStringList{u"one"_s, u"two"_s, u"a"_s, u"b"_s, u"three"_s}));
    QCOMPARE(m_tiles.sections().size(), 1U);
    QCOMPARE(m_tiles.sections()[0].count, 5);
    QVERIFY(!m_tiles.sections()[0].isGroup);
    QCOMPARE(m_tiles.groupCount(), 1);
    m_filter->sort(ConnectionsModel::NameColumn, Qt::DescendingOrder);
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(names(), (QStringList{u"two"_s, u"three"_s, u"one"_s, u"b"_s, u"a"_s}));
    m_filter->sort(ConnectionsModel::ReconnectsColumn, Qt::AscendingOrder); // all alike
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(names(), (QStringList{u"one"_s, u"two"_s, u"a"_s, u"b"_s, u"three"_s}));
    m_filter->setFilterText(u"nothing"_s);
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(m_tiles.count(), 0);
    QCOMPARE(m_tiles.sections().size(), 0U);
}

void TestWallTiles::togetherTheWorstOfAllStandFirst()
{
    using fixtures::connection;
    m_filter->sortWorstFirst();
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(names(), (QStringList{u"b"_s, u"one"_s, u"two"_s, u"a"_s, u"three"_s}));
    QVERIFY(!m_tiles.isOutOfOrder());
    m_model->apply(std::vector{connection(4, u"three"_s, {}, ConnectionState::Waiting)});
    QVERIFY(m_tiles.isOutOfOrder());
    m_filter->restoreWorstFirst();
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(names(), (QStringList{u"b"_s, u"three"_s, u"one"_s, u"two"_s, u"a"_s}));
    for (int tile = 0; tile < m_tiles.count(); ++tile) {
        const QModelIndex index = m_tiles.index(tile, ConnectionsModel::NameColumn);
        QCOMPARE(index.data().toString(), m_tiles.snapshot(tile).name);
        QCOMPARE(m_tiles.tileOf(index), tile);
    }
    // A selected group's members are wherever they stand.
    QItemSelectionModel selection(m_filter.get());
    selection.select(m_filter->index(0, 0),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(m_tiles.selected(selection), (std::vector{true, false, false, false, true}));
}

void TestWallTiles::rangesAreFewAlsoAcrossGroups()
{
    constexpr int column = ConnectionsModel::NameColumn;
    QCOMPARE(m_tiles.range(1, 3, column).size(), 2);
    QCOMPARE(ConnectionSelection::ids(m_tiles.range(1, 3, column)),
             (std::vector{fixtures::id(2), fixtures::id(3), fixtures::id(5)}));
    m_filter->sortWorstFirst();
    m_tiles.rebuild(m_filter.get(), WallTiles::Arrangement::Together);
    QCOMPARE(m_tiles.range(0, 4, column).size(), 2);
    QCOMPARE(ConnectionSelection::ids(m_tiles.range(0, 1, column)),
             (std::vector{fixtures::id(5), fixtures::id(1)}));
}

void TestWallTiles::selectionsAreMadeOfFewRanges()
{
    QCOMPARE(ConnectionSelection::all(*m_filter).size(), 2); // the top level and the group
    const QModelIndex group = m_filter->index(2, 0);
    const QItemSelection selection = ConnectionSelection::of(
            {m_filter->index(1, 3, group), m_filter->index(0, 1), m_filter->index(0, 0, group),
             QModelIndex(), m_filter->index(1, 0), m_filter->index(1, 5)});
    QCOMPARE(selection.size(), 2);
    QCOMPARE(selection[0].height(), 2);
    QCOMPARE(selection[1].height(), 2);
    QCOMPARE(selection[0].width(), int(ConnectionsModel::ColumnCount));
}

void TestWallTiles::idsStandInTheOrderOfTheRows()
{
    using fixtures::id;
    QCOMPARE(ConnectionSelection::ids(ConnectionSelection::all(*m_filter)),
             (std::vector{id(1), id(2), id(3), id(5), id(4)}));
    const QModelIndex group = m_filter->index(2, 0);
    QItemSelection selection;
    selection.select(m_filter->index(3, 0), m_filter->index(3, 2));
    selection.select(group, group); // with a member besides
    selection.select(m_filter->index(1, 0, group), m_filter->index(1, 0, group));
    QCOMPARE(ConnectionSelection::ids(selection), (std::vector{id(3), id(5), id(4)}));
    QVERIFY(ConnectionSelection::ids({}).empty());
}

QTEST_APPLESS_MAIN(TestWallTiles)
#include "tst_walltiles.moc"
