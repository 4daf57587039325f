// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/chartpoint.h"
#include "charts/stateshares.h"

#include <QAbstractScrollArea>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace heartline {

class PlotMargins;
class TimeWindow;

/// The states of the selected connections over time, a lane for each, on the time axis of the
/// latency chart. GUI thread. Mouse and keys as in LatencyChart; up and down scroll.
class StateTimeline : public QAbstractScrollArea {
    Q_OBJECT

public:
    static constexpr int LaneHeight = 34;
    static constexpr int BarHeight = 24;
    static constexpr int SharesHeight = 2 * LaneHeight; ///< Of the lane for many connections.
    /// Spans kept a lane; the oldest are dropped.
    static constexpr std::size_t MaximumSpans = 20'000;
    static constexpr std::size_t MaximumLanes = 40;

    using StateWord = std::function<QString(ConnectionState)>;

    /// `window` and `margins` are shared with the other charts and must outlive the use of this
    /// one.
    StateTimeline(TimeWindow *window, PlotMargins *margins, QWidget *parent = nullptr);
    ~StateTimeline() override;

    void setChartPalette(const ChartPalette &palette);
    /// Translates states; the stable English spelling unless set.
    void setStateWord(StateWord word);
    /// The lanes from top to bottom. Spans of lanes that stay are kept.
    void setLanes(std::vector<StateLane> lanes);
    /// Replaces the spans of a lane; ascending in time, not overlapping.
    void setSpans(const ConnectionId &id, std::vector<StateSpan> spans);
    /// Ends the lane's open span at the new one's beginning and adds it.
    void appendSpan(const ConnectionId &id, const StateSpan &span);
    /// A lane above the others with the states of many connections, and its name; none: no such
    /// lane.
    void setShares(std::optional<StateShares> shares, const QString &name = {});
    /// To be added to; null without that lane. Call sharesChanged() afterwards.
    StateShares *shares();
    void sharesChanged();
    void clear();
    /// The words shown while there is no lane.
    void setPlaceholder(const QString &text);

    /// The plot's rectangle, in this widget's coordinates.
    QRect plotRect() const;
    /// The span under a point of this widget, and its lane.
    std::optional<StateSpan> spanAt(QPoint position) const;
    /// State, cause and duration in plain text; empty where there is nothing.
    QString toolTipAt(QPoint position) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
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
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace heartline
