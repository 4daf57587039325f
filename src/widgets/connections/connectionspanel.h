// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpalette.h"
#include "core/liveupdate.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <span>

class QAbstractItemView;

namespace heartline {

class ConnectionsModel;
class ConnectionsPresentation;
class ReadingWatch;
class WallPanel;
namespace Ui {
class ConnectionsPanel;
}

/// The connections as a table or as a wall, which share filter, order and selection. GUI thread.
class ConnectionsPanel : public QWidget {
    Q_OBJECT

public:
    /// From so many rows on a selection is taken off while rows are sorted or filtered.
    static constexpr int LargeSelection = 500;

    explicit ConnectionsPanel(QWidget *parent = nullptr);
    ~ConnectionsPanel() override;

    void setChartPalette(const ChartPalette &palette);
    void setConnections(std::vector<ConnectionSnapshot> connections);
    void apply(std::span<const ConnectionSnapshot> snapshots);
    const ConnectionsModel &model() const { return *m_model; }

    void setFilterText(const QString &text);
    void setStates(const QSet<ConnectionState> &states);
    void sortWorstFirst();
    void sortAsInProfiles();

    /// The selected connections in the order that the rows had when they were selected; a selected
    /// group stands for its members.
    const std::vector<ConnectionId> &selectedIds() const { return m_shown; }
    /// Those that the filter hides are selected as soon as it shows them.
    void select(const std::vector<ConnectionId> &ids);
    /// What is to be selected when the selected ones are gone: the next row, or else the one before
    /// them; null if there is none.
    ConnectionId idBesideSelection() const;
    void selectAll();
    void focusTable();

    /// The wall instead of the table.
    void setWall(bool wall);
    bool isWall() const;
    WallPanel &wall() const;

    QStringList collapsedGroups() const;
    void setCollapsedGroups(const QStringList &names);
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void selectionChanged();
    /// A row of the table was double-clicked.
    void activated(const heartline::ConnectionId &id);
    /// Enter or a double click on the wall.
    void detailsRequested();
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;

private:
    void everySecond();
    void keepSelection(const std::function<void()> &change);
    void takeSelectionOff();
    void putSelectionBack();
    void selectAgain();
    QAbstractItemView &currentView() const;
    /// As selectedIds(), but in the present order of the rows.
    std::vector<ConnectionId> idsInRows() const;
    /// The rows that are shown of these connections.
    std::vector<QModelIndex> rowsOf(const std::vector<ConnectionId> &ids) const;
    void updateHint();

    std::unique_ptr<Ui::ConnectionsPanel> m_ui;
    ConnectionsModel *m_model;
    ConnectionsPresentation *m_presentation;
    ReadingWatch *m_watch;
    QTimer m_second;
    std::vector<ConnectionId> m_wanted; // selected by the user, be they shown or not
    std::vector<ConnectionId> m_shown; // of these, those that are shown, as told last
    bool m_isKeeping = false;
    bool m_isTouched = false; // rows or their selection have changed
    bool m_isTakenOff = false; // while the rows of a large selection move
};

} // namespace heartline
