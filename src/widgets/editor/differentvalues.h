// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>

class QAbstractSpinBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QWidget;

namespace heartline {

/// Lets editors of a form say that they stand for different values, until they are edited. Their
/// own value means nothing while they do. GUI thread.
class DifferentValues : public QObject {
    Q_OBJECT

public:
    explicit DifferentValues(QObject *parent = nullptr);

    void show(QWidget *editor);
    /// The editor's value counts from now on; nothing happens if it did before.
    void settle(QWidget *editor);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What an editor had before, to be put back.
    struct Before {
        QString text; ///< Placeholder, or special value.
        double minimum = 0.0; ///< Of a spin box.
        int minimumWidth = 0;
        QPointer<QLabel> label; ///< What stands in an editor without placeholders.
    };

    template<typename SpinBox>
    void showIn(SpinBox &box, Before &before);
    template<typename SpinBox>
    static void settleIn(SpinBox &box, const Before &before);

    QHash<QWidget *, Before> m_before;
};

} // namespace heartline
