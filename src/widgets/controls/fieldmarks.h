// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

#include <vector>

class QFormLayout;
class QLabel;
class QWidget;

namespace heartline {

/// Marks the fields of a form that cannot be used as they are, and says why right under each. A
/// field is not blamed before it has been edited, unless showAll() was called.
class FieldMarks : public QObject {
    Q_OBJECT

public:
    explicit FieldMarks(QObject *parent = nullptr);

    /// `path` as in the errors' `where`, e.g. "heartbeat.interval_ms"; everything below it belongs
    /// to the same field. `editor` stands in a row of `form`.
    void add(const QString &path, QWidget *editor, QFormLayout *form);

    /// From now on problems of this field are shown.
    void touch(const QString &path);
    /// From now on all problems are shown.
    void showAll();

    /// Everything that is wrong now; what is no longer in the list is no longer marked.
    void setErrors(std::vector<Error> errors);
    const std::vector<Error> &errors() const { return m_errors; }

    /// The editor of the field that `path` belongs to; nullptr if there is none.
    QWidget *editor(const QString &path) const;
    /// What the form calls the field; empty if there is none.
    QString title(const QString &path) const;
    /// The editor of the first error that has one; nullptr if there is none.
    QWidget *firstBad() const;
    /// True if a marked field stands inside `page`.
    bool isMarkedWithin(const QWidget *page) const;
    /// What is said under the field; empty if nothing.
    QString message(const QString &path) const;

Q_SIGNALS:
    /// What is marked has changed.
    void changed();

private:
    struct Field {
        QWidget *editor = nullptr;
        QFormLayout *form = nullptr;
        QLabel *label = nullptr;
    };

    QString fieldOf(const QString &where) const;
    void update();
    void mark(const Field &field, const QString &message);

    QHash<QString, Field> m_fields; ///< By path.
    QSet<QString> m_touched;
    std::vector<Error> m_errors;
    bool m_showsAll = false;
};

} // namespace heartline
