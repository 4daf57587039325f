// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel.h"

#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace heartline::bench {

Channel::Channel(int descriptor, SSL_CTX *context, Role role)
    : m_descriptor(descriptor)
    , m_ssl(context ? SSL_new(context) : nullptr)
{
    if (!m_ssl)
        return;
    SSL_set_fd(m_ssl.get(), descriptor);
    if (role == Role::Client)
        SSL_set_connect_state(m_ssl.get());
    else
        SSL_set_accept_state(m_ssl.get());
}

Channel::~Channel()
{
    ::close(m_descriptor);
}

bool Channel::send(std::string_view bytes)
{
    if (m_outgoing.empty()) {
        const Count sent = write(bytes);
        if (sent == Broken)
            return false;
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    m_outgoing.append(bytes);
    return true;
}

bool Channel::flush()
{
    while (!m_outgoing.empty()) {
        const Count sent = write(m_outgoing);
        if (sent < 0)
            return sent == WouldBlock;
        m_outgoing.erase(0, static_cast<std::size_t>(sent));
    }
    return true;
}

bool Channel::receive(std::span<char> buffer, const Handler &handler)
{
    while (true) {
        const Count received = read(buffer);
        if (received <= 0)
            return received == WouldBlock;
        const auto size = static_cast<std::size_t>(received);
        if (!handler(buffer.first(size)))
            return false;
        // A short read has emptied a TCP socket; of TLS it is one record, and more may wait.
        if (!m_ssl && size < buffer.size())
            return true;
    }
}

Channel::Count Channel::write(std::string_view bytes)
{
    if (m_ssl)
        return tlsResult(SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())));
    const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN ? WouldBlock : Broken;
}

Channel::Count Channel::read(std::span<char> buffer)
{
    if (m_ssl)
        return tlsResult(SSL_read(m_ssl.get(), buffer.data(), static_cast<int>(buffer.size())));
    const ssize_t received = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (received >= 0)
        return received;
    return errno == EAGAIN ? WouldBlock : Broken;
}

Channel::Count Channel::tlsResult(int result)
{
    if (result > 0)
        return result;
    const int error = SSL_get_error(m_ssl.get(), result);
    ERR_clear_error();
    switch (error) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    default:
        return Broken;
    }
}

} // namespace heartline::bench
