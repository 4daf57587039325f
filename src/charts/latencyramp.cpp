// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencyramp.h"

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

float companded(double channel)
{
    const double value =
            channel <= 0.0031308 ? channel * 12.92 : 1.055 * std::pow(channel, 1.0 / 2.4) - 0.055;
    return static_cast<float>(std::clamp(value, 0.0, 1.0));
}

} // namespace

OkLab OkLab::fromColor(const QColor &color)
{
    const double red = linear(color.redF());
    const double green = linear(color.greenF());
    const double blue = linear(color.blueF());
    const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor OkLab::toColor() const
{
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return QColor::fromRgbF(companded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            companded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            companded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

double OkLab::distanceTo(const OkLab &other) const
{
    return std::hypot(lightness - other.lightness, a - other.a, b - other.b);
}

LatencyRamp::LatencyRamp(bool isDark)
{
    // The quick end is close to the panel, the slow end far from it.
    const OkLab quick =
            OkLab::fromColor(isDark ? QColor(0x14, 0x48, 0x57) : QColor(0xBF, 0xEC, 0xDC));
    const OkLab slow =
            OkLab::fromColor(isDark ? QColor(0xBB, 0xEA, 0x52) : QColor(0x00, 0x50, 0x2C));
    for (std::size_t level = 0; level < Levels; ++level) {
        const double share = static_cast<double>(level) / static_cast<double>(Levels - 1);
        const OkLab mixed{quick.lightness + share * (slow.lightness - quick.lightness),
                          quick.a + share * (slow.a - quick.a),
                          quick.b + share * (slow.b - quick.b)};
        m_colors[level] = mixed.toColor();
    }
}

std::size_t LatencyRamp::levelOf(qint64 ns)
{
    return static_cast<std::size_t>(std::ranges::upper_bound(BoundsNs, ns) - BoundsNs.begin());
}

} // namespace heartline
