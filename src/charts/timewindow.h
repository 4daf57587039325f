// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>

namespace heartline {

/// The visible stretch of time that all charts share, and the crosshair's place in it.
/// UTC microseconds. GUI thread.
///
/// Live, its right edge follows the clock for as long as a viewer is visible; paused, it stands
/// still while data goes on being collected.
class TimeWindow : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 SecondUs = 1'000'000;
    static constexpr qint64 MinuteUs = 60 * SecondUs;
    static constexpr qint64 HourUs = 60 * MinuteUs;
    static constexpr qint64 DayUs = 24 * HourUs;
    static constexpr qint64 MinimumSpanUs = SecondUs;
    static constexpr qint64 MaximumSpanUs = 400 * DayUs;
    static constexpr qint64 DefaultSpanUs = 5 * MinuteUs;
    /// The ranges that a toolbar offers.
    static constexpr std::array<qint64, 7> PresetSpansUs{
            MinuteUs, 5 * MinuteUs, 15 * MinuteUs, HourUs, 6 * HourUs, DayUs, 7 * DayUs};
    /// Live, the window advances every so often at the most ...
    static constexpr int ShortestStepMs = 33;
    /// ... and at the least, even if a pixel stands for more.
    static constexpr int LongestStepMs = 1000;

    explicit TimeWindow(QObject *parent = nullptr);

    qint64 fromUs() const { return m_toUs - m_spanUs; }
    qint64 toUs() const { return m_toUs; }
    qint64 spanUs() const { return m_spanUs; }
    qint64 nowUs() const { return m_nowUs; }
    /// The clock itself, which nowUs() follows in steps.
    qint64 clockUs() const { return m_clock(); }
    bool isLive() const { return m_live; }
    /// Where the crosshair stands, if anywhere.
    std::optional<qint64> cursorUs() const { return m_cursorUs; }
    /// The time that a pixel of the widest viewer stands for; at least 1.
    qint64 pixelUs() const;

    /// Replaces the clock (Clock::utcUs), for tests and replays.
    void setClock(std::function<qint64()> clock);
    /// Moves the clock's label; live, the window follows in steps of a pixel.
    void setNow(qint64 utcUs);
    /// Changes the span; the right edge stays.
    void setSpan(qint64 spanUs);
    /// Shows exactly this, as far as the limits allow. Pauses unless `toUs` is now.
    void setRange(qint64 fromUs, qint64 toUs);
    void setLive(bool live);
    /// Moves by `deltaUs` (positive: later), never beyond now. Pauses unless the right edge stays.
    void pan(qint64 deltaUs);
    /// Makes the span `factor` times as long; the moment `anchorUs` keeps its place unless now
    /// would leave the right edge. Pauses unless the right edge stays at now.
    void zoom(double factor, qint64 anchorUs);
    void setCursor(std::optional<qint64> utcUs);
    /// As setCursor(), and pans as far as is needed to have it in sight.
    void moveCursor(qint64 utcUs);
    /// Asks the charts to show all that they have.
    void requestFit();

    /// Tells how many pixels wide a visible chart is; 0: hidden. The clock runs while any is seen.
    void setViewer(const QObject *viewer, int pixels);

Q_SIGNALS:
    void changed(); ///< The range.
    void liveChanged(bool live);
    void cursorMoved(std::optional<qint64> utcUs);
    void fitRequested();

private:
    void apply(qint64 toUs, qint64 spanUs, bool live);
    qint64 liveEdge() const;
    void updateTimer();
    void tick();

    std::function<qint64()> m_clock;
    QHash<const QObject *, int> m_viewers;
    QTimer m_timer;
    std::optional<qint64> m_cursorUs;
    qint64 m_nowUs = 0;
    qint64 m_toUs = 0;
    qint64 m_spanUs = DefaultSpanUs;
    bool m_live = true;
};

} // namespace heartline
