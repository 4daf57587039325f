// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionsdelegate.h"

#include "charts/sparkline.h"
#include "charts/stateglyph.h"
#include "models/connectionsmodel.h"
#include "widgets/connections/connectionspresentation.h"
#include "widgets/presentation/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace heartline {

void ConnectionsDelegate::paintContent(QPainter &painter, const QRect &rect,
                                       const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const auto *snapshot =
            index.data(ConnectionsModel::SnapshotRole).value<const ConnectionSnapshot *>();
    if (!snapshot)
        return;
    switch (index.column()) {
    case ConnectionsModel::StateColumn:
        paintState(painter, rect.adjusted(index.parent().isValid() ? MemberIndent : 0, 0, 0, 0),
                   snapshot->status.state, background(option));
        return;
    case ConnectionsModel::RecentColumn: {
        constexpr int margin = 3;
        paintSparkline(painter, rect.adjusted(0, margin, 0, -margin), snapshot->recent, palette());
        return;
    }
    case ConnectionsModel::NameColumn:
        paintText(painter, rect, option.text,
                  snapshot->enabled ? palette().text : palette().secondaryText,
                  option.displayAlignment, Qt::ElideMiddle);
        return;
    case ConnectionsModel::LastColumn: {
        const bool isNumber = isOpen(snapshot->status.state) && snapshot->figures.lastNs;
        paintText(painter, rect, option.text, isNumber ? palette().text : palette().secondaryText,
                  option.displayAlignment);
        return;
    }
    default:
        RowDelegate::paintContent(painter, rect, option, index);
    }
}

void ConnectionsDelegate::paintGroup(QPainter &painter, const QRect &rect,
                                     const QStyleOptionViewItem &option, const QModelIndex &index,
                                     bool expanded) const
{
    painter.save();
    const bool isSelected = option.state & QStyle::State_Selected;
    painter.fillRect(rect, isSelected ? palette().selection : palette().window);
    painter.setPen(palette().grid);
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(palette().accent);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
    constexpr double arrow = 7.0;
    const QPointF center(rect.left() + Padding + arrow / 2.0, rect.center().y() + 0.5);
    QPainterPath path;
    if (expanded)
        path.addPolygon(QPolygonF({{-arrow / 2, -2}, {arrow / 2, -2}, {0, 3}}));
    else
        path.addPolygon(QPolygonF({{-2, -arrow / 2}, {3, 0}, {-2, arrow / 2}}));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path.translated(center), palette().secondaryText);

    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QRect text = rect.adjusted(2 * Padding + static_cast<int>(arrow), 0, -Padding, 0);
    const QString name = index.data().toString();
    paintText(painter, text, name, mixed(palette().text, palette().secondaryText, 0.35),
              Qt::AlignVCenter | Qt::AlignLeft, Qt::ElideMiddle);
    const int width = textWidth(painter, name);
    painter.setFont(option.font);
    paintText(painter, text.adjusted(width + Padding, 0, 0, 0),
              index.data(ConnectionsPresentation::GroupCountRole).toString(),
              palette().secondaryText, Qt::AlignVCenter | Qt::AlignLeft);
    painter.restore();
}

void ConnectionsDelegate::paintGroupEnd(QPainter &painter, const QRect &row) const
{
    painter.fillRect(QRect(row.left(), row.top() - 1, row.width(), 2), palette().line);
}

} // namespace heartline
