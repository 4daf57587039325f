// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/errorband.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace heartline {

namespace {

constexpr double dotWidth = 2.0; // of the area below a beat without neighbours

/// A run's first and last point may lie outside of the plot: brings them to its edges.
void clipEnds(QPolygonF &run, double left, double right)
{
    const auto at = [](const QPointF &from, const QPointF &to, double x) {
        const double share = to.x() != from.x() ? (x - from.x()) / (to.x() - from.x()) : 0.0;
        return from + share * (to - from);
    };
    if (run.front().x() < left)
        run.front() = at(run[0], run[1], left);
    if (run.back().x() > right)
        run.back() = at(run[run.size() - 2], run.back(), right);
}

} // namespace

ErrorBand::ErrorBand(const std::vector<Decimated::Vertex> &vertices, Scale scale)
    : m_vertices(vertices)
    , m_scale(std::move(scale))
{
}

bool ErrorBand::isVisible() const
{
    return std::ranges::any_of(m_vertices, [this](const Decimated::Vertex &vertex) {
        return vertex.lowestNs < vertex.minimumNs
                && m_scale.y(vertex.lowestNs) - m_scale.y(vertex.minimumNs) >= NarrowestVisible;
    });
}

void ErrorBand::addTo(ColumnRaster &raster) const
{
    const Decimated::Vertex *previous = nullptr;
    for (const Decimated::Vertex &vertex : m_vertices) {
        const double x = m_scale.x(vertex.firstUs);
        const double lowest = m_scale.y(vertex.lowestNs);
        if (previous && vertex.joined) {
            const double before = m_scale.x(previous->lastUs);
            raster.addSegment(before, m_scale.y(previous->lastNs), x, m_scale.y(vertex.firstNs));
            raster.addSegment(before, m_scale.y(previous->lowestNs), x, lowest);
        }
        raster.addSpan(static_cast<int>(std::floor(x)), m_scale.y(vertex.maximumNs), lowest);
        previous = &vertex;
    }
}

std::vector<QPolygonF> ErrorBand::areas(double left, double right) const
{
    std::vector<QPolygonF> result;
    QPolygonF upper;
    QPolygonF lower;
    const auto flush = [&] {
        if (upper.size() == 1) {
            const double half = dotWidth / 2.0;
            const QPointF at = upper.first();
            if (at.x() >= left && at.x() <= right)
                result.emplace_back(
                        QRectF(at.x() - half, at.y(), dotWidth, lower.first().y() - at.y()));
        } else if (!upper.isEmpty()) {
            clipEnds(upper, left, right);
            clipEnds(lower, left, right);
            std::ranges::reverse(lower);
            result.emplace_back(upper + lower);
        }
        upper.clear();
        lower.clear();
    };
    for (const Decimated::Vertex &vertex : m_vertices) {
        if (!vertex.joined)
            flush();
        upper.append(QPointF(m_scale.x(vertex.firstUs), m_scale.y(vertex.maximumNs)));
        lower.append(QPointF(m_scale.x(vertex.firstUs), m_scale.y(vertex.lowestNs)));
    }
    flush();
    return result;
}

} // namespace heartline
