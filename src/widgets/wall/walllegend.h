// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "charts/walltilepainter.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace heartline {

/// What the shapes and shades of the wall mean, in as many rows as are needed. GUI thread.
class WallLegend : public QWidget {
    Q_OBJECT

public:
    explicit WallLegend(QWidget *parent = nullptr);

    void setChartPalette(const ChartPalette &palette);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry {
        TileLook look;
        QString text; ///< Right of the tile.
        int width = 0; ///< Of tile, text and the gap behind them.
    };

    void retranslate();
    int rowHeight() const;
    /// Calls back for each entry with its place; returns how many rows they take.
    int placeEntries(int width, const std::function<void(const Entry &, QPoint)> &visit) const;

    ChartPalette m_palette;
    WallTilePainter m_painter;
    std::vector<Entry> m_entries;
};

} // namespace heartline
