// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/emptystate.h"

#include "ui_emptystate.h"

#include <QEvent>

namespace heartline {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::EmptyState>())
{
    m_ui->setupUi(this);
    constexpr int iconSize = 72;
    m_ui->icon->setPixmap(
            QIcon(QStringLiteral(":/icons/heartline.svg")).pixmap(iconSize, iconSize));
    connect(m_ui->add, &QPushButton::clicked, this, &EmptyState::addRequested);
    connect(m_ui->importProfiles, &QPushButton::clicked, this, &EmptyState::importRequested);
    connect(m_ui->demo, &QPushButton::clicked, this, &EmptyState::demoRequested);
}

EmptyState::~EmptyState() = default;

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
}

} // namespace heartline
