// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/kerneltimes.h"

#include <cerrno>
#include <cstring>
#include <ctime>

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace heartline::KernelTimes {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;

// A kernel time further back than this is not believed.
constexpr qint64 maximumAgeNs = 3'600 * nsPerSecond;

qint64 toNs(const timespec &time)
{
    return qint64(time.tv_sec) * nsPerSecond + time.tv_nsec;
}

qint64 realtimeNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return toNs(time);
}

/// Room for what recvmsg(2) tells beside the data.
struct ControlData {
    alignas(cmsghdr) std::array<char, 256> bytes;

    void attachTo(msghdr &message)
    {
        message.msg_control = bytes.data();
        message.msg_controllen = bytes.size();
    }
};

void readControl(msghdr &message, Received &result)
{
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING) {
            scm_timestamping times{};
            std::memcpy(&times, CMSG_DATA(header), sizeof(times));
            const timespec &software = times.ts[0];
            if (software.tv_sec != 0)
                result.realtimeNs = toNs(software);
        } else if ((header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR)
                   || (header->cmsg_level == SOL_IPV6 && header->cmsg_type == IPV6_RECVERR)) {
            sock_extended_err error{};
            std::memcpy(&error, CMSG_DATA(header), sizeof(error));
            if (error.ee_origin == SO_EE_ORIGIN_TIMESTAMPING) {
                result.lastByte = error.ee_data;
                result.step = error.ee_info;
            }
        }
    }
}

} // namespace

bool enable(int descriptor)
{
    const int flags = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE
            | SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_TSONLY
            | SOF_TIMESTAMPING_OPT_ID;
    return ::setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)) == 0;
}

Received peek(int descriptor, char *buffer, std::size_t size)
{
    iovec vector{buffer, size};
    ControlData control;
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    control.attachTo(message);
    Received result;
    result.size = ::recvmsg(descriptor, &message, MSG_PEEK | MSG_DONTWAIT);
    if (result.size < 0)
        result.error = errno;
    else
        readControl(message, result);
    return result;
}

bool discard(int descriptor, std::size_t size)
{
    // TCP copies nothing then (tcp(7)).
    return ::recv(descriptor, nullptr, size, MSG_TRUNC | MSG_DONTWAIT)
            == static_cast<ssize_t>(size);
}

std::array<Received, StepsPerMessage> nextDepartures(int descriptor)
{
    std::array<ControlData, StepsPerMessage> controls;
    std::array<mmsghdr, StepsPerMessage> messages{};
    for (std::size_t i = 0; i < messages.size(); ++i)
        controls[i].attachTo(messages[i].msg_hdr);
    const int count = ::recvmmsg(descriptor, messages.data(), messages.size(),
                                 MSG_ERRQUEUE | MSG_DONTWAIT, nullptr);
    std::array<Received, StepsPerMessage> departures;
    for (std::size_t i = 0; static_cast<int>(i) < count; ++i) {
        departures[i].size = messages[i].msg_len;
        readControl(messages[i].msg_hdr, departures[i]);
    }
    return departures;
}

bool emptyErrorQueue(int descriptor)
{
    bool any = false;
    while (nextDepartures(descriptor).front().size >= 0)
        any = true;
    return any;
}

bool isEndWaiting(int descriptor)
{
    char next = 0;
    const Received received = peek(descriptor, &next, 1);
    return received.size == 0 || (received.size < 0 && !isWouldBlock(received.error));
}

bool isWouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

Converter::Converter()
    : m_before(Clock::monotonicNs())
    , m_realtime(realtimeNs())
    , m_after(Clock::monotonicNs())
{
}

std::optional<Converter::Bounds> Converter::toMonotonic(qint64 realtimeNs) const
{
    const qint64 age = m_realtime - realtimeNs;
    if (age < 0 || age > maximumAgeNs)
        return std::nullopt;
    return Bounds{m_before - age, m_after - age};
}

} // namespace heartline::KernelTimes
