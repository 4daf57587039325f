// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/presentation/rowdelegate.h"

namespace heartline {

/// Rows of the connections table: the state as shape, colour and word, the sparkline, and words
/// that stand in for a number more quietly than it. GUI thread.
class ConnectionsDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// How far the state of a group's member stands in from the left, in pixels.
    static constexpr int MemberIndent = 8;

    /// A group's row, over all columns.
    void paintGroup(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                    const QModelIndex &index, bool expanded) const;
    /// The line above the first row that belongs to no group any more.
    void paintGroupEnd(QPainter &painter, const QRect &row) const;

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace heartline
