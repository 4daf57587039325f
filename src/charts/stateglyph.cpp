// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/stateglyph.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace heartline {

namespace {

QPolygonF triangle(const QRectF &box)
{
    // A little lower than its box's middle looks centred.
    return {QPointF(box.center().x(), box.top() + 0.04 * box.height()),
            QPointF(box.right(), box.bottom() - 0.06 * box.height()),
            QPointF(box.left(), box.bottom() - 0.06 * box.height())};
}

QPolygonF diamond(const QRectF &box)
{
    return {QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
            QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())};
}

} // namespace

void paintStateGlyph(QPainter &painter, const QRectF &rect, ConnectionState state,
                     const QColor &color)
{
    const qreal side = std::min(rect.width(), rect.height());
    if (side <= 0.0)
        return;
    QRectF box(0.0, 0.0, side, side);
    box.moveCenter(rect.center());
    const qreal stroke = std::max(1.0, side / 8.0);
    const QRectF disc = box.adjusted(0.06 * side, 0.06 * side, -0.06 * side, -0.06 * side);
    const QRectF ring = disc.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2);
    QPen outline(color, stroke);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (state) {
    case ConnectionState::Open:
        painter.drawEllipse(disc);
        break;
    case ConnectionState::Degraded:
        painter.drawPolygon(triangle(box));
        break;
    case ConnectionState::Connecting:
        painter.drawPie(disc, 90 * 16, 180 * 16);
        painter.setPen(outline);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
        break;
    case ConnectionState::Waiting:
        painter.drawPolygon(diamond(box));
        break;
    case ConnectionState::Failed:
        painter.drawRect(box.adjusted(0.1 * side, 0.1 * side, -0.1 * side, -0.1 * side));
        break;
    case ConnectionState::Closing:
        outline.setDashPattern({1.4, 1.4});
        outline.setCapStyle(Qt::FlatCap);
        [[fallthrough]];
    case ConnectionState::Idle:
        painter.setPen(outline);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
        break;
    }
    painter.restore();
}

} // namespace heartline
