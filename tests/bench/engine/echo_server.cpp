// SPDX-License-Identifier: GPL-3.0-or-later
// The server that all clients of the benchmark talk to: one thread on bare epoll. Answers pings,
// echoes text and binary frames, answers Close.
//   echo_server [--port N] [--tls CERTIFICATE KEY] [--ticket-keys FILE]
// FILE holds the 80 bytes that session tickets are sealed with: with the same ones a server that
// was started again resumes the sessions of the one before (as nginx does with
// ssl_session_ticket_key). Prints "listening PORT"; on SIGTERM how many connections there were, and
// how many of them resumed a TLS session.

#include "channel.h"
#include "frames.h"
#include "handshake.h"
#include "sockets.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

using namespace heartline::bench;

namespace {

constexpr std::uint64_t listenerTag = 0;
constexpr std::size_t maximumRequest = 16'384;
constexpr std::size_t ticketKeyBytes = 80;

struct Options {
    int port = 0;
    const char *certificate = nullptr;
    const char *key = nullptr;
    const char *ticketKeys = nullptr;
};

SslContextPointer tlsContext(const Options &options)
{
    SslContextPointer context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
    if (SSL_CTX_use_certificate_chain_file(context.get(), options.certificate) != 1
        || SSL_CTX_use_PrivateKey_file(context.get(), options.key, SSL_FILETYPE_PEM) != 1)
        fail("cannot use certificate and key");
    if (options.ticketKeys) {
        std::array<char, ticketKeyBytes> keys{};
        std::ifstream file(options.ticketKeys, std::ios::binary);
        if (!file.read(keys.data(), keys.size())
            || SSL_CTX_set_tlsext_ticket_keys(context.get(), keys.data(),
                                              static_cast<long>(keys.size()))
                    != 1)
            fail("cannot use the keys of the session tickets");
    }
    return context;
}

/// One client: its request, then its frames.
class Peer {
public:
    Peer(int descriptor, SSL_CTX *context)
        : m_channel(descriptor, context, Channel::Role::Server)
    {
    }

    const Channel &channel() const { return m_channel; }

    /// False when the connection is over.
    bool handle(std::span<char> buffer)
    {
        return m_channel.flush()
                && m_channel.receive(buffer, [this](std::span<char> bytes) { return take(bytes); })
                && !(m_isClosing && m_channel.isFlushed());
    }

private:
    bool take(std::span<char> bytes)
    {
        if (!m_isUpgraded)
            return upgrade(bytes);
        const bool isSound = m_frames.feed(bytes, [this](const Frame &frame) { answer(frame); });
        const std::string out = std::exchange(m_answers, {});
        return isSound && m_channel.send(out);
    }

    bool upgrade(std::span<char> bytes)
    {
        m_request.append(bytes.data(), bytes.size());
        const std::size_t end = m_request.find(EndOfHead);
        if (end == std::string::npos)
            return m_request.size() < maximumRequest;
        const auto response = upgradeResponse(m_request.substr(0, end + EndOfHead.size()));
        std::string rest = m_request.substr(end + EndOfHead.size());
        m_request = {};
        m_isUpgraded = true;
        return response && m_channel.send(*response) && (rest.empty() || take(rest));
    }

    void answer(const Frame &frame)
    {
        if (m_isClosing || frame.opcode == Opcode::Pong)
            return;
        Frame reply = frame;
        if (frame.opcode == Opcode::Ping)
            reply.opcode = Opcode::Pong;
        m_isClosing = frame.opcode == Opcode::Close;
        appendFrame(m_answers, reply, false);
    }

    Channel m_channel;
    FrameReader m_frames;
    std::string m_request;
    std::string m_answers;
    bool m_isUpgraded = false;
    bool m_isClosing = false;
};

class Server {
public:
    explicit Server(const Options &options)
        : m_context(options.certificate ? tlsContext(options) : nullptr)
        , m_listener(listenOn(options.port))
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
        watch(m_epoll, m_listener, listenerTag);
        std::cout << "listening " << portOf(m_listener) << std::endl;
    }

    void run()
    {
        std::array<epoll_event, 512> events{};
        while (!isTerminating()) {
            for (const epoll_event &event : waitForEvents(m_epoll, events, -1)) {
                if (event.data.u64 == listenerTag)
                    acceptAll();
                else
                    handle(event.data.u64);
            }
        }
        for (const auto &[tag, peer] : m_peers)
            m_resumed += peer->channel().isResumed() ? 1 : 0;
        std::cout << "accepted " << m_accepted << " resumed " << m_resumed << std::endl;
    }

private:
    void acceptAll()
    {
        for (int descriptor = acceptOne(m_listener); descriptor >= 0;
             descriptor = acceptOne(m_listener)) {
            const std::uint64_t tag = ++m_accepted;
            m_peers.emplace(tag, std::make_unique<Peer>(descriptor, m_context.get()));
            watch(m_epoll, descriptor, tag);
        }
    }

    void handle(std::uint64_t tag)
    {
        const auto found = m_peers.find(tag);
        if (found->second->handle(m_buffer))
            return;
        m_resumed += found->second->channel().isResumed() ? 1 : 0;
        m_peers.erase(found);
    }

    SslContextPointer m_context;
    int m_listener;
    int m_epoll;
    std::array<char, 65'536> m_buffer{};
    std::unordered_map<std::uint64_t, std::unique_ptr<Peer>> m_peers;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_resumed = 0;
};

Options parse(std::span<char *> arguments)
{
    Options options;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        if (name == "--port" && i + 1 < arguments.size()) {
            options.port = std::atoi(arguments[++i]);
        } else if (name == "--tls" && i + 2 < arguments.size()) {
            options.certificate = arguments[++i];
            options.key = arguments[++i];
        } else if (name == "--ticket-keys" && i + 1 < arguments.size()) {
            options.ticketKeys = arguments[++i];
        } else {
            std::cerr
                    << "usage: echo_server [--port N] [--tls CERTIFICATE KEY] [--ticket-keys FILE]"
                    << std::endl;
            std::exit(2);
        }
    }
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    raiseDescriptorLimit();
    catchTermination();
    Server server(parse({argv, static_cast<std::size_t>(argc)}));
    server.run();
    return EXIT_SUCCESS;
}
