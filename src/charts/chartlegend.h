// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPen>
#include <QRectF>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace heartline {

struct ChartPalette;

/// The legend under a plot: a piece of line and a name for each series, in rows. Names are
/// untrusted: they are painted as plain text, which Qt Charts' own legend does not promise.
class ChartLegend {
public:
    static constexpr int MaximumRows = 2; ///< What does not fit is counted: "+3".

    struct Entry {
        QString name;
        QPen pen; ///< Thick ones are painted thick: shades.
    };

    /// Arranges the entries within `width` pixels.
    void arrange(std::vector<Entry> entries, const QFont &font, int width);
    /// Something to be said behind the entries, if the last row has room for it; it may come and
    /// go without anything being arranged anew.
    void setRemark(std::optional<Entry> remark) { m_remark = std::move(remark); }
    int height() const;
    void paint(QPainter &painter, const QPointF &topLeft, const ChartPalette &palette) const;

private:
    struct Placed {
        QRectF rect;
        QString text; ///< Elided.
        QPen pen;
    };

    static void paintEntry(QPainter &painter, const QRectF &rect, const QString &text,
                           const QPen &pen, const ChartPalette &palette);

    QFont m_font;
    std::vector<Placed> m_placed;
    std::optional<Entry> m_remark;
    int m_width = 0;
    int m_rows = 0;
    int m_rowHeight = 0;
};

} // namespace heartline
