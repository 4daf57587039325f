// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionspresentation.h"

#include "core/clock.h"
#include "models/connectionsmodel.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/presentation/tabletools.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 usPerSecond = 1'000'000;

bool isNumeric(int column)
{
    return column >= ConnectionsModel::LastColumn && column <= ConnectionsModel::ReconnectsColumn;
}

/// The HTTP status at the beginning of a refusal's detail, e.g. "403" of "403 Forbidden".
QString httpStatus(const CloseCause &cause)
{
    constexpr qsizetype statusDigits = 3;
    if (cause.cause != Cause::UpgradeRefused)
        return {};
    const QString digits = cause.detail.left(statusDigits);
    bool isNumber = false;
    digits.toInt(&isNumber);
    return isNumber && digits.size() == statusDigits ? digits : QString();
}

} // namespace

ConnectionsPresentation::ConnectionsPresentation(QObject *parent)
    : ConnectionsFilterModel(parent)
    , m_clock(&Clock::utcUs)
{
    retranslate();
}

void ConnectionsPresentation::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

void ConnectionsPresentation::retranslate()
{
    QHash<ConnectionState, QString> names;
    for (int state = 0; state < ConnectionStateCount; ++state) {
        const auto value = static_cast<ConnectionState>(state);
        names.insert(value, StatePresentation::word(value));
    }
    setStateNames(names);
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant ConnectionsPresentation::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        break;
    case Qt::TextAlignmentRole:
        return cellAlignment(isNumeric(index.column()));
    case GroupCountRole:
        return groupCount(index);
    default:
        return ConnectionsFilterModel::data(index, role);
    }
    const auto *snapshot = ConnectionsFilterModel::data(index, ConnectionsModel::SnapshotRole)
                                   .value<const ConnectionSnapshot *>();
    if (!snapshot) {
        const QModelIndex name = index.siblingAtColumn(ConnectionsModel::NameColumn);
        const QString group = ConnectionsFilterModel::data(name, Qt::DisplayRole).toString();
        // The first column speaks for the whole row, which the view paints as one.
        return index.column() == 0 || index.column() == ConnectionsModel::NameColumn
                ? plainLine(group)
                : QVariant();
    }
    if (role == Qt::ToolTipRole)
        return plainToolTip(toolTip(*snapshot, index.column()));
    return text(*snapshot, index.column());
}

QString ConnectionsPresentation::groupCount(const QModelIndex &group) const
{
    const int shown = rowCount(group.siblingAtColumn(0));
    const int all = ConnectionsFilterModel::data(group, ConnectionsModel::ChildCountRole).toInt();
    //: %1: how many members of a group the filter leaves, %2: how many it has
    return shown == all ? NumberFormat::count(all)
                        : tr("%1 of %2").arg(NumberFormat::count(shown), NumberFormat::count(all));
}

QString ConnectionsPresentation::text(const ConnectionSnapshot &snapshot, int column) const
{
    const BeatFigures &figures = snapshot.figures;
    switch (column) {
    case ConnectionsModel::StateColumn:
        return StatePresentation::word(snapshot.status.state);
    case ConnectionsModel::NameColumn:
        return plainLine(snapshot.name);
    case ConnectionsModel::LastColumn:
        return lastText(snapshot);
    case ConnectionsModel::P50Column:
        return NumberFormat::milliseconds(figures.p50Ns);
    case ConnectionsModel::P95Column:
        return NumberFormat::milliseconds(figures.p95Ns);
    case ConnectionsModel::P99Column:
        return NumberFormat::milliseconds(figures.p99Ns);
    case ConnectionsModel::JitterColumn:
        return NumberFormat::milliseconds(figures.jitterNs);
    case ConnectionsModel::LossColumn:
        return NumberFormat::percent(figures.loss);
    case ConnectionsModel::UptimeColumn:
        return snapshot.status.openSinceUs
                ? NumberFormat::duration(m_clock() - *snapshot.status.openSinceUs)
                : NumberFormat::none();
    case ConnectionsModel::ReconnectsColumn:
        return NumberFormat::count(qMax<qint64>(0, snapshot.status.sessions - 1));
    case ConnectionsModel::UrlColumn:
        return plainLine(snapshot.url);
    default:
        return {};
    }
}

