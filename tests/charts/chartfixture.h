// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpoint.h"
#include "charts/plotmargins.h"
#include "charts/timewindow.h"

#include <QColor>
#include <QCoreApplication>
#include <QImage>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <vector>

namespace heartline {

/// The shared objects of a chart under test, with a clock that stands still.
struct ChartFixture {
    static constexpr qint64 Now = 1'770'000'000'000'000;

    TimeWindow window;
    PlotMargins margins;

    ChartFixture()
    {
        window.setClock([] { return Now; });
        window.setSpan(100 * TimeWindow::SecondUs);
    }
};

inline ConnectionId idOf(int index)
{
    return {static_cast<uint>(index + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
}

/// One beat a second up to ChartFixture::Now, all with this value.
inline std::vector<ChartPoint> steadyPoints(qint64 count, qint64 valueNs)
{
    std::vector<ChartPoint> points;
    for (qint64 i = count; i-- > 0;)
        points.push_back({ChartFixture::Now - i * TimeWindow::SecondUs, valueNs, 50'000,
                          BeatOutcome::Ok, 1});
    return points;
}

inline void sendWheel(QWidget *widget, QPoint position, int angle,
                      Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(position, widget->mapToGlobal(QPointF(position)), QPoint(), QPoint(0, angle),
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

/// Qt Test's own moves the pointer of the platform, which not every platform has.
inline void sendMouseMove(QWidget *widget, QPoint position, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, position, widget->mapToGlobal(QPointF(position)),
                      Qt::NoButton, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

/// How many pixels of `rect` are as good as `color`.
inline int countColor(const QImage &image, QRect rect, const QColor &color)
{
    constexpr int tolerance = 40;
    int count = 0;
    rect &= image.rect();
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int distance = std::abs(pixel.red() - color.red())
                    + std::abs(pixel.green() - color.green())
                    + std::abs(pixel.blue() - color.blue());
            count += distance <= tolerance ? 1 : 0;
        }
    }
    return count;
}

} // namespace heartline
