// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <optional>
#include <utility>

class QKeyEvent;
class QMouseEvent;
class QRectF;
class QWheelEvent;

namespace heartline {

class TimeWindow;

/// Turns wheel, mouse and keys on a plot into moves of the shared time window, the same in every
/// chart. Coordinates are those of the widget that gets the events. GUI thread.
class TimeNavigator {
public:
    using NextMoment = std::function<std::optional<qint64>(qint64 utcUs, int direction)>;

    explicit TimeNavigator(TimeWindow *window);

    /// Where the plot lies.
    void setPlot(int left, int width);
    int left() const { return m_left; }
    int width() const { return m_width; }

    double xAt(qint64 utcUs) const;
    qint64 timeAt(double x) const;

    /// Each returns true if the event was made use of.
    bool wheel(const QWheelEvent &event);
    bool press(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    /// Drags, and moves the crosshair along while the mouse is within `plot`. Here true means that
    /// the range that is being drawn is to be painted anew.
    bool move(const QMouseEvent &event, const QRectF &plot);
    /// `next` tells where the crosshair goes from a moment, later (1) or earlier (-1).
    bool key(const QKeyEvent &event, const NextMoment &next);

    /// The range that is being drawn with Ctrl, left to right, in pixels.
    std::optional<std::pair<double, double>> band() const;

private:
    enum class Drag { None, Pan, Band };

    void drag(double x);
    void step(int direction, const NextMoment &next);

    TimeWindow *m_window;
    int m_left = 0;
    int m_width = 1;
    Drag m_drag = Drag::None;
    double m_pressX = 0.0;
    double m_currentX = 0.0;
    qint64 m_pressToUs = 0;
};

} // namespace heartline
