// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/walllayout.h"

#include <QTest>

using namespace heartline;

namespace {

using Size = WallLayout::Size;

constexpr int nameWidth = 120;
constexpr int lineHeight = 16;

WallLayout arranged(const std::vector<WallLayout::Section> &sections, QSize view,
                    Size size = Size::Fit)
{
    WallLayout layout;
    layout.arrange(sections, view, nameWidth, lineHeight, size);
    return layout;
}

} // namespace

class TestWallLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tilesAreAsLargeAsFits_data();
    void tilesAreAsLargeAsFits();
    void tilesAreOfTheSizeAskedFor();
    void manySmallGroupsStayApart();
    void sectionsFollowOneAnother();
    void headingsAreFound();
    void everyTileIsFoundWhereItLies();
    void everyTileIsPaintedOnce();
    void betweenTilesTheNearestIsMeant();
    void keysMoveThroughSections();
    void keysMoveAcrossLanes();
    void visitsWhatIsExposed();
    void emptyWallHasNoTile();
};

void TestWallLayout::tilesAreAsLargeAsFits_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("names");
    QTest::addColumn<QSize>("tile");
    // 784 x 584 between the margins: 3 columns of 240, 4 of 180, then 6 of 120, then squares.
    QTest::newRow("few") << 12 << true << QSize(261, 42);
    QTest::newRow("some more") << 50 << true << QSize(196, 42);
    QTest::newRow("one line each") << 100 << true << QSize(130, 26);
    QTest::newRow("squares") << 400 << false << QSize(32, 32);
    QTest::newRow("hundreds") << 1'000 << false << QSize(20, 20);
    QTest::newRow("thousands") << 4'400 << false << QSize(10, 10);
    QTest::newRow("too many") << 10'000 << false << QSize(10, 10);
}

