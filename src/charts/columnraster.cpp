// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/columnraster.h"

#include "charts/pixelblend.h"

#include <QImage>
#include <QRgb>

#include <algorithm>
#include <cmath>
#include <limits>

namespace heartline {

namespace {

constexpr float nothing = std::numeric_limits<float>::max();

} // namespace

ColumnRaster::ColumnRaster(int columns)
    : m_spans(static_cast<std::size_t>(std::max(0, columns)))
{
    begin();
}

void ColumnRaster::begin()
{
    std::fill(m_spans.begin(), m_spans.end(), Span{nothing, -nothing});
}

void ColumnRaster::addSegment(double x0, double y0, double x1, double y1)
{
    const auto columns = static_cast<double>(m_spans.size());
    if (x1 < 0.0 || x0 >= columns)
        return;
    const int first = std::max(0, static_cast<int>(std::floor(x0)));
    const int last = static_cast<int>(std::floor(std::min(x1, columns - 1.0)));
    const double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0.0;
    for (int column = first; column <= last; ++column) {
        const double from = y0 + slope * (std::max<double>(x0, column) - x0);
        const double to = x1 > x0 ? y0 + slope * (std::min<double>(x1, column + 1) - x0) : y1;
        addSpan(column, std::min(from, to), std::max(from, to));
    }
}

void ColumnRaster::addSpan(int column, double top, double bottom)
{
    if (column < 0 || static_cast<std::size_t>(column) >= m_spans.size())
        return;
    Span &span = m_spans[static_cast<std::size_t>(column)];
    span.top = std::min(span.top, static_cast<float>(top));
    span.bottom = std::max(span.bottom, static_cast<float>(bottom));
}

void ColumnRaster::paint(QImage &image, const QColor &color, double width, int dash, int gap) const
{
    const QRgb pixel = qPremultiply(color.rgba());
    const bool isOpaque = qAlpha(pixel) == 255;
    const auto half = static_cast<float>(width / 2.0);
    const auto height = static_cast<float>(image.height());
    const int columns = std::min(image.width(), static_cast<int>(m_spans.size()));
    const qsizetype stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    auto *const pixels = reinterpret_cast<QRgb *>(image.bits());
    for (int column = 0; column < columns; ++column) {
        const Span &span = m_spans[static_cast<std::size_t>(column)];
        if (span.top > span.bottom || (gap > 0 && column % (dash + gap) >= dash))
            continue;
        const float top = std::max(0.0F, span.top - half);
        const float bottom = std::min(height, span.bottom + half);
        if (bottom <= top)
            continue;
        const int firstRow = static_cast<int>(top);
        const int lastRow = std::min(image.height() - 1, static_cast<int>(std::ceil(bottom)) - 1);
        QRgb *at = pixels + firstRow * stride + column;
        for (int row = firstRow; row <= lastRow; ++row, at += stride) {
            const float covered = std::min(bottom, static_cast<float>(row + 1))
                    - std::max(top, static_cast<float>(row));
            if (covered >= 1.0F && isOpaque)
                *at = pixel;
            else
                *at = blendedPixel(*at, pixel,
                                   static_cast<uint>(std::clamp(covered, 0.0F, 1.0F) * 255.0F));
        }
    }
}

} // namespace heartline
