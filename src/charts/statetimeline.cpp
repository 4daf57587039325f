// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/statetimeline.h"

#include "charts/chartsetup.h"
#include "charts/crosshair.h"
#include "charts/plotmargins.h"
#include "charts/statelane.h"
#include "charts/timeaxis.h"
#include "charts/timenavigator.h"
#include "charts/timewindow.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace heartline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int topMargin = 2;
constexpr int nameGap = 8; // between a name and the plot
constexpr int nameInset = 8; // left of a name

struct Lane {
    StateLane lane;
    std::vector<StateSpan> spans;
    std::optional<std::vector<LanePiece>> painted; ///< What stands there, if it was painted whole.
};

void dropOldest(std::vector<StateSpan> &spans)
{
    if (spans.size() > StateTimeline::MaximumSpans) {
        spans.erase(spans.begin(),
                    spans.end() - static_cast<std::ptrdiff_t>(StateTimeline::MaximumSpans));
    }
}

} // namespace

class StateTimeline::Private {
public:
    Private(StateTimeline *timeline, TimeWindow *timeWindow, PlotMargins *plotMargins)
        : q(timeline)
        , window(timeWindow)
        , margins(plotMargins)
        , navigator(timeWindow)
    {
    }

    Lane *find(const ConnectionId &id);
    void arrange();
    int sharesTop() const { return topMargin - q->verticalScrollBar()->value(); }
    int sharesHeight() const { return shares ? SharesHeight : 0; }
    int laneTop(int lane) const { return sharesTop() + sharesHeight() + lane * LaneHeight; }
    /// The lane at `y`, by its whole height.
    const Lane *laneAt(int y) const;
    const StateSpan *spanIn(const Lane &lane, qint64 utcUs) const;
    std::optional<qint64> nextChange(qint64 utcUs, int direction) const;
    QString durationWords(qint64 us) const;
    std::vector<LanePiece> piecesOf(const Lane &lane) const;
    /// Has painted what looks different in another range.
    void followRange();
    void paintLanes(QPainter &painter, const QRect &visible);
    void paintShares(QPainter &painter);
    void paintName(QPainter &painter, const QString &name, const QRectF &bar) const;
    QString sharesToolTip(QPoint position) const;

    StateTimeline *q;
    QPointer<TimeWindow> window;
    QPointer<PlotMargins> margins;
    TimeNavigator navigator;
    std::vector<Lane> lanes;
    std::optional<StateShares> shares;
    QString sharesName;
    ChartPalette palette = ChartPalette::light();
    StateWord word = [](ConnectionState state) { return QString(toName(state)); };
    QString placeholder;
};

Lane *StateTimeline::Private::find(const ConnectionId &id)
{
    const auto found = std::find_if(lanes.begin(), lanes.end(),
                                    [&id](const Lane &lane) { return lane.lane.id == id; });
    return found != lanes.end() ? &*found : nullptr;
}

void StateTimeline::Private::arrange()
{
    navigator.setPlot(margins->left(), q->width() - margins->left() - margins->right());
    const int content =
            2 * topMargin + sharesHeight() + static_cast<int>(lanes.size()) * LaneHeight;
    const int visible = q->viewport()->height();
    q->verticalScrollBar()->setRange(0, std::max(0, content - visible));
    q->verticalScrollBar()->setPageStep(visible);
    q->verticalScrollBar()->setSingleStep(LaneHeight);

    double widest = 0.0;
    const QFontMetricsF metrics(labelFont(q->font()));
    for (const Lane &lane : lanes)
        widest = std::max(widest, metrics.horizontalAdvance(lane.lane.name.simplified()));
    if (shares)
        widest = std::max(widest, metrics.horizontalAdvance(sharesName));
    margins->setNeed(q,
                     lanes.empty() && !shares
                             ? 0
                             : static_cast<int>(std::ceil(widest)) + nameGap + nameInset);
    if (q->isVisible())
        window->setViewer(q, navigator.width());
    q->viewport()->update();
}

const Lane *StateTimeline::Private::laneAt(int y) const
{
    const int offset = y - laneTop(0);
    if (offset < 0 || static_cast<std::size_t>(offset / LaneHeight) >= lanes.size())
        return nullptr;
    return &lanes[static_cast<std::size_t>(offset / LaneHeight)];
}

