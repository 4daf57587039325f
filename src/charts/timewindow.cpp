// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timewindow.h"

#include "core/clock.h"

#include <algorithm>
#include <cmath>

namespace heartline {

TimeWindow::TimeWindow(QObject *parent)
    : QObject(parent)
    , m_clock(&Clock::utcUs)
    , m_nowUs(Clock::utcUs())
    , m_toUs(m_nowUs)
{
    connect(&m_timer, &QTimer::timeout, this, &TimeWindow::tick);
}

qint64 TimeWindow::pixelUs() const
{
    int pixels = 1;
    for (const int width : m_viewers)
        pixels = std::max(pixels, width);
    return pixels > 1 ? std::max<qint64>(1, m_spanUs / pixels) : 1;
}

void TimeWindow::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
    tick();
}

void TimeWindow::setNow(qint64 utcUs)
{
    m_nowUs = utcUs;
    if (m_live)
        apply(liveEdge(), m_spanUs, true);
}

void TimeWindow::setSpan(qint64 spanUs)
{
    apply(m_live ? liveEdge() : m_toUs, spanUs, m_live);
}

void TimeWindow::setRange(qint64 fromUs, qint64 toUs)
{
    const qint64 span = std::clamp(toUs - fromUs, MinimumSpanUs, MaximumSpanUs);
    // A range that had to be widened stays centred on what was asked for.
    const qint64 to = toUs + (span - (toUs - fromUs)) / 2;
    apply(to, span, m_live && std::abs(to - m_nowUs) <= pixelUs());
}

void TimeWindow::setLive(bool live)
{
    if (live)
        m_nowUs = m_clock();
    apply(live ? liveEdge() : m_toUs, m_spanUs, live);
}

void TimeWindow::pan(qint64 deltaUs)
{
    const qint64 to = std::min(m_toUs + deltaUs, std::max(m_nowUs, m_toUs));
    apply(to, m_spanUs, m_live && to >= m_nowUs - pixelUs() / 2);
}

void TimeWindow::zoom(double factor, qint64 anchorUs)
{
    const auto span = static_cast<qint64>(std::clamp(static_cast<double>(m_spanUs) * factor,
                                                     static_cast<double>(MinimumSpanUs),
                                                     static_cast<double>(MaximumSpanUs)));
    const double share = static_cast<double>(m_toUs - anchorUs)
            / static_cast<double>(std::max<qint64>(1, m_spanUs));
    const qint64 wanted = anchorUs + std::llround(share * static_cast<double>(span));
    // The future is empty: what would lie beyond the present edge goes to the past instead.
    const qint64 to = std::min(wanted, std::max(m_nowUs, m_toUs));
    apply(to, span, m_live && to >= m_nowUs - pixelUs());
}

void TimeWindow::setCursor(std::optional<qint64> utcUs)
{
    if (m_cursorUs == utcUs)
        return;
    m_cursorUs = utcUs;
    Q_EMIT cursorMoved(utcUs);
}

void TimeWindow::moveCursor(qint64 utcUs)
{
    if (utcUs < fromUs())
        pan(utcUs - fromUs() - m_spanUs / 10);
    else if (utcUs > m_toUs)
        pan(utcUs - m_toUs);
    setCursor(utcUs);
}

void TimeWindow::requestFit()
{
    Q_EMIT fitRequested();
}

void TimeWindow::setViewer(const QObject *viewer, int pixels)
{
    if (pixels == m_viewers.value(viewer, 0))
        return;
    if (pixels > 0) {
        if (!m_viewers.contains(viewer))
            connect(viewer, &QObject::destroyed, this, [this, viewer] { setViewer(viewer, 0); });
        m_viewers.insert(viewer, pixels);
    } else {
        disconnect(viewer, &QObject::destroyed, this, nullptr);
        m_viewers.remove(viewer);
    }
    updateTimer();
}

void TimeWindow::apply(qint64 toUs, qint64 spanUs, bool live)
{
    const qint64 span = std::clamp(spanUs, MinimumSpanUs, MaximumSpanUs);
    const qint64 to = std::max(toUs, span);
    const bool moved = to != m_toUs || span != m_spanUs;
    const bool switched = live != m_live;
    m_toUs = to;
    m_spanUs = span;
    m_live = live;
    if (moved || switched)
        updateTimer();
    if (moved)
        Q_EMIT changed();
    if (switched)
        Q_EMIT liveChanged(live);
}

qint64 TimeWindow::liveEdge() const
{
    // Whole pixels, counted from 1970: the columns that are drawn keep their beats as they wander
    // to the left, so that the picture moves without shimmering.
    const qint64 step = pixelUs();
    return (m_nowUs + step - 1) / step * step;
}

void TimeWindow::updateTimer()
{
    if (m_viewers.isEmpty() || !m_live) {
        m_timer.stop();
        return;
    }
    const auto milliseconds = static_cast<int>(
            std::clamp<qint64>(pixelUs() / 1000, qint64(ShortestStepMs), qint64(LongestStepMs)));
    if (!m_timer.isActive() || m_timer.interval() != milliseconds)
        m_timer.start(milliseconds);
}

void TimeWindow::tick()
{
    setNow(m_clock());
}

} // namespace heartline
