// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/valuefiltermodel.h"
#include "widgets/presentation/rowdelegate.h"

namespace heartline {

/// The events as a story in words, of all connections or some. GUI thread.
class EventsPresentation : public ValueFilterModel {
    Q_OBJECT

public:
    explicit EventsPresentation(QObject *parent = nullptr);

    void retranslate();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
};

/// Paints the change of state with its shapes. GUI thread.
class EventsDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace heartline