const StateSpan *StateTimeline::Private::spanIn(const Lane &lane, qint64 utcUs) const
{
    const auto after =
            std::partition_point(lane.spans.begin(), lane.spans.end(),
                                 [utcUs](const StateSpan &span) { return span.fromUs <= utcUs; });
    if (after == lane.spans.begin())
        return nullptr;
    const StateSpan &span = *std::prev(after);
    const qint64 end = span.toUs == StateSpan::OpenEnded ? window->nowUs() : span.toUs;
    return utcUs < end ? &span : nullptr;
}

std::optional<qint64> StateTimeline::Private::nextChange(qint64 utcUs, int direction) const
{
    std::optional<qint64> result;
    for (const Lane &lane : lanes) {
        const auto after = std::partition_point(
                lane.spans.begin(), lane.spans.end(), [&](const StateSpan &span) {
                    return direction > 0 ? span.fromUs <= utcUs : span.fromUs < utcUs;
                });
        if (direction > 0 && after != lane.spans.end())
            result = std::min(result.value_or(after->fromUs), after->fromUs);
        else if (direction < 0 && after != lane.spans.begin())
            result = std::max(result.value_or(std::prev(after)->fromUs), std::prev(after)->fromUs);
    }
    return result;
}

QString StateTimeline::Private::durationWords(qint64 us) const
{
    const qint64 seconds = us / TimeWindow::SecondUs;
    if (us < TimeWindow::SecondUs)
        return tr("%1 ms").arg(us / 1000);
    if (us < TimeWindow::MinuteUs)
        return tr("%1 s").arg(static_cast<double>(us) / TimeWindow::SecondUs, 0, 'f', 1);
    if (us < TimeWindow::HourUs)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    if (us < TimeWindow::DayUs)
        return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return tr("%1 d %2 h").arg(seconds / 86400).arg(seconds / 3600 % 24);
}

void StateTimeline::Private::paintName(QPainter &painter, const QString &name,
                                       const QRectF &bar) const
{
    const QFont font = labelFont(q->font());
    const QRectF place(nameInset, bar.top(), bar.left() - nameGap - nameInset, bar.height());
    painter.setFont(font);
    painter.setPen(palette.secondaryText);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(name, Qt::ElideMiddle, place.width()));
}

void StateTimeline::Private::paintShares(QPainter &painter)
{
    const QRect plot = q->plotRect();
    constexpr int margin = (LaneHeight - BarHeight) / 2;
    const QRectF bar(plot.left(), sharesTop() + margin, plot.width(), SharesHeight - 2 * margin);
    paintName(painter, sharesName, bar);
    painter.fillRect(bar, palette.grid); // where nothing is known
    paintStateShares(
            painter, bar,
            shares->columns(window->fromUs(), window->toUs(), window->nowUs(), plot.width()),
            palette);
}

QString StateTimeline::Private::sharesToolTip(QPoint position) const
{
    const int offset = position.y() - sharesTop();
    if (!shares || offset < 0 || offset >= SharesHeight || !q->plotRect().contains(position))
        return {};
    const qint64 utcUs = navigator.timeAt(position.x());
    const auto counts = utcUs <= window->nowUs() ? shares->at(utcUs) : std::nullopt;
    if (!counts)
        return {};
    QStringList lines{momentText(utcUs, window->nowUs())};
    for (std::size_t i = 0; i < counts->size(); ++i) {
        //: %1: a state, %2: how many connections are in it
        if ((*counts)[i] > 0)
            lines.append(tr("%1: %2").arg(word(static_cast<ConnectionState>(i)),
                                          QLocale().toString((*counts)[i])));
    }
    return lines.join(u'\n');
}

std::vector<LanePiece> StateTimeline::Private::piecesOf(const Lane &lane) const
{
    return lanePieces(lane.spans, window->fromUs(), window->toUs(), window->nowUs(),
                      q->plotRect().width());
}

