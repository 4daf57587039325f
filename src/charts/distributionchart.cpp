// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/distributionchart.h"

#include "charts/chartlegend.h"
#include "charts/chartsetup.h"
#include "charts/timeaxis.h"
#include "charts/valuescale.h"

#include <QAreaSeries>
#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int topMargin = 12;
constexpr int rightMargin = 36;
constexpr int bottomMargin = 4;
constexpr int legendGap = 6;
constexpr int labelGap = 6;
constexpr int pixelsPerBin = 6;
constexpr int mostBins = 400;
constexpr double outlineWidth = 1.5;
constexpr int fillAlpha = 40;
constexpr double headroom = 1.25; // for the words of the percentiles

struct Percentile {
    double share;
    QLatin1StringView word;
};
constexpr std::array percentiles{Percentile{0.50, "p50"_L1}, Percentile{0.95, "p95"_L1},
                                 Percentile{0.99, "p99"_L1}};

/// The share of values (percent) in each of `bins` equal steps of the scale.
std::vector<double> binned(const LatencyHistogram &histogram, const ValueScale &scale, int bins)
{
    std::vector<double> result(static_cast<std::size_t>(bins), 0.0);
    const double perCent = 100.0 / static_cast<double>(std::max<qint64>(1, histogram.count()));
    for (const LatencyHistogram::Bucket &bucket : histogram.buckets()) {
        // A bucket wider than a step is spread over the steps that it covers.
        const double from = scale.position(static_cast<double>(bucket.fromNs)) * bins;
        const double to =
                std::max(scale.position(static_cast<double>(bucket.toNs)) * bins, from + 1e-9);
        const int first = std::clamp(static_cast<int>(std::floor(from)), 0, bins - 1);
        const int last = std::clamp(static_cast<int>(std::ceil(to)) - 1, first, bins - 1);
        for (int bin = first; bin <= last; ++bin) {
            const double part = first == last
                    ? 1.0
                    : (std::min(to, bin + 1.0) - std::max(from, double(bin))) / (to - from);
            result[static_cast<std::size_t>(bin)] +=
                    part * static_cast<double>(bucket.count) * perCent;
        }
    }
    return result;
}

} // namespace

class DistributionChart::Private {
public:
    explicit Private(DistributionChart *chart)
        : q(chart)
    {
    }

    void setUpChart();
    void applyPalette();
    void arrange();
    void rebuild();
    double xAt(double ns) const { return plot.left() + scale.position(ns) * plot.width(); }
    void paintAxes(QPainter &painter) const;
    void paintPercentiles(QPainter &painter) const;

    DistributionChart *q;
    QLogValueAxis *timeAxis = nullptr; ///< Owned by the chart, as the other axis.
    QValueAxis *shareAxis = nullptr;
    std::vector<Series> series;
    ChartPalette palette = ChartPalette::light();
    ChartLegend legend;
    ValueScale scale;
    QString placeholder;
    QRectF plot;
};

void DistributionChart::Private::setUpChart()
{
    QChart *const chart = q->chart();
    stripChart(*chart);
    timeAxis = new QLogValueAxis;
    timeAxis->setBase(10.0);
    timeAxis->setLabelsVisible(false);
    timeAxis->setLineVisible(false);
    shareAxis = new QValueAxis;
    shareAxis->setTickType(QValueAxis::TicksDynamic);
    shareAxis->setTickAnchor(0.0);
    shareAxis->setLabelsVisible(false);
    shareAxis->setLineVisible(false);
    chart->addAxis(timeAxis, Qt::AlignBottom);
    chart->addAxis(shareAxis, Qt::AlignLeft);
    scale.setLogarithmic(true);
}

void DistributionChart::Private::applyPalette()
{
    q->setBackgroundBrush(palette.panel);
    q->chart()->setBackgroundBrush(palette.panel);
    timeAxis->setGridLinePen(QPen(palette.grid, 1.0));
    shareAxis->setGridLinePen(QPen(palette.grid, 1.0));
}

