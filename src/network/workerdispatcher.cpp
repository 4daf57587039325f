// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/workerdispatcher.h"

#include <QAbstractEventDispatcher>

#ifdef Q_OS_LINUX
#include "network/epolleventdispatcher.h"
#endif

namespace heartline {

std::unique_ptr<QAbstractEventDispatcher> makeWorkerDispatcher()
{
#ifdef Q_OS_LINUX
    const QByteArray stock = qgetenv("HEARTLINE_STOCK_DISPATCHER");
    if (stock.isEmpty() || stock == "0") {
        auto dispatcher = std::make_unique<EpollEventDispatcher>();
        if (dispatcher->isValid())
            return dispatcher;
    }
#endif
    return nullptr;
}

LoopClock *currentLoopClock()
{
#ifdef Q_OS_LINUX
    if (auto *own = qobject_cast<EpollEventDispatcher *>(QAbstractEventDispatcher::instance()))
        return &own->clock();
#endif
    return nullptr;
}

} // namespace heartline
