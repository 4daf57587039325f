// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionstate.h"

#include <QColor>
#include <QPen>

#include <array>
#include <cstddef>

class QPalette;

namespace heartline {

/// Every colour that charts, delegates and the wall paint with. A plain value.
struct ChartPalette {
    static constexpr std::size_t SeriesColors = 6;

    bool isDark = false;
    QColor window;
    QColor panel;
    QColor grid;
    QColor line;
    QColor text;
    QColor secondaryText;
    QColor selection;
    QColor accent;
    QColor late; ///< Thresholds.
    QColor lossBand; ///< Pale, behind lost beats.
    QColor lossMark;
    QColor bar; ///< Answered beats of a sparkline.
    std::array<QColor, ConnectionStateCount> states; ///< Indexed by ConnectionState.
    std::array<QColor, SeriesColors> series; ///< Okabe-Ito.

    static ChartPalette light();
    static ChartPalette dark();
    /// Light or dark, after the brightness of the palette's window colour.
    static ChartPalette forWidgetPalette(const QPalette &palette);

    /// The words of a threshold: `late`, deep enough for text on the panel.
    QColor lateText() const;
    /// Glyphs and words of a state on the panel.
    QColor stateColor(ConnectionState state) const;
    /// The fill of a state where a word stands on it (readableOn() gives the word's colour).
    QColor stateFill(ConnectionState state) const;
    /// Dark or light text, whichever stands out better from `fill`.
    QColor readableOn(const QColor &fill) const;
    /// The pen of the series at `index`: the colours in turn, then the same with dashes.
    QPen seriesPen(std::size_t index, qreal width) const;
};

/// The ratio of WCAG 2.1, 1 to 21; both colours opaque.
double contrastRatio(const QColor &a, const QColor &b);

/// `over` laid on `under` with the opacity `share` (0 to 1), opaque.
QColor mixed(const QColor &under, const QColor &over, double share);

} // namespace heartline
