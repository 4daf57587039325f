// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"

#include <QFrame>

#include <memory>

namespace heartline {

class PlotMargins;
class StateTimeline;
class TimeWindow;
namespace Ui {
class TimelinePanel;
}

/// The card with the states over time. GUI thread.
class TimelinePanel : public QFrame {
    Q_OBJECT

public:
    TimelinePanel(TimeWindow *window, PlotMargins *margins, QWidget *parent = nullptr);
    ~TimelinePanel() override;

    StateTimeline &timeline() const { return *m_timeline; }
    void setChartPalette(const ChartPalette &palette);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    std::unique_ptr<Ui::TimelinePanel> m_ui;
    StateTimeline *m_timeline;
};

} // namespace heartline
