// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/statelane.h"

#include "charts/chartpalette.h"
#include "charts/stateglyph.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

constexpr int glyphSize = 9;
constexpr int padding = 7;
constexpr int glyphGap = 5;
constexpr int separatorFrom = 4; // pieces of this width and more are set apart by a line
constexpr int hatchAlpha = 90;

bool isQuiet(ConnectionState state)
{
    return state == ConnectionState::Open || state == ConnectionState::Idle;
}

} // namespace

int stateSeverity(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Open:
        return 0;
    case ConnectionState::Idle:
        return 1;
    case ConnectionState::Closing:
        return 2;
    case ConnectionState::Connecting:
        return 3;
    case ConnectionState::Degraded:
        return 4;
    case ConnectionState::Waiting:
        return 5;
    case ConnectionState::Failed:
        return 6;
    }
    return 0;
}

std::vector<LanePiece> lanePieces(std::span<const StateSpan> spans, qint64 fromUs, qint64 toUs,
                                  qint64 nowUs, int width)
{
    std::vector<LanePiece> pieces;
    const double pixelsPerUs = width / static_cast<double>(std::max<qint64>(1, toUs - fromUs));
    const auto pixelAt = [&](qint64 us) {
        return static_cast<int>(std::lround(
                static_cast<double>(std::clamp(us, fromUs, toUs) - fromUs) * pixelsPerUs));
    };
    auto span = std::partition_point(spans.begin(), spans.end(),
                                     [fromUs](const StateSpan &one) { return one.toUs <= fromUs; });
    for (; span != spans.end() && span->fromUs < toUs; ++span) {
        const qint64 end =
                span->toUs == StateSpan::OpenEnded ? std::max(nowUs, span->fromUs) : span->toUs;
        int left = pixelAt(span->fromUs);
        int right = pixelAt(end);
        if (left >= width && width > 0)
            left = width - 1;
        right = std::max(right, left + 1); // however short, it is seen
        if (!pieces.empty() && left < pieces.back().right) {
            // The pixel is shared with the span before.
            LanePiece &before = pieces.back();
            if (stateSeverity(span->state) <= stateSeverity(before.state)) {
                left = before.right;
            } else if (before.right - before.left > 1) {
                before.right = left;
            } else {
                pieces.pop_back();
            }
        }
        if (right <= left)
            continue;
        if (!pieces.empty() && pieces.back().right == left && pieces.back().state == span->state
            && right - left <= 1) {
            pieces.back().right = right;
        } else {
            pieces.push_back({left, right, span->state});
        }
    }
    return pieces;
}

void paintLane(QPainter &painter, const QRectF &bar, std::span<const LanePiece> pieces,
               const std::function<QString(ConnectionState)> &word, const QFont &font,
               const ChartPalette &palette)
{
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const LanePiece &piece = pieces[i];
        const QColor fill = palette.stateFill(piece.state);
        const QColor ink = palette.readableOn(fill);
        const int width = piece.right - piece.left;
        const bool isSetApart = width >= separatorFrom && i + 1 < pieces.size()
                && pieces[i + 1].left == piece.right;
        const QRectF rect(bar.left() + piece.left, bar.top(), width - (isSetApart ? 1 : 0),
                          bar.height());
        painter.fillRect(rect, fill);

        const QString text = word(piece.state);
        const double textWidth = std::ceil(metrics.horizontalAdvance(text)) + 1.0;
        if (rect.width() >= glyphSize + 2 * padding - 4) {
            const bool hasWord = rect.width() >= glyphSize + glyphGap + textWidth + 2.0 * padding;
            const double left =
                    hasWord ? rect.left() + padding : rect.center().x() - glyphSize / 2.0;
            paintStateGlyph(painter,
                            QRectF(std::round(left),
                                   std::round(rect.center().y() - glyphSize / 2.0), glyphSize,
                                   glyphSize),
                            piece.state, ink);
            if (hasWord) {
                painter.setPen(ink);
                painter.drawText(QRectF(rect.left() + padding + glyphSize + glyphGap, rect.top(),
                                        textWidth, rect.height()),
                                 Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
            }
        } else if (!isQuiet(piece.state)) {
            QColor hatch = ink;
            hatch.setAlpha(hatchAlpha);
            painter.fillRect(rect, QBrush(hatch, Qt::BDiagPattern));
        }
    }
}

} // namespace heartline
