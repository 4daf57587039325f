// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/crosshair.h"

#include "charts/chartpalette.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double padding = 8.0;
constexpr double sample = 8.0;
constexpr double gap = 6.0;
constexpr double columnGap = 18.0;
constexpr double widestName = 220.0;
constexpr double distance = 10.0; // between the line and the box
constexpr double dotRadius = 3.0;

struct BoxLayout {
    double nameWidth = 0.0;
    double valueWidth = 0.0;
    double rowHeight = 0.0;
    QSizeF size;
};

BoxLayout layoutBox(const QString &title, const std::vector<CrosshairRow> &rows,
                    const QFontMetricsF &metrics)
{
    BoxLayout layout;
    for (const CrosshairRow &row : rows) {
        layout.nameWidth = std::max(
                layout.nameWidth, std::min(widestName, metrics.horizontalAdvance(row.name) + 1.0));
        layout.valueWidth = std::max(layout.valueWidth, metrics.horizontalAdvance(row.value) + 1.0);
    }
    layout.rowHeight = std::ceil(metrics.height()) + 1.0;
    const double rowWidth =
            rows.empty() ? 0.0 : sample + gap + layout.nameWidth + columnGap + layout.valueWidth;
    layout.size =
            QSizeF(std::ceil(std::max(metrics.horizontalAdvance(title), rowWidth)) + 2.0 * padding,
                   layout.rowHeight * static_cast<double>(rows.size() + 1) + 2.0 * padding - 2.0);
    return layout;
}

/// Where the box hides the fewest of the lines that pass the crosshair.
double boxTop(const QRectF &plot, double height, const std::vector<CrosshairRow> &rows)
{
    constexpr double margin = 4.0;
    const double lowest = plot.bottom() - margin - height;
    double best = plot.top();
    std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
    for (const double wanted : {plot.top() + 0.2 * plot.height(), plot.top() + margin, lowest,
                                lowest - 0.2 * plot.height()}) {
        const double top = std::max(plot.top(), std::min(wanted, lowest));
        const auto hidden = std::ranges::count_if(rows, [&](const CrosshairRow &row) {
            return row.y && *row.y > top - dotRadius && *row.y < top + height + dotRadius;
        });
        if (hidden < fewest) {
            fewest = hidden;
            best = top;
        }
    }
    return best;
}

void paintBox(QPainter &painter, const QRectF &box, const BoxLayout &layout, const QString &title,
              const std::vector<CrosshairRow> &rows, const ChartPalette &palette)
{
    QColor ground = palette.panel;
    ground.setAlphaF(0.97F);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(palette.line, 1.0));
    painter.setBrush(ground);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0);

    const QFontMetricsF metrics(painter.font());
    QRectF line(box.left() + padding, box.top() + padding - 2.0, box.width() - 2.0 * padding,
                layout.rowHeight);
    painter.setPen(palette.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    for (const CrosshairRow &row : rows) {
        line.translate(0.0, layout.rowHeight);
        if (row.pen.style() != Qt::NoPen) {
            painter.fillRect(QRectF(line.left(), std::round(line.center().y()) - 1.0, sample, 3.0),
                             row.pen.color());
        }
        const QRectF name(line.left() + sample + gap, line.top(), layout.nameWidth, line.height());
        painter.setPen(palette.secondaryText);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(row.name, Qt::ElideMiddle, layout.nameWidth));
        painter.setPen(palette.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.value);
    }
}

} // namespace

void paintCrosshairLine(QPainter &painter, const QRectF &plot, double x,
                        const ChartPalette &palette)
{
    if (x < plot.left() || x > plot.right())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(std::floor(x), plot.top(), 1.0, plot.height()), palette.secondaryText);
    painter.restore();
}

void paintCrosshair(QPainter &painter, const QRectF &plot, double x, const QString &title,
                    const std::vector<CrosshairRow> &rows, const QFont &font,
                    const ChartPalette &palette)
{
    if (x < plot.left() || x > plot.right())
        return;
    paintCrosshairLine(painter, plot, x, palette);
    painter.save();
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const CrosshairRow &row : rows) {
        if (!row.y || *row.y < plot.top() || *row.y > plot.bottom())
            continue;
        painter.setPen(QPen(palette.panel, 1.0));
        painter.setBrush(row.pen.color());
        painter.drawEllipse(QPointF(std::floor(x) + 0.5, *row.y), dotRadius, dotRadius);
    }

    std::vector<CrosshairRow> shown = rows;
    if (shown.size() > MaximumCrosshairRows) {
        const std::size_t more = shown.size() - MaximumCrosshairRows + 1;
        shown.resize(MaximumCrosshairRows - 1);
        shown.push_back({QPen(Qt::NoPen), u"+%1"_s.arg(more), {}, {}});
    }
    for (CrosshairRow &row : shown)
        row.name = row.name.simplified();
    const BoxLayout layout = layoutBox(title, shown, QFontMetricsF(font));
    double left = std::floor(x) + distance;
    if (left + layout.size.width() > plot.right())
        left = std::floor(x) - distance - layout.size.width();
    left = std::max(left, plot.left());
    const double top = boxTop(plot, layout.size.height(), rows);
    paintBox(painter, QRectF(QPointF(left, std::floor(top)), layout.size), layout, title, shown,
             palette);
    painter.restore();
}

void paintRangeBand(QPainter &painter, const QRectF &plot, double left, double right,
                    const ChartPalette &palette)
{
    QColor fill = palette.accent;
    fill.setAlphaF(0.15F);
    const QRectF band(left, plot.top(), right - left, plot.height());
    painter.fillRect(band, fill);
    painter.fillRect(QRectF(band.left(), band.top(), 1.0, band.height()), palette.accent);
    painter.fillRect(QRectF(band.right() - 1.0, band.top(), 1.0, band.height()), palette.accent);
}

void paintFocusFrame(QPainter &painter, const QRectF &rect, const ChartPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(palette.accent, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0);
    painter.restore();
}

} // namespace heartline
