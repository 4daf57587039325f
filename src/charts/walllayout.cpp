// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/walllayout.h"

#include <algorithm>
#include <array>

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
    return place(room, {width, lines * room.lineHeight + 2 * linePadding});
}

bool WallLayout::trySquares(const Room &room, int side)
{
    m_hasNames = false;
    return place(room, {side, side});
}

bool WallLayout::place(const Room &room, QSize tile)
{
    const int width = std::max(tile.width(), room.view.width() - 2 * Margin);
    m_tile = tile;
    m_columns = std::max(1, width / tile.width());
    // Tiles with names share out what is left; squares keep to the pixels.
    m_width = m_hasNames ? width : m_columns * tile.width();
    if (m_hasNames)
        m_tile.setWidth(m_width / m_columns);
    m_sections.clear();
    m_sections.reserve(room.sections.size());
    m_tileCount = 0;
    int y = Margin;
    for (const Section &section : room.sections) {
        if (!m_sections.empty())
            y += SectionGap;
        Placed placed{m_tileCount, section.count, y, y, y};
        if (section.hasHeading)
            placed.tilesTop += room.lineHeight + linePadding;
        placed.bottom = placed.tilesTop + rows(placed) * tile.height();
        y = placed.bottom;
        m_tileCount += section.count;
        m_sections.push_back(placed);
    }
    m_height = y + Margin;
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

std::size_t WallLayout::sectionAt(int y) const
{
    const auto after = std::ranges::upper_bound(m_sections, y, {}, &Placed::top);
    return after == m_sections.begin() ? 0
                                       : static_cast<std::size_t>(after - m_sections.begin()) - 1;
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
    const int column = place % m_columns;
    const int left = columnLeft(column);
    return {left, section.tilesTop + place / m_columns * m_tile.height(),
            columnLeft(column + 1) - left, m_tile.height()};
}

QRect WallLayout::headingRect(int section) const
{
    const Placed &placed = m_sections[static_cast<std::size_t>(section)];
    return {Margin, placed.top, m_width, placed.tilesTop - placed.top};
}

int WallLayout::headingAt(QPoint position) const
{
    if (m_sections.empty())
        return -1;
    const auto section = static_cast<int>(sectionAt(position.y()));
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
    const Placed &section = m_sections[sectionAt(position.y())];
    const int row = std::clamp((position.y() - section.tilesTop) / m_tile.height(), 0,
                               std::max(0, rows(section) - 1));
    return std::min(section.first + row * m_columns + columnAt(position.x()),
                    section.first + section.count - 1);
}

int WallLayout::moved(int tile, Move move) const
{
    if (m_tileCount == 0)
        return -1;
    const int last = m_tileCount - 1;
    if (tile < 0)
        return move == Move::Last || move == Move::RowEnd ? last : 0;
    const Placed &section = m_sections[static_cast<std::size_t>(sectionOf(tile))];
    const int row = (tile - section.first) / m_columns;
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
            return tile - m_columns;
        // Over the heading into the last row of the section above.
        return section.first == 0 ? tile
                                  : vertically(section.top - SectionGap - 1 - rect.center().y());
    case Move::Down:
        if (row + 1 < rows(section))
            return std::min(tile + m_columns, section.first + section.count - 1);
        if (section.first + section.count > last)
            return tile;
        return nearestTile({rect.center().x(), section.bottom + SectionGap});
    case Move::RowBegin:
        return section.first + row * m_columns;
    case Move::RowEnd:
        return std::min(section.first + (row + 1) * m_columns, section.first + section.count) - 1;
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
    for (std::size_t i = sectionAt(exposed.top()); i < m_sections.size(); ++i) {
        const Placed &section = m_sections[i];
        if (section.top > exposed.bottom())
            return;
        if (section.tilesTop > section.top && section.tilesTop > exposed.top())
            heading(static_cast<int>(i));
        const int firstColumn = columnAt(exposed.left());
        const int lastColumn = columnAt(exposed.right());
        const int firstRow = std::max(0, (exposed.top() - section.tilesTop) / m_tile.height());
        const int lastRow = std::min(rows(section) - 1,
                                     (exposed.bottom() - section.tilesTop) / m_tile.height());
        for (int row = firstRow; row <= lastRow; ++row) {
            const int begin = section.first + row * m_columns;
            const int end = std::min(begin + lastColumn + 1, section.first + section.count);
            if (begin + firstColumn < end)
                run(begin + firstColumn, end);
        }
    }
}

} // namespace heartline
