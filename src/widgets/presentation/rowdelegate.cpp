// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/rowdelegate.h"

#include "charts/stateglyph.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/theme.h"

#include <QPainter>

#include <cmath>

namespace heartline {

RowDelegate::RowDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_palette(ChartPalette::light())
{
}

void RowDelegate::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = QStyledItemDelegate::sizeHint(option, index).width() + Padding;
    return {width, std::max(RowHeight, option.fontMetrics.height() + Padding)};
}

QColor RowDelegate::background(const QStyleOptionViewItem &option) const
{
    return option.state & QStyle::State_Selected ? m_palette.selection : m_palette.panel;
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    QStyleOptionViewItem full = option;
    initStyleOption(&full, index);
    painter->save();
    painter->fillRect(option.rect, background(option));
    painter->setPen(m_palette.grid);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (full.state & QStyle::State_HasFocus) {
        painter->setPen(m_palette.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->setFont(full.font);
    paintContent(*painter, option.rect.adjusted(Padding, 0, -Padding, 0), full, index);
    painter->restore();
}

void RowDelegate::paintContent(QPainter &painter, const QRect &rect,
                               const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isNone = option.text.size() == 1 && option.text.front() == NumberFormat::EnDash;
    const QVariant brush = index.data(Qt::ForegroundRole);
    const QColor color = brush.canConvert<QColor>() ? brush.value<QColor>()
            : isNone                                ? m_palette.secondaryText
                                                    : m_palette.text;
    paintText(painter, rect, option.text, Theme::legible(color, background(option), m_palette.text),
              option.displayAlignment,
              index.column() == m_nameColumn ? Qt::ElideMiddle : Qt::ElideRight);
}

void RowDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text,
                            const QColor &color, Qt::Alignment alignment,
                            Qt::TextElideMode elide) const
{
    painter.setPen(color);
    const bool fits = textWidth(painter, text) <= rect.width();
    const QString shown = fits ? text : painter.fontMetrics().elidedText(text, elide, rect.width());
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
}

int RowDelegate::textWidth(const QPainter &painter, const QString &text)
{
    // The integer metrics round fractions of a pixel down.
    const QFontMetricsF metrics(painter.font(), painter.device());
    return static_cast<int>(std::ceil(metrics.horizontalAdvance(text)));
}

int RowDelegate::paintState(QPainter &painter, const QRect &rect, ConnectionState state,
                            const QColor &background) const
{
    const QColor color = Theme::legible(m_palette.stateColor(state), background, m_palette.text);
    const QRectF glyph(rect.left(), rect.center().y() - GlyphSize / 2.0 + 0.5, GlyphSize,
                       GlyphSize);
    paintStateGlyph(painter, glyph, state, m_palette.stateColor(state));
    const QRect word = rect.adjusted(GlyphSize + Padding, 0, 0, 0);
    const QString text = StatePresentation::word(state);
    paintText(painter, word, text, color, Qt::AlignVCenter | Qt::AlignLeft);
    return word.left() + textWidth(painter, text);
}

} // namespace heartline
