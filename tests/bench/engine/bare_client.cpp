// SPDX-License-Identifier: GPL-3.0-or-later
// The benchmark's yardstick: a client on bare epoll with nothing above it, which takes its times in
// user space, just before send() and just after recv().
//   bare_client --port N --connections N --interval-ms N --output FILE [--grid-us N] [--tls]
// Each beat has a moment of its own; with --grid-us it is rounded up to a multiple of N, as
// Heartline's are, so that several beats share one.
// Prints "open" when all connections are up. On SIGTERM it writes its beats to FILE: scheduled,
// sent (CLOCK_MONOTONIC) and round trip (-1: none), in nanoseconds, as 64-bit numbers.

#include "channel.h"
#include "frames.h"
#include "handshake.h"
#include "sockets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

using namespace heartline::bench;

namespace {

constexpr std::size_t connectsInFlight = 256;
constexpr std::size_t payloadBytes = 16; // as many as Heartline sends
constexpr std::size_t beatsReserved = 1'000'000;
constexpr std::int64_t noAnswer = -1;

struct Options {
    int port = 0;
    std::size_t connections = 0;
    std::int64_t intervalNs = 0;
    std::int64_t gridNs = 1; ///< First beats are due at its multiples; 1: at any time.
    std::string output;
    bool isEncrypted = false;
};

struct Beat {
    std::int64_t scheduledNs;
    std::int64_t sentNs;
    std::int64_t rttNs;
};

struct Connection {
    enum class State { Connecting, Upgrading, Open, Closed };

    std::unique_ptr<Channel> channel;
    FrameReader frames;
    std::string response;
    State state = State::Connecting;
    std::int64_t dueNs = 0;
};

/// Multiples of the golden ratio spread the connections evenly, as Heartline spreads its own before
/// it rounds them up to its grid.
std::int64_t phaseOf(std::size_t index, std::int64_t intervalNs)
{
    constexpr double goldenRatio = 0.6180339887498949;
    double whole = 0;
    return static_cast<std::int64_t>(std::modf(static_cast<double>(index) * goldenRatio, &whole)
                                     * static_cast<double>(intervalNs));
}

/// Rounded up to the grid, unless that is beyond the first interval: the rule of Heartline's
/// BeatSchedule.
std::int64_t firstDueNs(std::int64_t startNs, std::int64_t phaseNs, const Options &options)
{
    const std::int64_t firstNs = startNs + phaseNs;
    const std::int64_t dueNs = (firstNs + options.gridNs - 1) / options.gridNs * options.gridNs;
    return dueNs < startNs + options.intervalNs ? dueNs : dueNs - options.intervalNs;
}

class Client {
public:
    explicit Client(const Options &options)
        : m_options(options)
        , m_context(options.isEncrypted ? SSL_CTX_new(TLS_client_method()) : nullptr)
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
        , m_connections(options.connections)
    {
        m_beats.reserve(beatsReserved);
        if (m_context)
            SSL_CTX_set_mode(m_context.get(),
                             SSL_MODE_RELEASE_BUFFERS); // as little as there can be
    }

    void run()
    {
        connectMore();
        while (!isTerminating()) {
            for (const epoll_event &event : waitForEvents(m_epoll, m_events, timeoutNs()))
                handle(event);
            sendDue();
        }
        std::ofstream file(m_options.output, std::ios::binary);
        file.write(reinterpret_cast<const char *>(m_beats.data()),
                   static_cast<std::streamsize>(m_beats.size() * sizeof(Beat)));
        if (!file.flush())
            fail("cannot write the beats");
    }

private:
    void connectMore()
    {
        while (m_begun < m_connections.size() && m_begun - m_open < connectsInFlight) {
            const int descriptor = connectTo(m_options.port);
            m_connections[m_begun].channel =
                    std::make_unique<Channel>(descriptor, m_context.get(), Channel::Role::Client);
            watch(m_epoll, descriptor, m_begun);
            ++m_begun;
        }
    }

    void handle(const epoll_event &event)
    {
        Connection &connection = m_connections[event.data.u64];
        if (connection.state == Connection::State::Closed)
            return;
        if (connection.state == Connection::State::Connecting && !upgrade(connection))
            return;
        const auto take = [this, &connection](std::span<char> bytes) {
            return connection.state == Connection::State::Open ? takeFrames(connection, bytes)
                                                               : takeResponse(connection, bytes);
        };
        if (connection.channel->flush() && connection.channel->receive(m_buffer, take))
            return;
        connection.state = Connection::State::Closed;
        connection.channel.reset();
        std::cerr << "a connection was closed" << std::endl;
        if (m_open < m_connections.size())
            std::exit(EXIT_FAILURE);
    }

