// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QRect>
#include <QSize>

#include <functional>
#include <vector>

namespace heartline {

/// Where the tiles and headings of a wall lie: sections of tiles in reading order, each below its
/// heading, small ones beside each other where that makes the wall lower. The tiles are of a size
/// that is asked for, or as large as all of them fit into the view, and never smaller than
/// SmallestTile; beyond that the wall is scrolled. Coordinates of the whole wall, from (0, 0). A
/// plain value that knows no painting; finding a tile takes O(log sections).
class WallLayout {
    Q_GADGET

public:
    /// The pitch of the smallest tiles, pixels: 10,000 of them fit into a large window.
    static constexpr int SmallestTile = 10;
    static constexpr int SmallTile = 12;
    static constexpr int MediumTile = 24;
    /// Between the tiles and the edges of the view.
    static constexpr int Margin = 8;
    static constexpr int SectionGap = 6;
    /// A section beside others is at least so wide, in lines of text: its heading has to be read.
    static constexpr int LaneLines = 10;

    /// Large tiles have a name and a second line.
    enum class Size { Fit, Small, Medium, Large };
    Q_ENUM(Size)

    struct Section {
        int count = 0;
        bool hasHeading = false;
    };

    /// Moves of the keyboard.
    enum class Move { Left, Right, Up, Down, RowBegin, RowEnd, PageUp, PageDown, First, Last };

    /// `nameWidth`: the least width of a tile with a name in it; `lineHeight`: of a line of text.
    void arrange(const std::vector<Section> &sections, QSize view, int nameWidth, int lineHeight,
                 Size size = Size::Fit);

    int tileCount() const { return m_tileCount; }
    /// From the left edge of a tile to that of the next, the gap included.
    QSize tileSize() const { return m_tile; }
    /// True if the tiles are large enough for a name.
    bool hasNames() const { return m_hasNames; }
    /// Of the whole wall.
    int height() const { return m_height; }

    /// Empty for an index that is none.
    QRect tileRect(int tile) const;
    /// Empty where the section has no heading.
    QRect headingRect(int section) const;
    /// The section whose heading is there; -1 where there is none.
    int headingAt(QPoint position) const;
    int sectionOf(int tile) const;
    /// -1 where there is none.
    int tileAt(QPoint position) const;
    /// The tile that is meant by a point between tiles or beside them; -1 if there is none at all.
    int nearestTile(QPoint position) const;
    int moved(int tile, Move move) const;

    /// Calls back for each heading and for each run of tiles [first, end) of a row that touch
    /// `exposed`.
    void visit(const QRect &exposed, const std::function<void(int section)> &heading,
               const std::function<void(int first, int end)> &run) const;

private:
    struct Placed {
        int first = 0; ///< Its first tile.
        int count = 0;
        int top = 0; ///< Of its heading; the same for all that stand beside each other.
        int tilesTop = 0;
        int firstColumn = 0;
        int columns = 1;
    };

    /// What stays the same whatever the size of the tiles.
    struct Room {
        const std::vector<Section> &sections;
        QSize view;
        int lineHeight;
    };

    /// Tries the sizes from the largest on.
    void fit(const Room &room, int nameWidth);
    /// Places everything; false if it is higher than the view.
    bool tryNamed(const Room &room, int width, int lines);
    bool trySquares(const Room &room, int side);
    void setTile(const Room &room, QSize tile);
    bool place(const Room &room, int lanes);
    static int rows(const Placed &section)
    {
        return (section.count + section.columns - 1) / section.columns;
    }
    int columnLeft(int column) const;
    int columnAt(int x) const;
    /// The first of the sections beside each other whose stretch down to the next ones holds `y`.
    std::size_t shelfAt(int y) const;
    /// Behind the last of those that this one stands beside.
    std::size_t shelfEnd(std::size_t section) const;
    std::size_t sectionAt(QPoint position) const;

    std::vector<Placed> m_sections;
    QSize m_tile{SmallestTile, SmallestTile};
    int m_width = 0; ///< Of the columns together.
    int m_columns = 1;
    int m_viewHeight = 0;
    int m_tileCount = 0;
    int m_height = 0;
    bool m_hasNames = false;
};

} // namespace heartline
