// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QVariant>

class QHeaderView;
class QTreeView;

namespace heartline {

class RowDelegate;

/// What the flat tables below the charts have in common: the delegate, the header, copying. Returns
/// the delegate to colour. A null delegate: a plain RowDelegate is made. The view has its model.
RowDelegate *setUpTable(QTreeView &view, RowDelegate *delegate = nullptr);

/// Gives columns the width that their title and contents need, and leaves those alone that the user
/// has resized since. GUI thread.
class ColumnWidths {
public:
    /// Room for the title and for `sample`, in pixels.
    void fit(QHeaderView &header, int column, int sample = 0);
    /// The same for a text in the table's font.
    void fit(QHeaderView &header, int column, const QString &sample);

private:
    QHash<int, int> m_given;
};

/// Qt::TextAlignmentRole of a cell, and of the title above it.
QVariant cellAlignment(bool isNumber);

/// The selected rows, or all if none is selected, as text with tabs, headers first.
QString rowsAsText(const QTreeView &view);
void copyRows(const QTreeView &view);

} // namespace heartline
