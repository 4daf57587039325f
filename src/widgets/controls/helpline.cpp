// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/helpline.h"

#include <QApplication>
#include <QFontMetrics>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

HelpLine::HelpLine(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setProperty("secondary", true);
    setMinimumHeight(fontMetrics().lineSpacing() * Lines);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { showHelpOf(now); });
}

void HelpLine::explain(QWidget &root)
{
    for (QWidget *field : root.findChildren<QWidget *>()) {
        const QString help = field->whatsThis();
        if (help.isEmpty())
            continue;
        // As rich text, since tool tips in plain text do not wrap.
        field->setToolTip(u"<qt>%1</qt>"_s.arg(help.toHtmlEscaped()));
        field->setAccessibleDescription(help);
    }
}

void HelpLine::showHelpOf(const QWidget *field)
{
    if (!field || field->window() != window())
        return;
    while (field && field->whatsThis().isEmpty() && !field->isWindow())
        field = field->parentWidget();
    setText(field ? field->whatsThis() : QString());
}

} // namespace heartline
