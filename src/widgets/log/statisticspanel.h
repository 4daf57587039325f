// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "models/beatstatistics.h"
#include "widgets/presentation/tabletools.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

namespace heartline {

class RowDelegate;
class StatisticsModel;
class StatisticsPresentation;
namespace Ui {
class StatisticsPanel;
}

/// The Statistics tab: figures and distribution of the selected connections. GUI thread.
class StatisticsPanel : public QWidget {
    Q_OBJECT

public:
    explicit StatisticsPanel(QWidget *parent = nullptr);
    ~StatisticsPanel() override;

    void setChartPalette(const ChartPalette &palette);
    /// Rows for these beats counted from `fromUs` (UTC microseconds) on.
    void setStatistics(std::vector<BeatStatistics> statistics, qint64 fromUs);
    void append(std::span<const Beat> beats);

    /// Words that not all of the selected connections are shown; empty: all are.
    void setLimit(const QString &limit);
    QWidget *controls() const;
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void updateChart();
    void retranslate();

    QString m_limit;
    std::unique_ptr<Ui::StatisticsPanel> m_ui;
    ColumnWidths m_widths;
    StatisticsModel *m_model;
    StatisticsPresentation *m_presentation;
    RowDelegate *m_delegate;
    QTimer m_chartTimer; // the distribution changes slowly
    qint64 m_fromUs = 0;
    bool m_wasShown = false;
};

} // namespace heartline
