// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartlegend.h"
#include "charts/latencybands.h"

#include <QCoreApplication>
#include <QPen>
#include <QRectF>

#include <functional>
#include <vector>

class QPainter;

namespace heartline {

struct ChartPalette;
struct CrosshairRow;

/// Paints percentile bands: the median as a line, up to p95 and up to p99 as shades, and where
/// beats were lost as a strip at the top. Quiet colours, so that the lines of single connections
/// stand out. GUI thread.
class BandPainter {
    Q_DECLARE_TR_FUNCTIONS(heartline::BandPainter)

public:
    /// Pixels of a moment and of a value.
    struct Scale {
        std::function<double(qint64)> x;
        std::function<double(double)> y;
    };

    explicit BandPainter(const ChartPalette &palette)
        : m_palette(palette)
    {
    }

    void paint(QPainter &painter, const QRectF &plot,
               const std::vector<LatencyBands::Slice> &slices, qint64 sliceUs,
               const Scale &scale) const;
    std::vector<ChartLegend::Entry> legend() const;
    /// What the crosshair tells of a slice. `text` writes a duration with its unit.
    std::vector<CrosshairRow> rows(const LatencyBands::Slice &slice,
                                   const std::function<QString(qint64)> &text) const;

private:
    QColor inner() const;
    QColor outer() const;
    QPen median() const;

    const ChartPalette &m_palette;
};

} // namespace heartline
