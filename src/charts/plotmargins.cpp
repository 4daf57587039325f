// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotmargins.h"

#include <algorithm>

namespace heartline {

namespace {
// Needs are rounded up to this, so that a label one digit wider seldom moves the plots.
constexpr int step = 8;
} // namespace

PlotMargins::PlotMargins(QObject *parent)
    : QObject(parent)
{
}

void PlotMargins::setNeed(const QObject *chart, int left)
{
    if (left <= 0) {
        m_needs.remove(chart);
    } else {
        if (!m_needs.contains(chart))
            connect(chart, &QObject::destroyed, this, [this, chart] {
                m_needs.remove(chart);
                update();
            });
        m_needs.insert(chart, left);
    }
    update();
}

void PlotMargins::update()
{
    int left = MinimumLeft;
    for (const int need : std::as_const(m_needs))
        left = std::max(left, need);
    left = std::min((left + step - 1) / step * step, MaximumLeft);
    if (left == m_left)
        return;
    m_left = left;
    Q_EMIT changed();
}

} // namespace heartline
