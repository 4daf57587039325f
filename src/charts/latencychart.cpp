// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencychart.h"

#include "charts/bandpainter.h"
#include "charts/chartexport.h"
#include "charts/chartsetup.h"
#include "charts/crosshair.h"
#include "charts/latencyplot.h"
#include "charts/plotmargins.h"
#include "charts/timenavigator.h"
#include "charts/timewindow.h"

#include <QChart>
#include <QElapsedTimer>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QTimer>
#include <QValueAxis>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shortestFrameMs = 16; // 60 frames a second
constexpr int shortestBandFrameMs = 100; // thousands of beats hardly move a percentile
constexpr int longestDelayMs = 1000; // of new points on a range where they hardly move a pixel
constexpr double plotZ = 100.0; // above everything that Qt Charts paints
constexpr double readingReach = 12.0; // pixels from the crosshair to a beat without a line

} // namespace

class LatencyChart::Private {
public:
    Private(LatencyChart *chart, TimeWindow *timeWindow, PlotMargins *plotMargins)
        : q(chart)
        , window(timeWindow)
        , margins(plotMargins)
        , lines(MaximumSeries, MaximumPoints, MaximumPointsOfOne)
        , navigator(timeWindow)
    {
    }

    void setUpChart();
    void applyPalette();
    void arrange(const QSizeF &size);
    /// Brings everything up to date for the visible widget.
    void refresh();
    /// Schedules refresh(), so that frames are at least `leastMs` apart.
    void invalidate(int leastMs = shortestFrameMs);
    int dataDelayMs() const;
    /// Now, not with the next event: Qt's grid must not lag a frame behind the data.
    void layOutGrid();
    bool prepare(qreal ratio);
    void render(QPainter &painter, const QSize &size, qreal ratio, LatencyPlot::Output output);
    QString valueText(const ChartPoint &point) const;
    std::vector<CrosshairRow> crosshairRows(qint64 utcUs) const;

    LatencyChart *q;
    QPointer<TimeWindow> window;
    QPointer<PlotMargins> margins;
    LatencyLines lines;
    TimeNavigator navigator;
    LatencyPlot *plot = nullptr; ///< Owned by the chart.
    QValueAxis *valueAxis = nullptr; ///< As plot.
    ChartPalette palette = ChartPalette::light();
    QTimer frameTimer;
    QElapsedTimer sinceFrame;
    QString lastUnit;
};

void LatencyChart::Private::setUpChart()
{
    QChart *const chart = q->chart();
    stripChart(*chart);

    valueAxis = new QValueAxis;
    valueAxis->setTickType(QValueAxis::TicksDynamic);
    valueAxis->setTickAnchor(0.0);
    valueAxis->setTickInterval(1.0);
    valueAxis->setLabelsVisible(false); // painted by the plot, which knows the unit
    valueAxis->setLineVisible(false);
    chart->addAxis(valueAxis, Qt::AlignLeft);
    plot = new LatencyPlot(lines, *window, chart);
    plot->setZValue(plotZ);
    plot->setFont(q->font());
}

void LatencyChart::Private::applyPalette()
{
    q->setBackgroundBrush(palette.panel);
    q->chart()->setBackgroundBrush(palette.panel);
    valueAxis->setGridLinePen(QPen(palette.grid, 1.0));
    plot->setChartPalette(palette);
}

void LatencyChart::Private::arrange(const QSizeF &size)
{
    plot->arrange(size, margins->left(), margins->right());
    q->chart()->setPlotArea(plot->plot());
    layOutGrid();
    navigator.setPlot(static_cast<int>(plot->plot().left()),
                      static_cast<int>(plot->plot().width()));
}

void LatencyChart::Private::layOutGrid()
{
    q->chart()->layout()->invalidate();
    q->chart()->layout()->activate();
}

