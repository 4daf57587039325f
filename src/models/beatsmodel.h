// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"

#include <QAbstractTableModel>
#include <QHash>

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace heartline {

/// Log rows of the selected connections, newest first: pages from the log and the live tail, each
/// beat once. Values are raw. GUI thread.
class BeatsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        TimeColumn, ///< qint64, UTC us, when it was due
        ConnectionColumn, ///< QString
        SessionColumn, ///< qint64
        SequenceColumn, ///< qint64
        OutcomeColumn, ///< BeatOutcome
        RttColumn, ///< qint64 ns; kind `listen`: the gap
        ErrorColumn, ///< qint64 ns
        LatenessColumn, ///< qint64 ns
        TcpRttColumn, ///< qint64 us
        ColumnCount
    };
    enum Role {
        BeatRole = Qt::UserRole + 1, ///< const Beat *, valid until the model changes.
        IdRole, ///< ConnectionId
        OutcomeRole, ///< int of BeatOutcome
    };

    /// The oldest rows beyond this are dropped from the view; the log keeps them.
    static constexpr int MaximumBeats = 20'000;

    explicit BeatsModel(QObject *parent = nullptr);

    /// Shows these connections from now on and drops all rows.
    void setConnections(const QHash<ConnectionId, QString> &names);

    /// Adds beats from the log to those already there, in any order.
    void fill(const std::vector<Beat> &beats);

    /// Adds the live beats of the shown connections; others are skipped.
    void append(std::span<const Beat> beats);

    /// Rows dropped at the bound since setConnections().
    qint64 dropped() const { return m_dropped; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant value(const Beat &beat, int column) const;

    std::deque<Beat> m_beats; // newest first
    QHash<ConnectionId, QString> m_names;
    std::optional<qint64> m_filledUntil; // UTC us; beats due later cannot have come from the log
    qint64 m_dropped = 0;
};

} // namespace heartline

Q_DECLARE_METATYPE(const heartline::Beat *)
