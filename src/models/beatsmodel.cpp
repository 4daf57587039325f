// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/beatsmodel.h"

#include "models/optionalvalue.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace heartline {

namespace {

/// Newest first; the same for two copies of one beat, one from the log and one live.
auto orderKey(const Beat &beat)
{
    return std::tuple(-beat.scheduledAt, beat.connection, -beat.session, -beat.sequence);
}

bool isNewer(const Beat &a, const Beat &b)
{
    return orderKey(a) < orderKey(b);
}

bool isSame(const Beat &a, const Beat &b)
{
    return a.connection == b.connection && a.session == b.session && a.sequence == b.sequence;
}

} // namespace

BeatsModel::BeatsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void BeatsModel::setConnections(const QHash<ConnectionId, QString> &names)
{
    beginResetModel();
    m_names = names;
    m_beats.clear();
    m_filledUntil.reset();
    m_dropped = 0;
    endResetModel();
}

void BeatsModel::fill(const std::vector<Beat> &beats)
{
    std::vector<Beat> merged;
    merged.reserve(beats.size() + m_beats.size());
    std::ranges::copy_if(beats, std::back_inserter(merged),
                         [this](const Beat &beat) { return m_names.contains(beat.connection); });
    merged.insert(merged.end(), m_beats.begin(), m_beats.end());
    std::ranges::sort(merged, isNewer);
    merged.erase(std::unique(merged.begin(), merged.end(), isSame), merged.end());
    if (std::cmp_greater(merged.size(), MaximumBeats)) {
        m_dropped += static_cast<qint64>(merged.size()) - MaximumBeats;
        merged.resize(MaximumBeats);
    }
    if (!merged.empty())
        m_filledUntil = merged.front().scheduledAt;
    beginResetModel();
    m_beats.assign(std::make_move_iterator(merged.begin()), std::make_move_iterator(merged.end()));
    endResetModel();
}

void BeatsModel::append(std::span<const Beat> beats)
{
    std::vector<Beat> fresh;
    for (const Beat &beat : beats) {
        if (!m_names.contains(beat.connection))
            continue;
        // The log may already have handed over what now arrives live.
        const bool mayBeThere =
                isAfterthought(beat) || (m_filledUntil && beat.scheduledAt <= *m_filledUntil);
        const auto isKnown = [&beat](const Beat &other) { return isSame(other, beat); };
        const auto known = mayBeThere ? std::ranges::find_if(m_beats, isKnown) : m_beats.end();
        if (known == m_beats.end()) {
            if (isAfterthought(beat))
                std::erase_if(fresh, isKnown);
            fresh.push_back(beat);
        } else if (isAfterthought(beat)) {
            *known = beat;
            const int row = static_cast<int>(known - m_beats.begin());
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (fresh.empty())
        return;
    std::ranges::sort(fresh, isNewer);
    if (std::cmp_greater(fresh.size(), MaximumBeats)) {
        m_dropped += static_cast<qint64>(fresh.size()) - MaximumBeats;
        fresh.resize(MaximumBeats);
    }
    const int added = static_cast<int>(fresh.size());
    const int excess = rowCount() + added - MaximumBeats;
    if (excess > 0) {
        beginRemoveRows({}, rowCount() - excess, rowCount() - 1);
        m_beats.erase(m_beats.end() - excess, m_beats.end());
        m_dropped += excess;
        endRemoveRows();
    }
    // A beat that was missed is settled after newer ones: each goes to its place, mostly the top.
    for (auto first = fresh.begin(); first != fresh.end();) {
        const auto place = std::ranges::lower_bound(m_beats, *first, isNewer);
        const auto end = place == m_beats.end()
                ? fresh.end()
                : std::ranges::lower_bound(first, fresh.end(), *place, isNewer);
        const int row = static_cast<int>(place - m_beats.begin());
        beginInsertRows({}, row, row + static_cast<int>(end - first) - 1);
        m_beats.insert(place, std::make_move_iterator(first), std::make_move_iterator(end));
        endInsertRows();
        first = end;
    }
}

int BeatsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_beats.size());
}

int BeatsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BeatsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Beat &beat = m_beats[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return value(beat, index.column());
    case BeatRole:
        return QVariant::fromValue(&beat);
    case IdRole:
        return QVariant::fromValue(beat.connection);
    case OutcomeRole:
        return static_cast<int>(beat.outcome);
    default:
        return {};
    }
}

QVariant BeatsModel::value(const Beat &beat, int column) const
{
    switch (column) {
    case TimeColumn:
        return beat.scheduledAt;
    case ConnectionColumn:
        return m_names.value(beat.connection);
    case SessionColumn:
        return beat.session;
    case SequenceColumn:
        return beat.sequence;
    case OutcomeColumn:
        return QVariant::fromValue(beat.outcome);
    case RttColumn:
        return optionalValue(beat.rttNs ? beat.rttNs : beat.gapNs);
    case ErrorColumn:
        return optionalValue(beat.rttErrorNs);
    case LatenessColumn:
        return optionalValue(beat.sendLatenessNs);
    case TcpRttColumn:
        return optionalValue(beat.tcpRttUs);
    default:
        return {};
    }
}

} // namespace heartline
