// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>

namespace heartline::bench {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr int backlog = 65'535; // the kernel cuts it at net.core.somaxconn

volatile std::sig_atomic_t terminating = 0;

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int tcpSocket()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        fail("cannot open a socket");
    return descriptor;
}

void enable(int descriptor, int level, int option)
{
    const int on = 1;
    if (::setsockopt(descriptor, level, option, &on, sizeof(on)) != 0)
        fail("cannot set a socket's option");
}

} // namespace

std::int64_t monotonicNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * nsPerSecond + now.tv_nsec;
}

void fail(std::string_view what)
{
    std::cerr << what << ": " << std::strerror(errno) << std::endl;
    std::exit(EXIT_FAILURE);
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("cannot raise the limit of descriptors");
}

void catchTermination()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT}) {
        sigaddset(&signals, signal);
        std::signal(signal, [](int) { terminating = 1; });
    }
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without MSG_NOSIGNAL
}

bool isTerminating()
{
    return terminating != 0;
}

int listenOn(int port)
{
    const int descriptor = tcpSocket();
    enable(descriptor, SOL_SOCKET, SO_REUSEADDR);
    const sockaddr_in address = loopback(port);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        || ::listen(descriptor, backlog) != 0)
        fail("cannot listen");
    return descriptor;
}

int portOf(int descriptor)
{
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        fail("cannot tell the port");
    return ntohs(address.sin_port);
}

int acceptOne(int listener)
{
    const int descriptor = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) {
        if (errno == EMFILE || errno == ENFILE)
            fail("cannot accept any more");
        return -1;
    }
    enable(descriptor, IPPROTO_TCP, TCP_NODELAY);
    return descriptor;
}

int connectTo(int port)
{
    const int descriptor = tcpSocket();
    enable(descriptor, IPPROTO_TCP, TCP_NODELAY);
    const sockaddr_in address = loopback(port);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        && errno != EINPROGRESS)
        fail("cannot connect");
    return descriptor;
}

int connectError(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof(error);
    ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

void watch(int epoll, int descriptor, std::uint64_t tag)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = tag;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        fail("cannot watch a socket");
}

std::span<epoll_event> waitForEvents(int epoll, std::span<epoll_event> buffer,
                                     std::int64_t timeoutNs)
{
    const timespec timeout{.tv_sec = timeoutNs / nsPerSecond, .tv_nsec = timeoutNs % nsPerSecond};
    sigset_t none;
    sigemptyset(&none);
    const int count = ::epoll_pwait2(epoll, buffer.data(), static_cast<int>(buffer.size()),
                                     timeoutNs < 0 ? nullptr : &timeout, &none);
    if (count < 0 && errno != EINTR)
        fail("cannot wait for events");
    return buffer.first(count < 0 ? 0 : static_cast<std::size_t>(count));
}

} // namespace heartline::bench
