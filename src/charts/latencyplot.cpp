// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencyplot.h"

#include "charts/bandpainter.h"
#include "charts/timewindow.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

constexpr double lineWidth = 1.5;
constexpr double topMargin = 12.0; // half a value label
constexpr double legendGap = 6.0;
constexpr double bottomMargin = 4.0;
constexpr double labelGap = 8.0; // between a value label and the plot
constexpr int errorBandAlpha = 56;
constexpr double legendShade = 8.0; // thickness of the error band's sample
constexpr double markRadius = 3.0;
constexpr double markDistance = 10.0; // closer marks would run into one
constexpr double narrowestBand = 3.0;
constexpr double dotRadius = 1.8; // of a beat without neighbours
// What the axis shows while there is no beat to fit it to.
constexpr double emptyLowNs = 1e6;
constexpr double emptyHighNs = 100e6;
constexpr double belowThreshold = 10.0; // so far down a logarithmic axis without beats reaches
// A threshold far above all beats would press them flat against the axis.
constexpr double thresholdReach = 1.8;
constexpr double thresholdHeadroom = 1.1;

/// The part of the line from `from` to `to` that lies between two verticals.
QLineF clippedHorizontally(QPointF from, QPointF to, double left, double right)
{
    const double slope = to.x() > from.x() ? (to.y() - from.y()) / (to.x() - from.x()) : 0.0;
    if (from.x() < left)
        from = QPointF(left, from.y() + slope * (left - from.x()));
    if (to.x() > right)
        to = QPointF(right, to.y() - slope * (to.x() - right));
    return {from, to};
}

} // namespace

LatencyPlot::LatencyPlot(LatencyLines &lines, const TimeWindow &window, QGraphicsItem *parent)
    : QGraphicsItem(parent)
    , m_lines(lines)
    , m_window(window)
    , m_palette(ChartPalette::light())
{
    setAcceptedMouseButtons(Qt::NoButton);
}

void LatencyPlot::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
}

void LatencyPlot::setFont(const QFont &widgetFont)
{
    m_widgetFont = widgetFont;
    m_font = labelFont(widgetFont);
}

void LatencyPlot::arrange(const QSizeF &size, int left, int right)
{
    prepareGeometryChange();
    m_size = size;
    const auto width = static_cast<int>(size.width()) - left - right;
    std::vector<ChartLegend::Entry> entries;
    if (m_lines.bands())
        entries = BandPainter(m_palette).legend();
    for (std::size_t i = 0; i < m_lines.lines().size(); ++i) {
        const LatencySeries &series = m_lines.lines()[i].series;
        entries.push_back({series.isGap ? tr("%1 (gaps)").arg(series.name) : series.name,
                           m_palette.seriesPen(i, lineWidth)});
    }
    // The legend may use the margins: it stands below the labels.
    m_legend.arrange(std::move(entries), m_widgetFont, static_cast<int>(size.width()) - 24);
    const int legend = m_legend.height();
    const double below =
            TimeAxis::labelHeight(m_font) + bottomMargin + (legend > 0 ? legendGap + legend : 0.0);
    m_plot = QRectF(left, topMargin, std::max(1, width),
                    std::max(1.0, std::floor(size.height() - topMargin - below)));
}

int LatencyPlot::neededLeft() const
{
    double widest = 0.0;
    const QFontMetricsF metrics(m_font);
    for (const ValueScale::Tick &tick : m_scale.ticks())
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    return static_cast<int>(std::ceil(widest + labelGap)) + 6;
}

bool LatencyPlot::prepare(qreal devicePixelRatio)
{
    const QSize pixels = (m_plot.size() * devicePixelRatio).toSize();
    m_lines.decimate(m_window.fromUs(), m_window.toUs(), pixels.width());
    m_timeAxis.arrange(m_window, m_plot, m_font);
    const bool changed = fitScale();
    findErrorBands();
    if (m_errorBands.empty())
        m_legend.setRemark({});
    else
        m_legend.setRemark(ChartLegend::Entry{
                tr("error bound"), QPen(errorBandColor(m_errorBands.back()), legendShade)});
    if (m_output == Output::Raster) {
        if (m_image.size() != pixels) {
            m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
            m_mask = LineMask(pixels);
        }
        m_image.setDevicePixelRatio(devicePixelRatio);
        drawLines();
    }
    return changed;
}

