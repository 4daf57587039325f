// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bandpainter.h"

#include "charts/chartpalette.h"
#include "charts/crosshair.h"

#include <QLocale>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr double medianWidth = 1.6;
constexpr double sampleWidth = 8.0; // of a shade in the legend
constexpr double innerShare = 0.34; // of the text's colour on the panel
constexpr double outerShare = 0.16;
constexpr double lossStrip = 3.0; // pixels
constexpr int faintestLoss = 70; // opacity of the strip where a single beat was lost

} // namespace

QColor BandPainter::inner() const
{
    return mixed(m_palette.panel, m_palette.secondaryText, innerShare + 0.12);
}

QColor BandPainter::outer() const
{
    return mixed(m_palette.panel, m_palette.secondaryText, outerShare + 0.06);
}

QPen BandPainter::median() const
{
    return {m_palette.text, medianWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
}

void BandPainter::paint(QPainter &painter, const QRectF &plot,
                        const std::vector<LatencyBands::Slice> &slices, qint64 sliceUs,
                        const Scale &scale) const
{
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    QPolygonF p50;
    QPolygonF p95;
    QPolygonF p99;
    const auto fillBetween = [&painter](const QPolygonF &lower, const QPolygonF &upper,
                                        const QColor &color) {
        QPolygonF area = lower;
        std::copy(upper.rbegin(), upper.rend(), std::back_inserter(area));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(area);
    };
    const auto flush = [&] {
        if (p50.isEmpty())
            return;
        fillBetween(p95, p99, outer());
        fillBetween(p50, p95, inner());
        painter.setPen(median());
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(p50);
        p50.clear();
        p95.clear();
        p99.clear();
    };
    qint64 expectedUs = 0;
    for (const LatencyBands::Slice &slice : slices) {
        if (slice.answered == 0 || slice.fromUs != expectedUs)
            flush(); // a gap
        expectedUs = slice.fromUs + sliceUs;
        if (slice.answered == 0)
            continue;
        // From edge to edge, so that a single slice is seen and neighbours meet.
        for (const qint64 us : {slice.fromUs, expectedUs}) {
            const double x = scale.x(us);
            p50.append(QPointF(x, scale.y(static_cast<double>(slice.p50Ns))));
            p95.append(QPointF(x, scale.y(static_cast<double>(slice.p95Ns))));
            p99.append(QPointF(x, scale.y(static_cast<double>(slice.p99Ns))));
        }
    }
    flush();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const LatencyBands::Slice &slice : slices) {
        const double share = slice.counts.lossShare().value_or(0.0);
        if (share == 0.0)
            continue;
        QColor color = m_palette.lossMark;
        color.setAlpha(faintestLoss + static_cast<int>((255 - faintestLoss) * std::sqrt(share)));
        const double left = std::floor(scale.x(slice.fromUs));
        const double right = std::max(left + 1.0, std::floor(scale.x(slice.fromUs + sliceUs)));
        painter.fillRect(QRectF(left, plot.top(), right - left, lossStrip), color);
    }
    painter.restore();
}

std::vector<ChartLegend::Entry> BandPainter::legend() const
{
    return {{u"p50"_s, median()},
            {u"p50–p95"_s, QPen(inner(), sampleWidth)},
            {u"p95–p99"_s, QPen(outer(), sampleWidth)}};
}

std::vector<CrosshairRow> BandPainter::rows(const LatencyBands::Slice &slice,
                                            const std::function<QString(qint64)> &text) const
{
    const auto value = [&text](qint64 ns) { return ns < 0 ? u"–"_s : text(ns); };
    std::vector<CrosshairRow> rows{{median(), u"p50"_s, value(slice.p50Ns), {}},
                                   {QPen(inner(), sampleWidth), u"p95"_s, value(slice.p95Ns), {}},
                                   {QPen(outer(), sampleWidth), u"p99"_s, value(slice.p99Ns), {}}};
    if (slice.counts.lost > 0) {
        const QLocale locale;
        rows.push_back({QPen(m_palette.lossMark, sampleWidth),
                        tr("lost"),
                        tr("%1 of %2")
                                .arg(locale.toString(slice.counts.lost),
                                     locale.toString(slice.counts.left())),
                        {}});
    }
    return rows;
}

} // namespace heartline
