// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/latencyramp.h"
#include "core/connectionstate.h"

#include <QFont>
#include <QPixmap>
#include <QRect>
#include <QString>

#include <array>
#include <optional>

class QPainter;

namespace heartline {

/// What a tile of the wall looks like; tiles that look the same compare equal.
struct TileLook {
    ConnectionState state = ConnectionState::Idle;
    /// Open connections only; LatencyRamp::Levels: no round trip is known.
    std::size_t level = LatencyRamp::Levels;
    bool isSelected = false;

    static TileLook of(ConnectionState state, std::optional<qint64> latencyNs, bool isSelected);
    bool operator==(const TileLook &) const = default;
};

/// Paints tiles: an open connection as a square in the shade of its latency, every other state as
/// its shape in its colour on a dull ground. Each look is painted once and copied from then on.
/// GUI thread.
class WallTilePainter {
public:
    WallTilePainter();

    void setChartPalette(const ChartPalette &palette);
    const LatencyRamp &ramp() const { return m_ramp; }

    /// A tile without words; the rectangle includes the gap to its neighbours.
    void paint(QPainter &painter, const QRect &rect, const TileLook &look);
    /// A tile with a name and, where there is room, a second line. Plain text.
    void paintNamed(QPainter &painter, const QRect &rect, const TileLook &look, const QFont &font,
                    const QString &name, const QString &second) const;
    /// The frame of the tile that the keys go to, or that the mouse is over.
    void paintFrame(QPainter &painter, const QRect &rect, bool isFocus) const;

private:
    static constexpr std::size_t Looks = (ConnectionStateCount + LatencyRamp::Levels + 1) * 2;
    static std::size_t indexOf(const TileLook &look);
    QPixmap draw(QSize size, const TileLook &look, qreal devicePixelRatio) const;
    QColor fill(const TileLook &look) const;

    ChartPalette m_palette;
    LatencyRamp m_ramp;
    std::array<QPixmap, Looks> m_pixmaps; ///< Of m_size and m_ratio.
    QSize m_size;
    qreal m_ratio = 0.0;
};

} // namespace heartline
