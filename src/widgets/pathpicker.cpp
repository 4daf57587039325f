// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pathpicker.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace heartline {

PathPicker::PathPicker(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
{
    auto *button = new QPushButton(tr("Browse…"), this);
    button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_line);
    layout->addWidget(button);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &PathPicker::pathChanged);
    connect(button, &QPushButton::clicked, this, &PathPicker::browse);
}

QString PathPicker::path() const
{
    return m_line->text().trimmed();
}

void PathPicker::setPath(const QString &path)
{
    m_line->setText(path);
}

void PathPicker::setUp(Mode mode, const QString &dialogTitle, const QString &filter)
{
    m_mode = mode;
    m_title = dialogTitle;
    m_filter = filter;
}

void PathPicker::setPlaceholderText(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void PathPicker::browse()
{
    const QString chosen = m_mode == Mode::Open
            ? QFileDialog::getOpenFileName(this, m_title, path(), m_filter)
            : QFileDialog::getSaveFileName(this, m_title, path(), m_filter);
    if (chosen.isEmpty())
        return;
    setPath(chosen);
    m_chosen = path();
}

} // namespace heartline
