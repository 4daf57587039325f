// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/sparkline.h"

#include "charts/chartpalette.h"

#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace heartline {

namespace {
// The tallest answered bar takes this share, so that a lost one is told by its height too.
constexpr double tallestShare = 0.85;
constexpr int shortestBar = 1;
} // namespace

void paintSparkline(QPainter &painter, const QRect &rect, std::span<const RecentBeat> beats,
                    const ChartPalette &palette)
{
    constexpr auto capacity = static_cast<int>(ConnectionSnapshot::RecentBeats);
    if (rect.width() <= 0 || rect.height() <= 0 || beats.empty())
        return;
    // Edges on whole pixels keep the bars crisp. Where they do not fit, the newest are shown.
    const double pitch = std::max(1.0, static_cast<double>(rect.width()) / capacity);
    const int gap = pitch >= 2.0 ? 1 : 0;
    const auto shown = beats.last(
            std::min(beats.size(), static_cast<std::size_t>(std::min(capacity, rect.width()))));

    qint64 largest = 1;
    for (const RecentBeat &beat : shown) {
        if (!isLoss(beat.outcome))
            largest = std::max(largest, beat.valueNs);
    }

    QVarLengthArray<QRect, 64> answered;
    QVarLengthArray<QRect, 64> late;
    QVarLengthArray<QRect, 64> lost;
    QVarLengthArray<QRect, 64> unsent;
    const auto edge = [&](std::size_t index) {
        const auto fromRight = static_cast<double>(shown.size() - index);
        return rect.right() + 1 - static_cast<int>(std::lround(fromRight * pitch));
    };
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const RecentBeat &beat = shown[i];
        const int x = edge(i);
        const int barWidth = edge(i + 1) - x - gap;
        if (isLoss(beat.outcome)) {
            lost.append(QRect(x, rect.top(), barWidth, rect.height()));
        } else if (!hasLeft(beat.outcome)) {
            unsent.append(QRect(x, rect.bottom() + 1 - shortestBar, barWidth, shortestBar));
        } else if (beat.valueNs >= 0) {
            const double share = static_cast<double>(beat.valueNs) / static_cast<double>(largest);
            const int height =
                    std::max(shortestBar,
                             static_cast<int>(std::lround(share * tallestShare * rect.height())));
            const QRect bar(x, rect.bottom() + 1 - height, barWidth, height);
            (beat.outcome == BeatOutcome::Late ? late : answered).append(bar);
        }
    }
    const auto paint = [&painter](const auto &bars, const QColor &color) {
        if (bars.isEmpty())
            return;
        painter.setBrush(color);
        painter.drawRects(bars.constData(), static_cast<int>(bars.size()));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    paint(answered, palette.bar);
    paint(late, palette.late);
    paint(lost, palette.lossMark);
    paint(unsent, palette.secondaryText);
    painter.restore();
}

} // namespace heartline
