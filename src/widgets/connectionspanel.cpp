// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectionspanel.h"

#include "models/connectionsmodel.h"
#include "ui_connectionspanel.h"
#include "widgets/connectionspresentation.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

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
    connect(m_ui->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_isKeeping)
            return;
        m_wanted = selectedIds();
        Q_EMIT selectionChanged();
    });
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
    const bool isOther =
            std::ranges::none_of(connections, [this](const ConnectionSnapshot &connection) {
                return m_model->snapshot(connection.id) != nullptr;
            });
    m_model->setConnections(std::move(connections));
    if (isOther) { // another workspace: rows that are merely added move no others
        const QHeaderView *header = m_ui->view->header();
        m_ui->view->sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
    }
    updateHint();
}

void ConnectionsPanel::apply(std::span<const ConnectionSnapshot> snapshots)
{
    m_model->apply(snapshots);
}

void ConnectionsPanel::everySecond()
{
    keepSelection([this] { m_presentation->refresh(); });
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
    keepSelection([this, &text] { m_presentation->setFilterText(text); });
    updateHint();
}

void ConnectionsPanel::setStates(const QSet<ConnectionState> &states)
{
    keepSelection([this, &states] { m_presentation->setStates(states); });
    updateHint();
}

void ConnectionsPanel::keepSelection(const std::function<void()> &change)
{
    const std::vector<ConnectionId> before = selectedIds();
    {
        const QScopedValueRollback keeping(m_isKeeping, true);
        change();
        if (selectedIds() != m_wanted)
            selectAgain();
    }
    if (selectedIds() != before)
        Q_EMIT selectionChanged();
}

void ConnectionsPanel::selectAgain()
{
    QItemSelection selection;
    for (const ConnectionId &id : m_wanted) {
        const QModelIndex index = m_presentation->mapFromSource(m_model->indexOf(id));
        if (index.isValid() && !m_ui->view->selectionModel()->isSelected(index))
            selection.select(index, index);
    }
    if (selection.isEmpty())
        return;
    const QModelIndex first = selection.front().topLeft();
    m_ui->view->selectionModel()->select(selection,
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    // The keys go on from here, not from the row that was nearest to what the filter took away.
    m_ui->view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
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
    for (const QModelIndex &row : connectionRows()) {
        if (selection->isSelected(row)
            || (row.parent().isValid() && selection->isSelected(row.parent())))
            ids.push_back(row.data(ConnectionsModel::IdRole).value<ConnectionId>());
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
    m_wanted = ids;
}

std::vector<QModelIndex> ConnectionsPanel::connectionRows() const
{
    std::vector<QModelIndex> rows;
    for (int i = 0; i < m_presentation->rowCount(); ++i) {
        const QModelIndex top = m_presentation->index(i, 0);
        if (!top.data(ConnectionsModel::GroupRole).toBool())
            rows.push_back(top);
        for (int j = 0; j < m_presentation->rowCount(top); ++j)
            rows.push_back(m_presentation->index(j, 0, top));
    }
    return rows;
}

ConnectionId ConnectionsPanel::idBesideSelection() const
{
    ConnectionId before;
    ConnectionId after;
    bool isSelectionPassed = false;
    const std::vector<ConnectionId> selected = selectedIds();
    const QSet<ConnectionId> going(selected.begin(), selected.end());
    for (const QModelIndex &row : connectionRows()) {
        const auto id = row.data(ConnectionsModel::IdRole).value<ConnectionId>();
        if (going.contains(id)) {
            isSelectionPassed = true;
            after = {};
        } else if (!isSelectionPassed) {
            before = id;
        } else if (after.isNull()) {
            after = id;
        }
    }
    return after.isNull() ? before : after;
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
