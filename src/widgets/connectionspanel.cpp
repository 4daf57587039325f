// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectionspanel.h"

#include "models/connectionsmodel.h"
#include "ui_connectionspanel.h"
#include "widgets/connectionspresentation.h"

#include <QEvent>

using namespace std::chrono_literals;

namespace heartline {

ConnectionsPanel::ConnectionsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ConnectionsPanel>())
    , m_model(new ConnectionsModel(this))
    , m_presentation(new ConnectionsPresentation(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    m_ui->view->setModel(m_presentation);
    m_ui->nothing->hide();
    connect(m_ui->view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ConnectionsPanel::selectionChanged);
    connect(m_ui->view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        const auto id = index.data(ConnectionsModel::IdRole).value<ConnectionId>();
        if (!id.isNull())
            Q_EMIT activated(id);
    });
    connect(m_ui->view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        Q_EMIT contextMenuRequested(m_ui->view->viewport()->mapToGlobal(position));
    });
    connect(&m_second, &QTimer::timeout, this, &ConnectionsPanel::everySecond);
    m_second.start(1s);
}

ConnectionsPanel::~ConnectionsPanel() = default;

void ConnectionsPanel::setChartPalette(const ChartPalette &palette)
{
    m_ui->view->setChartPalette(palette);
}

void ConnectionsPanel::setConnections(std::vector<ConnectionSnapshot> connections)
{
    m_model->setConnections(std::move(connections));
    updateHint();
}

void ConnectionsPanel::apply(std::span<const ConnectionSnapshot> snapshots)
{
    m_model->apply(snapshots);
}

void ConnectionsPanel::everySecond()
{
    m_presentation->refresh();
    updateHint();
    if (isVisible())
        m_model->tick();
}

void ConnectionsPanel::updateHint()
{
    const bool isEmpty = m_presentation->rowCount() == 0 && m_presentation->isFiltering();
    m_ui->nothing->setVisible(isEmpty);
}

void ConnectionsPanel::setFilterText(const QString &text)
{
    m_presentation->setFilterText(text);
    updateHint();
}

void ConnectionsPanel::setStates(const QSet<ConnectionState> &states)
{
    m_presentation->setStates(states);
    updateHint();
}

void ConnectionsPanel::sortWorstFirst()
{
    m_ui->view->sortByColumn(ConnectionsModel::StateColumn, Qt::DescendingOrder);
}

void ConnectionsPanel::sortAsInProfiles()
{
    m_ui->view->clearSorting();
}

std::vector<ConnectionId> ConnectionsPanel::selectedIds() const
{
    std::vector<ConnectionId> ids;
    const QItemSelectionModel *selection = m_ui->view->selectionModel();
    const auto add = [&ids](const QModelIndex &row) {
        ids.push_back(row.data(ConnectionsModel::IdRole).value<ConnectionId>());
    };
    for (int i = 0; i < m_presentation->rowCount(); ++i) {
        const QModelIndex top = m_presentation->index(i, 0);
        const bool isSelected = selection->isSelected(top);
        if (!top.data(ConnectionsModel::GroupRole).toBool()) {
            if (isSelected)
                add(top);
            continue;
        }
        for (int j = 0; j < m_presentation->rowCount(top); ++j) {
            const QModelIndex row = m_presentation->index(j, 0, top);
            if (isSelected || selection->isSelected(row))
                add(row);
        }
    }
    return ids;
}

void ConnectionsPanel::select(const std::vector<ConnectionId> &ids)
{
    QItemSelection selection;
    QModelIndex first;
    for (const ConnectionId &id : ids) {
        const QModelIndex index = m_presentation->mapFromSource(m_model->indexOf(id));
        if (!index.isValid())
            continue;
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    m_ui->view->selectionModel()->select(
            selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (first.isValid()) {
        m_ui->view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        m_ui->view->scrollTo(first);
    }
}

void ConnectionsPanel::selectAll()
{
    m_ui->view->selectAll();
}

void ConnectionsPanel::focusTable()
{
    m_ui->view->setFocus(Qt::ShortcutFocusReason);
}

QByteArray ConnectionsPanel::saveColumns() const
{
    return m_ui->view->saveColumns();
}

void ConnectionsPanel::restoreColumns(const QByteArray &state)
{
    m_ui->view->restoreColumns(state);
}

void ConnectionsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
}

} // namespace heartline
