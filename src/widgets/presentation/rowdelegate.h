// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/connectionstate.h"

#include <QStyledItemDelegate>

namespace heartline {

/// One line of every table of the window: its height, the thin line under it, selection without a
/// frame, text as plain text. GUI thread.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int RowHeight = 25;
    static constexpr int Padding = 6;
    static constexpr int GlyphSize = 10;

    explicit RowDelegate(QObject *parent = nullptr);

    void setChartPalette(const ChartPalette &palette);
    const ChartPalette &palette() const { return m_palette; }
    /// Where names stand: what is too long loses its middle, as names differ at their ends.
    void setNameColumn(int column) { m_nameColumn = column; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    /// What stands on the background; the rectangle is without padding.
    virtual void paintContent(QPainter &painter, const QRect &rect,
                              const QStyleOptionViewItem &option, const QModelIndex &index) const;

    void paintText(QPainter &painter, const QRect &rect, const QString &text, const QColor &color,
                   Qt::Alignment alignment, Qt::TextElideMode elide = Qt::ElideRight) const;
    /// The width of a rectangle that paintText() needs to show all of the text.
    static int textWidth(const QPainter &painter, const QString &text);
    /// Glyph and word in the state's colour; returns where they end.
    int paintState(QPainter &painter, const QRect &rect, ConnectionState state,
                   const QColor &background) const;
    QColor background(const QStyleOptionViewItem &option) const;

private:
    ChartPalette m_palette;
    int m_nameColumn = -1;
};

} // namespace heartline
