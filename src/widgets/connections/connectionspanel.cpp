// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionspanel.h"

#include "models/connectionselection.h"
#include "models/connectionsmodel.h"
#include "ui_connectionspanel.h"
#include "widgets/connections/connectionspresentation.h"
#include "widgets/connections/readingwatch.h"
#include "widgets/wall/wallview.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>
#include <iterator>
#include <numeric>

using namespace std::chrono_literals;

namespace heartline {

namespace {

/// The same connections, in whatever order.
bool areSame(const std::vector<ConnectionId> &a, const std::vector<ConnectionId> &b)
{
    return a == b
            || (a.size() == b.size()
                && QSet<ConnectionId>(a.begin(), a.end())
                        == QSet<ConnectionId>(b.begin(), b.end()));
}

} // namespace

ConnectionsPanel::ConnectionsPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ConnectionsPanel>())
    , m_model(new ConnectionsModel(this))
    , m_presentation(new ConnectionsPresentation(this))
    , m_watch(new ReadingWatch(this))
{
    m_ui->setupUi(this);
    m_presentation->setSourceModel(m_model);
    // Before the selection hears of it, and after.
    connect(m_presentation, &QAbstractItemModel::layoutAboutToBeChanged, this,
            &ConnectionsPanel::takeSelectionOff);
    m_ui->view->setModel(m_presentation);
    m_ui->nothing->hide();
    connect(m_ui->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_isTouched = true;
        if (m_isKeeping || m_isTakenOff)
            return;
        m_wanted = idsInRows();
        m_shown = m_wanted;
        Q_EMIT selectionChanged();
    });
    connect(m_ui->view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        const auto id = index.data(ConnectionsModel::IdRole).value<ConnectionId>();
        if (!id.isNull())
            Q_EMIT activated(id);
    });
    m_ui->wall->setModel(m_presentation, m_ui->view->selectionModel());
    connect(m_presentation, &QAbstractItemModel::layoutChanged, this,
            &ConnectionsPanel::putSelectionBack);
    // What comes back may have been selected before.
    connect(m_presentation, &QAbstractItemModel::rowsInserted, this,
            [this] { m_isTouched = true; });
    connect(m_presentation, &QAbstractItemModel::layoutChanged, this,
            [this] { m_isTouched = true; });
    WallView &wall = m_ui->wall->view();
    connect(&wall, &WallView::activated, this, &ConnectionsPanel::detailsRequested);
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_ui->view), static_cast<QAbstractItemView *>(&wall)}) {
        m_watch->watch(*view);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint &position) {
                    Q_EMIT contextMenuRequested(view->viewport()->mapToGlobal(position));
                });
    }
    connect(&m_second, &QTimer::timeout, this, &ConnectionsPanel::everySecond);
    m_second.start(1s);
}

ConnectionsPanel::~ConnectionsPanel() = default;

void ConnectionsPanel::setChartPalette(const ChartPalette &palette)
{
    m_ui->view->setChartPalette(palette);
    m_ui->wall->setChartPalette(palette);
}

void ConnectionsPanel::setConnections(std::vector<ConnectionSnapshot> connections)
{
    const bool isOther =
            std::ranges::none_of(connections, [this](const ConnectionSnapshot &connection) {
                return m_model->snapshot(connection.id) != nullptr;
            });
    keepSelection([this, &connections, isOther] {
        m_model->setConnections(std::move(connections));
        if (isOther) { // another workspace: rows that are merely added move no others
            const QHeaderView *header = m_ui->view->header();
            m_ui->view->sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
        }
        std::erase_if(m_wanted,
                      [this](const ConnectionId &id) { return m_model->snapshot(id) == nullptr; });
    });
    updateHint();
}

void ConnectionsPanel::apply(std::span<const ConnectionSnapshot> snapshots)
{
    m_model->apply(snapshots);
}

