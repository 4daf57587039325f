// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames.h"

#include <array>
#include <optional>

namespace heartline::bench {

namespace {

constexpr unsigned finalBit = 0x80;
constexpr unsigned maskBit = 0x80;
constexpr unsigned lengthIn16Bits = 126;
constexpr unsigned lengthIn64Bits = 127;
constexpr std::size_t maskBytes = 4;
// What the key is does not matter on a loopback; that there is one costs what it costs others.
constexpr std::array<char, maskBytes> mask{'\x5a', '\x17', '\x3c', '\x71'};

unsigned byteAt(std::span<const char> bytes, std::size_t index)
{
    return static_cast<unsigned char>(bytes[index]);
}

void applyMask(std::span<char> payload, std::span<const char> key)
{
    for (std::size_t i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>(payload[i] ^ key[i % maskBytes]);
}

struct Header {
    std::size_t size = 0; ///< With the masking key.
    std::uint64_t payload = 0;
    bool isMasked = false;
};

/// Nothing while the header is not complete.
std::optional<Header> parseHeader(std::span<const char> bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    Header header{.isMasked = (byteAt(bytes, 1) & maskBit) != 0};
    const unsigned length = byteAt(bytes, 1) & ~maskBit;
    const std::size_t extended = length == lengthIn64Bits ? 8 : length == lengthIn16Bits ? 2 : 0;
    header.size = 2 + extended + (header.isMasked ? maskBytes : 0);
    if (bytes.size() < header.size)
        return std::nullopt;
    header.payload = extended == 0 ? length : 0;
    for (std::size_t i = 0; i < extended; ++i)
        header.payload = header.payload << 8U | byteAt(bytes, 2 + i);
    return header;
}

} // namespace

void appendFrame(std::string &out, const Frame &frame, bool masked)
{
    const std::size_t size = frame.payload.size();
    const unsigned maskFlag = masked ? maskBit : 0;
    const auto append = [&out](std::uint64_t value) { out.push_back(static_cast<char>(value)); };
    append((frame.isFinal ? finalBit : 0) | static_cast<unsigned>(frame.opcode));
    std::size_t extended = 0;
    if (size < lengthIn16Bits) {
        append(maskFlag | size);
    } else {
        extended = size > 0xFFFF ? 8 : 2;
        append(maskFlag | (extended == 8 ? lengthIn64Bits : lengthIn16Bits));
    }
    for (std::size_t i = extended; i-- > 0;)
        append(size >> (8 * i) & 0xFFU);
    if (masked)
        out.append(mask.data(), mask.size());
    const std::size_t start = out.size();
    out.append(frame.payload);
    if (masked)
        applyMask(std::span(out).subspan(start), mask);
}

bool FrameReader::feed(std::span<char> bytes, const Handler &handler)
{
    if (!m_partial.empty()) {
        m_partial.append(bytes.data(), bytes.size());
        bytes = m_partial;
    }
    while (const auto header = parseHeader(bytes)) {
        if (header->payload > MaximumPayload)
            return false;
        const auto length = static_cast<std::size_t>(header->payload);
        if (bytes.size() < header->size + length)
            break;
        const auto payload = bytes.subspan(header->size, length);
        if (header->isMasked)
            applyMask(payload, bytes.subspan(header->size - maskBytes, maskBytes));
        handler({.opcode = static_cast<Opcode>(byteAt(bytes, 0) & 0x0FU),
                 .isFinal = (byteAt(bytes, 0) & finalBit) != 0,
                 .payload = {payload.data(), payload.size()}});
        bytes = bytes.subspan(header->size + length);
    }
    m_partial = bytes.empty() ? std::string() : std::string(bytes.data(), bytes.size());
    return true;
}

} // namespace heartline::bench