bool LatencyPlot::fitScale()
{
    auto [low, high] = m_lines.visibleRange();
    if (high < 0)
        return fitEmptyScale();
    for (const qint64 threshold : m_lines.thresholds()) {
        if (static_cast<double>(threshold) <= thresholdReach * static_cast<double>(high)) {
            high = std::max(
                    high, static_cast<qint64>(thresholdHeadroom * static_cast<double>(threshold)));
        }
    }
    return m_scale.fit(static_cast<double>(low), static_cast<double>(high),
                       static_cast<int>(m_plot.height()));
}

bool LatencyPlot::fitEmptyScale()
{
    double low = emptyLowNs;
    double high = emptyHighNs;
    const std::vector<qint64> thresholds = m_lines.thresholds();
    if (!thresholds.empty()) {
        low = static_cast<double>(thresholds.front()) / belowThreshold;
        high = static_cast<double>(thresholds.back()) * thresholdHeadroom;
    }
    return m_scale.fit(low, high, static_cast<int>(m_plot.height()));
}

double LatencyPlot::xAt(qint64 utcUs) const
{
    return m_plot.left()
            + static_cast<double>(utcUs - m_window.fromUs()) * m_plot.width()
            / static_cast<double>(m_window.spanUs());
}

double LatencyPlot::yAt(double ns) const
{
    const double share = std::clamp(m_scale.position(ns), 0.0, 1.0);
    return m_plot.bottom() - share * m_plot.height();
}

QPen LatencyPlot::linePen(std::size_t index) const
{
    return m_palette.seriesPen(index, lineWidth);
}

QRectF LatencyPlot::boundingRect() const
{
    return {QPointF(0.0, 0.0), m_size};
}

void LatencyPlot::drawLines()
{
    m_image.fill(Qt::transparent);
    ColumnRaster raster(m_image.width());
    QPainter painter(&m_image);
    painter.translate(-m_plot.topLeft());
    painter.setClipRect(m_plot);
    drawErrorBands(raster); // all of them under all lines
    for (std::size_t i = m_lines.lines().size(); i-- > 0;) {
        if (m_lines.lines()[i].visible.isExact)
            drawSparse(i, painter);
        else
            drawDense(i, raster);
    }
}

void LatencyPlot::drawDense(std::size_t index, ColumnRaster &raster)
{
    const double ratio = m_image.devicePixelRatio();
    const auto deviceX = [&](qint64 us) { return (xAt(us) - m_plot.left()) * ratio; };
    const auto deviceY = [&](qint64 ns) {
        return (yAt(static_cast<double>(ns)) - m_plot.top()) * ratio;
    };
    raster.begin();
    const Decimated::Vertex *previous = nullptr;
    for (const Decimated::Vertex &vertex : m_lines.lines()[index].visible.vertices) {
        const double x = deviceX(vertex.firstUs);
        if (previous && vertex.joined) {
            raster.addSegment(deviceX(previous->lastUs), deviceY(previous->lastNs), x,
                              deviceY(vertex.firstNs));
        }
        raster.addSpan(static_cast<int>(std::floor(x)), deviceY(vertex.maximumNs),
                       deviceY(vertex.minimumNs));
        previous = &vertex;
    }
    const QPen pen = linePen(index);
    const auto pattern = pen.dashPattern();
    const double unit = lineWidth * ratio;
    const bool isDashed = pattern.size() >= 2;
    raster.paint(m_image, pen.color(), unit,
                 isDashed ? static_cast<int>(std::ceil(pattern[0] * unit)) : 0,
                 isDashed ? static_cast<int>(std::ceil(pattern[1] * unit)) : 0);
}

std::vector<QPolygonF> LatencyPlot::linePieces(std::size_t index) const
{
    std::vector<QPolygonF> runs;
    QPointF previous;
    for (const Decimated::Vertex &vertex : m_lines.lines()[index].visible.vertices) {
        const QPointF first(xAt(vertex.firstUs), yAt(static_cast<double>(vertex.firstNs)));
        if (!vertex.joined || runs.empty()) {
            runs.push_back({first});
        } else {
            QPolygonF &run = runs.back();
            const QLineF piece =
                    clippedHorizontally(previous, first, m_plot.left(), m_plot.right());
            if (run.last().x() < m_plot.left())
                run.last() = piece.p1();
            run.append(piece.p2());
        }
        previous = first;
        if (vertex.firstUs != vertex.lastUs) {
            const double middle = (first.x() + xAt(vertex.lastUs)) / 2.0;
            previous = QPointF(xAt(vertex.lastUs), yAt(static_cast<double>(vertex.lastNs)));
            runs.back().append(QPointF(middle, yAt(static_cast<double>(vertex.minimumNs))));
            runs.back().append(QPointF(middle, yAt(static_cast<double>(vertex.maximumNs))));
            runs.back().append(previous);
        }
    }
    return runs;
}

