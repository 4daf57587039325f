// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tcpfigures.h"

#ifdef Q_OS_LINUX
#include <linux/tcp.h> // has tcpi_min_rtt, which glibc's <netinet/tcp.h> lacks
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace heartline {

std::optional<TcpFigures> readTcpFigures(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t length = sizeof(info);
    if (descriptor < 0
        || ::getsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return std::nullopt;
    return TcpFigures{.rttUs = info.tcpi_rtt,
                      .rttVarianceUs = info.tcpi_rttvar,
                      .minimumRttUs = info.tcpi_min_rtt,
                      .retransmits = info.tcpi_total_retrans,
                      .unacknowledged = info.tcpi_unacked,
                      .lastAckMs = info.tcpi_last_ack_recv,
                      .congestionWindow = info.tcpi_snd_cwnd};
#else
    Q_UNUSED(descriptor)
    return std::nullopt;
#endif
}

} // namespace heartline