void DistributionChart::Private::arrange()
{
    std::vector<ChartLegend::Entry> entries;
    for (std::size_t i = 0; i < series.size(); ++i)
        entries.push_back({series[i].name, palette.seriesPen(i, outlineWidth)});
    legend.arrange(std::move(entries), q->font(), q->width() - 24);
    const QFont font = labelFont(q->font());
    const int left =
            static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(u"100\u00A0%"_s)))
            + 2 * labelGap;
    const int below = TimeAxis::labelHeight(font) + bottomMargin
            + (legend.height() > 0 ? legendGap + legend.height() : 0);
    plot = QRectF(left, topMargin, std::max(1, q->width() - left - rightMargin),
                  std::max(1, q->height() - topMargin - below));
    q->chart()->setPlotArea(plot);
}

void DistributionChart::Private::rebuild()
{
    arrange();
    q->chart()->removeAllSeries();
    qint64 low = -1;
    qint64 high = -1;
    for (const Series &one : series) {
        if (const auto minimum = one.histogram.minimumNs())
            low = low < 0 ? *minimum : std::min(low, *minimum);
        high = std::max(high, one.histogram.maximumNs().value_or(-1));
    }
    if (high < 0)
        return;
    scale.reset();
    scale.fit(static_cast<double>(low), static_cast<double>(high),
              static_cast<int>(plot.width()) / 2);
    timeAxis->setRange(scale.minimumNs(), scale.maximumNs());

    const int bins = std::clamp(static_cast<int>(plot.width()) / pixelsPerBin, 10, mostBins);
    const double logStep = std::log(scale.maximumNs() / scale.minimumNs()) / bins;
    double tallest = 0.0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::vector<double> shares = binned(series[i].histogram, scale, bins);
        QList<QPointF> outline;
        for (std::size_t bin = 0; bin < shares.size(); ++bin) {
            const double from = scale.minimumNs() * std::exp(logStep * static_cast<double>(bin));
            outline.append(QPointF(from, shares[bin]));
            outline.append(QPointF(from * std::exp(logStep), shares[bin]));
            tallest = std::max(tallest, shares[bin]);
        }
        auto *const area = new QAreaSeries;
        auto *const upper = new QLineSeries(area);
        upper->replace(outline);
        area->setUpperSeries(upper);
        const QPen pen = palette.seriesPen(i, outlineWidth);
        QColor fill = pen.color();
        fill.setAlpha(fillAlpha);
        area->setPen(pen);
        area->setBrush(fill);
        q->chart()->addSeries(area);
        area->attachAxis(timeAxis);
        area->attachAxis(shareAxis);
    }
    ValueScale shares; // its round steps serve percents as well
    shares.fit(0.0, std::max(tallest, 1.0) * headroom * 1e6, static_cast<int>(plot.height()));
    shareAxis->setRange(0.0, std::min(shares.maximumNs() / 1e6, 125.0));
    shareAxis->setTickInterval(shares.stepNs() / 1e6);
}

void DistributionChart::Private::paintAxes(QPainter &painter) const
{
    painter.setFont(labelFont(q->font()));
    painter.setPen(palette.secondaryText);
    const QFontMetricsF metrics(painter.font());
    double free = 0.0;
    for (const ValueScale::Tick &tick : scale.ticks()) {
        const double width = metrics.horizontalAdvance(tick.label) + 2.0;
        const QRectF rect(xAt(tick.ns) - width / 2.0, plot.bottom() + labelGap, width,
                          metrics.height());
        if (rect.left() < free)
            continue;
        free = rect.right() + labelGap;
        painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, tick.label);
    }
    const double step = shareAxis->tickInterval();
    for (double share = 0.0; share <= std::min(shareAxis->max(), 100.0) + 1e-9; share += step) {
        const double y = plot.bottom() - share / shareAxis->max() * plot.height();
        painter.drawText(
                QRectF(0.0, y - metrics.height() / 2.0, plot.left() - labelGap, metrics.height()),
                Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, u"%1\u00A0%"_s.arg(share));
    }
}

