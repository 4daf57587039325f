// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QtGlobal>

#include <array>
#include <cstddef>

namespace heartline {

/// The shades of latency on the wall: steps of the same size to the eye (equal distances in OKLab)
/// for latencies that grow by a factor of about three. Quiet colours are quick, loud ones slow. A
/// plain value.
class LatencyRamp {
public:
    static constexpr std::size_t Levels = 8;
    /// Level i ends below BoundsNs[i]; the last level has no end.
    static constexpr std::array<qint64, Levels - 1> BoundsNs{
            1'000'000, 3'000'000, 10'000'000, 30'000'000, 100'000'000, 300'000'000, 1'000'000'000};

    explicit LatencyRamp(bool isDark);

    static std::size_t levelOf(qint64 ns);
    const QColor &color(std::size_t level) const { return m_colors[level]; }

private:
    std::array<QColor, Levels> m_colors;
};

/// Lightness and the two opponent colours of OKLab (Björn Ottosson, 2020); lightness 0 to 1.
struct OkLab {
    double lightness = 0.0;
    double a = 0.0;
    double b = 0.0;

    static OkLab fromColor(const QColor &color);
    QColor toColor() const;
    /// How different two colours look: 0.02 is just visible.
    double distanceTo(const OkLab &other) const;
};

} // namespace heartline
