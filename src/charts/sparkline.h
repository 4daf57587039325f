// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsnapshot.h"

#include <span>

class QPainter;
class QRect;

namespace heartline {

struct ChartPalette;

/// Paints the last beats as bars, the newest at the right edge: lost ones full height in the colour
/// of failure, late ones in the colour of lateness. The room is always that of
/// ConnectionSnapshot::RecentBeats bars, so that rows compare. No text.
void paintSparkline(QPainter &painter, const QRect &rect, std::span<const RecentBeat> beats,
                    const ChartPalette &palette);

} // namespace heartline
