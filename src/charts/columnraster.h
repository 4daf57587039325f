// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <vector>

class QImage;

namespace heartline {

/// Draws a dense line straight into an image, as one vertical stretch for each pixel column with
/// soft ends: many times cheaper than stroking a path, and as smooth to the eye where every column
/// has a beat. Device pixels. A plain value; the buffers are reused from line to line.
class ColumnRaster {
public:
    explicit ColumnRaster(int columns);

    /// Forgets the line.
    void begin();
    /// Adds a straight piece, x in columns.
    void addSegment(double x0, double y0, double x1, double y1);
    /// Adds a stretch of one column.
    void addSpan(int column, double top, double bottom);
    /// Blends the line, `width` pixels thick, into `image` (ARGB32_Premultiplied) with its left
    /// edge at the image's. `dash` and `gap` in columns; 0: solid.
    void paint(QImage &image, const QColor &color, double width, int dash, int gap) const;

private:
    struct Span {
        float top;
        float bottom;
    };

    std::vector<Span> m_spans;
};

} // namespace heartline