void ConnectionsPanel::everySecond()
{
    keepSelection([this] {
        m_presentation->refresh();
        if (!m_watch->isReading()) {
            m_presentation->restoreWorstFirst();
            m_ui->wall->view().restoreWorstFirst();
        }
    });
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

void ConnectionsPanel::takeSelectionOff()
{
    // Qt carries every selected row through a change of layout, and leaves as many ranges behind as
    // there are rows; a change of the selection then takes time that grows with their square.
    const QItemSelection &selection = m_ui->view->selectionModel()->selection();
    const int rows = std::accumulate(
            selection.begin(), selection.end(), 0,
            [](int sum, const QItemSelectionRange &range) { return sum + range.height(); });
    if (rows < LargeSelection)
        return;
    m_isTakenOff = true;
    m_ui->view->selectionModel()->clearSelection();
}

void ConnectionsPanel::putSelectionBack()
{
    if (!m_isTakenOff)
        return;
    m_ui->view->selectionModel()->select(ConnectionSelection::of(rowsOf(m_wanted)),
                                         QItemSelectionModel::ClearAndSelect);
    m_isTakenOff = false;
}

void ConnectionsPanel::keepSelection(const std::function<void()> &change)
{
    m_isTouched = false;
    {
        const QScopedValueRollback keeping(m_isKeeping, true);
        change();
        if (m_isTouched && !areSame(idsInRows(), m_wanted))
            selectAgain();
    }
    if (!m_isTouched)
        return;
    // Rows that change places are no other selection: the lines of the charts keep their colours.
    const std::vector<ConnectionId> inRows = idsInRows();
    if (areSame(inRows, m_shown))
        return;
    const QSet<ConnectionId> shown(inRows.begin(), inRows.end());
    m_shown.clear();
    std::ranges::copy_if(m_wanted, std::back_inserter(m_shown),
                         [&shown](const ConnectionId &id) { return shown.contains(id); });
    if (m_shown.size() != inRows.size())
        m_shown = inRows; // what was not wanted: the row next to one that was removed
    Q_EMIT selectionChanged();
}

void ConnectionsPanel::selectAgain()
{
    const std::vector<QModelIndex> rows = rowsOf(m_wanted);
    if (rows.empty())
        return;
    QItemSelectionModel &selection = *m_ui->view->selectionModel();
    selection.select(ConnectionSelection::of(rows), QItemSelectionModel::ClearAndSelect);
    // The keys go on from here, not from the row that was nearest to what the filter took away.
    selection.setCurrentIndex(rows.front(), QItemSelectionModel::NoUpdate);
}

void ConnectionsPanel::sortWorstFirst()
{
    m_ui->view->sortByColumn(ConnectionsModel::StateColumn, Qt::DescendingOrder);
}

void ConnectionsPanel::sortAsInProfiles()
{
    m_ui->view->clearSorting();
}

std::vector<ConnectionId> ConnectionsPanel::idsInRows() const
{
    return ConnectionSelection::ids(m_ui->view->selectionModel()->selection());
}

std::vector<QModelIndex> ConnectionsPanel::rowsOf(const std::vector<ConnectionId> &ids) const
{
    std::vector<QModelIndex> rows;
    rows.reserve(ids.size());
    for (const ConnectionId &id : ids) {
        const QModelIndex index =
                m_presentation->mapFromSource(m_model->indexOf(id, ConnectionsModel::NameColumn));
        if (index.isValid())
            rows.push_back(index);
    }
    return rows;
}

void ConnectionsPanel::select(const std::vector<ConnectionId> &ids)
{
    const std::vector<QModelIndex> rows = rowsOf(ids);
    QItemSelectionModel &selection = *m_ui->view->selectionModel();
    selection.select(ConnectionSelection::of(rows), QItemSelectionModel::ClearAndSelect);
    if (!rows.empty()) {
        selection.setCurrentIndex(rows.front(), QItemSelectionModel::NoUpdate);
        currentView().scrollTo(rows.front());
    }
    m_wanted = ids;
}

ConnectionId ConnectionsPanel::idBesideSelection() const
{
    ConnectionId before;
    ConnectionId after;
    bool isSelectionPassed = false;
    const QSet<ConnectionId> going(m_shown.begin(), m_shown.end());
    for (const ConnectionId &id :
         ConnectionSelection::ids(ConnectionSelection::all(*m_presentation))) {
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
    m_ui->view->selectionModel()->select(ConnectionSelection::all(*m_presentation),
                                         QItemSelectionModel::ClearAndSelect);
}

QAbstractItemView &ConnectionsPanel::currentView() const
{
    return isWall() ? static_cast<QAbstractItemView &>(m_ui->wall->view()) : *m_ui->view;
}

void ConnectionsPanel::focusTable()
{
    currentView().setFocus(Qt::ShortcutFocusReason);
}

void ConnectionsPanel::setWall(bool wall)
{
    if (wall == isWall())
        return;
    const bool hadFocus = currentView().hasFocus();
    m_ui->views->setCurrentIndex(wall ? 1 : 0);
    if (hadFocus)
        focusTable();
    currentView().scrollTo(m_ui->view->currentIndex());
}

WallPanel &ConnectionsPanel::wall() const
{
    return *m_ui->wall;
}

bool ConnectionsPanel::isWall() const
{
    return m_ui->views->currentIndex() == 1;
}

QStringList ConnectionsPanel::collapsedGroups() const
{
    return m_ui->view->collapsedGroups();
}

void ConnectionsPanel::setCollapsedGroups(const QStringList &names)
{
    m_ui->view->setCollapsedGroups(names);
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
