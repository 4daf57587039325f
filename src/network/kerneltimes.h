// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <optional>

#include <sys/types.h>

/// What Linux tells of the times at which a socket's data came and went (SO_TIMESTAMPING), and of
/// what waits in it. Plain system calls on a descriptor; thread-safe.
namespace heartline::KernelTimes {

/// Has the kernel note when data arrives, and both steps of what leaves, see nextDepartures().
/// False if it does not.
bool enable(int descriptor);

/// What recvmsg(2) returned, with the kernel's time for it.
struct Received {
    ssize_t size = -1;
    int error = 0;
    std::optional<qint64> realtimeNs;
    std::optional<quint32> lastByte; ///< Of a departure: its place in what was written, from 0.
    quint32 step = 0; ///< Of a departure: which one, SCM_TSTAMP_*.
};

/// What waits to be read, without taking it; the time is that of its last segment.
Received peek(int descriptor, char *buffer, std::size_t size);

/// Takes away `size` bytes that have been looked at. False if they could not be.
bool discard(int descriptor, std::size_t size);

/// A message's two steps: handed on by TCP, and with the device.
inline constexpr std::size_t StepsPerMessage = 2;
/// The next departures that the kernel tells of; of size -1 where there are none.
std::array<Received, StepsPerMessage> nextDepartures(int descriptor);

/// Drops departures that nobody asked for: of pongs, of what waited in the send queue, of
/// retransmitted segments. True if there were any.
bool emptyErrorQueue(int descriptor);

/// True if all has been read, and the end of the stream is what comes next.
bool isEndWaiting(int descriptor);

bool isWouldBlock(int error);

/// Brings kernel times to the monotonic clock. Both clocks are read when it is made, so that a step
/// of the wall clock can spoil no more than what is converted with it; the monotonic one before and
/// after the other, since the thread may be interrupted in between.
class Converter {
public:
    struct Bounds {
        qint64 earliestNs;
        qint64 latestNs;
    };

    Converter();

    /// Absent for a time that cannot be: the wall clock was set in between.
    std::optional<Bounds> toMonotonic(qint64 realtimeNs) const;

private:
    qint64 m_before;
    qint64 m_realtime;
    qint64 m_after;
};

} // namespace heartline::KernelTimes
