// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace heartline {

namespace Ui {
class RangeDialog;
}

/// Asks for the beginning and the end of a stretch of time, in local time. GUI thread.
class RangeDialog : public QDialog {
    Q_OBJECT

public:
    /// UTC microseconds.
    RangeDialog(qint64 fromUs, qint64 toUs, QWidget *parent = nullptr);
    ~RangeDialog() override;

    qint64 fromUs() const;
    qint64 toUs() const;

private:
    void check();

    std::unique_ptr<Ui::RangeDialog> m_ui;
};

} // namespace heartline
