// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/eventspanel.h"

#include "models/eventsmodel.h"
#include "ui_eventspanel.h"
#include "widgets/log/eventspresentation.h"
#include "widgets/presentation/tabletools.h"

#include <QEvent>
#include <QHeaderView>

namespace heartline {

EventsPanel::EventsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::EventsPanel>())
    , m_model(new EventsModel(this))
    , m_presentation(new EventsPresentation(this))
    , m_delegate(new EventsDelegate(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    m_ui->view->setModel(m_presentation);
    setUpTable(*m_ui->view, m_delegate)->setNameColumn(EventsModel::ConnectionColumn);
    QHeaderView *header = m_ui->view->header();
    const QFontMetrics metrics = fontMetrics();
    constexpr int padding = 2 * RowDelegate::Padding + 2;
    header->resizeSection(EventsModel::TimeColumn,
                          metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + padding);
    header->resizeSection(EventsModel::ConnectionColumn, 135);
    header->resizeSection(EventsModel::ChangeColumn, 200);
    header->setStretchLastSection(true);
    connect(m_ui->selectedOnly, &QToolButton::toggled, this, &EventsPanel::applyFilter);
    connect(m_ui->copy, &QToolButton::clicked, this, [this] { copyRows(*m_ui->view); });
    connect(m_ui->view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT connectionActivated(index.data(EventsModel::IdRole).value<ConnectionId>());
    });
}

EventsPanel::~EventsPanel() = default;

void EventsPanel::setChartPalette(const ChartPalette &palette)
{
    m_delegate->setChartPalette(palette);
    m_ui->view->viewport()->update();
}

void EventsPanel::setNames(const QHash<ConnectionId, QString> &names)
{
    m_model->setNames(names);
}

void EventsPanel::append(std::span<const ConnectionEvent> events)
{
    m_model->append(events);
}

void EventsPanel::fill(std::vector<ConnectionEvent> events)
{
    m_model->fill(std::move(events));
}

void EventsPanel::setSelection(const std::vector<ConnectionId> &ids)
{
    m_selection = ids;
    if (m_ui->selectedOnly->isChecked())
        applyFilter();
}

void EventsPanel::applyFilter()
{
    if (m_ui->selectedOnly->isChecked())
        m_presentation->setConnections(QSet<QUuid>(m_selection.begin(), m_selection.end()));
    else
        m_presentation->setConnections(std::nullopt);
}

QWidget *EventsPanel::controls() const
{
    return m_ui->controls;
}

QByteArray EventsPanel::saveColumns() const
{
    return m_ui->view->header()->saveState();
}

void EventsPanel::restoreColumns(const QByteArray &state)
{
    m_ui->view->header()->restoreState(state);
}

void EventsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_ui->retranslateUi(this);
    m_presentation->retranslate();
}

} // namespace heartline