void DistributionChart::Private::paintPercentiles(QPainter &painter) const
{
    struct Label {
        QRectF rect;
        QString text;
    };
    const QFontMetricsF metrics(labelFont(q->font()));
    std::vector<Label> labels;
    for (std::size_t i = 0; i < series.size(); ++i) {
        for (const Percentile &percentile : percentiles) {
            const auto ns = series[i].histogram.percentileNs(percentile.share);
            if (!ns)
                continue;
            const double x = std::floor(xAt(static_cast<double>(*ns))) + 0.5;
            QPen pen(palette.series[i % ChartPalette::SeriesColors], 1.0);
            pen.setDashPattern({4.0, 3.0});
            painter.setPen(pen);
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
            // Those of several connections would cover the histogram; the table has them all.
            if (series.size() > 1)
                continue;
            const QString text = u"%1 %2"_s.arg(percentile.word, durationWithUnit(*ns));
            QRectF rect(x + 2.0, plot.top(), metrics.horizontalAdvance(text) + 6.0,
                        metrics.height());
            if (rect.right() > q->width())
                rect.moveRight(x - 2.0);
            // One row lower for as long as another label is in the way.
            const auto isTaken = [&rect](const Label &other) {
                return other.rect.intersects(rect);
            };
            while (std::any_of(labels.begin(), labels.end(), isTaken))
                rect.translate(0.0, metrics.height());
            if (rect.bottom() <= plot.bottom())
                labels.push_back({rect, text});
        }
    }
    // Last, and on a ground of their own, so that no line strikes a figure through.
    painter.setFont(labelFont(q->font()));
    painter.setPen(palette.text);
    for (const Label &label : labels) {
        painter.fillRect(label.rect, palette.panel);
        painter.drawText(label.rect, Qt::AlignCenter | Qt::TextSingleLine, label.text);
    }
}

DistributionChart::DistributionChart(QWidget *parent)
    : QChartView(parent)
    , m_d(std::make_unique<Private>(this))
{
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setInteractive(false);
    setAccessibleName(tr("Distribution of round trips"));
    setAccessibleDescription(tr("A histogram of the round trips of each selected connection, with "
                                "its percentiles. The table beside it holds the same figures."));
    m_d->setUpChart();
    m_d->applyPalette();
}

DistributionChart::~DistributionChart() = default;

void DistributionChart::setChartPalette(const ChartPalette &palette)
{
    m_d->palette = palette;
    m_d->applyPalette();
    m_d->rebuild();
}

void DistributionChart::setSeries(std::vector<Series> series)
{
    if (series.size() > MaximumSeries)
        series.resize(MaximumSeries);
    m_d->series = std::move(series);
    m_d->rebuild();
}

void DistributionChart::clear()
{
    setSeries({});
}

void DistributionChart::setPlaceholder(const QString &text)
{
    m_d->placeholder = text;
    viewport()->update();
}

QSize DistributionChart::sizeHint() const
{
    return {560, 240};
}

QSize DistributionChart::minimumSizeHint() const
{
    return {280, 140};
}

void DistributionChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    if (m_d)
        m_d->rebuild();
}

void DistributionChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_d)
        m_d->rebuild();
}

void DistributionChart::drawForeground(QPainter *painter, const QRectF & /*rect*/)
{
    const bool hasValues = std::any_of(m_d->series.begin(), m_d->series.end(),
                                       [](const Series &one) { return one.histogram.count() > 0; });
    if (!hasValues) {
        painter->setPen(m_d->palette.secondaryText);
        painter->drawText(m_d->plot, Qt::AlignCenter | Qt::TextWordWrap, m_d->placeholder);
        return;
    }
    m_d->paintAxes(*painter);
    m_d->paintPercentiles(*painter);
    m_d->legend.paint(*painter, QPointF(12.0, height() - bottomMargin - m_d->legend.height()),
                      m_d->palette);
}

} // namespace heartline
