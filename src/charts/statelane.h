// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpoint.h"

#include <QFont>
#include <QRectF>

#include <functional>
#include <span>
#include <vector>

class QPainter;

namespace heartline {

struct ChartPalette;

/// How much a state matters where several fall on one pixel: the worst is shown.
int stateSeverity(ConnectionState state);

/// A stretch of a lane as it is painted, in whole pixels.
struct LanePiece {
    int left = 0;
    int right = 0; ///< Behind the last pixel.
    ConnectionState state = ConnectionState::Idle;

    bool operator==(const LanePiece &) const = default;
};

/// Reduces spans (ascending) to pieces within `width` pixels that stand for [fromUs, toUs]. Spans
/// of less than a pixel are merged, the worst state of each pixel wins. Open-ended ones end at now.
std::vector<LanePiece> lanePieces(std::span<const StateSpan> spans, qint64 fromUs, qint64 toUs,
                                  qint64 nowUs, int width);

/// Paints the pieces as a bar; each with glyph and word, with the glyph, or hatched, as it is wide.
void paintLane(QPainter &painter, const QRectF &bar, std::span<const LanePiece> pieces,
               const std::function<QString(ConnectionState)> &word, const QFont &font,
               const ChartPalette &palette);

} // namespace heartline
