// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/dialogs/importplan.h"

#include <QAbstractTableModel>

namespace heartline {

/// The preview of an import: one row a profile, with a check box where there is a choice.
class ImportModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { EffectColumn, NameColumn, GroupColumn, UrlColumn, ColumnCount };

    explicit ImportModel(QObject *parent = nullptr);

    void setEntries(std::vector<ImportEntry> entries);
    const std::vector<ImportEntry> &entries() const { return m_entries; }
    /// Ticks or unticks everything that can be.
    void choose(bool chosen);
    std::vector<Profile> chosen() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void choiceChanged();

private:
    static QString effectText(ImportEffect effect);
    static QString effectHint(ImportEffect effect);

    std::vector<ImportEntry> m_entries;
};

} // namespace heartline
