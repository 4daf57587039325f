// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace heartline::bench {

struct SslDeleter {
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
using SslPointer = std::unique_ptr<SSL, SslDeleter>;
using SslContextPointer = std::unique_ptr<SSL_CTX, SslDeleter>;

/// A non-blocking TCP connection, plain or with TLS. Made for edge-triggered epoll: after each
/// event flush(), then receive(). Owns its descriptor.
class Channel {
public:
    /// The role in the TLS handshake, which takes place within the first calls.
    enum class Role { Client, Server };

    /// `context` null: no TLS.
    Channel(int descriptor, SSL_CTX *context, Role role);
    ~Channel();
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    int descriptor() const { return m_descriptor; }
    bool isResumed() const { return m_ssl && SSL_session_reused(m_ssl.get()) == 1; }

    /// Sends now what can be sent, the rest with a later flush(). False: the connection is broken.
    bool send(std::string_view bytes);
    bool flush();
    bool isFlushed() const { return m_outgoing.empty(); }

    using Handler = std::function<bool(std::span<char>)>;
    /// Hands over all that has arrived. False: the connection has ended, is broken, or `handler`
    /// wants no more.
    bool receive(std::span<char> buffer, const Handler &handler);

private:
    /// Bytes; 0: the connection has ended; WouldBlock, Broken.
    using Count = long;
    static constexpr Count WouldBlock = -1;
    static constexpr Count Broken = -2;

    Count write(std::string_view bytes);
    Count read(std::span<char> buffer);
    Count tlsResult(int result);

    int m_descriptor;
    SslPointer m_ssl;
    std::string m_outgoing;
};

} // namespace heartline::bench
