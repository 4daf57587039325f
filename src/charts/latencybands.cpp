// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/latencybands.h"

#include <algorithm>
#include <array>

namespace heartline {

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr std::array<qint64, 18> roundLengths{
        second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
        minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
        hour,   2 * hour,   6 * hour,   12 * hour,   24 * hour,   7 * (24 * hour)};

} // namespace

LatencyBands::LatencyBands(qint64 sliceUs)
    : m_sliceUs(std::max<qint64>(1, sliceUs))
{
}

qint64 LatencyBands::sliceFor(qint64 spanUs)
{
    const auto found = std::ranges::lower_bound(roundLengths, spanUs / SlicesPerSpan);
    return found != roundLengths.end() ? *found : roundLengths.back();
}

qint64 LatencyBands::numberOf(qint64 timeUs) const
{
    // Rounded down, also before 1970.
    return timeUs >= 0 ? timeUs / m_sliceUs : -((-timeUs + m_sliceUs - 1) / m_sliceUs);
}

std::optional<std::pair<qint64, qint64>> LatencyBands::extent() const
{
    if (m_cells.empty())
        return std::nullopt;
    return std::pair(m_cells.begin()->first * m_sliceUs, (m_cells.rbegin()->first + 1) * m_sliceUs);
}

void LatencyBands::add(qint64 timeUs, qint64 valueNs, BeatOutcome outcome)
{
    Cell &cell = m_cells[numberOf(timeUs)];
    cell.summary.reset();
    cell.counts.add(outcome);
    if (isAnswered(outcome) && valueNs >= 0)
        cell.histogram.add(valueNs);
    dropOldest();
}

void LatencyBands::merge(const LatencyBands &other)
{
    for (const auto &[number, cell] : other.m_cells) {
        Cell &mine = m_cells[numberOf(number * other.m_sliceUs)];
        mine.summary.reset();
        mine.histogram.merge(cell.histogram);
        mine.counts += cell.counts;
    }
    dropOldest();
}

void LatencyBands::dropBefore(qint64 timeUs)
{
    m_cells.erase(m_cells.begin(), m_cells.lower_bound(numberOf(timeUs + m_sliceUs - 1)));
}

void LatencyBands::dropOldest()
{
    while (m_cells.size() > MaximumSlices)
        m_cells.erase(m_cells.begin());
}

const LatencyBands::Slice &LatencyBands::summaryOf(qint64 number, const Cell &cell) const
{
    if (!cell.summary) {
        const LatencyHistogram &histogram = cell.histogram;
        cell.summary = Slice{number * m_sliceUs,
                             histogram.percentileNs(0.50).value_or(-1),
                             histogram.percentileNs(0.95).value_or(-1),
                             histogram.percentileNs(0.99).value_or(-1),
                             histogram.count(),
                             cell.counts};
    }
    return *cell.summary;
}

std::vector<LatencyBands::Slice> LatencyBands::slices(qint64 fromUs, qint64 toUs) const
{
    std::vector<Slice> result;
    for (auto cell = m_cells.lower_bound(numberOf(fromUs));
         cell != m_cells.end() && cell->first * m_sliceUs < toUs; ++cell)
        result.push_back(summaryOf(cell->first, cell->second));
    return result;
}

std::optional<LatencyBands::Slice> LatencyBands::sliceAt(qint64 timeUs) const
{
    const auto cell = m_cells.find(numberOf(timeUs));
    return cell == m_cells.end() ? std::nullopt
                                 : std::optional(summaryOf(cell->first, cell->second));
}

} // namespace heartline
