// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/walltilepainter.h"

#include "charts/stateglyph.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace heartline {

namespace {

constexpr int gap = 1; // between small tiles
constexpr int wideGap = 3; // between tiles with names
constexpr int ringedFrom = 18; // pixels: from here on the ring of a selected tile is wider
constexpr int padding = 7; // in tiles with names
constexpr int glyphSize = 10;
constexpr int largestGlyph = 18; // a larger shape says no more
constexpr double crossShare = 0.28; // of the side of a failed tile

/// The cross tells a failed tile from an open one, which is a square too.
void paintCross(QPainter &painter, const QRectF &square, const QColor &color)
{
    const double reach = square.width() * crossShare;
    const QPointF center = square.center();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(color, std::max(1.4, square.width() / 9.0), Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(center - QPointF(reach, reach), center + QPointF(reach, reach));
    painter.drawLine(center - QPointF(reach, -reach), center + QPointF(reach, -reach));
}

} // namespace

TileLook TileLook::of(ConnectionState state, std::optional<qint64> latencyNs, bool isSelected)
{
    const bool isShaded = state == ConnectionState::Open && latencyNs;
    return {state, isShaded ? LatencyRamp::levelOf(*latencyNs) : LatencyRamp::Levels, isSelected};
}

WallTilePainter::WallTilePainter()
    : m_palette(ChartPalette::light())
    , m_ramp(false)
{
}

void WallTilePainter::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
    m_ramp = LatencyRamp(palette.isDark);
    m_size = {};
}

std::size_t WallTilePainter::indexOf(const TileLook &look)
{
    const std::size_t plain = look.level < LatencyRamp::Levels
            ? ConnectionStateCount + look.level
            : static_cast<std::size_t>(look.state);
    return 2 * plain + (look.isSelected ? 1 : 0);
}

QColor WallTilePainter::fill(const TileLook &look) const
{
    if (look.level < LatencyRamp::Levels)
        return m_ramp.color(look.level);
    return look.state == ConnectionState::Open ? m_palette.line : m_palette.stateFill(look.state);
}

void WallTilePainter::paint(QPainter &painter, const QRect &rect, const TileLook &look)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (rect.size() != m_size || ratio != m_ratio) {
        m_pixmaps.fill({});
        m_size = rect.size();
        m_ratio = ratio;
    }
    QPixmap &pixmap = m_pixmaps[indexOf(look)];
    if (pixmap.isNull())
        pixmap = draw(rect.size(), look, ratio);
    painter.drawPixmap(rect.topLeft(), pixmap);
}

QPixmap WallTilePainter::draw(QSize size, const TileLook &look, qreal devicePixelRatio) const
{
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(m_palette.panel); // without transparency it is copied instead of blended
    QPainter painter(&pixmap);
    const QRect tile(QPoint(0, 0), size - QSize(gap, gap));
    // Large tiles have room to set the ring apart.
    const int ring = tile.width() >= ringedFrom ? 3 : 1;
    if (look.isSelected) {
        painter.fillRect(tile, m_palette.accent);
        if (ring > 1)
            painter.fillRect(tile.adjusted(2, 2, -2, -2), m_palette.panel);
    }
    const QRect inner = look.isSelected ? tile.adjusted(ring, ring, -ring, -ring) : tile;
    switch (look.state) {
    case ConnectionState::Open:
        painter.fillRect(inner, fill(look));
        break;
    case ConnectionState::Failed:
        painter.fillRect(inner, m_palette.stateColor(look.state));
        paintCross(painter, inner, m_palette.panel);
        break;
    default: {
        painter.fillRect(inner, m_palette.grid);
        const double side = std::min(
                {inner.width() - 1.0, inner.height() - 1.0, static_cast<double>(largestGlyph)});
        QRectF glyph(0.0, 0.0, side, side);
        glyph.moveCenter(QRectF(inner).center());
        paintStateGlyph(painter, glyph, look.state, m_palette.stateColor(look.state));
    }
    }
    return pixmap;
}

void WallTilePainter::paintNamed(QPainter &painter, const QRect &rect, const TileLook &look,
                                 const QFont &font, const QString &name,
                                 const QString &second) const
{
    const QRect tile = rect.adjusted(0, 0, -wideGap, -wideGap);
    const QColor ground = fill(look);
    const QColor ink = m_palette.readableOn(ground);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    constexpr double radius = 3.0;
    painter.drawRoundedRect(tile, radius, radius);
    if (look.isSelected) {
        // Two rings: one of them stands out from any shade.
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_palette.accent, 2.0));
        painter.drawRoundedRect(QRectF(tile).adjusted(1, 1, -1, -1), radius, radius);
        painter.setPen(QPen(m_palette.panel, 1.0));
        painter.drawRoundedRect(QRectF(tile).adjusted(2.5, 2.5, -2.5, -2.5), radius, radius);
    }
    const QFontMetrics metrics(font);
    const int lines = tile.height() >= 2 * metrics.height() + padding ? 2 : 1;
    QRect line(tile.left() + padding, tile.center().y() - lines * metrics.height() / 2 + 1,
               tile.width() - 2 * padding, metrics.height());
    QRectF glyph(line.left(), 0.0, glyphSize, glyphSize);
    glyph.moveTop(line.center().y() - glyphSize / 2.0 + 0.5);
    paintStateGlyph(painter, glyph, look.state, ink);
    painter.setFont(font);
    painter.setPen(ink);
    const auto paintLine = [&](const QRect &place, const QString &text) {
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, place.width()));
    };
    line.setLeft(line.left() + glyphSize + padding - 1);
    paintLine(line, name);
    if (lines == 2)
        paintLine(line.translated(0, metrics.height()), second);
}

void WallTilePainter::paintFrame(QPainter &painter, const QRect &rect, bool isFocus) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_palette.text, 1.0));
    painter.drawRect(rect.adjusted(-1, -1, -1, -1));
    if (isFocus)
        painter.drawRect(rect.adjusted(0, 0, -2, -2));
}

} // namespace heartline
