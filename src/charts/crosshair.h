// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QFont;
class QPainter;

namespace heartline {

struct ChartPalette;

/// One line of the crosshair's box.
struct CrosshairRow {
    QPen pen; ///< Of the series.
    QString name; ///< Untrusted; painted as plain text.
    QString value;
    std::optional<double> y; ///< Where the beat stands, if it is to be dotted.
};

/// More rows are counted, not shown.
inline constexpr std::size_t MaximumCrosshairRows = 12;

/// Paints the crosshair at `x`: its line, a dot on each series, and the box beside it.
void paintCrosshair(QPainter &painter, const QRectF &plot, double x, const QString &title,
                    const std::vector<CrosshairRow> &rows, const QFont &font,
                    const ChartPalette &palette);

/// The line alone.
void paintCrosshairLine(QPainter &painter, const QRectF &plot, double x,
                        const ChartPalette &palette);

/// The range that is being drawn with the mouse.
void paintRangeBand(QPainter &painter, const QRectF &plot, double left, double right,
                    const ChartPalette &palette);

/// The frame that tells that the keys go to this chart.
void paintFocusFrame(QPainter &painter, const QRectF &rect, const ChartPalette &palette);

} // namespace heartline
