// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/columnraster.h"
#include "charts/decimator.h"

#include <QPolygonF>

#include <functional>
#include <vector>

namespace heartline {

/// The band under a line: from the round trips as they were measured down to what they can have
/// been at the least, see ChartPoint::errorNs. A decimated line's band reaches, in each pixel
/// column, down to the least of value - error of all its points, so that no error bound is lost.
class ErrorBand {
public:
    /// With more lines nobody could tell whose band is whose.
    static constexpr std::size_t MaximumLines = 4;
    /// Narrower ones (pixels) would hide behind the line.
    static constexpr double NarrowestVisible = 1.5;

    /// Where the plot's coordinates are: x of a moment, y of a duration (downwards).
    struct Scale {
        std::function<double(qint64 utcUs)> x;
        std::function<double(qint64 ns)> y;
    };

    /// `vertices` must outlive this.
    ErrorBand(const std::vector<Decimated::Vertex> &vertices, Scale scale);

    /// True if any part of it is at least NarrowestVisible deep.
    bool isVisible() const;
    /// Adds the band to a raster, whose columns are the plot's.
    void addTo(ColumnRaster &raster) const;
    /// The band as areas, one for each run of the line, between two verticals.
    std::vector<QPolygonF> areas(double left, double right) const;

private:
    const std::vector<Decimated::Vertex> &m_vertices;
    Scale m_scale;
};

} // namespace heartline
