// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connectionsfiltermodel.h"

#include <functional>

namespace heartline {

/// The connections in words, in the language of the window: what the table shows, reads aloud and
/// copies. GUI thread.
class ConnectionsPresentation : public ConnectionsFilterModel {
    Q_OBJECT

public:
    /// How many members a group shows, in words; "3 of 20" where a filter hides some.
    static constexpr int GroupCountRole = Qt::UserRole + 100;

    explicit ConnectionsPresentation(QObject *parent = nullptr);

    /// Replaces the clock (UTC microseconds), for tests.
    void setClock(std::function<qint64()> clock);

    /// The language has changed.
    void retranslate();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// The full name of a column, for menus and tool tips.
    static QString columnTitle(int column);

private:
    QString groupCount(const QModelIndex &group) const;
    QString text(const ConnectionSnapshot &snapshot, int column) const;
    QString lastText(const ConnectionSnapshot &snapshot) const;
    QString toolTip(const ConnectionSnapshot &snapshot, int column) const;

    std::function<qint64()> m_clock;
};

} // namespace heartline
