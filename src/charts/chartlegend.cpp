// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "charts/chartpalette.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double sampleWidth = 16.0;
constexpr double thinnestSample = 2.0;
constexpr double sampleGap = 6.0;
constexpr double entryGap = 16.0;
constexpr double widestName = 200.0;

} // namespace

void ChartLegend::arrange(std::vector<Entry> entries, const QFont &font, int width)
{
    m_font = font;
    m_width = width;
    m_placed.clear();
    m_rows = 0;
    const QFontMetricsF metrics(font);
    m_rowHeight = static_cast<int>(std::ceil(metrics.height())) + 4;
    // Room for the count of what does not fit is kept free in the last row.
    const double countWidth = metrics.horizontalAdvance(u"+000"_s);
    double x = 0.0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QString text =
                metrics.elidedText(entries[i].name.simplified(), Qt::ElideMiddle, widestName);
        const double needed = sampleWidth + sampleGap + std::ceil(metrics.horizontalAdvance(text));
        if (m_rows == 0)
            m_rows = 1;
        const bool isLastEntry = i + 1 == entries.size();
        const auto room = [&] {
            return m_rows == MaximumRows && !isLastEntry ? width - countWidth : double(width);
        };
        if (x > 0.0 && x + needed > room() && m_rows < MaximumRows) {
            ++m_rows;
            x = 0.0;
        }
        const double y = (m_rows - 1) * m_rowHeight;
        if (x > 0.0 && x + needed > room()) {
            m_placed.push_back({QRectF(x, y, countWidth, m_rowHeight),
                                u"+%1"_s.arg(entries.size() - i), QPen(Qt::NoPen)});
            return;
        }
        m_placed.push_back({QRectF(x, y, needed, m_rowHeight), text, std::move(entries[i].pen)});
        x += needed + entryGap;
    }
}

int ChartLegend::height() const
{
    return m_rows * m_rowHeight;
}

void ChartLegend::paint(QPainter &painter, const QPointF &topLeft,
                        const ChartPalette &palette) const
{
    painter.save();
    painter.setFont(m_font);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Placed &entry : m_placed)
        paintEntry(painter, entry.rect.translated(topLeft), entry.text, entry.pen, palette);
    if (m_remark && !m_placed.empty()) {
        const QRectF &last = m_placed.back().rect;
        const double needed = sampleWidth + sampleGap
                + std::ceil(QFontMetricsF(m_font).horizontalAdvance(m_remark->name));
        const QRectF rect(last.right() + entryGap, last.top(), needed, m_rowHeight);
        if (rect.right() <= m_width)
            paintEntry(painter, rect.translated(topLeft), m_remark->name, m_remark->pen, palette);
    }
    painter.restore();
}

void ChartLegend::paintEntry(QPainter &painter, const QRectF &rect, const QString &text,
                             const QPen &pen, const ChartPalette &palette)
{
    QRectF textRect = rect;
    if (pen.style() != Qt::NoPen) {
        QPen sample = pen;
        sample.setWidthF(std::max(thinnestSample, pen.widthF()));
        sample.setCapStyle(Qt::FlatCap);
        painter.setPen(sample);
        const double y = std::round(rect.center().y());
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.left() + sampleWidth, y));
        textRect.setLeft(rect.left() + sampleWidth + sampleGap);
    }
    painter.setPen(pen.style() != Qt::NoPen ? palette.text : palette.secondaryText);
    painter.drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

} // namespace heartline
