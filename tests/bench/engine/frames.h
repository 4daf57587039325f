// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace heartline::bench {

/// RFC 6455 section 5.2.
enum class Opcode : std::uint8_t {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
};

/// One frame as it arrived, unmasked. The payload is only valid during the handler's call.
struct Frame {
    Opcode opcode = Opcode::Text;
    bool isFinal = true;
    std::string_view payload;
};

/// Appends one frame to `out`; a client's frames must be masked (section 5.3).
void appendFrame(std::string &out, const Frame &frame, bool masked);

/// Cuts a stream of bytes into frames. Holds memory only while part of a frame is outstanding.
class FrameReader {
public:
    /// A longer frame is an error: nothing in a benchmark sends one.
    static constexpr std::uint64_t MaximumPayload = 1U << 20;

    using Handler = std::function<void(const Frame &)>;

    /// Unmasks in place and hands each complete frame to `handler`. False: the peer broke the
    /// protocol.
    bool feed(std::span<char> bytes, const Handler &handler);

private:
    std::string m_partial;
};

} // namespace heartline::bench
