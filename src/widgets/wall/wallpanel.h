// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"

#include <QWidget>

#include <memory>

class QAbstractItemModel;
class QAction;
class QItemSelectionModel;
class QMenu;

namespace heartline {

class WallView;
namespace Ui {
class WallPanel;
}

/// The wall with its heading and legend. GUI thread.
class WallPanel : public QWidget {
    Q_OBJECT

public:
    explicit WallPanel(QWidget *parent = nullptr);
    ~WallPanel() override;

    /// A ConnectionsPresentation, and the selection that is shared with the table.
    void setModel(QAbstractItemModel *model, QItemSelectionModel *selection);
    void setChartPalette(const ChartPalette &palette);
    /// What the buttons of its heading do, which menus offer too.
    void setActions(QAction *byGroup, QMenu *tileSize);
    WallView &view() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateSummary();

    std::unique_ptr<Ui::WallPanel> m_ui;
};

} // namespace heartline
