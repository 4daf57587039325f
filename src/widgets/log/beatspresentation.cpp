// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/beatspresentation.h"

#include "models/beatsmodel.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/tabletools.h"
#include "widgets/presentation/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

bool isNumeric(int column)
{
    return column != BeatsModel::TimeColumn && column != BeatsModel::ConnectionColumn
            && column != BeatsModel::OutcomeColumn;
}

} // namespace

BeatsPresentation::BeatsPresentation(QObject *parent)
    : ValueFilterModel(BeatsModel::IdRole, BeatsModel::OutcomeRole, parent)
{
}

void BeatsPresentation::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, BeatsModel::ColumnCount - 1);
}

QVariant BeatsPresentation::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(isNumeric(index.column()));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return ValueFilterModel::data(index, role);
    const auto *beat = ValueFilterModel::data(index, BeatsModel::BeatRole).value<const Beat *>();
    if (!beat)
        return {};
    switch (index.column()) {
    case BeatsModel::TimeColumn:
        return role == Qt::DisplayRole ? NumberFormat::timeOfDay(beat->scheduledAt)
                                       : NumberFormat::dateTime(beat->scheduledAt);
    case BeatsModel::ConnectionColumn:
        return plainLine(ValueFilterModel::data(index, Qt::DisplayRole).toString());
    case BeatsModel::SessionColumn:
        return NumberFormat::count(beat->session);
    case BeatsModel::SequenceColumn:
        return NumberFormat::count(beat->sequence);
    case BeatsModel::OutcomeColumn:
        return StatePresentation::word(beat->outcome);
    case BeatsModel::RttColumn:
        return NumberFormat::milliseconds(beat->rttNs ? beat->rttNs : beat->gapNs);
    case BeatsModel::ErrorColumn:
        return NumberFormat::milliseconds(beat->rttErrorNs);
    case BeatsModel::LatenessColumn:
        return NumberFormat::milliseconds(beat->sendLatenessNs);
    case BeatsModel::TcpRttColumn:
        return NumberFormat::millisecondsFromUs(beat->tcpRttUs);
    default:
        return {};
    }
}

QVariant BeatsPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(isNumeric(section));
    if (role == Qt::ToolTipRole && section == BeatsModel::ErrorColumn)
        return tr("The true round trip is shorter by this at the most");
    if (role == Qt::ToolTipRole && section == BeatsModel::LatenessColumn)
        return tr("How late the beat left: this program's own delay");
    if (role == Qt::ToolTipRole && section == BeatsModel::TcpRttColumn)
        return tr("The kernel's smoothed round trip of TCP");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case BeatsModel::TimeColumn:
        return tr("Due at", "column");
    case BeatsModel::ConnectionColumn:
        return tr("Connection", "column");
    case BeatsModel::SessionColumn:
        return tr("Session", "column");
    case BeatsModel::SequenceColumn:
        return tr("Beat", "column");
    case BeatsModel::OutcomeColumn:
        return tr("Outcome", "column");
    case BeatsModel::RttColumn:
        return tr("Round trip ms", "column");
    case BeatsModel::ErrorColumn:
        return tr("Error ms", "column");
    case BeatsModel::LatenessColumn:
        return tr("Sent late ms", "column");
    case BeatsModel::TcpRttColumn:
        return tr("TCP ms", "column");
    default:
        return {};
    }
}

void BeatsDelegate::paintContent(QPainter &painter, const QRect &rect,
                                 const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *beat = index.data(BeatsModel::BeatRole).value<const Beat *>();
    if (index.column() == BeatsModel::TimeColumn) {
        paintText(painter, rect, option.text, palette().secondaryText, option.displayAlignment);
        return;
    }
    if (index.column() != BeatsModel::OutcomeColumn || !beat) {
        RowDelegate::paintContent(painter, rect, option, index);
        return;
    }
    const QColor color = isLoss(beat->outcome)   ? palette().lossMark
            : beat->outcome == BeatOutcome::Late ? palette().late
            : beat->outcome == BeatOutcome::Ok   ? palette().stateColor(ConnectionState::Open)
                                                 : palette().secondaryText;
    paintText(painter, rect, option.text, Theme::legible(color, background(option), palette().text),
              option.displayAlignment);
}

} // namespace heartline
