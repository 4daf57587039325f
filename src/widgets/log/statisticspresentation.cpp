// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/statisticspresentation.h"

#include "models/statisticsmodel.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/tabletools.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

void StatisticsPresentation::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, StatisticsModel::ColumnCount - 1);
}

QVariant StatisticsPresentation::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(index.column() != StatisticsModel::ConnectionColumn);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return QIdentityProxyModel::data(index, role);
    const QVariant value = QIdentityProxyModel::data(index, Qt::DisplayRole);
    switch (index.column()) {
    case StatisticsModel::ConnectionColumn:
        return plainLine(value.toString());
    case StatisticsModel::CountColumn:
    case StatisticsModel::UnsentColumn:
        return NumberFormat::count(value.toLongLong());
    case StatisticsModel::LossColumn:
    case StatisticsModel::LateColumn:
        return NumberFormat::percent(value.isValid() ? std::optional(value.toDouble())
                                                     : std::nullopt);
    default:
        return NumberFormat::milliseconds(value.isValid() ? std::optional(value.toLongLong())
                                                          : std::nullopt);
    }
}

QVariant StatisticsPresentation::headerData(int section, Qt::Orientation orientation,
                                            int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section != StatisticsModel::ConnectionColumn);
    if (role == Qt::ToolTipRole && section >= StatisticsModel::P50Column
        && section <= StatisticsModel::JitterColumn)
        return tr("in milliseconds");
    if (role == Qt::ToolTipRole
        && (section == StatisticsModel::LossColumn || section == StatisticsModel::LateColumn))
        return tr("Share of the beats that left");
    if (role == Qt::ToolTipRole && section == StatisticsModel::UnsentColumn)
        return tr("Beats that could not leave; no loss of the network");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StatisticsModel::ConnectionColumn:
        return tr("Connection", "column");
    case StatisticsModel::CountColumn:
        return tr("Beats", "column");
    case StatisticsModel::MinimumColumn:
        return tr("Min", "column");
    case StatisticsModel::MeanColumn:
        return tr("Mean", "column");
    case StatisticsModel::P50Column:
        return u"p50 ms"_s;
    case StatisticsModel::P95Column:
        return u"p95"_s;
    case StatisticsModel::P99Column:
        return u"p99"_s;
    case StatisticsModel::P999Column:
        return u"p99.9"_s;
    case StatisticsModel::MaximumColumn:
        return tr("Max", "column");
    case StatisticsModel::JitterColumn:
        return tr("Jitter", "column");
    case StatisticsModel::LossColumn:
        return tr("Loss", "column");
    case StatisticsModel::LateColumn:
        return tr("Late", "column");
    case StatisticsModel::UnsentColumn:
        return tr("Unsent", "column");
    default:
        return {};
    }
}

} // namespace heartline