void TestWallLayout::tilesAreAsLargeAsFits()
{
    QFETCH(const int, count);
    QFETCH(const bool, names);
    QFETCH(const QSize, tile);
    const WallLayout layout = arranged({{count, false}}, {800, 600});
    QCOMPARE(layout.tileCount(), count);
    QCOMPARE(layout.hasNames(), names);
    QCOMPARE(layout.tileSize(), tile);
    QCOMPARE(layout.height() <= 600, count < 10'000);
}

void TestWallLayout::tilesAreOfTheSizeAskedFor()
{
    // However many they are, and however much room there is: 784 x 584 between the margins.
    for (const int count : {3, 10'000}) {
        const WallLayout small = arranged({{count, false}}, {800, 600}, Size::Small);
        QCOMPARE(small.tileSize(), QSize(12, 12));
        QVERIFY(!small.hasNames());
        const WallLayout medium = arranged({{count, false}}, {800, 600}, Size::Medium);
        QCOMPARE(medium.tileSize(), QSize(24, 24));
        QVERIFY(!medium.hasNames());
        const WallLayout large = arranged({{count, false}}, {800, 600}, Size::Large);
        QCOMPARE(large.tileSize(), QSize(130, 42)); // 6 columns of at least 120
        QVERIFY(large.hasNames());
    }
    QCOMPARE(arranged({{10'000, false}}, {800, 600}, Size::Large).height(), 1'667 * 42 + 16);
    QCOMPARE(arranged({{10'000, false}}, {800, 600}, Size::Medium).tileRect(9'999),
             QRect(8 + 15 * 24, 8 + 312 * 24, 24, 24)); // 32 a row
    // A view that is narrower than one tile.
    QCOMPARE(arranged({{2, false}}, {50, 50}, Size::Large).tileRect(1), QRect(8, 50, 120, 42));
}

void TestWallLayout::manySmallGroupsStayApart()
{
    // 200 headings leave no room for all tiles: the smallest ones, and every heading whole.
    const std::vector<WallLayout::Section> groups(200, {50, true});
    const WallLayout layout = arranged(groups, {800, 600});
    QCOMPARE(layout.tileSize(), QSize(10, 10));
    QCOMPARE(layout.tileCount(), 10'000);
    // 78 columns make 4 lanes of 19, one of which keeps them apart: 3 rows of 18 below 21 of
    // heading, and 6 to the next ones.
    QCOMPARE(layout.headingRect(0), QRect(8, 8, 180, 21));
    QCOMPARE(layout.headingRect(1), QRect(198, 8, 180, 21));
    QCOMPARE(layout.headingRect(199), QRect(8 + 3 * 190, 8 + 49 * 57, 180, 21));
    QCOMPARE(layout.tileRect(9'999), QRect(8 + 3 * 190 + 13 * 10, 8 + 49 * 57 + 41, 10, 10));
    QCOMPARE(layout.height(), 8 + 50 * 57 - 6 + 8);
    QCOMPARE(layout.sectionOf(9'999), 199);
    // What fills more than a row of the wall has it for itself.
    const WallLayout mixed =
            arranged({{20, true}, {20, true}, {500, true}, {20, true}}, {800, 600}, Size::Small);
    QCOMPARE(mixed.headingRect(0).top(), mixed.headingRect(1).top());
    QVERIFY(mixed.headingRect(1).left() > mixed.headingRect(0).right());
    QCOMPARE(mixed.headingRect(2), QRect(8, 8 + 21 + 12 + 6, 780, 21));
    QCOMPARE(mixed.headingRect(3).left(), 8);
    QVERIFY(mixed.headingRect(3).top() > mixed.tileRect(539).bottom());
}

void TestWallLayout::headingsAreFound()
{
    const WallLayout layout =
            arranged({{10, true}, {1'000, false}, {5, true}}, {100, 100}, Size::Small);
    QCOMPARE(layout.headingAt({8, 8}), 0);
    QCOMPARE(layout.headingAt({91, 28}), 0);
    QCOMPARE(layout.headingAt({8, 29}), -1); // the first tile
    QCOMPARE(layout.headingAt({92, 10}), -1); // the margin
    QCOMPARE(layout.headingAt({8, 59}), -1); // a section without one
    QCOMPARE(layout.headingAt(layout.headingRect(2).center()), 2);
    QCOMPARE(arranged({}, {100, 100}).headingAt({8, 8}), -1);
}

void TestWallLayout::sectionsFollowOneAnother()
{
    // 12 pixels a tile, 7 a row: 100 - 2 x 8 = 84.
    const WallLayout layout = arranged({{10, true}, {1'000, false}}, {100, 100}, Size::Small);
    QCOMPARE(layout.headingRect(0), QRect(8, 8, 84, 21));
    QCOMPARE(layout.tileRect(0), QRect(8, 29, 12, 12));
    QCOMPARE(layout.tileRect(6), QRect(80, 29, 12, 12));
    QCOMPARE(layout.tileRect(9), QRect(32, 41, 12, 12));
    QVERIFY(layout.headingRect(1).isEmpty());
    QCOMPARE(layout.tileRect(10), QRect(8, 59, 12, 12)); // 53 and the gap of 6
    QCOMPARE(layout.sectionOf(9), 0);
    QCOMPARE(layout.sectionOf(10), 1);
    QCOMPARE(layout.height(), 59 + 143 * 12 + 8);
    QVERIFY(layout.tileRect(1'010).isEmpty());
    QVERIFY(layout.tileRect(-1).isEmpty());
}

void TestWallLayout::everyTileIsFoundWhereItLies()
{
    for (const int width : {300, 517, 1'280}) {
        for (const int count : {5, 60, 700}) {
            const WallLayout layout =
                    arranged({{count, true}, {3, false}, {count, true}}, {width, 400});
            for (int tile = 0; tile < layout.tileCount(); ++tile) {
                const QRect rect = layout.tileRect(tile);
                QCOMPARE(layout.tileAt(rect.topLeft()), tile);
                QCOMPARE(layout.tileAt(rect.bottomRight()), tile);
                QVERIFY(rect.right() < width);
            }
        }
    }
}

void TestWallLayout::everyTileIsPaintedOnce()
{
    for (const int width : {100, 517, 1'280}) {
        const WallLayout layout = arranged(
                {{20, true}, {30, true}, {700, true}, {9, true}, {1, true}, {40, true}, {8, true}},
                {width, 400}, Size::Small);
        std::vector<int> painted(static_cast<std::size_t>(layout.tileCount()));
        int headings = 0;
        // In stripes that cut no tile in two.
        for (const QRect &exposed :
             {QRect(0, 0, width, layout.height()), QRect(0, layout.height(), width, 100)}) {
            layout.visit(
                    exposed, [&](int) { ++headings; },
                    [&](int first, int end) {
                        for (int tile = first; tile < end; ++tile)
                            ++painted[static_cast<std::size_t>(tile)];
                    });
        }
        QCOMPARE(headings, 7);
        QCOMPARE(std::ranges::count(painted, 1), layout.tileCount());
        for (int tile = 0; tile < layout.tileCount(); ++tile) {
            const QRect rect = layout.tileRect(tile);
            QCOMPARE(layout.tileAt(rect.center()), tile);
            std::vector<std::pair<int, int>> runs;
            layout.visit(
                    rect, [](int) { QFAIL("a heading"); },
                    [&](int first, int end) { runs.emplace_back(first, end); });
            QCOMPARE(runs, (std::vector{std::pair(tile, tile + 1)}));
        }
    }
}

void TestWallLayout::betweenTilesTheNearestIsMeant()
{
    const WallLayout layout = arranged({{10, true}, {1'000, true}}, {100, 100}, Size::Small);
    QCOMPARE(layout.tileAt({10, 15}), -1); // the heading
    QCOMPARE(layout.nearestTile({10, 15}), 0);
    QCOMPARE(layout.tileAt({60, 45}), -1); // right of the last one
    QCOMPARE(layout.nearestTile({60, 45}), 9);
    QCOMPARE(layout.nearestTile({-5, 30}), 0);
    QCOMPARE(layout.nearestTile({500, 30}), 6);
    QCOMPARE(layout.nearestTile({10, 1'000'000}), 1'004);
}

void TestWallLayout::keysMoveThroughSections()
{
    using Move = WallLayout::Move;
    // Rows of 7: 0-6, 7-9; below the next heading 10-16, ...
    const WallLayout layout = arranged({{10, true}, {1'000, true}}, {100, 100}, Size::Small);
    QCOMPARE(layout.moved(0, Move::Left), 0);
    QCOMPARE(layout.moved(6, Move::Right), 7);
    QCOMPARE(layout.moved(1, Move::Down), 8);
    QCOMPARE(layout.moved(5, Move::Down), 9); // the row below is shorter
    QCOMPARE(layout.moved(8, Move::Down), 11); // over the heading
    QCOMPARE(layout.moved(11, Move::Up), 8);
    QCOMPARE(layout.moved(16, Move::Up), 9);
    QCOMPARE(layout.moved(3, Move::Up), 3);
    QCOMPARE(layout.moved(8, Move::RowBegin), 7);
    QCOMPARE(layout.moved(8, Move::RowEnd), 9);
    QCOMPARE(layout.moved(12, Move::RowEnd), 16);
    QCOMPARE(layout.moved(500, Move::First), 0);
    QCOMPARE(layout.moved(0, Move::Last), 1'009);
    QCOMPARE(layout.moved(1'009, Move::Right), 1'009);
    QCOMPARE(layout.moved(1'009, Move::Down), 1'009);
    QVERIFY(layout.moved(10, Move::PageDown) >= 10 + 7 * 8);
    QCOMPARE(layout.moved(layout.moved(150, Move::PageDown), Move::PageUp), 150);
    QCOMPARE(layout.moved(-1, Move::Right), 0);
}

void TestWallLayout::keysMoveAcrossLanes()
{
    using Move = WallLayout::Move;
    // 65 columns: 3 lanes of 20. Beside each other 0-29, 30-34 and 35-64; below them 65-94, 95-124
    // and 125-127.
    const WallLayout layout =
            arranged({{30, true}, {5, true}, {30, true}, {30, true}, {30, true}, {3, true}},
                     {800, 600}, Size::Small);
    QCOMPARE(layout.headingRect(2).top(), 8);
    QVERIFY(layout.headingRect(3).top() > 8);
    QCOMPARE(layout.moved(0, Move::Down), 20);
    QCOMPARE(layout.moved(20, Move::Down), 65); // over the heading below
    QCOMPARE(layout.moved(65, Move::Up), 20);
    QCOMPARE(layout.moved(32, Move::Down), 97); // over the empty place below a short one
    QCOMPARE(layout.moved(97, Move::Up), 32);
    QCOMPARE(layout.moved(32, Move::Up), 32);
    QCOMPARE(layout.moved(55, Move::Down), 125);
    QCOMPARE(layout.moved(64, Move::Down), 127); // the nearest there is
    QCOMPARE(layout.moved(127, Move::Down), 127);
    QCOMPARE(layout.moved(65, Move::RowEnd), 84);
    QCOMPARE(layout.moved(90, Move::RowBegin), 85);
    QCOMPARE(layout.moved(34, Move::Right), 35);
}

void TestWallLayout::visitsWhatIsExposed()
{
    const WallLayout layout = arranged({{10, true}, {1'000, true}}, {100, 100}, Size::Small);
    std::vector<int> headings;
    std::vector<std::pair<int, int>> runs;
    const auto visit = [&](const QRect &exposed) {
        headings.clear();
        runs.clear();
        layout.visit(
                exposed, [&](int section) { headings.push_back(section); },
                [&](int first, int end) { runs.emplace_back(first, end); });
    };
    visit({0, 0, 100, 100});
    QCOMPARE(headings, (std::vector{0, 1}));
    QCOMPARE(runs.front(), std::pair(0, 7));
    QCOMPARE(runs[1], std::pair(7, 10));
    QCOMPARE(runs[2], std::pair(10, 17));
    visit({24, 42, 2, 2}); // one tile
    QVERIFY(headings.empty());
    QCOMPARE(runs, (std::vector{std::pair(8, 9)}));
    visit({0, 1'000, 100, 24});
    QVERIFY(headings.empty());
    QVERIFY(runs.size() <= 3);
    visit({0, layout.height() + 10, 100, 24});
    QVERIFY(runs.empty());
}

void TestWallLayout::emptyWallHasNoTile()
{
    const WallLayout layout = arranged({}, {100, 100});
    QCOMPARE(layout.tileCount(), 0);
    QCOMPARE(layout.tileAt({10, 10}), -1);
    QCOMPARE(layout.nearestTile({10, 10}), -1);
    QCOMPARE(layout.moved(-1, WallLayout::Move::Down), -1);
    layout.visit(
            {0, 0, 100, 100}, [](int) { QFAIL("a heading"); }, [](int, int) { QFAIL("a tile"); });
}

QTEST_APPLESS_MAIN(TestWallLayout)
#include "tst_walllayout.moc"
