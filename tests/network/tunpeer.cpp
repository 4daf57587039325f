// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tunpeer.h"

#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace heartline::test {

namespace {

constexpr const char *ownAddress = "10.9.0.1";
constexpr const char *deviceName = "tun0";
constexpr int waitMs = 5'000;
constexpr int ipHeader = 20;
constexpr int tcpHeader = 20;
constexpr quint8 tcp = 6;
constexpr quint8 synFlag = 0x02;
constexpr quint8 pushFlag = 0x08;
constexpr quint8 ackFlag = 0x10;

QString failed(const char *what)
{
    return u"%1: %2"_s.arg(QLatin1StringView(what), qt_error_string(errno));
}

bool unshareNetwork()
{
    if (::geteuid() == 0)
        return ::unshare(CLONE_NEWNET) == 0;
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

QByteArray bytesOf(const char *address)
{
    in_addr binary{};
    ::inet_pton(AF_INET, address, &binary);
    return {reinterpret_cast<const char *>(&binary), sizeof(binary)};
}

template<typename T>
QByteArray bigEndian(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// RFC 1071.
quint16 checksum(QByteArray data)
{
    if (data.size() % 2 != 0)
        data.append('\0');
    quint32 sum = 0;
    for (qsizetype i = 0; i < data.size(); i += 2)
        sum += qFromBigEndian<quint16>(data.constData() + i);
    while (sum > 0xFFFF)
        sum = (sum >> 16) + (sum & 0xFFFF);
    return static_cast<quint16>(~sum);
}

/// Gives the device its address and starts it.
bool bringUp()
{
    const int control = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strcpy(request.ifr_name, deviceName);
    const auto setAddress = [&](unsigned long what, const char *address) {
        sockaddr_in value{};
        value.sin_family = AF_INET;
        ::inet_pton(AF_INET, address, &value.sin_addr);
        std::memcpy(&request.ifr_addr, &value, sizeof(value));
        return ::ioctl(control, what, &request) == 0;
    };
    bool isUp = setAddress(SIOCSIFADDR, ownAddress) && setAddress(SIOCSIFNETMASK, "255.255.255.0");
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    isUp = isUp && ::ioctl(control, SIOCSIFFLAGS, &request) == 0;
    ::close(control);
    return isUp;
}

} // namespace

TunPeer::TunPeer()
{
    if (!unshareNetwork()) {
        m_problem = failed("no network namespace");
        return;
    }
    m_device = ::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
    ifreq request{};
    std::strcpy(request.ifr_name, deviceName);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (m_device < 0 || ::ioctl(m_device, TUNSETIFF, &request) != 0 || !bringUp())
        m_problem = failed("no TUN device");
}

TunPeer::~TunPeer()
{
    if (m_device >= 0)
        ::close(m_device);
}

bool TunPeer::accept()
{
    pollfd device{m_device, POLLIN, 0};
    std::array<uchar, 2'048> packet{};
    while (::poll(&device, 1, waitMs) > 0) {
        const auto size = ::read(m_device, packet.data(), packet.size());
        const uchar *const segment = packet.data() + ipHeader;
        if (size < ipHeader + tcpHeader || packet[0] != 0x45 || packet[9] != tcp
            || segment[13] != synFlag)
            continue; // of IPv6, say
        m_clientPort = qFromBigEndian<quint16>(segment);
        m_acknowledged = qFromBigEndian<quint32>(segment + 4) + 1;
        sendSegment(m_sequence, synFlag | ackFlag, {});
        advance(1);
        return true;
    }
    return false;
}

void TunPeer::send(const QByteArray &data, int offset)
{
    sendSegment(m_sequence + static_cast<quint32>(offset), ackFlag | pushFlag, data);
}

void TunPeer::sendSegment(quint32 sequence, quint8 flags, const QByteArray &data)
{
    const QByteArray addresses = bytesOf(Address) + bytesOf(ownAddress);
    QByteArray segment = bigEndian(Port) + bigEndian(m_clientPort) + bigEndian(sequence)
            + bigEndian(m_acknowledged) + bigEndian(quint8(tcpHeader / 4 << 4)) + bigEndian(flags)
            + bigEndian(quint16(65'535)) + bigEndian(quint32(0)) + data;
    const QByteArray pseudoHeader =
            addresses + bigEndian(quint16(tcp)) + bigEndian(quint16(segment.size()));
    segment.replace(16, 2, bigEndian(checksum(pseudoHeader + segment)));

    QByteArray header = bigEndian(quint16(0x4500)) + bigEndian(quint16(ipHeader + segment.size()))
            + bigEndian(quint32(0)) + bigEndian(quint8(64)) + bigEndian(tcp) + bigEndian(quint16(0))
            + addresses;
    header.replace(10, 2, bigEndian(checksum(header)));
    const QByteArray packet = header + segment;
    if (::write(m_device, packet.constData(), static_cast<std::size_t>(packet.size()))
        != packet.size())
        qFatal("cannot write to the TUN device");
}

} // namespace heartline::test
