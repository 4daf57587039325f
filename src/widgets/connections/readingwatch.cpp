// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/readingwatch.h"

#include <QAbstractItemView>
#include <QEvent>

namespace heartline {

void ReadingWatch::watch(QAbstractItemView &view)
{
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    view.viewport()->setMouseTracking(true);
}

bool ReadingWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        m_lastUse.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace heartline
