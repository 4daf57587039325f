// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace heartline {

namespace Ui {
class EmptyState;
}

/// What stands there before the first connection. GUI thread.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);
    ~EmptyState() override;

Q_SIGNALS:
    void addRequested();
    void importRequested();
    void demoRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::EmptyState> m_ui;
};

} // namespace heartline
