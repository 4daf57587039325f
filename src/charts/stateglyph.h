// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionstate.h"

#include <QRectF>

class QColor;
class QPainter;

namespace heartline {

/// Paints the shape of a state, as large as fits into `rect`: open ●, degraded ▲, connecting ◐,
/// waiting ◆, failed ■, idle ○, closing ◌ (a dotted ring). Paths, so that no font is needed.
void paintStateGlyph(QPainter &painter, const QRectF &rect, ConnectionState state,
                     const QColor &color);

} // namespace heartline
