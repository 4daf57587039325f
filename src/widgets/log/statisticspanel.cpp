// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/statisticspanel.h"

#include "models/statisticsmodel.h"
#include "ui_statisticspanel.h"
#include "widgets/log/statisticspresentation.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/rowdelegate.h"

#include <QEvent>
#include <QHeaderView>

#include <utility>

using namespace std::chrono_literals;

namespace heartline {

StatisticsPanel::StatisticsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StatisticsPanel>())
    , m_model(new StatisticsModel(this))
    , m_presentation(new StatisticsPresentation(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    m_ui->view->setModel(m_presentation);
    m_delegate = setUpTable(*m_ui->view);
    m_delegate->setNameColumn(StatisticsModel::ConnectionColumn);
    QHeaderView *header = m_ui->view->header();
    header->setStretchLastSection(false);
    header->resizeSection(StatisticsModel::ConnectionColumn, 150);
    // The table needs the room; the chart says as much when it is small.
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setStretchFactor(1, 0);
    connect(m_ui->copy, &QToolButton::clicked, this, [this] { copyRows(*m_ui->view); });
    m_chartTimer.setSingleShot(true);
    m_chartTimer.setInterval(1s);
    connect(&m_chartTimer, &QTimer::timeout, this, &StatisticsPanel::updateChart);
    retranslate();
    setStatistics({}, 0);
}

StatisticsPanel::~StatisticsPanel() = default;

void StatisticsPanel::setChartPalette(const ChartPalette &palette)
{
    m_delegate->setChartPalette(palette);
    m_ui->view->viewport()->update();
    m_ui->chart->setChartPalette(palette);
}

void StatisticsPanel::setStatistics(std::vector<BeatStatistics> statistics, qint64 fromUs)
{
    m_fromUs = fromUs;
    m_ui->splitter->setVisible(!statistics.empty());
    m_ui->hint->setVisible(statistics.empty());
    m_model->setStatistics(std::move(statistics));
    updateChart();
    retranslate();
}

void StatisticsPanel::setLimit(const QString &limit)
{
    m_limit = limit;
    retranslate();
}

void StatisticsPanel::append(std::span<const Beat> beats)
{
    m_model->append(beats);
    if (!m_chartTimer.isActive())
        m_chartTimer.start();
}

void StatisticsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateChart();
    if (std::exchange(m_wasShown, true))
        return;
    const int chartWidth = m_ui->chart->minimumSizeHint().width();
    m_ui->splitter->setSizes({std::max(chartWidth, width() - chartWidth), chartWidth});
}

void StatisticsPanel::updateChart()
{
    if (!isVisible())
        return; // showEvent() makes up for it
    std::vector<DistributionChart::Series> series;
    for (const BeatStatistics &row : m_model->statistics()) {
        if (series.size() < DistributionChart::MaximumSeries)
            series.push_back({row.connection, row.name, row.histogram});
    }
    m_ui->chart->setSeries(std::move(series));
}

QWidget *StatisticsPanel::controls() const
{
    return m_ui->controls;
}

QByteArray StatisticsPanel::saveColumns() const
{
    return m_ui->view->header()->saveState();
}

void StatisticsPanel::restoreColumns(const QByteArray &state)
{
    m_ui->view->header()->restoreState(state);
}

void StatisticsPanel::retranslate()
{
    m_ui->retranslateUi(this);
    m_presentation->retranslate();
    for (int column = StatisticsModel::CountColumn; column < StatisticsModel::ColumnCount; ++column)
        m_widths.fit(*m_ui->view->header(), column, QStringLiteral("25 004"));
    const QString since = m_fromUs > 0
            ? tr("beats since %1").arg(NumberFormat::dateTime(m_fromUs).chopped(4))
            : QString();
    m_ui->range->setText(m_limit.isEmpty() ? since : m_limit);
    m_ui->range->setToolTip(since);
    m_ui->chart->setAccessibleName(tr("Distribution of the round trips"));
    m_ui->chart->setPlaceholder(tr("No answered beat yet."));
}

void StatisticsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace heartline
