// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionevent.h"

#include <QAbstractTableModel>
#include <QHash>

#include <deque>
#include <span>
#include <vector>

namespace heartline {

/// The newest events, newest first. Values are raw. GUI thread.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        TimeColumn, ///< qint64, UTC us
        ConnectionColumn, ///< QString
        ChangeColumn, ///< see EventRole
        CauseColumn, ///< see EventRole
        ColumnCount
    };
    enum Role {
        EventRole = Qt::UserRole + 1, ///< const ConnectionEvent *, valid until the model changes.
        IdRole, ///< ConnectionId
        SortRole,
    };

    /// The oldest rows beyond this are dropped from the view; the log keeps them.
    static constexpr int MaximumEvents = 10'000;

    explicit EventsModel(QObject *parent = nullptr);

    /// Names by id, for the connection column; events of other connections keep the name last
    /// known.
    void setNames(const QHash<ConnectionId, QString> &names);

    /// Appends events given in order of time.
    void append(std::span<const ConnectionEvent> events);

    /// Replaces the events by those of the log, given in order of time; newer ones that arrived
    /// live stay.
    void fill(std::vector<ConnectionEvent> events);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::deque<ConnectionEvent> m_events; // newest first
    QHash<ConnectionId, QString> m_names;
};

} // namespace heartline

Q_DECLARE_METATYPE(const heartline::ConnectionEvent *)
