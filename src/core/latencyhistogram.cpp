// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace heartline {

namespace {

constexpr int subBucketBits = 6;
constexpr qint64 subBuckets = qint64(1) << subBucketBits;
constexpr int maximumBits = 42; // 2^42 ns is about 73 minutes
constexpr std::size_t bucketCount = std::size_t(maximumBits - subBucketBits + 1) * subBuckets;

std::size_t bucketIndex(qint64 ns)
{
    const auto value =
            static_cast<quint64>(std::clamp<qint64>(ns, 0, (qint64(1) << maximumBits) - 1));
    const auto bits = static_cast<int>(std::bit_width(value));
    if (bits <= subBucketBits)
        return static_cast<std::size_t>(value);
    const int shift = bits - subBucketBits - 1;
    // The leading bit selects the row, the next `subBucketBits` the place in it.
    return static_cast<std::size_t>(shift) * subBuckets + static_cast<std::size_t>(value >> shift);
}

qint64 bucketStart(std::size_t index)
{
    const auto i = static_cast<qint64>(index);
    if (i < 2 * subBuckets)
        return i;
    const qint64 shift = i / subBuckets - 1;
    return (i - shift * subBuckets) << shift;
}

} // namespace

void LatencyHistogram::add(qint64 ns)
{
    if (m_counts.empty())
        m_counts.resize(bucketCount);
    ++m_counts[bucketIndex(ns)];
    m_minimum = m_count == 0 ? ns : std::min(m_minimum, ns);
    m_maximum = m_count == 0 ? ns : std::max(m_maximum, ns);
    m_sum += static_cast<double>(ns);
    ++m_count;
}

void LatencyHistogram::merge(const LatencyHistogram &other)
{
    if (other.m_count == 0)
        return;
    if (m_counts.empty())
        m_counts.resize(bucketCount);
    for (std::size_t i = 0; i < bucketCount; ++i)
        m_counts[i] += other.m_counts[i];
    m_minimum = m_count == 0 ? other.m_minimum : std::min(m_minimum, other.m_minimum);
    m_maximum = m_count == 0 ? other.m_maximum : std::max(m_maximum, other.m_maximum);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

void LatencyHistogram::clear()
{
    *this = {};
}

std::optional<qint64> LatencyHistogram::minimumNs() const
{
    return m_count > 0 ? std::optional(m_minimum) : std::nullopt;
}

std::optional<qint64> LatencyHistogram::maximumNs() const
{
    return m_count > 0 ? std::optional(m_maximum) : std::nullopt;
}

std::optional<qint64> LatencyHistogram::meanNs() const
{
    if (m_count == 0)
        return std::nullopt;
    return std::llround(m_sum / static_cast<double>(m_count));
}

std::optional<qint64> LatencyHistogram::percentileNs(double share) const
{
    if (m_count == 0)
        return std::nullopt;
    const auto rank = std::clamp<qint64>(
            static_cast<qint64>(std::ceil(share * static_cast<double>(m_count))), 1, m_count);
    qint64 seen = 0;
    for (std::size_t i = 0; i < bucketCount; ++i) {
        seen += m_counts[i];
        if (seen >= rank) {
            const qint64 middle = (bucketStart(i) + bucketStart(i + 1)) / 2;
            return std::clamp(middle, m_minimum, m_maximum);
        }
    }
    return m_maximum;
}

std::vector<LatencyHistogram::Bucket> LatencyHistogram::buckets() const
{
    std::vector<Bucket> result;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0)
            result.push_back({bucketStart(i), bucketStart(i + 1), m_counts[i]});
    }
    return result;
}

} // namespace heartline
