// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallpanel.h"

#include "ui_wallpanel.h"
#include "widgets/wall/walltext.h"

#include <QAction>
#include <QEvent>
#include <QMenu>

namespace heartline {

WallPanel::WallPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::WallPanel>())
{
    m_ui->setupUi(this);
    setBackgroundRole(QPalette::Base);
    connect(m_ui->wallView, &WallView::arranged, this, &WallPanel::updateSummary);
}

WallPanel::~WallPanel() = default;

void WallPanel::setModel(QAbstractItemModel *model, QItemSelectionModel *selection)
{
    m_ui->wallView->setModel(model);
    m_ui->wallView->setSelectionModel(selection);
}

void WallPanel::setChartPalette(const ChartPalette &palette)
{
    m_ui->wallView->setChartPalette(palette);
    m_ui->legend->setChartPalette(palette);
}

void WallPanel::setActions(QAction *byGroup, QMenu *tileSize)
{
    m_ui->byGroup->setDefaultAction(byGroup);
    m_ui->tileSize->setMenu(tileSize);
}

WallView &WallPanel::view() const
{
    return *m_ui->wallView;
}

void WallPanel::updateSummary()
{
    const WallTiles &tiles = m_ui->wallView->tiles();
    m_ui->summary->setText(WallText::summary(tiles.count(), tiles.groupCount()));
}

void WallPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    updateSummary();
}

} // namespace heartline
