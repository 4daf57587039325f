// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallview.h"

#include "models/connectionsfiltermodel.h"
#include "models/connectionsmodel.h"
#include "widgets/presentation/statepresentation.h"
#include "widgets/wall/wallheading.h"
#include "widgets/wall/walltext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Selection and keyboard search work on this column; whole rows are selected.
constexpr int column = ConnectionsModel::NameColumn;
constexpr int nameCharacters = 22; // of room, for the figures too: "0.060 ms, p99 0.171"
constexpr std::size_t mostSingleUpdates = 200; // more are cheaper as one

} // namespace

WallView::WallView(QWidget *parent)
    : QAbstractItemView(parent)
    , m_palette(ChartPalette::light())
{
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setMouseTracking(true);
    setMouseTracking(true);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &WallView::refresh);
}

WallView::~WallView() = default;

void WallView::setModel(QAbstractItemModel *newModel)
{
    if (model())
        model()->disconnect(this);
    // Before the view's own connections: nothing may look at tiles of rows that are gone.
    const auto stale = [this] { invalidate(); };
    connect(newModel, &QAbstractItemModel::rowsAboutToBeRemoved, this, stale);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, stale);
    connect(newModel, &QAbstractItemModel::rowsInserted, this, stale);
    connect(newModel, &QAbstractItemModel::rowsMoved, this, stale);
    connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this, stale);
    connect(newModel, &QAbstractItemModel::layoutChanged, this, stale);
    connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, stale);
    connect(newModel, &QAbstractItemModel::modelReset, this, stale);
    QAbstractItemView::setModel(newModel);
    invalidate();
}

void WallView::setSelectionModel(QItemSelectionModel *selection)
{
    QAbstractItemView::setSelectionModel(selection);
    m_isSelectionStale = true;
}

void WallView::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
    m_painter.setChartPalette(palette);
    viewport()->update();
}

