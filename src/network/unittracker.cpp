// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/unittracker.h"

#include <algorithm>
#include <utility>

namespace heartline {

namespace {

constexpr std::size_t tlsHeaderSize = 5;
constexpr std::size_t shortFrameHeaderSize = 2;
// Instead of a length (RFC 6455 section 5.2): it stands in the next 2 or 8 bytes.
constexpr unsigned char lengthInTwoBytes = 126;
constexpr unsigned char lengthInEightBytes = 127;
constexpr unsigned char lengthBits = 0x7F;

} // namespace

bool UnitTracker::take(const char *data, std::size_t size)
{
    std::size_t ends = 0;
    const char *const end = data + size;
    while (data != end) {
        if (m_missing > 0) {
            const auto part = std::min(m_missing, static_cast<quint64>(end - data));
            data += part;
            m_missing -= part;
            ends += m_missing == 0 ? 1 : 0;
        } else if (m_inAnswer) {
            m_inAnswer = !takeAnswer(*data++);
        } else if (takeHeader(*data++)) {
            ends += m_missing == 0 ? 1 : 0;
        }
    }
    return ends == 1 && isBetweenUnits();
}

/// True if `c` ends the answer.
bool UnitTracker::takeAnswer(char c)
{
    if (c == '\n')
        return !std::exchange(m_inLine, false);
    m_inLine = m_inLine || c != '\r';
    return false;
}

/// True if `c` ends the header.
bool UnitTracker::takeHeader(char c)
{
    m_header[m_headerSize++] = static_cast<unsigned char>(c);
    if (m_headerSize < headerSize())
        return false;
    m_missing = payloadSize();
    m_headerSize = 0;
    return true;
}

std::size_t UnitTracker::headerSize() const
{
    if (m_stream == Stream::Tls)
        return tlsHeaderSize;
    if (m_headerSize < shortFrameHeaderSize)
        return shortFrameHeaderSize;
    switch (m_header[1] & lengthBits) {
    case lengthInTwoBytes:
        return shortFrameHeaderSize + 2;
    case lengthInEightBytes:
        return shortFrameHeaderSize + 8;
    default:
        return shortFrameHeaderSize;
    }
}

quint64 UnitTracker::payloadSize() const
{
    if (m_stream == Stream::Tls)
        return number(3, 2);
    const auto length = static_cast<unsigned char>(m_header[1] & lengthBits);
    if (length == lengthInTwoBytes)
        return number(shortFrameHeaderSize, 2);
    if (length == lengthInEightBytes)
        return number(shortFrameHeaderSize, 8);
    return length;
}

/// Big-endian, from the header.
quint64 UnitTracker::number(std::size_t from, std::size_t bytes) const
{
    quint64 value = 0;
    for (std::size_t i = from; i < from + bytes; ++i)
        value = value << 8 | m_header[i];
    return value;
}

} // namespace heartline
