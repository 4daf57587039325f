// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/walllayout.h"
#include "charts/walltilepainter.h"
#include "models/walltiles.h"

#include <QAbstractItemView>
#include <QTimer>

#include <vector>

namespace heartline {

/// The wall: a tile for each connection in the order of its model, group by group or all together.
/// Expects a ConnectionsPresentation, and may share the selection of a table. GUI thread.
///
/// One paint touches only the tiles that are exposed, and live values repaint only the tiles that
/// look different, RefreshMs after they came at the latest. Mouse and keys are those of Qt's item
/// views: click, Ctrl and Shift select, arrows move, Enter and double click activate.
class WallView : public QAbstractItemView {
    Q_OBJECT

public:
    /// How often live values are looked at.
    static constexpr int RefreshMs = 200;

    explicit WallView(QWidget *parent = nullptr);
    ~WallView() override;

    void setModel(QAbstractItemModel *model) override;
    void setSelectionModel(QItemSelectionModel *selection) override;
    void setChartPalette(const ChartPalette &palette);
    void setArrangement(WallTiles::Arrangement arrangement);
    WallTiles::Arrangement arrangement() const { return m_arrangement; }
    void setTileSize(WallLayout::Size size);
    WallLayout::Size tileSize() const { return m_tileSize; }
    /// Puts the worst first again where the model, which knows its groups alone, sees no need to.
    void restoreWorstFirst();

    /// What is shown, and where; brought up to date first.
    const WallTiles &tiles() const;
    const WallLayout &wallLayout() const;
    const WallTilePainter &tilePainter() const { return m_painter; }
    QString toolTipAt(QPoint position) const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;

Q_SIGNALS:
    /// Tiles came, went or moved.
    void arranged();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void invalidate();
    /// The same tiles in other places; what was in view stays there.
    void rearrange();
    /// Reads the model and places the tiles, if either has changed.
    void ensure() const;
    void refresh();
    void setHovered(int tile);
    void updateTile(int tile);
    TileLook lookOf(int tile) const;
    void paintTiles(QPainter &painter, const QRect &exposed);
    void paintNamedTile(QPainter &painter, int tile);
    QRect toViewport(const QRect &rect) const;
    QRect fromViewport(const QRect &rect) const;

    // Made from the model when they are needed, also by const functions.
    mutable WallTiles m_tiles;
    mutable WallLayout m_layout;
    mutable std::vector<bool> m_selected;
    mutable std::vector<WallTiles::StateCounts> m_counts; ///< A section each, as painted last.
    mutable std::vector<TileLook> m_looks; ///< As painted last.
    mutable bool m_isStale = true;
    mutable bool m_isLayoutStale = true;
    mutable bool m_isSelectionStale = true;
    WallTiles::Arrangement m_arrangement = WallTiles::Arrangement::ByGroup;
    WallLayout::Size m_tileSize = WallLayout::Size::Fit;
    ChartPalette m_palette;
    WallTilePainter m_painter;
    QTimer m_refreshTimer;
    int m_hovered = -1;
};

} // namespace heartline
