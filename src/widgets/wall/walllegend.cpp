// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/walllegend.h"

#include "charts/timeaxis.h"
#include "charts/valuescale.h"
#include "widgets/presentation/statepresentation.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr int tileSide = 13;
constexpr int textGap = 5;
constexpr int entryGap = 12;
constexpr int shadeGap = 7;
constexpr int margin = 8;
constexpr int rowPadding = 6;

} // namespace

WallLegend::WallLegend(QWidget *parent)
    : QWidget(parent)
    , m_palette(ChartPalette::light())
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    retranslate();
}

void WallLegend::setChartPalette(const ChartPalette &palette)
{
    m_palette = palette;
    m_painter.setChartPalette(palette);
    update();
}

void WallLegend::retranslate()
{
    setAccessibleName(tr("Legend of the wall"));
    const QFontMetrics metrics(labelFont(font()));
    const auto entry = [&metrics](const TileLook &look, const QString &text, int gap) {
        return Entry{look, text, tileSide + textGap + metrics.horizontalAdvance(text) + gap};
    };
    std::vector<Entry> states;
    for (const ConnectionState state : StatePresentation::Order) {
        // An open one is told by its shade alone.
        if (state != ConnectionState::Open)
            states.push_back(entry({state}, StatePresentation::word(state), entryGap));
    }
    m_entries.clear();
    const auto shade = [](std::size_t level) { return TileLook{ConnectionState::Open, level}; };
    for (std::size_t level = 0; level + 1 < LatencyRamp::Levels; ++level) {
        m_entries.push_back(entry(
                shade(level), u"<"_s + durationWithUnit(LatencyRamp::BoundsNs[level]), shadeGap));
    }
    m_entries.push_back(entry(shade(LatencyRamp::Levels - 1), tr("slower"), shadeGap));
    m_entries.back().width += entryGap;
    m_entries.insert(m_entries.end(), states.begin(), states.end());
    const QString words =
            tr("An open connection is a square in the shade of its p99 over the last beats; any "
               "other state has a shape and a colour of its own.");
    setToolTip(words);
    setAccessibleDescription(words);
    updateGeometry();
    update();
}

int WallLegend::rowHeight() const
{
    return std::max(tileSide, fontMetrics().height()) + rowPadding;
}

int WallLegend::placeEntries(int width,
                             const std::function<void(const Entry &, QPoint)> &visit) const
{
    QPoint place(margin, 0);
    int rows = 1;
    for (const Entry &entry : m_entries) {
        if (place.x() > margin && place.x() + entry.width > width) {
            place = QPoint(margin, rows * rowHeight());
            ++rows;
        }
        visit(entry, place);
        place.rx() += entry.width;
    }
    return rows;
}

QSize WallLegend::minimumSizeHint() const
{
    return {100, rowHeight()};
}

QSize WallLegend::sizeHint() const
{
    constexpr int usualWidth = 640;
    return {usualWidth, heightForWidth(usualWidth)};
}

int WallLegend::heightForWidth(int width) const
{
    return placeEntries(width, [](const Entry &, QPoint) {}) * rowHeight() + rowPadding / 2;
}

void WallLegend::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_palette.panel);
    painter.fillRect(QRect(0, 0, width(), 1), m_palette.line);
    painter.setFont(labelFont(font()));
    placeEntries(width(), [&](const Entry &entry, QPoint place) {
        const QRect tile(place.x(), place.y() + (rowHeight() - tileSide) / 2 + 1, tileSide,
                         tileSide);
        m_painter.paint(painter, tile, entry.look);
        painter.setPen(m_palette.secondaryText);
        painter.drawText(QRect(tile.right() + textGap, place.y() + 1, entry.width, rowHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.text);
    });
}

void WallLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        retranslate();
}

} // namespace heartline
