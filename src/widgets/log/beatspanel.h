// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/beat.h"
#include "widgets/presentation/tabletools.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

namespace heartline {

class BeatsDelegate;
class BeatsModel;
class BeatsPresentation;
namespace Ui {
class BeatsPanel;
}

/// The Beats tab: the log of the selected connections. GUI thread.
class BeatsPanel : public QWidget {
    Q_OBJECT

public:
    explicit BeatsPanel(QWidget *parent = nullptr);
    ~BeatsPanel() override;

    void setChartPalette(const ChartPalette &palette);
    void setConnections(const QHash<ConnectionId, QString> &names);
    void fill(const std::vector<Beat> &beats);
    void append(std::span<const Beat> beats);

    /// Words that not all of the selected connections are shown; empty: all are.
    void setLimit(const QString &limit);
    QWidget *controls() const;
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void exportRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitColumns();
    void retranslate();
    void applyOutcome();
    void updateSummary();

    QString m_limit;
    std::unique_ptr<Ui::BeatsPanel> m_ui;
    ColumnWidths m_widths;
    BeatsModel *m_model;
    BeatsPresentation *m_presentation;
    BeatsDelegate *m_delegate;
};

} // namespace heartline
