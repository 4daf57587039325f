// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include "app/exitcode.h"
#include "app/terminal.h"
#include "app/terminaltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

struct NamedCommand {
    QLatin1StringView name;
    QLatin1StringView summary;
    Command run;
};

constexpr std::array commands{
        NamedCommand{"run"_L1, "monitor the connections of a profiles file"_L1, runCommand},
        NamedCommand{"export"_L1, "write the log as CSV, NDJSON or JSON"_L1, exportCommand},
        NamedCommand{"profiles"_L1, "check a profiles file: profiles validate FILE"_L1,
                     profilesCommand},
        NamedCommand{"demo-server"_L1, "run a WebSocket server to try Heartline on"_L1,
                     demoServerCommand},
};

QString overview()
{
    QString text = u"Usage: heartline-cli COMMAND [OPTIONS]\n\n"
                   "Keeps WebSocket connections alive with heartbeats, without a window.\n\n"
                   "Commands:\n"_s;
    for (const NamedCommand &command : commands)
        text += u"  %1 %2\n"_s.arg(QString(command.name).leftJustified(12), command.summary);
    return text
            + u"\n\"heartline-cli COMMAND --help\" tells the options of a command.\n"
              "Data goes to stdout, everything else to stderr.\n"
              "Exit codes: 0 success, 1 the work failed, 2 wrong usage or invalid input."_s;
}

} // namespace

CommandParser::CommandParser(QString usage, const QString &description)
    : m_usage(std::move(usage))
{
    setApplicationDescription(description);
    setSingleDashWordOptionMode(QCommandLineParser::ParseAsCompactedShortOptions);
    addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
}

std::optional<int> CommandParser::parseCommand(const QStringList &arguments,
                                               const QStringList &required, Words words)
{
    // The first argument is taken for the program's name.
    if (!parse(QStringList{u"heartline-cli"_s} + arguments))
        return wrongUsage(withoutFullStop(errorText()));
    if (isSet(u"help"_s)) {
        QString text = helpText();
        text.replace(0, text.indexOf(u'\n'), u"Usage: heartline-cli "_s + m_usage);
        Terminal::printLine(text.trimmed());
        return ExitCode::Success;
    }
    for (const QString &option : required) {
        if (!isSet(option))
            return wrongUsage(u"the option --%1 is missing"_s.arg(option));
    }
    if (const QStringList found = positionalArguments();
        words == Words::Refused && !found.isEmpty())
        return wrongUsage(u"what is \"%1\"?"_s.arg(found.front()));
    return std::nullopt;
}

int wrongUsage(const QString &message)
{
    Terminal::printError(message);
    Terminal::printError(u"\"heartline-cli --help\" shows the commands, \"heartline-cli COMMAND "
                         "--help\" the options of one"_s);
    return ExitCode::Usage;
}

int runCommandLine(const QStringList &arguments)
{
    const QString name = arguments.value(1);
    if (name.isEmpty())
        return wrongUsage(u"which command?"_s);
    if (name == u"--help" || name == u"-h" || name == u"help") {
        Terminal::printLine(overview());
        return ExitCode::Success;
    }
    if (name == u"--version" || name == u"-v") {
        Terminal::printLine(u"heartline-cli "_s + QCoreApplication::applicationVersion());
        return ExitCode::Success;
    }
    const auto command =
            std::find_if(commands.begin(), commands.end(),
                         [&name](const NamedCommand &candidate) { return candidate.name == name; });
    if (command == commands.end())
        return wrongUsage(u"there is no command \"%1\""_s.arg(name));
    return command->run(arguments.mid(2));
}

} // namespace heartline
