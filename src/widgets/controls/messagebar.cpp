// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/messagebar.h"

#include "ui_messagebar.h"

#include <QEvent>
#include <QStringList>

namespace heartline {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::MessageBar>())
{
    m_ui->setupUi(this);
    connect(m_ui->dismiss, &QToolButton::clicked, this, [this] {
        m_dismissed.insert(m_matters);
        m_matters.clear();
        m_messages.clear();
        update();
    });
    hide();
}

MessageBar::~MessageBar() = default;

void MessageBar::setMessage(Topic topic, const QString &text, const QString &matter)
{
    if (text.isEmpty()) {
        m_messages.remove(topic);
        m_matters.remove(topic);
        m_dismissed.remove(topic);
    } else if (!m_dismissed.contains(topic) || m_dismissed.value(topic) != matter) {
        m_messages.insert(topic, text);
        m_matters.insert(topic, matter);
        m_dismissed.remove(topic);
    }
    update();
}

QString MessageBar::text() const
{
    return m_ui->text->text();
}

void MessageBar::update()
{
    m_ui->text->setText(QStringList(m_messages.values()).join(u'\n'));
    setVisible(!m_messages.isEmpty());
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    const QString shown = m_ui->text->text();
    m_ui->retranslateUi(this);
    m_ui->text->setText(shown);
}

} // namespace heartline
