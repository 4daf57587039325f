// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/chartpoint.h"
#include "charts/latencybands.h"
#include "core/error.h"

#include <QChartView>
#include <QImage>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace heartline {

class PlotMargins;
class TimeWindow;

/// Round trips over time, a line for each connection. GUI thread.
///
/// Qt Charts gives the frame (plot area, value axis, grid); the lines are painted by an item of our
/// own, decimated to the pixel columns, since Qt's series take microseconds a point.
///
/// Wheel: zoom; drag, Shift+wheel: pan; Ctrl+drag: zoom into a range; double click: fit. Keys: + -
/// zoom, left and right move the crosshair (with Ctrl: pan), Home fit, End live, Space pause,
/// Escape removes the crosshair.
class LatencyChart : public QChartView {
    Q_OBJECT

public:
    /// More series are not drawn; nobody can tell them apart.
    static constexpr std::size_t MaximumSeries = 40;
    /// Points kept over all series; each has an equal share, the oldest are dropped.
    static constexpr std::size_t MaximumPoints = 4'000'000;
    /// Points kept of one series: a week of a beat a second.
    static constexpr std::size_t MaximumPointsOfOne = 604'800;

    /// What the crosshair tells of one series.
    struct Reading {
        ConnectionId id;
        std::optional<ChartPoint> point; ///< The nearest beat; absent if none is near.
    };

    /// `window` and `margins` are shared with the other charts and must outlive the use of this
    /// one.
    LatencyChart(TimeWindow *window, PlotMargins *margins, QWidget *parent = nullptr);
    ~LatencyChart() override;

    void setChartPalette(const ChartPalette &palette);
    /// What is drawn, in this order of colours. Points of series that stay are kept.
    void setSeries(std::vector<LatencySeries> series);
    /// Replaces the points of a series; ascending in time. Unknown ids are ignored.
    void setPoints(const ConnectionId &id, std::span<const ChartPoint> points);
    /// Adds newer points; one that is older than the last is inserted where it belongs.
    void append(const ConnectionId &id, std::span<const ChartPoint> points);
    /// Percentiles of many connections behind the lines, with words that say so; none: lines alone.
    void setBands(std::optional<LatencyBands> bands, const QString &note = {});
    /// To be added to; null without bands. Call bandsChanged() afterwards.
    LatencyBands *bands();
    void bandsChanged();
    /// Removes all series and points.
    void clear();
    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const;
    /// The words shown while there is no series.
    void setPlaceholder(const QString &text);

    /// Shows all points of all series.
    void fit();
    /// What the crosshair would tell at this moment.
    std::vector<Reading> readingsAt(qint64 utcUs) const;
    /// "µs", "ms" or "s": the unit of the value axis.
    QString unit() const;
    /// The plot's rectangle, in this widget's coordinates.
    QRect plotRect() const;

    /// The chart as it stands, without the crosshair.
    QImage toImage(QSize size, qreal devicePixelRatio);
    /// By the suffix of `path`: .svg or, anything else, PNG. Twice the resolution for PNG.
    Result<void> save(const QString &path);
    void copyToClipboard();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void unitChanged(const QString &unit);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace heartline
