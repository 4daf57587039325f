// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timeaxis.h"

#include "charts/chartpalette.h"
#include "charts/timewindow.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

constexpr double labelShare = 0.92;
constexpr int labelGap = 6;

} // namespace

QFont labelFont(const QFont &widgetFont)
{
    QFont font = widgetFont;
    if (font.pixelSize() > 0)
        font.setPixelSize(
                std::max(9, static_cast<int>(std::lround(font.pixelSize() * labelShare))));
    else
        font.setPointSizeF(std::max(7.0, font.pointSizeF() * labelShare));
    return font;
}

void TimeAxis::arrange(const TimeWindow &window, const QRectF &plot, const QFont &font)
{
    m_plot = plot;
    m_font = font;
    m_fromUs = window.fromUs();
    m_spanUs = window.spanUs();
    const QFontMetricsF metrics(font);
    m_ticks =
            timeTicks(m_fromUs, m_fromUs + m_spanUs, static_cast<int>(plot.width()),
                      [&metrics](const QString &text) { return metrics.horizontalAdvance(text); });
}

void TimeAxis::paintGrid(QPainter &painter, const ChartPalette &palette) const
{
    for (const TimeTick &tick : m_ticks) {
        painter.fillRect(QRectF(std::floor(xAt(tick.timeUs)), m_plot.top(), 1.0, m_plot.height()),
                         tick.isDate ? palette.line : palette.grid);
    }
}

void TimeAxis::paintLabels(QPainter &painter, const ChartPalette &palette) const
{
    painter.setFont(m_font);
    const QFontMetricsF metrics(m_font);
    for (const TimeTick &tick : m_ticks) {
        const double width = std::ceil(metrics.horizontalAdvance(tick.label)) + 2.0;
        const QRectF rect(std::floor(xAt(tick.timeUs)) - std::floor(width / 2.0),
                          m_plot.bottom() + labelGap, width, std::ceil(metrics.height()));
        painter.setPen(tick.isDate ? palette.text : palette.secondaryText);
        painter.drawText(rect, Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine, tick.label);
    }
}

int TimeAxis::labelHeight(const QFont &font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).height())) + labelGap;
}

double TimeAxis::xAt(qint64 utcUs) const
{
    return m_plot.left()
            + static_cast<double>(utcUs - m_fromUs) * m_plot.width()
            / static_cast<double>(m_spanUs);
}

} // namespace heartline
