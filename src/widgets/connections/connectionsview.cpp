// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionsview.h"

#include "models/connectionsmodel.h"
#include "widgets/connections/connectionsdelegate.h"
#include "widgets/connections/connectionspresentation.h"
#include "widgets/presentation/statepresentation.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace heartline {

ConnectionsView::ConnectionsView(QWidget *parent)
    : QTreeView(parent)
    , m_delegate(new ConnectionsDelegate(this))
{
    setItemDelegate(m_delegate);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setAllColumnsShowFocus(false);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSortingEnabled(true);
    // paintEvent() covers all of it; else a beat would have the window's backgrounds, one upon the
    // other, painted before its row.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    header()->setSectionsMovable(true);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QWidget::customContextMenuRequested, this, &ConnectionsView::showColumnMenu);
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { m_collapsed.insert(index.data().toString()); });
    connect(this, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { m_collapsed.remove(index.data().toString()); });
}

void ConnectionsView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                  const QList<int> &roles)
{
    bool isSeen = false;
    for (int column = topLeft.column(); column <= bottomRight.column() && !isSeen; ++column)
        isSeen = !isColumnHidden(column);
    // A proxy that filters recursively tells of a group's cell whenever a member changes; what a
    // group shows of itself comes as a whole row.
    const bool isEcho =
            topLeft == bottomRight && topLeft.data(ConnectionsModel::GroupRole).toBool();
    if (!isSeen || isEcho)
        return;
    // Qt asks each row of a range where it is painted; with thousands of them, 30 times a second,
    // painting what is visible is cheaper.
    constexpr int narrow = 50;
    if (bottomRight.row() - topLeft.row() < narrow)
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void ConnectionsView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    clearSorting();
    setDefaultColumns();
    const auto expandLater = [this] {
        if (m_expandPending)
            return;
        m_expandPending = true;
        QMetaObject::invokeMethod(this, &ConnectionsView::expandGroups, Qt::QueuedConnection);
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, expandLater);
    connect(model, &QAbstractItemModel::layoutChanged, this, expandLater);
    connect(model, &QAbstractItemModel::modelReset, this, expandLater);
    expandGroups();
}

void ConnectionsView::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(event->rect(), m_delegate->palette().panel);
    QTreeView::paintEvent(event);
}

void ConnectionsView::setChartPalette(const ChartPalette &palette)
{
    m_delegate->setChartPalette(palette);
    viewport()->update();
}

void ConnectionsView::clearSorting()
{
    header()->setSortIndicator(-1, Qt::AscendingOrder);
    sortByColumn(-1, Qt::AscendingOrder);
}

void ConnectionsView::setDefaultColumns()
{
    using Model = ConnectionsModel;
    header()->setMinimumSectionSize(40);
    header()->resizeSection(Model::NameColumn, 150);
    header()->resizeSection(Model::UrlColumn, 260);
    header()->setSectionResizeMode(Model::NameColumn, QHeaderView::Stretch);
    for (const int column :
         {Model::P95Column, Model::UptimeColumn, Model::ReconnectsColumn, Model::UrlColumn})
        setColumnHidden(column, true);
    fitColumns();
}

void ConnectionsView::fitColumns()
{
    using Model = ConnectionsModel;
    QHeaderView &head = *header();
    constexpr int glyph = RowDelegate::GlyphSize + 3 * RowDelegate::Padding;
    int word = 0;
    for (int state = 0; state < ConnectionStateCount; ++state) {
        const QString text = StatePresentation::word(static_cast<ConnectionState>(state));
        word = std::max(word, fontMetrics().horizontalAdvance(text) + 1);
    }
    m_widths.fit(head, Model::StateColumn, word + glyph + ConnectionsDelegate::MemberIndent);
    constexpr int longestWait = 888; // seconds; a longer one may be cut
    m_widths.fit(head, Model::LastColumn,
                 ConnectionsPresentation::tr("retry in %1 s").arg(longestWait));
    for (const int column :
         {Model::P50Column, Model::P95Column, Model::P99Column, Model::JitterColumn})
        m_widths.fit(head, column, QStringLiteral("25 004"));
    m_widths.fit(head, Model::LossColumn, QStringLiteral("0.00 %"));
    m_widths.fit(head, Model::UptimeColumn, QStringLiteral("33 d 04 h"));
    m_widths.fit(head, Model::ReconnectsColumn, QStringLiteral("1 000"));
    fitSparkline();
}

void ConnectionsView::fitSparkline()
{
    constexpr int wideFrom = 800; // pixels; from here on the names leave room for wider bars
    const int barWidth = viewport()->width() >= wideFrom ? 2 : 1;
    constexpr auto bars = static_cast<int>(ConnectionSnapshot::RecentBeats);
    m_widths.fit(*header(), ConnectionsModel::RecentColumn,
                 barWidth * bars + 2 * RowDelegate::Padding + 1);
}

void ConnectionsView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (model())
        fitSparkline();
}

QByteArray ConnectionsView::saveColumns() const
{
    return header()->saveState();
}

void ConnectionsView::restoreColumns(const QByteArray &state)
{
    header()->restoreState(state);
}

void ConnectionsView::expandGroups()
{
    m_expandPending = false;
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (index.data(ConnectionsModel::GroupRole).toBool()
            && !m_collapsed.contains(index.data().toString()))
            setExpanded(index, true);
    }
}

QStringList ConnectionsView::collapsedGroups() const
{
    return m_collapsed.values();
}

void ConnectionsView::setCollapsedGroups(const QStringList &names)
{
    m_collapsed = QSet<QString>(names.begin(), names.end());
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (index.data(ConnectionsModel::GroupRole).toBool())
            setExpanded(index, !m_collapsed.contains(index.data().toString()));
    }
}

void ConnectionsView::showColumnMenu(const QPoint &position)
{
    QMenu menu(this);
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        QAction *action = menu.addAction(ConnectionsPresentation::columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // Without its name a row says nothing.
        action->setEnabled(column != ConnectionsModel::NameColumn);
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu.exec(header()->mapToGlobal(position));
}

void ConnectionsView::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                              const QModelIndex &index) const
{
    if (!index.data(ConnectionsModel::GroupRole).toBool()) {
        QTreeView::drawRow(painter, options, index);
        const bool endsGroups = !index.parent().isValid() && index.row() > 0
                && index.siblingAtRow(index.row() - 1).data(ConnectionsModel::GroupRole).toBool();
        if (endsGroups)
            m_delegate->paintGroupEnd(*painter, options.rect);
        return;
    }
    QStyleOptionViewItem option = options;
    initViewItemOption(&option);
    option.state.setFlag(QStyle::State_Selected,
                         selectionModel()->isSelected(index.siblingAtColumn(0)));
    option.state.setFlag(QStyle::State_HasFocus,
                         hasFocus()
                                 && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0));
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    m_delegate->paintGroup(*painter, row, option, index.siblingAtColumn(0),
                           isExpanded(index.siblingAtColumn(0)));
}

void ConnectionsView::drawBranches(QPainter * /*painter*/, const QRect & /*rect*/,
                                   const QModelIndex & /*index*/) const
{
    // Group rows paint their own arrow.
}

void ConnectionsView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    constexpr int arrowWidth = 24;
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (event->button() == Qt::LeftButton && event->position().x() < arrowWidth
        && index.data(ConnectionsModel::GroupRole).toBool())
        setExpanded(index, !isExpanded(index));
}

void ConnectionsView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() != QEvent::LanguageChange || !model())
        return;
    static_cast<ConnectionsPresentation *>(model())->retranslate();
    fitColumns();
}

} // namespace heartline