void WallView::setArrangement(WallTiles::Arrangement arrangement)
{
    if (arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    m_isStale = true;
    rearrange();
}

void WallView::setTileSize(WallLayout::Size size)
{
    if (size == m_tileSize)
        return;
    m_tileSize = size;
    m_isLayoutStale = true;
    rearrange();
}

void WallView::rearrange()
{
    m_hovered = -1;
    doItemsLayout();
    scrollTo(currentIndex());
}

void WallView::restoreWorstFirst()
{
    if (m_isStale || m_arrangement == WallTiles::Arrangement::ByGroup)
        return;
    const auto *sorted = qobject_cast<const ConnectionsFilterModel *>(model());
    if (sorted && sorted->isWorstFirst() && m_tiles.isOutOfOrder())
        invalidate();
}

void WallView::invalidate()
{
    m_isStale = true;
    m_hovered = -1;
    scheduleDelayedItemsLayout();
}

void WallView::ensure() const
{
    if (m_isStale) {
        m_isStale = false;
        m_isLayoutStale = true;
        m_isSelectionStale = true;
        m_tiles.rebuild(model(), m_arrangement);
        m_counts.clear();
        for (const WallTiles::Section &section : m_tiles.sections())
            m_counts.push_back(m_tiles.statesOf(section));
        m_looks.assign(static_cast<std::size_t>(m_tiles.count()), {});
    }
    if (m_isLayoutStale) {
        m_isLayoutStale = false;
        std::vector<WallLayout::Section> sections;
        const bool isMixed = m_tiles.sections().size() > 1;
        for (const WallTiles::Section &section : m_tiles.sections())
            sections.push_back({section.count, section.isGroup || isMixed});
        const QFontMetrics metrics(font());
        m_layout.arrange(sections, viewport()->size(), metrics.averageCharWidth() * nameCharacters,
                         metrics.height(), m_tileSize);
    }
    if (m_isSelectionStale && selectionModel()) {
        m_isSelectionStale = false;
        m_selected = m_tiles.selected(*selectionModel());
        for (std::size_t tile = 0; tile < m_looks.size(); ++tile)
            m_looks[tile] = lookOf(static_cast<int>(tile));
    }
}

const WallTiles &WallView::tiles() const
{
    ensure();
    return m_tiles;
}

const WallLayout &WallView::wallLayout() const
{
    ensure();
    return m_layout;
}

TileLook WallView::lookOf(int tile) const
{
    const ConnectionSnapshot &snapshot = m_tiles.snapshot(tile);
    return TileLook::of(snapshot.status.state, snapshot.figures.p99Ns,
                        m_selected[static_cast<std::size_t>(tile)]);
}

void WallView::doItemsLayout()
{
    m_isLayoutStale = true;
    ensure();
    QAbstractItemView::doItemsLayout(); // the scroll bar, and a repaint
    Q_EMIT arranged();
}

void WallView::dataChanged(const QModelIndex & /*topLeft*/, const QModelIndex & /*bottomRight*/,
                           const QList<int> & /*roles*/)
{
    // The ranges are wide and come 30 times a second; what really looks different is found out at
    // leisure.
    if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void WallView::refresh()
{
    if (!isVisible() || m_isStale)
        return; // a layout is under way
    ensure();
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const WallTiles::StateCounts counts = m_tiles.statesOf(m_tiles.sections()[i]);
        if (counts != m_counts[i]) {
            m_counts[i] = counts;
            viewport()->update(toViewport(m_layout.headingRect(static_cast<int>(i))));
        }
    }
    if (m_layout.hasNames()) {
        viewport()->update(); // the figures on them change with every beat
        return;
    }
    std::vector<int> changed;
    for (int tile = 0; tile < m_tiles.count(); ++tile) {
        TileLook &known = m_looks[static_cast<std::size_t>(tile)];
        const TileLook look = lookOf(tile);
        if (look == known)
            continue;
        known = look;
        changed.push_back(tile);
    }
    if (changed.size() > mostSingleUpdates) {
        viewport()->update();
        return;
    }
    for (const int tile : changed)
        updateTile(tile);
}

void WallView::updateTile(int tile)
{
    if (tile >= 0)
        viewport()->update(toViewport(m_layout.tileRect(tile)).adjusted(-1, -1, 1, 1));
}

QRect WallView::toViewport(const QRect &rect) const
{
    return rect.translated(0, -verticalOffset());
}

QRect WallView::fromViewport(const QRect &rect) const
{
    return rect.translated(0, verticalOffset());
}

QRect WallView::visualRect(const QModelIndex &index) const
{
    ensure();
    const int tile = m_tiles.tileOf(index);
    return tile < 0 ? QRect() : toViewport(m_layout.tileRect(tile));
}

QModelIndex WallView::indexAt(const QPoint &point) const
{
    ensure();
    return m_tiles.index(m_layout.tileAt(point + QPoint(0, verticalOffset())), column);
}

void WallView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const QRect rect = visualRect(index);
    if (rect.isEmpty())
        return;
    const int room = viewport()->height();
    QScrollBar &bar = *verticalScrollBar();
    if (hint == PositionAtCenter)
        bar.setValue(bar.value() + rect.center().y() - room / 2);
    else if (hint == PositionAtTop || rect.top() < 0)
        bar.setValue(bar.value() + rect.top() - WallLayout::Margin);
    else if (hint == PositionAtBottom || rect.bottom() >= room)
        bar.setValue(bar.value() + rect.bottom() - room + WallLayout::Margin);
}

int WallView::horizontalOffset() const
{
    return 0;
}

int WallView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool WallView::isIndexHidden(const QModelIndex &index) const
{
    return m_tiles.tileOf(index) < 0;
}

QModelIndex WallView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    ensure();
    using Move = WallLayout::Move;
    const bool isFar = modifiers.testFlag(Qt::ControlModifier);
    const auto moveOf = [isFar](CursorAction key) {
        switch (key) {
        case MoveLeft:
        case MovePrevious:
            return Move::Left;
        case MoveRight:
        case MoveNext:
            return Move::Right;
        case MoveUp:
            return Move::Up;
        case MoveDown:
            return Move::Down;
        case MoveHome:
            return isFar ? Move::First : Move::RowBegin;
        case MoveEnd:
            return isFar ? Move::Last : Move::RowEnd;
        case MovePageUp:
            return Move::PageUp;
        case MovePageDown:
            return Move::PageDown;
        }
        return Move::Right;
    };
    return m_tiles.index(m_layout.moved(m_tiles.tileOf(currentIndex()), moveOf(action)), column);
}

void WallView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    ensure();
    // As in a text: everything from one tile to the other in reading order.
    const QRect wall = fromViewport(rect);
    const int from = m_layout.nearestTile(wall.topLeft());
    const int to = m_layout.nearestTile(wall.bottomRight());
    if (from < 0)
        return;
    // A click beside the tiles selects nothing, and clears unless Ctrl is held.
    const bool isClick = rect.width() == 1 && rect.height() == 1;
    QItemSelection selection;
    if (!isClick || m_layout.tileAt(wall.topLeft()) >= 0) {
        selection = m_tiles.range(std::min(from, to), std::max(from, to), column);
    }
    selectionModel()->select(selection, command);
}

