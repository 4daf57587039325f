// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tcpfigures.h"

#ifdef Q_OS_LINUX
#include <linux/tcp.h> // has tcpi_min_rtt and tcpi_rcv_ooopack, which glibc's <netinet/tcp.h> lacks
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace heartline {

std::optional<TcpState> readTcpState(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t length = sizeof(info);
    if (descriptor < 0
        || ::getsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return std::nullopt;
    return TcpState{.figures = {.rttUs = info.tcpi_rtt,
                                .rttVarianceUs = info.tcpi_rttvar,
                                .minimumRttUs = info.tcpi_min_rtt,
                                .retransmits = info.tcpi_total_retrans,
                                .unacknowledged = info.tcpi_unacked,
                                .lastAckMs = info.tcpi_last_ack_recv,
                                .congestionWindow = info.tcpi_snd_cwnd},
                    .outOfOrder = info.tcpi_rcv_ooopack};
#else
    Q_UNUSED(descriptor)
    return std::nullopt;
#endif
}

} // namespace heartline
