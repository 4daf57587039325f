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
constexpr double sampleGap = 6.0;
constexpr double entryGap = 16.0;
constexpr double widestName = 200.0;

} // namespace

void ChartLegend::arrange(std::vector<Entry> entries, const QFont &font, int width)
{
    m_font = font;
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
    for (const Placed &entry : m_placed) {
        const QRectF rect = entry.rect.translated(topLeft);
        QRectF textRect = rect;
        if (entry.pen.style() != Qt::NoPen) {
            QPen pen = entry.pen;
            pen.setWidthF(2.0);
            painter.setPen(pen);
            const double y = std::round(rect.center().y());
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.left() + sampleWidth, y));
            textRect.setLeft(rect.left() + sampleWidth + sampleGap);
        }
        painter.setPen(entry.pen.style() != Qt::NoPen ? palette.text : palette.secondaryText);
        painter.drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         entry.text);
    }
    painter.restore();
}

} // namespace heartline
