// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartlegend.h"
#include "charts/chartpalette.h"
#include "charts/columnraster.h"
#include "charts/errorband.h"
#include "charts/latencylines.h"
#include "charts/linemask.h"
#include "charts/timeaxis.h"
#include "charts/valuescale.h"

#include <QCoreApplication>
#include <QFont>
#include <QGraphicsItem>
#include <QImage>

namespace heartline {

class TimeWindow;

/// Paints the data of the latency chart inside of Qt Charts' plot area, and the labels around it.
/// GUI thread.
class LatencyPlot : public QGraphicsItem {
    Q_DECLARE_TR_FUNCTIONS(LatencyPlot)

public:
    /// How lines are painted.
    enum class Output {
        Raster, ///< Dense lines straight into an image.
        Vector, ///< Paths only, for SVG.
    };

    LatencyPlot(LatencyLines &lines, const TimeWindow &window, QGraphicsItem *parent);

    void setChartPalette(const ChartPalette &palette);
    void setFont(const QFont &widgetFont);
    void setPlaceholder(const QString &text) { m_placeholder = text; }
    /// Words in the plot's upper left corner; empty: none.
    void setNote(const QString &text) { m_note = text; }
    void setOutput(Output output) { m_output = output; }
    ValueScale &scale() { return m_scale; }
    const ValueScale &scale() const { return m_scale; }
    const QFont &font() const { return m_font; }

    /// Divides `size` among plot, labels and legend.
    void arrange(const QSizeF &size, int left, int right);
    const QRectF &plot() const { return m_plot; }
    /// The room that the value labels need.
    int neededLeft() const;

    /// Decimates the visible stretch and draws the lines for a device of this pixel ratio.
    /// True if the value axis has changed.
    bool prepare(qreal devicePixelRatio);

    /// Where a value stands, within the plot.
    double yAt(double ns) const;
    QPen linePen(std::size_t index) const;

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    double xAt(qint64 utcUs) const;
    bool fitScale();
    /// Fits the axis to the thresholds alone, or to the usual range.
    bool fitEmptyScale();
    void drawLines();
    void drawSparse(std::size_t index, QPainter &painter);
    void drawDense(std::size_t index, ColumnRaster &raster);
    void paintLines(QPainter &painter) const;
    /// The line as runs without a gap, within the plot's left and right edge.
    std::vector<QPolygonF> linePieces(std::size_t index) const;
    void paintLine(QPainter &painter, std::size_t index) const;
    void paintDot(QPainter &painter, const QPointF &at, const QColor &color) const;
    QColor errorBandColor(std::size_t index) const;
    ErrorBand errorBand(std::size_t index) const;
    void findErrorBands();
    void drawErrorBands(ColumnRaster &raster);
    void paintErrorBands(QPainter &painter) const;
    void paintLossBands(QPainter &painter) const;
    void paintLossMarks(QPainter &painter) const;
    void paintThresholds(QPainter &painter) const;
    void paintValueGrid(QPainter &painter) const;
    void paintValueLabels(QPainter &painter) const;
    void paintPlaceholder(QPainter &painter) const;
    void paintBands(QPainter &painter) const;
    void paintNote(QPainter &painter) const;

    LatencyLines &m_lines;
    const TimeWindow &m_window;
    ChartPalette m_palette;
    ValueScale m_scale;
    TimeAxis m_timeAxis;
    ChartLegend m_legend;
    std::vector<std::size_t> m_errorBands; ///< The lines that have a visible one, last first.
    QFont m_widgetFont;
    QFont m_font;
    QString m_placeholder;
    QString m_note;
    QImage m_image;
    LineMask m_mask{QSize()}; ///< As large as m_image.
    QSizeF m_size;
    QRectF m_plot;
    Output m_output = Output::Raster;
};

} // namespace heartline
