// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/eventspresentation.h"

#include "models/eventsmodel.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/tabletools.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

const QString arrow = u" \u2192 "_s;

} // namespace

EventsPresentation::EventsPresentation(QObject *parent)
    : ValueFilterModel(EventsModel::IdRole, EventsModel::IdRole, parent)
{
}

void EventsPresentation::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, EventsModel::ColumnCount - 1);
}

QVariant EventsPresentation::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(false);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return ValueFilterModel::data(index, role);
    const auto *event =
            ValueFilterModel::data(index, EventsModel::EventRole).value<const ConnectionEvent *>();
    if (!event)
        return {};
    switch (index.column()) {
    case EventsModel::TimeColumn:
        return role == Qt::DisplayRole ? NumberFormat::timeOfDay(event->at)
                                       : NumberFormat::dateTime(event->at);
    case EventsModel::ConnectionColumn: {
        const QString name = plainLine(ValueFilterModel::data(index, Qt::DisplayRole).toString());
        return role == Qt::ToolTipRole ? plainToolTip(name) : name;
    }
    case EventsModel::ChangeColumn:
        return event->from == event->to ? StatePresentation::signedWord(event->to)
                                        : StatePresentation::signedWord(event->from) + arrow
                        + StatePresentation::signedWord(event->to);
    case EventsModel::CauseColumn: {
        const QString sentence = CauseText::sentence(*event);
        return role == Qt::ToolTipRole ? plainToolTip(sentence) : sentence;
    }
    default:
        return {};
    }
}

QVariant EventsPresentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EventsModel::TimeColumn:
        return tr("Time", "column");
    case EventsModel::ConnectionColumn:
        return tr("Connection", "column");
    case EventsModel::ChangeColumn:
        return tr("Change", "column");
    case EventsModel::CauseColumn:
        return tr("Cause", "column");
    default:
        return {};
    }
}

void EventsDelegate::paintContent(QPainter &painter, const QRect &rect,
                                  const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    if (index.column() == EventsModel::TimeColumn) {
        paintText(painter, rect, option.text, palette().secondaryText, option.displayAlignment);
        return;
    }
    const auto *event = index.data(EventsModel::EventRole).value<const ConnectionEvent *>();
    if (index.column() != EventsModel::ChangeColumn || !event) {
        RowDelegate::paintContent(painter, rect, option, index);
        return;
    }
    int left = rect.left();
    if (event->from != event->to) {
        left = paintState(painter, rect, event->from, background(option));
        const int width = textWidth(painter, arrow);
        paintText(painter, QRect(left, rect.top(), width, rect.height()), arrow,
                  palette().secondaryText, Qt::AlignVCenter | Qt::AlignLeft);
        left += width;
    }
    QRect rest = rect;
    rest.setLeft(left);
    paintState(painter, rest, event->to, background(option));
}

} // namespace heartline
