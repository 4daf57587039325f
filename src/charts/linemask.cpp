// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/linemask.h"

#include "charts/pixelblend.h"

#include <QImage>
#include <QLineF>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

constexpr int substeps = 2; // a pixel along the line is looked at twice, which smooths slopes
constexpr double full = 255.0;

} // namespace

LineMask::LineMask(QSize size)
    : m_width(std::max(0, size.width()))
    , m_height(std::max(0, size.height()))
    , m_coverage(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height))
    , m_touched(static_cast<std::size_t>(m_width), Rows{m_height, -1})
{
}

void LineMask::addPolyline(const QPolygonF &points, double width, const QList<double> &dashes)
{
    const bool isDashed = dashes.size() >= 2;
    qsizetype dash = 0;
    double left = isDashed ? dashes[0] : 0.0;
    for (qsizetype i = 1; i < points.size(); ++i) {
        QLineF piece(points[i - 1], points[i]);
        if (!isDashed) {
            addLine(piece.p1(), piece.p2(), width);
            continue;
        }
        for (double length = piece.length(); length > 0.0;) {
            const double step = std::min(length, left);
            const QPointF next = piece.pointAt(step / length);
            if (dash % 2 == 0)
                addLine(piece.p1(), next, width);
            piece.setP1(next);
            length -= step;
            left -= step;
            if (left <= 0.0)
                left = dashes[++dash % dashes.size()];
        }
    }
}

void LineMask::addLine(QPointF from, QPointF to, double width)
{
    if (std::abs(to.x() - from.x()) >= std::abs(to.y() - from.y()))
        addFlat(from, to, width);
    else
        addSteep(from, to, width);
}

void LineMask::addFlat(QPointF from, QPointF to, double width)
{
    if (from.x() > to.x())
        std::swap(from, to);
    if (from.x() == to.x())
        return;
    const double slope = (to.y() - from.y()) / (to.x() - from.x());
    const double half = width / 2.0 * std::sqrt(1.0 + slope * slope);
    const double start = std::max(0.0, std::floor(from.x() * substeps) / substeps);
    const double end = std::min<double>(to.x(), m_width);
    constexpr double step = 1.0 / substeps;
    for (double x = start; x < end; x += step) {
        const double left = std::max(x, from.x());
        const double right = std::min(x + step, end);
        if (right <= left)
            continue;
        const double middle = from.y() + slope * ((left + right) / 2.0 - from.x());
        const double top = middle - half;
        const double bottom = middle + half;
        const int lastRow = static_cast<int>(std::ceil(bottom)) - 1;
        for (int row = static_cast<int>(std::floor(top)); row <= lastRow; ++row) {
            cover(static_cast<int>(x), row,
                  (std::min(bottom, row + 1.0) - std::max(top, double(row))) * (right - left));
        }
    }
}

void LineMask::addSteep(QPointF from, QPointF to, double width)
{
    if (from.y() > to.y())
        std::swap(from, to);
    const double slope = (to.x() - from.x()) / (to.y() - from.y());
    const double half = width / 2.0 * std::sqrt(1.0 + slope * slope);
    const double start = std::max(0.0, std::floor(from.y() * substeps) / substeps);
    const double end = std::min<double>(to.y(), m_height);
    constexpr double step = 1.0 / substeps;
    for (double y = start; y < end; y += step) {
        const double top = std::max(y, from.y());
        const double bottom = std::min(y + step, end);
        if (bottom <= top)
            continue;
        const double middle = from.x() + slope * ((top + bottom) / 2.0 - from.y());
        const double left = middle - half;
        const double right = middle + half;
        const int lastColumn = static_cast<int>(std::ceil(right)) - 1;
        for (int column = static_cast<int>(std::floor(left)); column <= lastColumn; ++column) {
            cover(column, static_cast<int>(y),
                  (std::min(right, column + 1.0) - std::max(left, double(column)))
                          * (bottom - top));
        }
    }
}

void LineMask::cover(int x, int y, double share)
{
    if (x < 0 || x >= m_width || y < 0 || y >= m_height)
        return;
    quint8 &cell = m_coverage[static_cast<std::size_t>(x) * static_cast<std::size_t>(m_height)
                              + static_cast<std::size_t>(y)];
    cell = static_cast<quint8>(std::min(255, cell + static_cast<int>(std::lround(share * full))));
    Rows &rows = m_touched[static_cast<std::size_t>(x)];
    rows.first = std::min(rows.first, y);
    rows.last = std::max(rows.last, y);
}

void LineMask::paint(QImage &image, const QColor &color)
{
    const QRgb pixel = qPremultiply(color.rgba());
    const qsizetype stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    auto *const pixels = reinterpret_cast<QRgb *>(image.bits());
    for (int x = 0; x < m_width; ++x) {
        Rows &rows = m_touched[static_cast<std::size_t>(x)];
        quint8 *const column = m_coverage.data()
                + static_cast<std::size_t>(x) * static_cast<std::size_t>(m_height);
        for (int y = rows.first; y <= rows.last; ++y) {
            if (column[y] == 0)
                continue;
            QRgb &at = pixels[y * stride + x];
            at = blendedPixel(at, pixel, column[y]);
            column[y] = 0;
        }
        rows = {m_height, -1};
    }
}

} // namespace heartline
