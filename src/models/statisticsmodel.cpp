// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statisticsmodel.h"

#include "models/optionalvalue.h"

#include <algorithm>

namespace heartline {

StatisticsModel::StatisticsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void StatisticsModel::setStatistics(std::vector<BeatStatistics> statistics)
{
    if (std::ranges::equal(m_rows, statistics, {}, &BeatStatistics::connection,
                           &BeatStatistics::connection)) {
        m_rows = std::move(statistics);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(statistics);
    endResetModel();
}

void StatisticsModel::append(std::span<const Beat> beats)
{
    QHash<ConnectionId, int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.insert(m_rows[static_cast<std::size_t>(row)].connection, row);
    int first = rowCount();
    int last = -1;
    for (const Beat &beat : beats) {
        const int row = rows.value(beat.connection, -1);
        if (row < 0 || isAfterthought(beat))
            continue;
        m_rows[static_cast<std::size_t>(row)].add(beat);
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

int StatisticsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StatisticsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StatisticsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BeatStatistics &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == IdRole)
        return QVariant::fromValue(row.connection);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case ConnectionColumn:
        return row.name;
    case CountColumn:
        return row.counts.beats;
    case MinimumColumn:
        return optionalValue(row.histogram.minimumNs());
    case MeanColumn:
        return optionalValue(row.histogram.meanNs());
    case P50Column:
        return optionalValue(row.histogram.percentileNs(0.5));
    case P95Column:
        return optionalValue(row.histogram.percentileNs(0.95));
    case P99Column:
        return optionalValue(row.histogram.percentileNs(0.99));
    case P999Column:
        return optionalValue(row.histogram.percentileNs(0.999));
    case MaximumColumn:
        return optionalValue(row.histogram.maximumNs());
    case JitterColumn:
        return optionalValue(row.jitterNs());
    case LossColumn:
        return optionalValue(row.counts.lossShare());
    case LateColumn:
        return optionalValue(row.lateShare());
    case UnsentColumn:
        return row.counts.unsent;
    default:
        return {};
    }
}

} // namespace heartline
