// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowdelegate.h"

namespace heartline {

/// Rows of the connections table: the state as shape, colour and word, the sparkline, and words
/// that stand in for a number more quietly than it. GUI thread.
class ConnectionsDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// A group's row, over all columns.
    void paintGroup(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                    const QModelIndex &index, bool expanded) const;

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace heartline