    /// False while the connection is not there yet.
    bool upgrade(Connection &connection)
    {
        errno = connectError(connection.channel->descriptor());
        if (errno != 0)
            fail("cannot connect");
        connection.state = Connection::State::Upgrading;
        return connection.channel->send(upgradeRequest(m_options.port));
    }

    bool takeResponse(Connection &connection, std::span<char> bytes)
    {
        connection.response.append(bytes.data(), bytes.size());
        if (!connection.response.ends_with(EndOfHead))
            return true;
        if (!connection.response.starts_with("HTTP/1.1 101 "))
            return false;
        connection.response = {};
        connection.state = Connection::State::Open;
        const auto index = static_cast<std::size_t>(&connection - m_connections.data());
        connection.dueNs =
                firstDueNs(monotonicNs(), phaseOf(index, m_options.intervalNs), m_options);
        ++m_open;
        connectMore();
        if (m_open == m_connections.size())
            begin();
        return true;
    }

    bool takeFrames(Connection &connection, std::span<char> bytes)
    {
        const std::int64_t now = monotonicNs();
        return connection.frames.feed(bytes, [this, now](const Frame &frame) {
            if (frame.opcode == Opcode::Pong && frame.payload.size() == payloadBytes)
                settle(frame.payload, now);
        });
    }

    void settle(std::string_view payload, std::int64_t now)
    {
        std::uint64_t index = 0;
        std::memcpy(&index, payload.data(), sizeof(index));
        if (index < m_beats.size())
            m_beats[index].rttNs = now - m_beats[index].sentNs;
    }

    /// All intervals are the same: the order in which beats are due never changes.
    void begin()
    {
        const std::int64_t now = monotonicNs();
        for (Connection &connection : m_connections) {
            while (connection.dueNs < now)
                connection.dueNs += m_options.intervalNs;
        }
        m_order.resize(m_connections.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t(0));
        std::ranges::sort(m_order, {}, [this](std::size_t i) { return m_connections[i].dueNs; });
        std::cout << "open" << std::endl;
    }

    std::int64_t timeoutNs() const
    {
        if (m_order.empty())
            return -1;
        return std::max<std::int64_t>(0, m_connections[m_order[m_next]].dueNs - monotonicNs());
    }

    void sendDue()
    {
        while (!m_order.empty()) {
            Connection &connection = m_connections[m_order[m_next]];
            const std::int64_t now = monotonicNs();
            if (connection.dueNs > now)
                return;
            if (connection.state == Connection::State::Open)
                sendPing(connection, now);
            connection.dueNs += m_options.intervalNs;
            m_next = (m_next + 1) % m_order.size();
        }
    }

    void sendPing(Connection &connection, std::int64_t now)
    {
        std::array<char, payloadBytes> payload{};
        const std::uint64_t index = m_beats.size();
        std::memcpy(payload.data(), &index, sizeof(index));
        m_frame.clear();
        appendFrame(m_frame, {.opcode = Opcode::Ping, .payload = {payload.data(), payload.size()}},
                    true);
        m_beats.push_back({connection.dueNs, now, noAnswer});
        m_beats.back().sentNs = monotonicNs();
        connection.channel->send(m_frame); // if broken, an event tells
    }

    Options m_options;
    SslContextPointer m_context;
    int m_epoll;
    std::vector<Connection> m_connections;
    std::size_t m_begun = 0;
    std::size_t m_open = 0;
    std::vector<std::size_t> m_order; ///< Of the connections by time; empty until all are open.
    std::size_t m_next = 0; ///< In m_order.
    std::vector<Beat> m_beats;
    std::string m_frame;
    std::array<epoll_event, 512> m_events{};
    std::array<char, 65'536> m_buffer{};
};

[[noreturn]] void refuseArguments()
{
    std::cerr << "usage: bare_client --port N --connections N --interval-ms N --output FILE "
                 "[--grid-us N] [--tls]"
              << std::endl;
    std::exit(2);
}

Options parse(std::span<char *> arguments)
{
    Options options;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        if (name == "--tls") {
            options.isEncrypted = true;
            continue;
        }
        if (++i == arguments.size())
            refuseArguments();
        if (name == "--port")
            options.port = std::atoi(arguments[i]);
        else if (name == "--connections")
            options.connections = std::strtoul(arguments[i], nullptr, 10);
        else if (name == "--interval-ms")
            options.intervalNs = std::atoll(arguments[i]) * 1'000'000;
        else if (name == "--grid-us")
            options.gridNs = std::atoll(arguments[i]) * 1'000;
        else if (name == "--output")
            options.output = arguments[i];
        else
            refuseArguments();
    }
    if (options.port <= 0 || options.connections == 0 || options.intervalNs <= 0
        || options.gridNs <= 0)
        refuseArguments();
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    raiseDescriptorLimit();
    catchTermination();
    const auto client = std::make_unique<Client>(parse({argv, static_cast<std::size_t>(argc)}));
    client->run();
    return EXIT_SUCCESS;
}
