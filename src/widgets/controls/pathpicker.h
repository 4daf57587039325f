// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace heartline {

/// A line for the path of a file, with a button that chooses one.
class PathPicker : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Open, Save };

    explicit PathPicker(QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    /// True if there is nothing in the way of writing to the path, or the user wants it replaced:
    /// asks, unless the file dialog has done so.
    bool confirmReplacing();
    /// `filter` as QFileDialog takes it.
    void setUp(Mode mode, const QString &dialogTitle, const QString &filter);
    void setPlaceholderText(const QString &text);
    QLineEdit *lineEdit() const { return m_line; }

Q_SIGNALS:
    void pathChanged(const QString &path);

private:
    void browse();

    QLineEdit *m_line;
    Mode m_mode = Mode::Open;
    QString m_title;
    QString m_filter;
    QString m_chosen;
};

} // namespace heartline
