// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QAbstractEventDispatcher;

namespace heartline {

class LoopClock;

/// The event dispatcher of a thread with many sockets, for QThread::setEventDispatcher(). Null:
/// Qt's own is to be used, because there is no other on this system, or because the environment
/// variable HEARTLINE_STOCK_DISPATCHER is set to something other than 0 (to compare, or to rule
/// out).
std::unique_ptr<QAbstractEventDispatcher> makeWorkerDispatcher();

/// The clock of the calling thread's event loop; null if that is Qt's own.
LoopClock *currentLoopClock();

} // namespace heartline
