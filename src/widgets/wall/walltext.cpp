// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/walltext.h"

#include "core/connectionsnapshot.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/numberformat.h"
#include "widgets/presentation/statepresentation.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// A line of a tool tip may be broken, but not between number and unit.
QString milliseconds(std::optional<qint64> ns)
{
    return NumberFormat::milliseconds(ns) + u"\u00a0ms"_s;
}

} // namespace

QString WallText::toolTip(const ConnectionSnapshot &snapshot)
{
    const ConnectionStatus &status = snapshot.status;
    const BeatFigures &figures = snapshot.figures;
    QStringList lines{plainLine(snapshot.name)};
    if (!snapshot.group.isEmpty())
        lines.append(plainLine(snapshot.group));
    QString state = StatePresentation::signedWord(status.state);
    if (status.sinceUs > 0)
        state += u' ' + tr("since %1").arg(NumberFormat::dateTime(status.sinceUs));
    lines.append(state);
    if (figures.beats > 0) {
        lines.append(tr("last %1, p50 %2, p99 %3, loss %4")
                             .arg(milliseconds(figures.lastNs), milliseconds(figures.p50Ns),
                                  milliseconds(figures.p99Ns),
                                  figures.loss ? NumberFormat::percent(figures.loss)
                                               : NumberFormat::none()));
    }
    if (status.lastCause)
        lines.append(CauseText::sentence(*status.lastCause));
    return lines.join(u'\n');
}

QString WallText::toolTip(const WallTiles::Section &section, const WallTiles::StateCounts &states)
{
    QStringList lines{groupName(section), summary(section.count, 0)};
    for (const ConnectionState state : StatePresentation::Order) {
        if (const int count = states[static_cast<std::size_t>(state)]; count > 0)
            lines.append(StatePresentation::signedWord(state) + u' ' + NumberFormat::count(count));
    }
    return lines.join(u'\n');
}

QString WallText::groupName(const WallTiles::Section &section)
{
    return section.isGroup ? plainLine(section.name) : tr("No group");
}

QString WallText::secondLine(const ConnectionSnapshot &snapshot, const QString &last)
{
    const BeatFigures &figures = snapshot.figures;
    if (isOpen(snapshot.status.state) && figures.lastNs) {
        return tr("%1 ms, p99 %2").arg(last, NumberFormat::milliseconds(figures.p99Ns));
    }
    QString word = StatePresentation::word(snapshot.status.state);
    if (last == NumberFormat::none() || last.isEmpty())
        return word;
    //: %1: the state of a connection, %2: what is to be said of it, as "retry in 3 s"
    return tr("%1, %2").arg(word, last);
}

QString WallText::summary(int connections, int groups)
{
    //: %1: a number with its thousands set apart; %n is the same number
    const QString text =
            tr("%1 connections", nullptr, connections).arg(NumberFormat::count(connections));
    return groups > 0 ? tr("%1 in %n groups", nullptr, groups).arg(text) : text;
}

} // namespace heartline