bool LatencyChart::Private::prepare(qreal ratio)
{
    const bool changed = plot->prepare(ratio);
    const ValueScale &scale = plot->scale();
    // The plot paints the lines of a logarithmic axis: Qt's are at whole decades only.
    valueAxis->setGridLineVisible(!scale.isLogarithmic());
    if (!scale.isLogarithmic()
        && (valueAxis->max() != scale.maximumNs() || valueAxis->tickInterval() != scale.stepNs())) {
        // The interval first where it grows: the axis must never hold thousands of lines between.
        if (scale.stepNs() > valueAxis->tickInterval())
            valueAxis->setTickInterval(scale.stepNs());
        valueAxis->setRange(0.0, scale.maximumNs());
        valueAxis->setTickInterval(scale.stepNs());
        layOutGrid();
    }
    return changed;
}

void LatencyChart::Private::refresh()
{
    frameTimer.stop();
    sinceFrame.start();
    prepare(q->devicePixelRatioF());
    margins->setNeed(q, plot->neededLeft()); // may arrange and refresh again, once
    const QString unit = q->unit();
    if (unit != lastUnit) {
        lastUnit = unit;
        Q_EMIT q->unitChanged(unit);
    }
    plot->update();
}

void LatencyChart::Private::invalidate(int leastMs)
{
    if (!q->isVisible())
        return; // showEvent() will see to it
    const int passed = sinceFrame.isValid()
            ? static_cast<int>(std::min<qint64>(sinceFrame.elapsed(), longestDelayMs))
            : longestDelayMs;
    const int wait = std::max(0, leastMs - passed);
    if (!frameTimer.isActive() || frameTimer.remainingTime() > wait)
        frameTimer.start(wait);
}

int LatencyChart::Private::dataDelayMs() const
{
    return static_cast<int>(std::clamp<qint64>(window->pixelUs() / 1000, qint64(shortestFrameMs),
                                               qint64(longestDelayMs)));
}

void LatencyChart::Private::render(QPainter &painter, const QSize &size, qreal ratio,
                                   LatencyPlot::Output output)
{
    const QSizeF before = q->chart()->size();
    const QRectF sceneBefore = q->sceneRect();
    plot->setOutput(output);
    q->chart()->resize(size);
    arrange(size);
    prepare(ratio);
    margins->setNeed(q, plot->neededLeft());
    arrange(size);
    prepare(ratio);
    q->scene()->render(&painter, QRectF(QPointF(), size), QRectF(QPointF(), size));
    plot->setOutput(LatencyPlot::Output::Raster);
    q->chart()->resize(before);
    q->setSceneRect(sceneBefore);
    arrange(before);
    refresh();
}

QString LatencyChart::Private::valueText(const ChartPoint &point) const
{
    switch (point.outcome) {
    case BeatOutcome::Missed:
        return tr("missed");
    case BeatOutcome::Unsent:
        return tr("not sent");
    case BeatOutcome::Coalesced:
        if (point.valueNs < 0)
            return tr("coalesced");
        break;
    case BeatOutcome::Ok:
    case BeatOutcome::Late:
        break;
    }
    if (point.valueNs < 0)
        return u"–"_s;
    // Single values stay in milliseconds where the axis has gone to seconds: more digits.
    const DurationUnit unit = plot->scale().unit() == DurationUnit::Microseconds
            ? DurationUnit::Microseconds
            : DurationUnit::Milliseconds;
    QString text = durationText(point.valueNs, unit);
    if (point.errorNs > 0)
        text += u" −"_s + errorBoundText(point.errorNs, unit);
    return text + u'\u00A0' + unitText(unit);
}

