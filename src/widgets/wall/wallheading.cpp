// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallheading.h"

#include "charts/chartpalette.h"
#include "charts/stateglyph.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/wall/walltext.h"

#include <QPainter>

namespace heartline {

void WallHeading::paint(QPainter &painter, const QRect &rect, const WallTiles::Section &section,
                        const WallTiles::StateCounts &states, const ChartPalette &palette)
{
    constexpr int glyphSize = 9;
    constexpr int air = 10;
    constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    QRect rest = rect;
    const auto paintText = [&painter, &rest](const QString &text) {
        painter.drawText(rest, flags, text);
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(text) + air);
    };
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette.text);
    paintText(painter.fontMetrics().elidedText(WallText::groupName(section), Qt::ElideRight,
                                               rect.width() / 2));
    painter.setFont(plain);
    painter.setPen(palette.secondaryText);
    paintText(NumberFormat::count(section.count));
    // What is well needs no count of its own.
    for (const ConnectionState state : StatePresentation::Order) {
        const int count = states[static_cast<std::size_t>(state)];
        if (count == 0 || state == ConnectionState::Open)
            continue;
        const QString number = NumberFormat::count(count);
        if (glyphSize + air / 2 + painter.fontMetrics().horizontalAdvance(number) > rest.width())
            break; // the tool tip tells the others
        const QRectF glyph(rest.left(), rest.center().y() - glyphSize / 2.0 + 1.0, glyphSize,
                           glyphSize);
        paintStateGlyph(painter, glyph, state, palette.stateColor(state));
        rest.setLeft(rest.left() + glyphSize + air / 2);
        paintText(number);
    }
}

} // namespace heartline
