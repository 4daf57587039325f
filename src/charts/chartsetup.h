// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/plotmargins.h"
#include "charts/timewindow.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>

namespace heartline {

// What charts of different kinds do at their beginning and their end. GUI thread.

/// Takes away what Qt Charts draws around a plot; labels and legends are our own.
inline void stripChart(QChart &chart)
{
    chart.setMargins({});
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.setBackgroundRoundness(0.0);
    chart.setBackgroundPen(Qt::NoPen);
    chart.legend()->hide();
    chart.setAnimationOptions(QChart::NoAnimation);
}

/// Nothing may call back into a chart that is half gone. A parent may have deleted the shared
/// objects before: null.
inline void leaveShared(const QObject *chart, TimeWindow *window, PlotMargins *margins)
{
    if (window) {
        window->disconnect(chart);
        window->setViewer(chart, 0);
    }
    if (margins) {
        margins->disconnect(chart);
        margins->setNeed(chart, 0);
    }
}

} // namespace heartline
