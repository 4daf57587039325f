// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpoint.h"

#include <cstddef>
#include <span>
#include <vector>

namespace heartline {

/// The points of one series in order of time, with a pyramid of summaries over them, so that any
/// stretch is summed up in a few dozen steps however long it is. A plain value.
class PlotSeries {
public:
    /// What a stretch of points amounts to.
    struct Summary {
        qint64 minimumNs = std::numeric_limits<qint64>::max();
        qint64 maximumNs = -1;
        qint64 lowestNs = std::numeric_limits<qint64>::max(); ///< Least of value - error.
        qint32 losses = 0;
        qint32 breaks = 0; ///< Points that are not joined to the one before.

        bool hasValue() const { return maximumNs >= 0; }
        void add(const Summary &other);
        bool operator==(const Summary &) const = default;
    };

    /// Holds the newest `capacity` points. Neighbours further apart than `breakAfterUs`, or of
    /// different sessions, are not joined.
    explicit PlotSeries(std::size_t capacity, std::optional<qint64> breakAfterUs = {});

    /// Changes the bound; the oldest points beyond it are dropped.
    void setCapacity(std::size_t capacity);
    void setBreakAfter(std::optional<qint64> breakAfterUs);

    /// Replaces all points; ascending in time.
    void replace(std::span<const ChartPoint> points);
    /// Adds points. One that is older than the last goes where it belongs, one with the time and
    /// session of another replaces it.
    void append(std::span<const ChartPoint> points);
    void clear();

    std::size_t size() const { return m_samples.size(); }
    bool isEmpty() const { return m_samples.empty(); }
    /// How many points the bound has cost so far.
    qint64 dropped() const { return m_dropped; }

    qint64 timeUs(std::size_t index) const { return m_samples[index].timeUs; }
    ChartPoint point(std::size_t index) const;
    /// The value that the line passes through: -1 for a lost beat, even if it was answered later.
    qint64 lineValue(std::size_t index) const;
    bool breaksLine(std::size_t index) const { return m_samples[index].breaksLine; }

    /// The first point at or after `utcUs`; size() if there is none. Points before `hint` are
    /// known to be earlier; near it the search is short.
    std::size_t lowerBound(qint64 utcUs, std::size_t hint = 0) const;
    /// The point nearest in time.
    std::optional<std::size_t> nearest(qint64 utcUs) const;
    /// The summary of the points in [begin, end).
    Summary summary(std::size_t begin, std::size_t end) const;

private:
    struct Sample {
        qint64 timeUs;
        qint64 valueNs;
        qint64 session;
        quint32 errorNs;
        quint8 outcome;
        bool breaksLine;
    };

    void insert(const ChartPoint &point);
    void markBreak(std::size_t index);
    void markBreaksFrom(std::size_t index);
    void dropOldest();
    void rebuildFrom(std::size_t index);
    Summary summaryOf(const Sample &sample) const;

    std::vector<Sample> m_samples;
    std::vector<std::vector<Summary>> m_levels; ///< Each node sums up Fanout of the level below.
    std::size_t m_capacity;
    std::optional<qint64> m_breakAfterUs;
    qint64 m_dropped = 0;
};

} // namespace heartline
