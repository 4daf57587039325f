// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTreeView;

namespace heartline {

class RowDelegate;

/// What the flat tables below the charts have in common: the delegate, the header, copying. Returns
/// the delegate to colour. A null delegate: a plain RowDelegate is made.
RowDelegate *setUpTable(QTreeView &view, RowDelegate *delegate = nullptr);

/// The selected rows, or all if none is selected, as text with tabs, headers first.
QString rowsAsText(const QTreeView &view);
void copyRows(const QTreeView &view);

} // namespace heartline