void LatencyPlot::drawSparse(std::size_t index, QPainter &painter)
{
    const double ratio = m_image.devicePixelRatio();
    const QPen pen = linePen(index);
    QList<double> dashes;
    for (const qreal length : pen.dashPattern())
        dashes.append(length * lineWidth * ratio);
    for (QPolygonF &run : linePieces(index)) {
        if (run.size() == 1) {
            paintDot(painter, run.first(), pen.color());
            continue;
        }
        for (QPointF &point : run)
            point = (point - m_plot.topLeft()) * ratio;
        m_mask.addPolyline(run, lineWidth * ratio, dashes);
    }
    m_mask.paint(m_image, pen.color());
}

void LatencyPlot::paintLine(QPainter &painter, std::size_t index) const
{
    const QPen pen = linePen(index);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const QPolygonF &run : linePieces(index)) {
        if (run.size() == 1) {
            paintDot(painter, run.first(), pen.color());
            continue;
        }
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(run);
    }
}

void LatencyPlot::paintDot(QPainter &painter, const QPointF &at, const QColor &color) const
{
    if (!m_plot.contains(at))
        return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(at, dotRadius, dotRadius);
}

QColor LatencyPlot::errorBandColor(std::size_t index) const
{
    QColor color = linePen(index).color();
    color.setAlpha(errorBandAlpha);
    return color;
}

ErrorBand LatencyPlot::errorBand(std::size_t index) const
{
    return {m_lines.lines()[index].visible.vertices,
            {[this](qint64 us) { return xAt(us); },
             [this](qint64 ns) { return yAt(static_cast<double>(ns)); }}};
}

void LatencyPlot::findErrorBands()
{
    m_errorBands.clear();
    // Percentile bands are shades already.
    if (m_lines.bands() || m_lines.lines().size() > ErrorBand::MaximumLines)
        return;
    for (std::size_t i = m_lines.lines().size(); i-- > 0;) {
        if (errorBand(i).isVisible())
            m_errorBands.push_back(i);
    }
}

void LatencyPlot::drawErrorBands(ColumnRaster &raster)
{
    const double ratio = m_image.devicePixelRatio();
    for (const std::size_t index : m_errorBands) {
        raster.begin();
        ErrorBand(
                m_lines.lines()[index].visible.vertices,
                {[&](qint64 us) { return (xAt(us) - m_plot.left()) * ratio; },
                 [&](qint64 ns) { return (yAt(static_cast<double>(ns)) - m_plot.top()) * ratio; }})
                .addTo(raster);
        raster.paint(m_image, errorBandColor(index), 0.0, 0, 0);
    }
}

void LatencyPlot::paintErrorBands(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    for (const std::size_t index : m_errorBands) {
        painter.setBrush(errorBandColor(index));
        for (const QPolygonF &area : errorBand(index).areas(m_plot.left(), m_plot.right()))
            painter.drawPolygon(area);
    }
}

void LatencyPlot::paint(QPainter *painter, const QStyleOptionGraphicsItem * /*option*/,
                        QWidget * /*widget*/)
{
    painter->save();
    if (!m_lines.bands())
        paintLossBands(*painter);
    m_timeAxis.paintGrid(*painter, m_palette);
    if (m_lines.bands())
        paintBands(*painter);
    if (m_scale.isLogarithmic())
        paintValueGrid(*painter);
    paintLines(*painter);
    if (!m_lines.bands())
        paintLossMarks(*painter);
    paintThresholds(*painter);
    paintNote(*painter);
    paintValueLabels(*painter);
    m_timeAxis.paintLabels(*painter, m_palette);
    m_legend.paint(*painter, QPointF(12.0, m_size.height() - bottomMargin - m_legend.height()),
                   m_palette);
    if (m_lines.isEmpty())
        paintPlaceholder(*painter);
    painter->restore();
}

void LatencyPlot::paintLines(QPainter &painter) const
{
    if (m_output == Output::Raster) {
        painter.drawImage(m_plot.topLeft(), m_image);
        return;
    }
    paintErrorBands(painter);
    for (std::size_t i = m_lines.lines().size(); i-- > 0;)
        paintLine(painter, i);
}

void LatencyPlot::paintLossBands(QPainter &painter) const
{
    double painted = m_plot.left(); // bands that touch must not add up to a darker one
    for (const Decimated::LossRun &run : m_lines.visibleLosses()) {
        const double from = xAt(run.fromUs);
        const double to = xAt(run.toUs);
        const double air = std::max(0.0, (narrowestBand - (to - from)) / 2.0);
        const double left = std::max(painted, std::floor(from - air));
        const double right = std::min(m_plot.right(), std::ceil(to + air));
        if (right <= left)
            continue;
        painter.fillRect(QRectF(left, m_plot.top(), right - left, m_plot.height()),
                         m_palette.lossBand);
        painted = right;
    }
}

