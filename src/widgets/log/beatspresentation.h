// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/valuefiltermodel.h"
#include "widgets/presentation/rowdelegate.h"

namespace heartline {

/// The log rows in words. GUI thread.
class BeatsPresentation : public ValueFilterModel {
    Q_OBJECT

public:
    explicit BeatsPresentation(QObject *parent = nullptr);

    void retranslate();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
};

/// Paints outcomes in their colours. GUI thread.
class BeatsDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace heartline
