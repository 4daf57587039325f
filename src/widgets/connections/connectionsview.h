// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "widgets/presentation/tabletools.h"

#include <QSet>
#include <QStringList>
#include <QTimer>
#include <QTreeView>

namespace heartline {

class ConnectionsDelegate;

/// The table of connections: group rows over the whole width, columns that can be moved, hidden and
/// sorted. Expects a ConnectionsPresentation. GUI thread.
class ConnectionsView : public QTreeView {
    Q_OBJECT

public:
    explicit ConnectionsView(QWidget *parent = nullptr);

    /// Wide ranges of live values are painted this often at the most.
    static constexpr int RefreshMs = 100;

    void setModel(QAbstractItemModel *model) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void setChartPalette(const ChartPalette &palette);

    /// Sorted by nothing: the order of the workspace.
    void clearSorting();

    /// The groups that do not show their members.
    QStringList collapsedGroups() const;
    void setCollapsedGroups(const QStringList &names);

    /// Columns and the sorting, as QHeaderView::saveState().
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

protected:
    void paintEvent(QPaintEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setDefaultColumns();
    void fitColumns();
    void fitSparkline();
    void expandGroups();
    void showColumnMenu(const QPoint &position);

    ConnectionsDelegate *m_delegate;
    ColumnWidths m_widths;
    QSet<QString> m_collapsed; // names of groups; all others are expanded
    bool m_expandPending = false;
    QTimer m_refreshTimer;
};

} // namespace heartline
