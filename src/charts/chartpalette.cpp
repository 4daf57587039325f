// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpalette.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {

// How much of a state's colour is laid on the panel where a word stands on it: an open connection
// is quiet, the others speak up, and both leave the word a contrast of 4.5:1 or more.
constexpr double quietShare = 0.58;
constexpr double loudShareLight = 0.75;
// The amber of a threshold alone has a contrast of 3.5:1 on white.
constexpr double lateTextShare = 0.25;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
}

QColor withAlpha(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

ChartPalette ChartPalette::light()
{
    const QColor failed(0xC8, 0x48, 0x0C);
    const QColor waiting(0x2F, 0x86, 0xC1);
    const QColor idle(0x8A, 0x8F, 0x98);
    return {.isDark = false,
            .window = QColor(0xF6, 0xF7, 0xF9),
            .panel = QColor(0xFF, 0xFF, 0xFF),
            .grid = QColor(0xED, 0xF0, 0xF3),
            .line = QColor(0xDF, 0xE3, 0xE8),
            .text = QColor(0x1C, 0x23, 0x30),
            .secondaryText = QColor(0x66, 0x70, 0x85),
            .selection = QColor(0xE8, 0xF1, 0xFD),
            .accent = QColor(0x1F, 0x6F, 0xD6),
            .late = QColor(0xB8, 0x79, 0x00),
            .lossBand = withAlpha(failed, 0.16F),
            .lossMark = failed,
            .bar = QColor(0x5B, 0x93, 0xE0),
            .states = {idle, waiting, QColor(0x00, 0x8A, 0x64), QColor(0xB8, 0x79, 0x00), idle,
                       waiting, failed},
            .series = {QColor(0xE6, 0x9F, 0x00), QColor(0x00, 0x72, 0xB2), QColor(0x00, 0x9E, 0x73),
                       QColor(0xCC, 0x79, 0xA7), QColor(0x56, 0xB4, 0xE9),
                       QColor(0xD5, 0x5E, 0x00)}};
}

ChartPalette ChartPalette::dark()
{
    const QColor failed(0xFF, 0x7A, 0x45);
    const QColor waiting(0x6D, 0xB8, 0xEC);
    const QColor idle(0x7B, 0x82, 0x8D);
    return {.isDark = true,
            .window = QColor(0x15, 0x18, 0x1E),
            .panel = QColor(0x1C, 0x20, 0x28),
            .grid = QColor(0x26, 0x2B, 0x35),
            .line = QColor(0x2D, 0x33, 0x3E),
            .text = QColor(0xE6, 0xE9, 0xEF),
            .secondaryText = QColor(0x98, 0xA2, 0xB3),
            .selection = QColor(0x22, 0x34, 0x4D),
            .accent = QColor(0x6A, 0xA9, 0xF7),
            .late = QColor(0xF0, 0xB4, 0x29),
            .lossBand = withAlpha(failed, 0.20F),
            .lossMark = failed,
            .bar = QColor(0x5E, 0x92, 0xD6),
            .states = {idle, waiting, QColor(0x2F, 0xC7, 0x9A), QColor(0xF0, 0xB4, 0x29), idle,
                       waiting, failed},
            // The blue, the green and the vermilion are too deep for a dark ground as they are.
            .series = {QColor(0xE6, 0x9F, 0x00), QColor(0x3D, 0x96, 0xD9), QColor(0x1F, 0xB8, 0x8A),
                       QColor(0xD9, 0x8E, 0xB8), QColor(0x8C, 0xCF, 0xF5),
                       QColor(0xF0, 0x7A, 0x2B)}};
}

ChartPalette ChartPalette::forWidgetPalette(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < 0.2 ? dark() : light();
}

QColor ChartPalette::lateText() const
{
    return isDark ? late : mixed(late, text, lateTextShare);
}

QColor ChartPalette::stateColor(ConnectionState state) const
{
    return states[static_cast<std::size_t>(state)];
}

QColor ChartPalette::stateFill(ConnectionState state) const
{
    const QColor color = stateColor(state);
    if (state == ConnectionState::Open || state == ConnectionState::Idle)
        return mixed(panel, color, quietShare);
    return isDark ? color : mixed(panel, color, loudShareLight);
}

QColor ChartPalette::readableOn(const QColor &fill) const
{
    const QColor darkText(0x10, 0x15, 0x1D);
    const QColor lightText(0xFF, 0xFF, 0xFF);
    return contrastRatio(fill, darkText) >= contrastRatio(fill, lightText) ? darkText : lightText;
}

QPen ChartPalette::seriesPen(std::size_t index, qreal width) const
{
    QPen pen(series[index % SeriesColors], width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    const std::size_t round = index / SeriesColors;
    if (round > 0) {
        // Dashes get shorter with each round; in units of the pen's width.
        const auto dash = static_cast<qreal>(std::max<std::size_t>(2, 8 - 2 * round));
        pen.setDashPattern({dash, 3.0});
    }
    return pen;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {channel(under.red(), over.red()), channel(under.green(), over.green()),
            channel(under.blue(), over.blue())};
}

} // namespace heartline
