// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/stateshares.h"

#include "charts/chartpalette.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace heartline {

namespace {

/// From the top of the bar to its bottom.
constexpr std::array stacking{ConnectionState::Failed,   ConnectionState::Waiting,
                              ConnectionState::Degraded, ConnectionState::Connecting,
                              ConnectionState::Closing,  ConnectionState::Idle,
                              ConnectionState::Open};

int &countOf(StateShares::Counts &counts, ConnectionState state)
{
    return counts[static_cast<std::size_t>(state)];
}

/// Takes a change back. What does not fit together (a lost event) must not make negative counts.
void undo(StateShares::Counts &counts, const StateShares::Change &change)
{
    if (countOf(counts, change.to) == 0)
        return;
    --countOf(counts, change.to);
    ++countOf(counts, change.from);
}

} // namespace

StateShares::StateShares(const Counts &now, qint64 sinceUs)
    : m_now(now)
    , m_sinceUs(sinceUs)
{
}

int StateShares::total() const
{
    return std::accumulate(m_now.begin(), m_now.end(), 0);
}

void StateShares::append(const Change &change)
{
    if (countOf(m_now, change.from) > 0) {
        --countOf(m_now, change.from);
        ++countOf(m_now, change.to);
    }
    // Those of several workers may come a little out of order.
    const auto place = std::ranges::upper_bound(m_changes, change.atUs, {}, &Change::atUs);
    m_changes.insert(place, change);
    dropOldest();
}

void StateShares::prepend(std::vector<Change> earlier, qint64 sinceUs)
{
    earlier.insert(earlier.end(), m_changes.begin(), m_changes.end());
    m_changes = std::move(earlier);
    m_sinceUs = sinceUs;
    dropOldest();
}

bool StateShares::contains(const Change &change) const
{
    auto same = std::ranges::lower_bound(m_changes, change.atUs, {}, &Change::atUs);
    while (same != m_changes.end() && same->atUs == change.atUs && *same != change)
        ++same;
    return same != m_changes.end() && *same == change;
}

void StateShares::dropOldest()
{
    if (m_changes.size() <= MaximumChanges)
        return;
    // An eighth at once, so that it is not done with each change.
    const auto end = m_changes.begin()
            + static_cast<std::ptrdiff_t>(m_changes.size() - MaximumChanges + MaximumChanges / 8);
    m_sinceUs = std::max(m_sinceUs, std::prev(end)->atUs);
    m_changes.erase(m_changes.begin(), end);
}

std::optional<StateShares::Counts> StateShares::at(qint64 timeUs) const
{
    if (timeUs < m_sinceUs)
        return std::nullopt;
    Counts counts = m_now;
    for (auto change = m_changes.rbegin(); change != m_changes.rend() && change->atUs > timeUs;
         ++change)
        undo(counts, *change);
    return counts;
}

std::vector<std::optional<StateShares::Counts>>
StateShares::columns(qint64 fromUs, qint64 toUs, qint64 nowUs, int columns) const
{
    std::vector<std::optional<Counts>> result(static_cast<std::size_t>(std::max(0, columns)));
    const double width = static_cast<double>(toUs - fromUs) / std::max(1, columns);
    Counts counts = m_now;
    auto change = m_changes.rbegin();
    for (int column = columns - 1; column >= 0; --column) {
        const qint64 begin = fromUs + static_cast<qint64>(width * column);
        const qint64 end = fromUs + static_cast<qint64>(width * (column + 1));
        for (; change != m_changes.rend() && change->atUs >= end; ++change)
            undo(counts, *change);
        if (begin > nowUs || end <= m_sinceUs)
            continue;
        Counts worst = counts;
        for (; change != m_changes.rend() && change->atUs >= begin; ++change) {
            undo(counts, *change);
            for (std::size_t i = 0; i < counts.size(); ++i)
                worst[i] = std::max(worst[i], counts[i]);
        }
        // What is bad takes its room from what is well.
        const int all = std::accumulate(worst.begin(), worst.end(), 0);
        const int excess = all - std::accumulate(counts.begin(), counts.end(), 0);
        int &open = countOf(worst, ConnectionState::Open);
        open = std::max(0, open - excess);
        result[static_cast<std::size_t>(column)] = worst;
    }
    return result;
}

void paintStateShares(QPainter &painter, const QRectF &bar,
                      const std::vector<std::optional<StateShares::Counts>> &columns,
                      const ChartPalette &palette)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t x = 0; x < columns.size(); ++x) {
        if (!columns[x])
            continue;
        std::size_t end = x + 1; // equal neighbours are one rectangle
        while (end < columns.size() && columns[end] == columns[x])
            ++end;
        const StateShares::Counts &counts = *columns[x];
        const double all = std::accumulate(counts.begin(), counts.end(), 0);
        if (all == 0.0)
            continue;
        double top = bar.top(); // from there on, so that what is rare and bad keeps its pixel
        const auto has = [&counts](ConnectionState state) {
            return counts[static_cast<std::size_t>(state)] > 0;
        };
        const ConnectionState lowest = *std::find_if(stacking.rbegin(), stacking.rend(), has);
        for (const ConnectionState state : stacking) {
            if (!has(state))
                continue;
            const double height = state == lowest
                    ? bar.bottom() - top
                    : std::max(1.0,
                               std::round(bar.height() * counts[static_cast<std::size_t>(state)]
                                          / all));
            const QRectF piece(bar.left() + static_cast<double>(x), top,
                               static_cast<double>(end - x), std::min(height, bar.bottom() - top));
            painter.fillRect(piece, palette.stateFill(state));
            top += height;
        }
        x = end - 1;
    }
}

} // namespace heartline
