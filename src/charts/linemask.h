// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPen>
#include <QPolygonF>
#include <QSize>

#include <vector>

class QImage;

namespace heartline {

/// Draws smooth lines of a pixel or two in thickness by collecting how much of each pixel they
/// cover. QPainter's stroker needs milliseconds for a jittery line of a few hundred points, this
/// some ten microseconds. Device pixels; the buffer is reused from line to line.
class LineMask {
public:
    explicit LineMask(QSize size);

    /// Collects a line; `width` in pixels, `dashes` (on, off) too, none: solid.
    void addPolyline(const QPolygonF &points, double width, const QList<double> &dashes);
    /// Blends what was collected into `image` (ARGB32_Premultiplied, of the same size), and forgets
    /// it.
    void paint(QImage &image, const QColor &color);

private:
    struct Rows {
        int first;
        int last;
    };

    void addLine(QPointF from, QPointF to, double width);
    void addFlat(QPointF from, QPointF to, double width);
    void addSteep(QPointF from, QPointF to, double width);
    void cover(int x, int y, double share);

    int m_width;
    int m_height;
    std::vector<quint8> m_coverage; ///< By columns: lines run through few rows of many columns.
    std::vector<Rows> m_touched; ///< By columns.
};

} // namespace heartline
