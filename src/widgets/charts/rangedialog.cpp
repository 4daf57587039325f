// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/rangedialog.h"

#include "ui_rangedialog.h"

#include <QDateTime>
#include <QPushButton>

namespace heartline {

RangeDialog::RangeDialog(qint64 fromUs, qint64 toUs, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RangeDialog>())
{
    m_ui->setupUi(this);
    m_ui->from->setDateTime(QDateTime::fromMSecsSinceEpoch(fromUs / 1000));
    m_ui->to->setDateTime(QDateTime::fromMSecsSinceEpoch(toUs / 1000));
    connect(m_ui->from, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
    connect(m_ui->to, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
    check();
}

RangeDialog::~RangeDialog() = default;

qint64 RangeDialog::fromUs() const
{
    return m_ui->from->dateTime().toMSecsSinceEpoch() * 1000;
}

qint64 RangeDialog::toUs() const
{
    return m_ui->to->dateTime().toMSecsSinceEpoch() * 1000;
}

void RangeDialog::check()
{
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(fromUs() < toUs());
}

} // namespace heartline