std::vector<CrosshairRow> LatencyChart::Private::crosshairRows(qint64 utcUs) const
{
    const std::vector<Reading> readings = q->readingsAt(utcUs);
    std::vector<CrosshairRow> rows;
    if (const LatencyBands *bands = lines.bands()) {
        const auto text = [this](qint64 ns) {
            return valueText({.valueNs = ns, .outcome = BeatOutcome::Ok});
        };
        rows = BandPainter(palette).rows(bands->sliceAt(utcUs).value_or(LatencyBands::Slice()),
                                         text);
    }
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const LatencyLines::Line &line = lines.lines()[i];
        CrosshairRow row{plot->linePen(i), line.series.name, u"–"_s, {}};
        if (const auto &point = readings[i].point) {
            row.value = valueText(*point);
            if (!isLoss(point->outcome) && point->valueNs >= 0)
                row.y = plot->yAt(static_cast<double>(point->valueNs));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

LatencyChart::LatencyChart(TimeWindow *window, PlotMargins *margins, QWidget *parent)
    : QChartView(parent)
    , m_d(std::make_unique<Private>(this, window, margins))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Round trips over time"));
    setAccessibleDescription(tr("Lines of the round trips of the selected connections; of many, "
                                "percentile bands and the lines of the worst. A shade under a line "
                                "shows by how much a round trip may have been shorter. The Beats "
                                "tab holds the same values as a table."));
    m_d->setUpChart();
    m_d->applyPalette();
    m_d->frameTimer.setSingleShot(true);
    m_d->frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_d->frameTimer, &QTimer::timeout, this, [this] { m_d->refresh(); });
    connect(window, &TimeWindow::changed, this, [this] { m_d->invalidate(); });
    connect(window, &TimeWindow::cursorMoved, this, [this] { viewport()->update(); });
    connect(window, &TimeWindow::fitRequested, this, &LatencyChart::fit);
    connect(margins, &PlotMargins::changed, this, [this] {
        m_d->arrange(size());
        m_d->invalidate();
    });
}

LatencyChart::~LatencyChart()
{
    leaveShared(this, m_d->window, m_d->margins);
}

void LatencyChart::setChartPalette(const ChartPalette &palette)
{
    m_d->palette = palette;
    m_d->applyPalette();
    m_d->arrange(size());
    m_d->invalidate();
}

void LatencyChart::setSeries(std::vector<LatencySeries> series)
{
    m_d->lines.setSeries(std::move(series));
    m_d->plot->scale().reset();
    m_d->arrange(size());
    m_d->invalidate();
}

void LatencyChart::setPoints(const ConnectionId &id, std::span<const ChartPoint> points)
{
    if (m_d->lines.replace(id, points))
        m_d->invalidate();
}

void LatencyChart::append(const ConnectionId &id, std::span<const ChartPoint> points)
{
    if (!points.empty() && m_d->lines.append(id, points))
        m_d->invalidate(m_d->dataDelayMs());
}

void LatencyChart::setBands(std::optional<LatencyBands> bands, const QString &note)
{
    const bool changes = bands.has_value() != (m_d->lines.bands() != nullptr);
    m_d->lines.setBands(std::move(bands));
    m_d->plot->setNote(note);
    if (changes) {
        m_d->plot->scale().reset();
        m_d->arrange(size());
    }
    m_d->invalidate();
}

LatencyBands *LatencyChart::bands()
{
    return m_d->lines.bands();
}

void LatencyChart::bandsChanged()
{
    m_d->invalidate(std::max(m_d->dataDelayMs(), shortestBandFrameMs));
}

void LatencyChart::clear()
{
    setSeries({});
}

void LatencyChart::setLogarithmic(bool logarithmic)
{
    m_d->plot->scale().setLogarithmic(logarithmic);
    m_d->invalidate();
}

bool LatencyChart::isLogarithmic() const
{
    return m_d->plot->scale().isLogarithmic();
}

void LatencyChart::setPlaceholder(const QString &text)
{
    m_d->plot->setPlaceholder(text);
    m_d->invalidate();
}

void LatencyChart::fit()
{
    const auto extent = m_d->lines.extent();
    if (!extent)
        return;
    // A little air, so that the outermost beats do not stick to the edges.
    const qint64 air = (extent->second - extent->first) / 50;
    m_d->window->setRange(extent->first - air, extent->second + air);
}

