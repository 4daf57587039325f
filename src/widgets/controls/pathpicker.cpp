// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/pathpicker.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMessageBox>
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

bool PathPicker::confirmReplacing()
{
    const QFileInfo file(path());
    if (!file.isFile() || m_chosen == path()) // writing to a folder fails, and says so
        return true;
    QMessageBox box(QMessageBox::Question, window()->windowTitle(),
                    tr("%1 exists already. Replace it?").arg(file.fileName()), QMessageBox::Cancel,
                    this);
    box.setTextFormat(Qt::PlainText);
    QPushButton *replace = box.addButton(tr("&Replace"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == replace;
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
