// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace heartline {

/// Counts durations in log-linear buckets: 64 a power of two, so that a percentile is off by at
/// most 1/64 of itself. Constant memory, whatever the number of values. Durations in nanoseconds, 0
/// to about 73 minutes.
class LatencyHistogram {
public:
    /// One bucket that holds something: values in [fromNs, toNs).
    struct Bucket {
        qint64 fromNs = 0;
        qint64 toNs = 0;
        qint64 count = 0;
        bool operator==(const Bucket &) const = default;
    };

    void add(qint64 ns);
    void merge(const LatencyHistogram &other);
    void clear();

    qint64 count() const { return m_count; }
    std::optional<qint64> minimumNs() const;
    std::optional<qint64> maximumNs() const;
    std::optional<qint64> meanNs() const;

    /// The value below which `share` (0 to 1) of the values lie, by nearest rank, clamped to
    /// [minimum, maximum].
    std::optional<qint64> percentileNs(double share) const;

    /// The buckets that are not empty, ascending.
    std::vector<Bucket> buckets() const;

private:
    std::vector<quint32> m_counts; ///< Empty until the first value.
    qint64 m_count = 0;
    qint64 m_minimum = 0;
    qint64 m_maximum = 0;
    double m_sum = 0.0;
};

} // namespace heartline