void StateTimeline::Private::followRange()
{
    if (shares || window->cursorUs() || navigator.band()) {
        q->viewport()->update();
        return;
    }
    // A lane that has been open for longer than is shown looks the same from pixel to pixel.
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].painted != piecesOf(lanes[i]))
            q->viewport()->update(0, laneTop(static_cast<int>(i)), q->viewport()->width(),
                                  LaneHeight);
    }
}

void StateTimeline::Private::paintLanes(QPainter &painter, const QRect &visible)
{
    const QFont font = labelFont(q->font());
    const QRect plot = q->plotRect();
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const int top = laneTop(static_cast<int>(i));
        if (top + LaneHeight < visible.top() || top > visible.bottom())
            continue;
        constexpr int barMargin = (LaneHeight - BarHeight) / 2;
        const QRectF bar(plot.left(), top + barMargin, plot.width(), BarHeight);
        Lane &lane = lanes[i];
        std::vector<LanePiece> pieces = piecesOf(lane);
        paintName(painter, lane.lane.name.simplified(), bar);
        painter.fillRect(bar, palette.grid); // where nothing is known
        paintLane(painter, bar, pieces, word, font, palette);
        const bool isWhole = visible.left() <= 0 && visible.right() >= q->viewport()->width() - 1
                && visible.top() <= top && visible.bottom() >= top + LaneHeight - 1;
        lane.painted = isWhole ? std::optional(std::move(pieces)) : std::nullopt;
    }
}

StateTimeline::StateTimeline(TimeWindow *window, PlotMargins *margins, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_d(std::make_unique<Private>(this, window, margins))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::CrossCursor);
    setAccessibleName(tr("States over time"));
    setAccessibleDescription(tr("A lane of states for each selected connection; of many, their "
                                "shares in one lane and the worst below. The Events tab holds the "
                                "same changes as a table."));
    connect(window, &TimeWindow::changed, this, [this] { m_d->followRange(); });
    connect(window, &TimeWindow::cursorMoved, this, [this] { viewport()->update(); });
    connect(margins, &PlotMargins::changed, this, [this] { m_d->arrange(); });
}

StateTimeline::~StateTimeline()
{
    leaveShared(this, m_d->window, m_d->margins);
}

void StateTimeline::setChartPalette(const ChartPalette &palette)
{
    m_d->palette = palette;
    viewport()->update();
}

void StateTimeline::setStateWord(StateWord word)
{
    m_d->word = std::move(word);
    viewport()->update();
}

void StateTimeline::setLanes(std::vector<StateLane> lanes)
{
    if (lanes.size() > MaximumLanes)
        lanes.resize(MaximumLanes);
    std::vector<Lane> kept;
    kept.reserve(lanes.size());
    for (StateLane &lane : lanes) {
        Lane *const old = m_d->find(lane.id);
        kept.push_back(
                {std::move(lane), old ? std::move(old->spans) : std::vector<StateSpan>(), {}});
    }
    m_d->lanes = std::move(kept);
    updateGeometry();
    m_d->arrange();
}

void StateTimeline::setSpans(const ConnectionId &id, std::vector<StateSpan> spans)
{
    Lane *const lane = m_d->find(id);
    if (!lane)
        return;
    lane->spans = std::move(spans);
    dropOldest(lane->spans);
    viewport()->update();
}

void StateTimeline::appendSpan(const ConnectionId &id, const StateSpan &span)
{
    Lane *const lane = m_d->find(id);
    if (!lane)
        return;
    if (!lane->spans.empty() && lane->spans.back().toUs > span.fromUs)
        lane->spans.back().toUs = span.fromUs;
    lane->spans.push_back(span);
    dropOldest(lane->spans);
    viewport()->update();
}

void StateTimeline::setShares(std::optional<StateShares> shares, const QString &name)
{
    m_d->shares = std::move(shares);
    m_d->sharesName = name;
    updateGeometry();
    m_d->arrange();
}

StateShares *StateTimeline::shares()
{
    return m_d->shares ? &*m_d->shares : nullptr;
}

void StateTimeline::sharesChanged()
{
    viewport()->update();
}

void StateTimeline::clear()
{
    setLanes({});
    setShares(std::nullopt);
}

void StateTimeline::setPlaceholder(const QString &text)
{
    m_d->placeholder = text;
    viewport()->update();
}