QString ConnectionsPresentation::lastText(const ConnectionSnapshot &snapshot) const
{
    const ConnectionStatus &status = snapshot.status;
    switch (status.state) {
    case ConnectionState::Waiting:
        if (status.retryAtUs) {
            // Rounded up, so that it never says 0 while there is time left.
            const qint64 left = *status.retryAtUs - m_clock() + usPerSecond - 1;
            return tr("retry in %1 s")
                    .arg(NumberFormat::count(qMax<qint64>(0, left / usPerSecond)));
        }
        return NumberFormat::none();
    case ConnectionState::Connecting: {
        const QString phase = StatePresentation::word(status.phase);
        return phase.isEmpty() ? NumberFormat::none() : phase + u'\u2026';
    }
    case ConnectionState::Failed: {
        const QString code = status.lastCause ? httpStatus(*status.lastCause) : QString();
        return code.isEmpty() ? NumberFormat::none() : tr("HTTP %1").arg(code);
    }
    case ConnectionState::Idle:
        return NumberFormat::none();
    case ConnectionState::Open:
    case ConnectionState::Degraded:
    case ConnectionState::Closing:
        break;
    }
    const BeatFigures &figures = snapshot.figures;
    if (!figures.lastNs && figures.lastOutcome && !isAnswered(*figures.lastOutcome))
        return StatePresentation::word(*figures.lastOutcome);
    return NumberFormat::milliseconds(figures.lastNs);
}

QString ConnectionsPresentation::toolTip(const ConnectionSnapshot &snapshot, int column) const
{
    const ConnectionStatus &status = snapshot.status;
    switch (column) {
    case ConnectionsModel::NameColumn:
    case ConnectionsModel::UrlColumn:
        return plainLine(snapshot.name) + u"\n"_s + plainLine(snapshot.url);
    case ConnectionsModel::StateColumn:
    case ConnectionsModel::LastColumn: {
        QString tip = StatePresentation::signedWord(status.state);
        if (status.sinceUs > 0)
            tip += u' ' + tr("since %1").arg(NumberFormat::dateTime(status.sinceUs));
        if (status.lastCause)
            tip += u'\n' + CauseText::sentence(*status.lastCause);
        return tip;
    }
    case ConnectionsModel::LossColumn:
        //: %1: a number of beats
        return tr("Share missed of the beats that left; %1 of the last %2 could not leave")
                .arg(NumberFormat::count(snapshot.figures.unsent),
                     NumberFormat::count(snapshot.figures.beats));
    case ConnectionsModel::RecentColumn:
        return tr("The last %n beats, the newest at the right", nullptr,
                  static_cast<int>(snapshot.recent.size()));
    default:
        return {};
    }
}

QVariant ConnectionsPresentation::headerData(int section, Qt::Orientation orientation,
                                             int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        switch (section) {
        case ConnectionsModel::LastColumn:
            return tr("Last ms", "column");
        case ConnectionsModel::RecentColumn:
            return tr("Recent", "column");
        default:
            return columnTitle(section);
        }
    case Qt::TextAlignmentRole:
        return cellAlignment(isNumeric(section));
    case Qt::ToolTipRole:
        if (section >= ConnectionsModel::LastColumn && section <= ConnectionsModel::JitterColumn)
            return tr("%1, in milliseconds").arg(columnTitle(section));
        return columnTitle(section);
    default:
        return {};
    }
}

QString ConnectionsPresentation::columnTitle(int column)
{
    switch (column) {
    case ConnectionsModel::StateColumn:
        return tr("State", "column");
    case ConnectionsModel::NameColumn:
        return tr("Connection", "column");
    case ConnectionsModel::LastColumn:
        return tr("Last round trip", "column");
    case ConnectionsModel::P50Column:
        return u"p50"_s;
    case ConnectionsModel::P95Column:
        return u"p95"_s;
    case ConnectionsModel::P99Column:
        return u"p99"_s;
    case ConnectionsModel::JitterColumn:
        return tr("Jitter", "column");
    case ConnectionsModel::LossColumn:
        return tr("Loss", "column");
    case ConnectionsModel::UptimeColumn:
        return tr("Uptime", "column");
    case ConnectionsModel::ReconnectsColumn:
        return tr("Reconnects", "column");
    case ConnectionsModel::RecentColumn:
        return tr("Last beats", "column");
    case ConnectionsModel::UrlColumn:
        return tr("URL", "column");
    default:
        return {};
    }
}

} // namespace heartline
