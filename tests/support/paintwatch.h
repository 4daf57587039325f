// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QHash>
#include <QObject>
#include <QPaintEvent>
#include <QRegion>

namespace heartline {

/// Notes what is painted and laid out in the whole program. GUI thread.
class PaintWatch : public QObject {
public:
    PaintWatch() { QCoreApplication::instance()->installEventFilter(this); }

    /// What of `widget` has been painted since settle().
    QRegion painted(const QObject *widget) const { return m_painted.value(widget); }
    /// How often `widget` has been asked to lay itself out since settle().
    int layouts(const QObject *widget) const { return m_layouts.value(widget); }
    /// Goes through the event loop until a pass paints and lays out nothing; false if there is no
    /// end of it. Forgets what it saw.
    bool settle()
    {
        constexpr int mostPasses = 1'000;
        for (int pass = 0; pass < mostPasses; ++pass) {
            QCoreApplication::processEvents();
            const bool wasQuiet = m_painted.isEmpty() && m_layouts.isEmpty();
            m_painted.clear();
            m_layouts.clear();
            if (wasQuiet)
                return true;
        }
        return false;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted[watched] += static_cast<QPaintEvent *>(event)->region();
        else if (event->type() == QEvent::LayoutRequest)
            ++m_layouts[watched];
        return false;
    }

private:
    QHash<const QObject *, QRegion> m_painted;
    QHash<const QObject *, int> m_layouts;
};

} // namespace heartline