std::vector<LatencyChart::Reading> LatencyChart::readingsAt(qint64 utcUs) const
{
    const auto within = static_cast<qint64>(
            readingReach * static_cast<double>(m_d->window->spanUs()) / m_d->navigator.width());
    std::vector<Reading> readings;
    readings.reserve(m_d->lines.lines().size());
    for (const LatencyLines::Line &line : m_d->lines.lines()) {
        Reading reading{line.series.id, {}};
        if (const auto index = LatencyLines::beatAt(line, utcUs, within))
            reading.point = line.points.point(*index);
        readings.push_back(reading);
    }
    return readings;
}

QString LatencyChart::unit() const
{
    return unitText(m_d->plot->scale().unit());
}

QRect LatencyChart::plotRect() const
{
    return m_d->plot->plot().toRect();
}

QImage LatencyChart::toImage(QSize size, qreal devicePixelRatio)
{
    return renderImage(size, devicePixelRatio, m_d->palette.panel, [&](QPainter &painter) {
        m_d->render(painter, size, devicePixelRatio, LatencyPlot::Output::Raster);
    });
}

Result<void> LatencyChart::save(const QString &path)
{
    if (!path.endsWith(".svg"_L1, Qt::CaseInsensitive))
        return savePng(path, toImage(size(), 2.0));
    return saveSvg(path, size(), accessibleName(), [this](QPainter &painter) {
        m_d->render(painter, size(), 1.0, LatencyPlot::Output::Vector);
    });
}

void LatencyChart::copyToClipboard()
{
    copyImage(toImage(size(), 2.0));
}

QSize LatencyChart::sizeHint() const
{
    return {720, 320};
}

QSize LatencyChart::minimumSizeHint() const
{
    return {280, 140};
}

void LatencyChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    if (!m_d->plot)
        return;
    m_d->arrange(size());
    if (isVisible()) {
        m_d->window->setViewer(this, m_d->navigator.width());
        m_d->refresh();
    }
}

void LatencyChart::showEvent(QShowEvent *event)
{
    QChartView::showEvent(event);
    m_d->arrange(size());
    m_d->window->setViewer(this, m_d->navigator.width());
    m_d->refresh();
}

void LatencyChart::hideEvent(QHideEvent *event)
{
    QChartView::hideEvent(event);
    m_d->window->setViewer(this, 0);
    m_d->frameTimer.stop();
}

void LatencyChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_d->plot) {
        m_d->plot->setFont(font());
        m_d->arrange(size());
        m_d->invalidate();
    }
}

void LatencyChart::wheelEvent(QWheelEvent *event)
{
    event->setAccepted(m_d->navigator.wheel(*event));
}

void LatencyChart::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.press(*event));
}

void LatencyChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_d->navigator.move(*event, m_d->plot->plot()))
        viewport()->update();
}

void LatencyChart::mouseReleaseEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.release(*event));
    viewport()->update();
}

void LatencyChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.doubleClick(*event));
}

void LatencyChart::keyPressEvent(QKeyEvent *event)
{
    // What is not made use of does not go to the view, which would scroll.
    event->setAccepted(m_d->navigator.key(*event, [this](qint64 utcUs, int direction) {
        return m_d->lines.nextBeat(utcUs, direction);
    }));
}

void LatencyChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_d->window->setCursor(std::nullopt);
}

void LatencyChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void LatencyChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void LatencyChart::drawForeground(QPainter *painter, const QRectF & /*rect*/)
{
    if (const auto band = m_d->navigator.band())
        paintRangeBand(*painter, m_d->plot->plot(), band->first, band->second, m_d->palette);
    if (const auto cursor = m_d->window->cursorUs(); cursor && !m_d->lines.isEmpty()) {
        paintCrosshair(*painter, m_d->plot->plot(), m_d->navigator.xAt(*cursor),
                       momentText(*cursor, m_d->window->nowUs()), m_d->crosshairRows(*cursor),
                       m_d->plot->font(), m_d->palette);
    }
    if (hasFocus())
        paintFocusFrame(*painter, QRectF(QPointF(), size()), m_d->palette);
}

} // namespace heartline
