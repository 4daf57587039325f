// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timeticks.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace heartline {

struct ChartPalette;
class TimeWindow;

/// The time axis as every chart paints it: quiet lines at round local times and labels below.
/// Qt Charts' QDateTimeAxis cuts its range in equal parts instead, which never are round.
class TimeAxis {
public:
    /// Computes the ticks for a plot.
    void arrange(const TimeWindow &window, const QRectF &plot, const QFont &font);
    void paintGrid(QPainter &painter, const ChartPalette &palette) const;
    /// Labels are painted below the plot.
    void paintLabels(QPainter &painter, const ChartPalette &palette) const;
    static int labelHeight(const QFont &font);

private:
    double xAt(qint64 utcUs) const;

    std::vector<TimeTick> m_ticks;
    QRectF m_plot;
    QFont m_font;
    qint64 m_fromUs = 0;
    qint64 m_spanUs = 1;
};

/// The font of axis labels, legend and crosshair: a little smaller than the widget's.
QFont labelFont(const QFont &widgetFont);

} // namespace heartline