QRect StateTimeline::plotRect() const
{
    return {m_d->navigator.left(), 0, m_d->navigator.width(), viewport()->height()};
}

std::optional<StateSpan> StateTimeline::spanAt(QPoint position) const
{
    const Lane *const lane = m_d->laneAt(position.y());
    if (!lane || !plotRect().contains(position))
        return std::nullopt;
    const StateSpan *const span = m_d->spanIn(*lane, m_d->navigator.timeAt(position.x()));
    return span ? std::optional(*span) : std::nullopt;
}

QString StateTimeline::toolTipAt(QPoint position) const
{
    const auto span = spanAt(position);
    if (!span)
        return m_d->sharesToolTip(position);
    const qint64 now = m_d->window->nowUs();
    const bool isOpen = span->toUs == StateSpan::OpenEnded;
    const QString from = momentText(span->fromUs, now);
    const QString duration = m_d->durationWords((isOpen ? now : span->toUs) - span->fromUs);
    QStringList lines{
            tr("%1: %2").arg(m_d->laneAt(position.y())->lane.name, m_d->word(span->state))};
    if (!span->causeText.isEmpty())
        lines.append(span->causeText);
    lines.append(isOpen ? tr("since %1, for %2").arg(from, duration)
                        : tr("%1 to %2, %3").arg(from, momentText(span->toUs, now), duration));
    return lines.join(u'\n');
}

QSize StateTimeline::sizeHint() const
{
    const int lanes = std::clamp(static_cast<int>(m_d->lanes.size()), 1, 4);
    return {720, 2 * topMargin + m_d->sharesHeight() + lanes * LaneHeight};
}

QSize StateTimeline::minimumSizeHint() const
{
    return {280, 2 * topMargin + LaneHeight};
}

bool StateTimeline::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *const help = static_cast<QHelpEvent *>(event);
        // A tool tip guesses whether a text is rich; escaped, it cannot guess wrong.
        const QString text = toolTipAt(help->pos()).toHtmlEscaped().replace(u'\n', u"<br>"_s);
        QToolTip::showText(help->globalPos(),
                           text.isEmpty() ? QString() : u"<span>%1</span>"_s.arg(text), viewport());
        return true;
    }
    case QEvent::Leave:
        m_d->window->setCursor(std::nullopt);
        break;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void StateTimeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_d->palette.panel);
    const QRectF plot(plotRect());
    if (m_d->lanes.empty() && !m_d->shares) {
        painter.setPen(m_d->palette.secondaryText);
        painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, m_d->placeholder);
    } else {
        if (m_d->shares)
            m_d->paintShares(painter);
        m_d->paintLanes(painter, event->rect());
        if (const auto band = m_d->navigator.band())
            paintRangeBand(painter, plot, band->first, band->second, m_d->palette);
        if (const auto cursor = m_d->window->cursorUs())
            paintCrosshairLine(painter, plot, m_d->navigator.xAt(*cursor), m_d->palette);
    }
    if (hasFocus())
        paintFocusFrame(painter, QRectF(viewport()->rect()), m_d->palette);
}

void StateTimeline::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_d->arrange();
}

void StateTimeline::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_d->arrange();
}

void StateTimeline::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_d->window->setViewer(this, 0);
}

void StateTimeline::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_d)
        m_d->arrange();
}

void StateTimeline::wheelEvent(QWheelEvent *event)
{
    // Over the names the wheel scrolls, over the lanes it zooms.
    if (event->position().x() < m_d->navigator.left())
        QAbstractScrollArea::wheelEvent(event);
    else
        event->setAccepted(m_d->navigator.wheel(*event));
}

void StateTimeline::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.press(*event));
}

void StateTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (m_d->navigator.move(*event, QRectF(plotRect())))
        viewport()->update();
}

void StateTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.release(*event));
    viewport()->update();
}

void StateTimeline::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->setAccepted(m_d->navigator.doubleClick(*event));
}

void StateTimeline::keyPressEvent(QKeyEvent *event)
{
    if (!m_d->navigator.key(*event, [this](qint64 utcUs, int direction) {
            return m_d->nextChange(utcUs, direction);
        }))
        QAbstractScrollArea::keyPressEvent(event);
}

void StateTimeline::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void StateTimeline::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace heartline
