// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

namespace heartline {

/// The room left and right of the plots, shared by all charts on one time axis so that their edges
/// line up. GUI thread.
class PlotMargins : public QObject {
    Q_OBJECT

public:
    static constexpr int MinimumLeft = 48;
    static constexpr int MaximumLeft = 168; ///< Longer names are elided.
    static constexpr int Right = 36; ///< Half a time label, or a scroll bar.

    explicit PlotMargins(QObject *parent = nullptr);

    int left() const { return m_left; }
    int right() const { return Right; }

    /// Tells how much room `chart` needs on the left; 0: none. The largest need counts.
    void setNeed(const QObject *chart, int left);

Q_SIGNALS:
    void changed();

private:
    void update();

    QHash<const QObject *, int> m_needs;
    int m_left = MinimumLeft;
};

} // namespace heartline
