// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/tabletools.h"

#include "widgets/presentation/rowdelegate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPersistentModelIndex>
#include <QScrollBar>
#include <QStyle>
#include <QTreeView>

#include <algorithm>

namespace heartline {

namespace {

/// Rows that come in above do not move those that are being read. At the very top the newest show.
class ScrollAnchor : public QObject {
public:
    explicit ScrollAnchor(QTreeView &view)
        : QObject(&view)
        , m_view(view)
    {
        connect(view.model(), &QAbstractItemModel::rowsAboutToBeInserted, this,
                [this] { remember(); });
        connect(view.model(), &QAbstractItemModel::rowsInserted, this, [this] { restore(); });
    }

private:
    void remember()
    {
        m_top = m_view.verticalScrollBar()->value() > 0 ? m_view.indexAt({0, 0}) : QModelIndex();
        m_offset = m_view.visualRect(m_top).top();
    }

    void restore()
    {
        if (!m_top.isValid())
            return;
        m_view.scrollTo(m_top, QAbstractItemView::PositionAtTop); // lays the new rows out, too
        QScrollBar *bar = m_view.verticalScrollBar();
        bar->setValue(bar->value() + m_view.visualRect(m_top).top() - m_offset);
    }

    QTreeView &m_view;
    QPersistentModelIndex m_top;
    int m_offset = 0;
};

} // namespace

RowDelegate *setUpTable(QTreeView &view, RowDelegate *delegate)
{
    if (!delegate)
        delegate = new RowDelegate(&view);
    view.setItemDelegate(delegate);
    view.setIndentation(0);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.header()->setHighlightSections(false);
    view.header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *copy = new QAction(&view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, &view, [&view] { copyRows(view); });
    view.addAction(copy);
    new ScrollAnchor(view);
    return delegate;
}

void ColumnWidths::fit(QHeaderView &header, int column, int sample)
{
    const auto given = m_given.constFind(column);
    const bool isHidden = header.isSectionHidden(column);
    header.setSectionHidden(column, false); // a hidden one has neither size nor hint
    if (given == m_given.constEnd() || *given == header.sectionSize(column)) {
        // Without the room for a sort indicator the hint is short of the style sheet's margins.
        const int margin = header.isSortIndicatorShown()
                ? 0
                : header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
        const int title = header.sectionSizeHint(column) + 2 * margin;
        const int width = std::max(title, sample);
        header.resizeSection(column, width);
        m_given.insert(column, header.sectionSize(column));
    }
    header.setSectionHidden(column, isHidden);
}

void ColumnWidths::fit(QHeaderView &header, int column, const QString &sample)
{
    const int text = header.fontMetrics().horizontalAdvance(sample) + 1;
    fit(header, column, text + 2 * RowDelegate::Padding);
}

QVariant cellAlignment(bool isNumber)
{
    return QVariant::fromValue<Qt::Alignment>(Qt::AlignVCenter
                                              | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

QString rowsAsText(const QTreeView &view)
{
    const QAbstractItemModel &model = *view.model();
    std::vector<int> rows;
    for (const QModelIndex &index : view.selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    if (rows.empty()) {
        for (int row = 0; row < model.rowCount(); ++row)
            rows.push_back(row);
    }
    const auto line = [&](const auto &cell) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(cell(column));
        return cells.join(u'\t') + u'\n';
    };
    QString text =
            line([&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    for (const int row : rows) {
        text += line([&](int column) {
            return model.index(row, column).data(Qt::AccessibleTextRole).toString();
        });
    }
    return text;
}

void copyRows(const QTreeView &view)
{
    QApplication::clipboard()->setText(rowsAsText(view));
}

} // namespace heartline
