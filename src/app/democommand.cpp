// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/exitcode.h"
#include "app/signalwatcher.h"
#include "app/terminal.h"
#include "demo/demoserver.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr double maximumPort = 65'535;
constexpr double maximumDelayMs = 3'600'000; // an hour
constexpr double maximumSeconds = 86'400; // a day
constexpr double maximumCloseCode = 4'999;

/// Reads the numbers of the command line; remembers the first that is wrong.
class Numbers {
public:
    explicit Numbers(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    std::optional<double> number(const QString &option, double maximum)
    {
        if (!m_parser.isSet(option))
            return std::nullopt;
        bool ok = false;
        const double value = m_parser.value(option).toDouble(&ok);
        if (ok && value >= 0 && value <= maximum)
            return value;
        complain(u"--%1 is a number from 0 to %2, not \"%3\""_s.arg(
                option, QString::number(maximum, 'f', 0), m_parser.value(option)));
        return std::nullopt;
    }

    std::optional<int> integer(const QString &option, double maximum)
    {
        const auto value = number(option, maximum);
        if (value && std::floor(*value) != *value) {
            complain(u"--%1 is a whole number"_s.arg(option));
            return std::nullopt;
        }
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    }

    std::optional<DemoBehaviour::Milliseconds> seconds(const QString &option)
    {
        constexpr double msPerSecond = 1'000;
        const auto value = number(option, maximumSeconds);
        if (!value)
            return std::nullopt;
        return DemoBehaviour::Milliseconds(std::llround(*value * msPerSecond));
    }

    void complain(const QString &message)
    {
        if (m_error.isEmpty())
            m_error = message;
    }

    QString error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    QString m_error;
};

DemoBehaviour behaviourFrom(Numbers &numbers)
{
    constexpr double percent = 100;
    using Milliseconds = DemoBehaviour::Milliseconds;
    DemoBehaviour behaviour;
    behaviour.latency = Milliseconds(numbers.integer(u"latency"_s, maximumDelayMs).value_or(0));
    behaviour.jitter = Milliseconds(numbers.integer(u"jitter"_s, maximumDelayMs).value_or(0));
    behaviour.loss = numbers.number(u"loss"_s, percent).value_or(0) / percent;
    behaviour.closeAfter = numbers.seconds(u"close-after"_s);
    behaviour.silentAfter = numbers.seconds(u"silent-after"_s);
    if (const auto code = numbers.integer(u"close-code"_s, maximumCloseCode)) {
        behaviour.closeCode = *code;
        if (!isSendable(*code))
            numbers.complain(u"--close-code %1 may not be sent (RFC 6455, section 7.4); take "
                             "1000 or 3000 to 4999"_s.arg(*code));
        if (!behaviour.closeAfter)
            numbers.complain(u"--close-code goes with --close-after"_s);
    }
    return behaviour;
}

} // namespace

int demoServerCommand(const QStringList &arguments)
{
    CommandParser parser(
            u"demo-server [--port N] [--latency MS] [--jitter MS] [--loss PERCENT] "
            "[--close-after S --close-code N] [--silent-after S]"_s,
            u"Runs a WebSocket server on 127.0.0.1 that echoes messages, and prints the port that "
            "it listens on. The options apply to all paths but its own: /steady /jittery /slow "
            "/lossy /closing /silent /ticking /forbidden. Ping frames are answered at once, until "
            "a connection falls silent. Ctrl+C ends it."_s);
    parser.addOptions({
            {u"port"_s, u"The port; 0 (default): any that is free."_s, u"N"_s},
            {u"latency"_s, u"Milliseconds before a message is sent back."_s, u"MS"_s},
            {u"jitter"_s, u"Milliseconds that the latency varies by, up and down."_s, u"MS"_s},
            {u"loss"_s, u"Percent of messages that are never answered."_s, u"PERCENT"_s},
            {u"close-after"_s, u"Seconds after which the server closes by itself."_s, u"S"_s},
            {u"close-code"_s, u"The code that it closes with; default 1000."_s, u"N"_s},
            {u"silent-after"_s, u"Seconds after which the server no longer answers."_s, u"S"_s},
    });
    if (const auto over = parser.parseCommand(arguments))
        return *over;
    Numbers numbers(parser);
    const auto port = static_cast<quint16>(numbers.integer(u"port"_s, maximumPort).value_or(0));
    const DemoBehaviour behaviour = behaviourFrom(numbers);
    if (!numbers.error().isEmpty())
        return wrongUsage(numbers.error());

    DemoServer server(behaviour);
    if (const auto listening = server.listen(port); !listening)
        return Terminal::fail(listening.error());
    const SignalWatcher watcher;
    QObject::connect(&watcher, &SignalWatcher::terminationRequested, qApp, &QCoreApplication::quit);
    Terminal::printLine(QString::number(server.port()));
    Terminal::printError(u"listening on ws://127.0.0.1:%1/"_s.arg(server.port()));
    return QCoreApplication::exec();
}

} // namespace heartline
