// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detailsmodel.h"

#include <QIdentityProxyModel>

namespace heartline {

/// What is known of a connection, in words. Expects a DetailsModel. GUI thread.
class DetailsPresentation : public QIdentityProxyModel {
    Q_OBJECT

public:
    using QIdentityProxyModel::QIdentityProxyModel;

    void retranslate();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    static QString fieldName(DetailsModel::Field field);
    QString valueText(DetailsModel::Field field, const QVariant &value) const;
};

} // namespace heartline