void LatencyPlot::paintLossMarks(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(m_palette.lossMark, 1.4, Qt::SolidLine, Qt::RoundCap));
    std::vector<double> places;
    for (const LatencyLines::Line &line : m_lines.lines()) {
        for (const qint64 mark : line.visible.marks)
            places.push_back(xAt(mark));
    }
    std::sort(places.begin(), places.end());
    const double y = m_plot.top() + markRadius + 4.0;
    double last = m_plot.left() - markDistance;
    for (const double x : places) {
        if (x - last < markDistance)
            continue;
        last = x;
        painter.drawLine(QPointF(x - markRadius, y - markRadius),
                         QPointF(x + markRadius, y + markRadius));
        painter.drawLine(QPointF(x - markRadius, y + markRadius),
                         QPointF(x + markRadius, y - markRadius));
    }
}

void LatencyPlot::paintThresholds(QPainter &painter) const
{
    const QFontMetricsF metrics(m_font);
    double lastTop = m_plot.bottom() + metrics.height();
    for (const qint64 threshold : m_lines.thresholds()) {
        const auto ns = static_cast<double>(threshold);
        if (ns > m_scale.maximumNs() || ns < m_scale.minimumNs())
            continue;
        const double y = std::floor(yAt(ns)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        QPen pen(m_palette.late, 1.0);
        pen.setDashPattern({5.0, 4.0});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        const double top = y - metrics.height() - 1.0;
        if (top + metrics.height() > lastTop) // the words would touch those of the one below
            continue;
        lastTop = top;
        const QString words = tr("late above %1").arg(durationWithUnit(threshold));
        const QRectF rect(m_plot.left() + 6.0, top, metrics.horizontalAdvance(words) + 6.0,
                          metrics.height());
        // The line may be busy here; a ground of the panel keeps the words readable.
        QColor ground = m_palette.panel;
        ground.setAlphaF(0.8F);
        painter.fillRect(rect.adjusted(-3.0, 0.0, 0.0, 0.0), ground);
        painter.setFont(m_font);
        painter.setPen(m_palette.lateText());
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
    }
}

void LatencyPlot::paintValueGrid(QPainter &painter) const
{
    for (const ValueScale::Tick &tick : m_scale.ticks()) {
        painter.fillRect(QRectF(m_plot.left(), std::floor(yAt(tick.ns)), m_plot.width(), 1.0),
                         m_palette.grid);
    }
}

void LatencyPlot::paintValueLabels(QPainter &painter) const
{
    painter.setFont(m_font);
    painter.setPen(m_palette.secondaryText);
    const QFontMetricsF metrics(m_font);
    for (const ValueScale::Tick &tick : m_scale.ticks()) {
        const QRectF rect(0.0, yAt(tick.ns) - metrics.height() / 2.0, m_plot.left() - labelGap,
                          metrics.height());
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
    }
}

void LatencyPlot::paintBands(QPainter &painter) const
{
    BandPainter(m_palette).paint(
            painter, m_plot, m_lines.visibleSlices(), m_lines.bands()->sliceUs(),
            {[this](qint64 utcUs) { return xAt(utcUs); }, [this](double ns) { return yAt(ns); }});
}

void LatencyPlot::paintNote(QPainter &painter) const
{
    if (m_note.isEmpty())
        return;
    const QFontMetricsF metrics(m_font);
    const QString words = metrics.elidedText(m_note, Qt::ElideRight, m_plot.width() - 16.0);
    const QRectF rect(m_plot.left() + 6.0, m_plot.top() + 6.0,
                      metrics.horizontalAdvance(words) + 8.0, metrics.height() + 2.0);
    QColor ground = m_palette.panel;
    ground.setAlphaF(0.8F);
    painter.fillRect(rect, ground);
    painter.setFont(m_font);
    painter.setPen(m_palette.secondaryText);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, words);
}

void LatencyPlot::paintPlaceholder(QPainter &painter) const
{
    painter.setFont(m_widgetFont);
    painter.setPen(m_palette.secondaryText);
    const int flags = Qt::AlignCenter | Qt::TextWordWrap;
    const QRectF words = painter.boundingRect(m_plot, flags, m_placeholder);
    painter.fillRect(words.adjusted(-8.0, -4.0, 8.0, 4.0), m_palette.panel);
    painter.drawText(m_plot, flags, m_placeholder);
}

} // namespace heartline
