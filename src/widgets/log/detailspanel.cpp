// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/detailspanel.h"

#include "models/detailsmodel.h"
#include "ui_detailspanel.h"
#include "widgets/log/detailspresentation.h"
#include "widgets/presentation/rowdelegate.h"
#include "widgets/presentation/tabletools.h"

#include <QEvent>
#include <QHeaderView>

namespace heartline {

DetailsPanel::DetailsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DetailsPanel>())
    , m_model(new DetailsModel(this))
    , m_presentation(new DetailsPresentation(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    m_ui->view->setModel(m_presentation);
    m_delegate = setUpTable(*m_ui->view);
    m_ui->view->setHeaderHidden(true);
    constexpr int fieldWidth = 220;
    m_ui->view->header()->resizeSection(DetailsModel::FieldColumn, fieldWidth);
    m_ui->view->header()->setStretchLastSection(true);
    connect(m_ui->copy, &QToolButton::clicked, this, [this] { copyRows(*m_ui->view); });
    setDetails(std::nullopt);
}

DetailsPanel::~DetailsPanel() = default;

void DetailsPanel::setChartPalette(const ChartPalette &palette)
{
    m_delegate->setChartPalette(palette);
    m_ui->view->viewport()->update();
}

void DetailsPanel::setDetails(std::optional<ConnectionDetails> details)
{
    m_ui->view->setVisible(details.has_value());
    m_ui->hint->setVisible(!details.has_value());
    m_model->setDetails(std::move(details));
}

QWidget *DetailsPanel::controls() const
{
    return m_ui->controls;
}

void DetailsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    m_presentation->retranslate();
}

} // namespace heartline
