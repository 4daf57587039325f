// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>

namespace heartline {

/// Follows what a server sends from unit to unit: records of TLS (RFC 8446 section 5.1), or the
/// frames of a WebSocket (RFC 6455 section 5.2, from a server: unmasked) behind the HTTP answer,
/// whose end is an empty line. Looks at headers only; a pure value.
class UnitTracker {
public:
    enum class Stream { WebSocket, Tls };

    explicit UnitTracker(Stream stream = Stream::WebSocket)
        : m_stream(stream)
        , m_inAnswer(stream == Stream::WebSocket)
    {
    }

    /// Takes the next bytes of the stream. True if exactly one unit ends in them, and with the last
    /// of them: nothing was complete before that came.
    bool take(const char *data, std::size_t size);

    /// True if what comes next begins a unit.
    bool isBetweenUnits() const { return !m_inAnswer && m_headerSize == 0 && m_missing == 0; }

private:
    bool takeAnswer(char c);
    bool takeHeader(char c);
    std::size_t headerSize() const;
    quint64 payloadSize() const;
    quint64 number(std::size_t from, std::size_t bytes) const;

    Stream m_stream;
    bool m_inAnswer; ///< In the HTTP answer.
    bool m_inLine = true; ///< Of the answer: not at the beginning of a line.
    std::array<unsigned char, 10> m_header{};
    std::size_t m_headerSize = 0; ///< What is there of the header.
    quint64 m_missing = 0; ///< What is still to come of the payload.
};

} // namespace heartline
