// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/walltiles.h"

class QPainter;
class QRect;

namespace heartline {

struct ChartPalette;

/// The line above the tiles of a group.
namespace WallHeading {

/// Its name, how many connections it has, and how many of them are in which state, as far as there
/// is room. In the painter's font; the rectangle must be clear.
void paint(QPainter &painter, const QRect &rect, const WallTiles::Section &section,
           const WallTiles::StateCounts &states, const ChartPalette &palette);

} // namespace WallHeading

} // namespace heartline
