// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"

#include <QFrame>

#include <array>
#include <memory>

class QButtonGroup;
class QToolButton;

namespace heartline {

class LatencyChart;
class PlotMargins;
class TimeWindow;
namespace Ui {
class LatencyPanel;
}

/// The card with the round trips: ranges, live or paused, logarithmic, saving. GUI thread.
class LatencyPanel : public QFrame {
    Q_OBJECT

public:
    LatencyPanel(TimeWindow *window, PlotMargins *margins, QWidget *parent = nullptr);
    ~LatencyPanel() override;

    LatencyChart &chart() const { return *m_chart; }
    void setChartPalette(const ChartPalette &palette);
    /// How many connections are selected.
    void setCount(std::size_t selected);
    bool isLogarithmic() const;
    void setLogarithmic(bool logarithmic);

Q_SIGNALS:
    void saveFailed(const QString &message);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addRangeButtons();
    void updateRange();
    void updateLive();
    void updateSubtitle();
    void retranslate();
    void chooseRange();
    void saveImage();
    static QString rangeName(qint64 spanUs);

    std::unique_ptr<Ui::LatencyPanel> m_ui;
    TimeWindow *m_window;
    LatencyChart *m_chart;
    QButtonGroup *m_ranges;
    QAction *m_save;
    QAction *m_copy;
    std::size_t m_selected = 0;
};

} // namespace heartline
