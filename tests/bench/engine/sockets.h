// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace heartline::bench {

/// CLOCK_MONOTONIC in nanoseconds: the clock that Node.js and Python read as well.
std::int64_t monotonicNs();

/// Prints what failed with the reason in errno, and ends the program.
[[noreturn]] void fail(std::string_view what);

/// Raises the limit of open descriptors as far as it goes.
void raiseDescriptorLimit();

/// Blocks SIGTERM and SIGINT except within waitForEvents(), so that none is lost in between.
/// A peer that has gone ends no program either.
void catchTermination();
bool isTerminating();

/// A listening socket on 127.0.0.1; port 0 chooses one.
int listenOn(int port);
int portOf(int descriptor);

/// Accepts one connection, without Nagle's delay; -1: none waits.
int acceptOne(int listener);

/// Begins to connect to 127.0.0.1.
int connectTo(int port);
/// The outcome of connectTo(), once the socket is writable: an errno, 0 for success.
int connectError(int descriptor);

/// Edge-triggered, both directions, for the life of the descriptor; `tag` comes back in the events.
void watch(int epoll, int descriptor, std::uint64_t tag);

/// The events that are there within `timeoutNs` (negative: for ever). Empty after a signal.
std::span<epoll_event> waitForEvents(int epoll, std::span<epoll_event> buffer,
                                     std::int64_t timeoutNs);

} // namespace heartline::bench
