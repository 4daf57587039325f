// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/walllayout.h"

#include <algorithm>
#include <array>
#include <limits>

namespace heartline {

namespace {

// From the largest to the smallest; squares without names.
constexpr std::array squares{
        40, 36, 32, 28, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11, WallLayout::SmallestTile};
// A tile with a name has two lines, or else one.
constexpr int linePadding = 5;

} // namespace

void WallLayout::arrange(const std::vector<Section> &sections, QSize view, int nameWidth,
                         int lineHeight, Size size)
{
    m_viewHeight = view.height();
    const Room room{sections, view, lineHeight};
    switch (size) {
    case Size::Fit:
        fit(room, nameWidth);
        break;
    case Size::Small:
        trySquares(room, SmallTile);
        break;
    case Size::Medium:
        trySquares(room, MediumTile);
        break;
    case Size::Large:
        tryNamed(room, nameWidth, 2);
        break;
    }
}

void WallLayout::fit(const Room &room, int nameWidth)
{
    // Wide ones first: a few connections fill the wall instead of cowering in its corner.
    for (const int lines : {2, 1}) {
        for (const double width : {2.0, 1.5, 1.0}) {
            if (tryNamed(room, static_cast<int>(width * nameWidth), lines))
                return;
        }
    }
    for (const int side : squares) {
        if (trySquares(room, side))
            return;
    }
}

bool WallLayout::tryNamed(const Room &room, int width, int lines)
{
    m_hasNames = true;
    setTile(room, {width, lines * room.lineHeight + 2 * linePadding});
    return place(room, 1);
}

bool WallLayout::trySquares(const Room &room, int side)
{
    m_hasNames = false;
    setTile(room, {side, side});
    const int most = std::max(1, m_width / (LaneLines * room.lineHeight));
    int best = 1;
    int lowest = std::numeric_limits<int>::max();
    for (int lanes = 1; lanes <= most; ++lanes) {
        place(room, lanes);
        if (m_height < lowest) {
            lowest = m_height;
            best = lanes;
        }
    }
    return place(room, best);
}

void WallLayout::setTile(const Room &room, QSize tile)
{
    const int width = std::max(tile.width(), room.view.width() - 2 * Margin);
    m_tile = tile;
    m_columns = std::max(1, width / tile.width());
    // Tiles with names share out what is left; squares keep to the pixels.
    m_width = m_hasNames ? width : m_columns * tile.width();
    if (m_hasNames)
        m_tile.setWidth(m_width / m_columns);
}

bool WallLayout::place(const Room &room, int lanes)
{
    m_sections.clear();
    m_sections.reserve(room.sections.size());
    m_tileCount = 0;
    const int pitch = m_columns / lanes; // a column of it keeps the lanes apart
    int lane = 0;
    int top = Margin;
    int bottom = Margin - SectionGap;
    for (const Section &section : room.sections) {
        // What does not fit into a row of the whole wall takes its width.
        const bool isWide = lanes == 1 || section.count > m_columns;
        if (isWide || lane == lanes)
            lane = 0;
        if (lane == 0)
            top = bottom + SectionGap;
        Placed placed{m_tileCount, section.count, top,
                      top,         lane * pitch,  isWide ? m_columns : std::max(1, pitch - 1)};
        if (section.hasHeading)
            placed.tilesTop += room.lineHeight + linePadding;
        bottom = std::max(bottom, placed.tilesTop + rows(placed) * m_tile.height());
        lane = isWide ? lanes : lane + 1;
        m_tileCount += section.count;
        m_sections.push_back(placed);
    }
    m_height = std::max(bottom, Margin) + Margin;
    return m_height <= room.view.height();
}

int WallLayout::columnLeft(int column) const
{
    return Margin + column * m_width / m_columns;
}

int WallLayout::columnAt(int x) const
{
    int column = std::clamp((x - Margin) * m_columns / std::max(1, m_width), 0, m_columns - 1);
    if (column + 1 < m_columns && x >= columnLeft(column + 1))
        ++column; // the division rounds the edges down
    return column;
}

std::size_t WallLayout::shelfAt(int y) const
{
    const auto after = std::ranges::upper_bound(m_sections, y, {}, &Placed::top);
    if (after == m_sections.begin())
        return 0;
    const auto first =
            std::ranges::lower_bound(m_sections, std::prev(after)->top, {}, &Placed::top);
    return static_cast<std::size_t>(first - m_sections.begin());
}

std::size_t WallLayout::shelfEnd(std::size_t section) const
{
    const auto after =
            std::ranges::upper_bound(m_sections, m_sections[section].top, {}, &Placed::top);
    return static_cast<std::size_t>(after - m_sections.begin());
}

std::size_t WallLayout::sectionAt(QPoint position) const
{
    std::size_t section = shelfAt(position.y());
    const std::size_t end = shelfEnd(section);
    const int column = columnAt(position.x());
    while (section + 1 < end && m_sections[section + 1].firstColumn <= column)
        ++section;
    return section;
}

int WallLayout::sectionOf(int tile) const
{
    const auto after = std::ranges::upper_bound(m_sections, tile, {}, &Placed::first);
    return static_cast<int>(after - m_sections.begin()) - 1;
}

QRect WallLayout::tileRect(int tile) const
{
    if (tile < 0 || tile >= m_tileCount)
        return {};
    const Placed &section = m_sections[static_cast<std::size_t>(sectionOf(tile))];
    const int place = tile - section.first;
    const int column = section.firstColumn + place % section.columns;
    const int left = columnLeft(column);
    return {left, section.tilesTop + place / section.columns * m_tile.height(),
            columnLeft(column + 1) - left, m_tile.height()};
}

QRect WallLayout::headingRect(int section) const
{
    const Placed &placed = m_sections[static_cast<std::size_t>(section)];
    const int left = columnLeft(placed.firstColumn);
    return {left, placed.top, columnLeft(placed.firstColumn + placed.columns) - left,
            placed.tilesTop - placed.top};
}

int WallLayout::headingAt(QPoint position) const
{
    if (m_sections.empty())
        return -1;
    const auto section = static_cast<int>(sectionAt(position));
    return headingRect(section).contains(position) ? section : -1;
}

int WallLayout::tileAt(QPoint position) const
{
    const int tile = nearestTile(position);
    return tileRect(tile).contains(position) ? tile : -1;
}

int WallLayout::nearestTile(QPoint position) const
{
    if (m_tileCount == 0)
        return -1;
    const Placed &section = m_sections[sectionAt(position)];
    const int row = std::clamp((position.y() - section.tilesTop) / m_tile.height(), 0,
                               std::max(0, rows(section) - 1));
    const int column =
            std::clamp(columnAt(position.x()) - section.firstColumn, 0, section.columns - 1);
    return std::min(section.first + row * section.columns + column,
                    section.first + section.count - 1);
}

int WallLayout::moved(int tile, Move move) const
{
    if (m_tileCount == 0)
        return -1;
    const int last = m_tileCount - 1;
    if (tile < 0)
        return move == Move::Last || move == Move::RowEnd ? last : 0;
    const auto current = static_cast<std::size_t>(sectionOf(tile));
    const Placed &section = m_sections[current];
    const int row = (tile - section.first) / section.columns;
    const QRect rect = tileRect(tile);
    const auto vertically = [&](int distance) {
        return nearestTile({rect.center().x(), rect.center().y() + distance});
    };
    switch (move) {
    case Move::Left:
        return std::max(0, tile - 1);
    case Move::Right:
        return std::min(last, tile + 1);
    case Move::Up:
        if (row > 0)
            return tile - section.columns;
        // Over the heading into the last row of the section above.
        return section.top == m_sections.front().top
                ? tile
                : nearestTile({rect.center().x(), section.top - 1});
    case Move::Down:
        if (row + 1 < rows(section))
            return std::min(tile + section.columns, section.first + section.count - 1);
        if (const std::size_t below = shelfEnd(current); below < m_sections.size())
            return nearestTile({rect.center().x(), m_sections[below].top});
        return tile;
    case Move::RowBegin:
        return section.first + row * section.columns;
    case Move::RowEnd:
        return section.first + std::min((row + 1) * section.columns, section.count) - 1;
    case Move::PageUp:
        return vertically(-m_viewHeight);
    case Move::PageDown:
        return vertically(m_viewHeight);
    case Move::First:
        return 0;
    case Move::Last:
        return last;
    }
    return tile;
}

void WallLayout::visit(const QRect &exposed, const std::function<void(int section)> &heading,
                       const std::function<void(int first, int end)> &run) const
{
    if (m_sections.empty())
        return;
    for (std::size_t i = shelfAt(exposed.top()); i < m_sections.size(); ++i) {
        const Placed &section = m_sections[i];
        if (section.top > exposed.bottom())
            return;
        if (section.tilesTop > section.top && section.tilesTop > exposed.top())
            heading(static_cast<int>(i));
        const int firstColumn = std::max(0, columnAt(exposed.left()) - section.firstColumn);
        const int lastColumn =
                std::min(section.columns - 1, columnAt(exposed.right()) - section.firstColumn);
        const int firstRow = std::max(0, (exposed.top() - section.tilesTop) / m_tile.height());
        const int lastRow = std::min(rows(section) - 1,
                                     (exposed.bottom() - section.tilesTop) / m_tile.height());
        for (int row = firstRow; row <= lastRow; ++row) {
            const int begin = section.first + row * section.columns;
            const int end = std::min(begin + lastColumn + 1, section.first + section.count);
            if (begin + firstColumn < end)
                run(begin + firstColumn, end);
        }
    }
}

} // namespace heartline
