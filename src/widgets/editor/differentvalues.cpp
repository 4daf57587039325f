// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/differentvalues.h"

#include "widgets/controls/pathpicker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace heartline {

namespace {

/// The line whose placeholder tells: the editor itself, or the one within it.
QLineEdit *lineOf(QWidget *editor)
{
    if (auto *picker = qobject_cast<PathPicker *>(editor))
        return picker->lineEdit();
    if (auto *combo = qobject_cast<QComboBox *>(editor))
        return combo->lineEdit();
    return qobject_cast<QLineEdit *>(editor);
}

} // namespace

DifferentValues::DifferentValues(QObject *parent)
    : QObject(parent)
{
}

void DifferentValues::show(QWidget *editor)
{
    const QString words = tr("(different values)");
    Before &before = m_before[editor];
    if (auto *line = lineOf(editor)) {
        before.text = line->placeholderText();
        line->clear();
        line->setPlaceholderText(words);
    } else if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        before.text = combo->placeholderText();
        combo->setPlaceholderText(words);
        combo->setCurrentIndex(-1);
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        check->setTristate(true);
        check->setCheckState(Qt::PartiallyChecked);
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(editor)) {
        before.text = text->placeholderText();
        text->clear();
        text->setPlaceholderText(words);
    } else if (auto *whole = qobject_cast<QSpinBox *>(editor)) {
        showIn(*whole, before);
    } else if (auto *real = qobject_cast<QDoubleSpinBox *>(editor)) {
        showIn(*real, before);
    } else if (auto *table = qobject_cast<QTableWidget *>(editor)) {
        table->setRowCount(0);
        before.label = new QLabel(words, table->viewport());
        before.label->setAlignment(Qt::AlignCenter);
        before.label->setProperty("secondary", true);
        delete table->viewport()->layout();
        auto *layout = new QVBoxLayout(table->viewport());
        layout->addWidget(before.label);
    }
}

template<typename SpinBox>
void DifferentValues::showIn(SpinBox &box, Before &before)
{
    before.text = box.specialValueText();
    before.minimum = static_cast<double>(box.minimum());
    before.minimumWidth = box.minimumWidth();
    // Below all that may be entered stands a value that only tells.
    box.setMinimum(box.minimum() - 1);
    box.setValue(box.minimum());
    box.setSpecialValueText(tr("(different values)"));
    constexpr int buttons = 44; // and frame
    box.setMinimumWidth(
            std::max(box.sizeHint().width(),
                     box.fontMetrics().horizontalAdvance(box.specialValueText()) + buttons));
    box.template findChild<QLineEdit *>()->installEventFilter(this);
}

void DifferentValues::settle(QWidget *editor)
{
    if (!m_before.contains(editor))
        return;
    const Before before = m_before.take(editor);
    if (auto *line = lineOf(editor)) {
        line->setPlaceholderText(before.text);
    } else if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        combo->setPlaceholderText(before.text);
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        check->setTristate(false);
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(editor)) {
        text->setPlaceholderText(before.text);
    } else if (auto *whole = qobject_cast<QSpinBox *>(editor)) {
        settleIn(*whole, before);
    } else if (auto *real = qobject_cast<QDoubleSpinBox *>(editor)) {
        settleIn(*real, before);
    } else {
        delete before.label;
    }
}

template<typename SpinBox>
void DifferentValues::settleIn(SpinBox &box, const Before &before)
{
    // It may be settled in the middle of a number that is being typed.
    auto *line = box.template findChild<QLineEdit *>();
    const QString typed = line->text();
    const int cursor = line->cursorPosition();
    box.setMinimum(static_cast<decltype(box.minimum())>(before.minimum));
    box.setSpecialValueText(before.text);
    box.setMinimumWidth(before.minimumWidth);
    const QSignalBlocker blocker(line);
    line->setText(typed);
    line->setCursorPosition(cursor);
}

bool DifferentValues::eventFilter(QObject *watched, QEvent *event)
{
    // A click into the words is no place to go on typing from.
    auto *line = qobject_cast<QLineEdit *>(watched);
    if (line && event->type() == QEvent::MouseButtonRelease
        && m_before.contains(line->parentWidget()))
        line->selectAll();
    return QObject::eventFilter(watched, event);
}

} // namespace heartline
