// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/controls/fieldmarks.h"
#include "widgets/editor/profileeditordialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace heartline::test {

using namespace Qt::Literals::StringLiterals;

/// A shown profile editor, and what tests do with it.
class Editor {
public:
    Editor()
    {
        dialog.show();
        dialog.activateWindow();
    }

    template<typename T = QLineEdit>
    T *field(const QString &name)
    {
        T *found = dialog.findChild<T *>(name);
        Q_ASSERT(found);
        return found;
    }
    void type(const QString &name, const QString &text)
    {
        auto *line = field(name);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QString problem(const QString &path) { return marks()->message(path); }
    /// Empty: all fields are sound.
    QString firstError()
    {
        const auto &errors = marks()->errors();
        return errors.empty() ? QString() : errors.front().toString();
    }
    FieldMarks *marks() { return dialog.findChild<FieldMarks *>(); }
    void chooseHeartbeat(const QString &text)
    {
        auto *combo = field<QComboBox>(u"heartbeat"_s);
        const int index = combo->findText(text);
        Q_ASSERT(index >= 0);
        combo->setCurrentIndex(index);
    }
    QPushButton *ok()
    {
        return field<QDialogButtonBox>(u"buttons"_s)->button(QDialogButtonBox::Ok);
    }

    ProfileEditorDialog dialog;
};

} // namespace heartline::test
