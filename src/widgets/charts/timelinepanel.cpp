// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/timelinepanel.h"

#include "charts/statetimeline.h"
#include "ui_timelinepanel.h"
#include "widgets/presentation/statepresentation.h"

#include <QEvent>

namespace heartline {

TimelinePanel::TimelinePanel(TimeWindow *window, PlotMargins *margins, QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::TimelinePanel>())
    , m_timeline(new StateTimeline(window, margins, this))
{
    m_ui->setupUi(this);
    m_ui->layout->addWidget(m_timeline, 1);
    retranslate();
}

TimelinePanel::~TimelinePanel() = default;

void TimelinePanel::setChartPalette(const ChartPalette &palette)
{
    m_timeline->setChartPalette(palette);
}

void TimelinePanel::retranslate()
{
    m_ui->retranslateUi(this);
    // Set anew, so that the lanes are painted in the new words.
    m_timeline->setStateWord([](ConnectionState state) { return StatePresentation::word(state); });
    m_timeline->setAccessibleName(tr("States over time"));
    m_timeline->setPlaceholder(tr("Select connections to see their states."));
}

void TimelinePanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace heartline
