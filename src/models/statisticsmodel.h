// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/beatstatistics.h"

#include <QAbstractTableModel>

#include <span>
#include <vector>

namespace heartline {

/// One row of figures for each selected connection. Values are raw. GUI thread.
class StatisticsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        ConnectionColumn, ///< QString
        CountColumn, ///< qint64
        P50Column, ///< qint64 ns, as all up to JitterColumn
        P95Column,
        P99Column,
        P999Column,
        MinimumColumn,
        MeanColumn,
        MaximumColumn,
        JitterColumn,
        LossColumn, ///< double, 0 to 1
        LateColumn, ///< double, 0 to 1
        UnsentColumn, ///< qint64
        ColumnCount
    };
    enum Role { IdRole = Qt::UserRole + 1 };

    explicit StatisticsModel(QObject *parent = nullptr);

    /// Replaces the rows; keeps them, with new values, where the connections are the same.
    void setStatistics(std::vector<BeatStatistics> statistics);
    const std::vector<BeatStatistics> &statistics() const { return m_rows; }

    /// Counts live beats of the connections that have a row; one notification.
    void append(std::span<const Beat> beats);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<BeatStatistics> m_rows;
};

} // namespace heartline
