// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/fieldmarks.h"

#include "charts/chartpalette.h"
#include "widgets/controls/pathpicker.h"

#include <QAbstractButton>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr char16_t cross = u'\u2715';

/// What is drawn differently: the line of a picker, else the editor itself.
QWidget *marked(QWidget *editor)
{
    auto *picker = qobject_cast<PathPicker *>(editor);
    return picker ? picker->lineEdit() : editor;
}

} // namespace

FieldMarks::FieldMarks(QObject *parent)
    : QObject(parent)
{
}

void FieldMarks::add(const QString &path, QWidget *editor, QFormLayout *form)
{
    auto *label = new QLabel(editor->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    label->setObjectName(u"problem of "_s + path);
    const QColor color =
            ChartPalette::forWidgetPalette(editor->palette()).stateColor(ConnectionState::Failed);
    label->setStyleSheet(u"color: %1"_s.arg(color.name()));
    // Of a spin box only the text: a frame of its own would take its buttons the native look.
    marked(editor)->setStyleSheet(
            u"QAbstractSpinBox[invalid=\"true\"] { color: %1; } "
            "QLineEdit[invalid=\"true\"], QComboBox[invalid=\"true\"], "
            "QPlainTextEdit[invalid=\"true\"], "
            "QTableWidget[invalid=\"true\"] { border: 1px solid %1; }"_s.arg(color.name()));
    int row = 0;
    QFormLayout::ItemRole role{};
    form->getWidgetPosition(editor, &row, &role);
    form->insertRow(row + 1, QString(), label);
    form->setRowVisible(label, false);
    m_fields.insert(path, {editor, form, label});
}

void FieldMarks::touch(const QString &path)
{
    m_touched.insert(path);
}

void FieldMarks::showAll()
{
    m_showsAll = true;
    update();
}

void FieldMarks::setErrors(std::vector<Error> errors)
{
    m_errors = std::move(errors);
    update();
}

QString FieldMarks::fieldOf(const QString &where) const
{
    QString found;
    for (auto field = m_fields.keyBegin(); field != m_fields.keyEnd(); ++field) {
        const bool below = where.startsWith(*field)
                && (where.size() == field->size() || where[field->size()] == u'.'
                    || where[field->size()] == u'[');
        if (below && field->size() > found.size())
            found = *field;
    }
    return found;
}

void FieldMarks::update()
{
    QHash<QString, QString> messages;
    for (const Error &error : m_errors) {
        const QString path = fieldOf(error.where);
        if (!path.isEmpty() && !messages.contains(path) && (m_showsAll || m_touched.contains(path)))
            messages.insert(path, error.message);
    }
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field)
        mark(*field, messages.value(field.key()));
    Q_EMIT changed();
}

void FieldMarks::mark(const Field &field, const QString &message)
{
    const QString text = message.isEmpty() ? QString() : u"%1 %2"_s.arg(QChar(cross)).arg(message);
    if (field.label->text() == text)
        return;
    field.label->setText(text);
    field.form->setRowVisible(field.label, !text.isEmpty());
    QWidget *frame = marked(field.editor);
    frame->setProperty("invalid", !text.isEmpty());
    // Makes the style sheet look at the property again.
    frame->setStyleSheet(frame->styleSheet());
    field.editor->setAccessibleDescription(message.isEmpty() ? field.editor->whatsThis() : message);
}

QWidget *FieldMarks::editor(const QString &path) const
{
    return m_fields.value(fieldOf(path)).editor;
}

QString FieldMarks::title(const QString &path) const
{
    const Field field = m_fields.value(fieldOf(path));
    if (!field.editor)
        return {};
    const auto *button = qobject_cast<QAbstractButton *>(field.editor);
    const auto *label = qobject_cast<QLabel *>(field.form->labelForField(field.editor));
    static const QRegularExpression mnemonic(u"\\(&.\\)|&"_s);
    return (button ? button->text() : label ? label->text() : QString()).remove(mnemonic);
}

QWidget *FieldMarks::firstBad() const
{
    for (const Error &error : m_errors) {
        if (QWidget *bad = editor(error.where))
            return bad;
    }
    return nullptr;
}

bool FieldMarks::isMarkedWithin(const QWidget *page) const
{
    return std::any_of(m_fields.cbegin(), m_fields.cend(), [page](const Field &field) {
        return !field.label->text().isEmpty() && page->isAncestorOf(field.editor);
    });
}

QString FieldMarks::message(const QString &path) const
{
    const QString text =
            m_fields.value(path).label ? m_fields.value(path).label->text() : QString();
    return text.mid(2);
}

} // namespace heartline