QRegion WallView::visualRegionForSelection(const QItemSelection & /*selection*/) const
{
    return viewport()->rect(); // cheaper than thousands of rectangles
}

void WallView::selectionChanged(const QItemSelection & /*selected*/,
                                const QItemSelection & /*deselected*/)
{
    m_isSelectionStale = true;
    viewport()->update();
}

void WallView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update();
    if (const int tile = m_tiles.tileOf(current); isVisible() && !m_isStale && tile >= 0)
        setAccessibleDescription(WallText::toolTip(m_tiles.snapshot(tile)));
}

void WallView::updateGeometries()
{
    ensure();
    QScrollBar &bar = *verticalScrollBar();
    bar.setRange(0, std::max(0, m_layout.height() - viewport()->height()));
    bar.setPageStep(viewport()->height());
    bar.setSingleStep(3 * WallLayout::SmallTile);
    QAbstractItemView::updateGeometries();
}

void WallView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void WallView::scrollContentsBy(int dx, int dy)
{
    // Moves what is painted; only the strip that comes into view is painted anew.
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
    if (m_hovered >= 0)
        setHovered(-1);
}

void WallView::setHovered(int tile)
{
    if (tile == m_hovered)
        return;
    updateTile(std::exchange(m_hovered, tile));
    updateTile(tile);
}

void WallView::mouseMoveEvent(QMouseEvent *event)
{
    QAbstractItemView::mouseMoveEvent(event);
    setHovered(m_tiles.tileOf(indexAt(event->position().toPoint())));
}

QString WallView::toolTipAt(QPoint position) const
{
    if (const int tile = m_tiles.tileOf(indexAt(position)); tile >= 0)
        return WallText::toolTip(m_tiles.snapshot(tile));
    const int heading = m_layout.headingAt(position + QPoint(0, verticalOffset()));
    if (heading < 0)
        return {};
    const WallTiles::Section &section = m_tiles.sections()[static_cast<std::size_t>(heading)];
    return WallText::toolTip(section, m_tiles.statesOf(section));
}

bool WallView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(toolTipAt(help->pos())), viewport(),
                           visualRect(indexAt(help->pos())));
        return true;
    }
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    return QAbstractItemView::viewportEvent(event);
}

void WallView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        invalidate();
}

void WallView::paintEvent(QPaintEvent *event)
{
    ensure();
    QPainter painter(viewport());
    for (const QRect &exposed : event->region()) {
        painter.fillRect(exposed, m_palette.panel);
        painter.save();
        painter.setClipRect(exposed);
        painter.translate(0, -verticalOffset());
        paintTiles(painter, fromViewport(exposed));
        painter.restore();
    }
}

void WallView::paintTiles(QPainter &painter, const QRect &exposed)
{
    m_layout.visit(
            exposed,
            [&](int section) {
                const auto i = static_cast<std::size_t>(section);
                WallHeading::paint(painter, m_layout.headingRect(section), m_tiles.sections()[i],
                                   m_counts[i], m_palette);
            },
            [&](int first, int end) {
                for (int tile = first; tile < end; ++tile) {
                    if (m_layout.hasNames())
                        paintNamedTile(painter, tile);
                    else
                        m_painter.paint(painter, m_layout.tileRect(tile),
                                        m_looks[static_cast<std::size_t>(tile)]);
                }
            });
    if (m_hovered >= 0)
        m_painter.paintFrame(painter, m_layout.tileRect(m_hovered), false);
    const int current = m_tiles.tileOf(currentIndex());
    if (hasFocus() && current >= 0)
        m_painter.paintFrame(painter, m_layout.tileRect(current), true);
}

void WallView::paintNamedTile(QPainter &painter, int tile)
{
    const ConnectionSnapshot &snapshot = m_tiles.snapshot(tile);
    const QString last = m_tiles.index(tile, ConnectionsModel::LastColumn).data().toString();
    m_painter.paintNamed(painter, m_layout.tileRect(tile), lookOf(tile), font(),
                         plainLine(snapshot.name), WallText::secondLine(snapshot, last));
}

} // namespace heartline
