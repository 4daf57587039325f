// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>

namespace heartline {

/// One subcommand of heartline-cli; takes the arguments after its name, returns an exit code.
using Command = int (*)(const QStringList &arguments);

int runCommand(const QStringList &arguments);
int exportCommand(const QStringList &arguments);
int profilesCommand(const QStringList &arguments);
int demoServerCommand(const QStringList &arguments);

/// Finds the subcommand in `arguments` (the first is the program) and runs it.
int runCommandLine(const QStringList &arguments);

/// What the commands' parsers have in common: --help, strict long options, and exit codes instead
/// of QCommandLineParser's own exit(1).
class CommandParser : public QCommandLineParser {
public:
    /// `usage` is the line after the program's name, e.g. "export --log FILE ...".
    CommandParser(QString usage, const QString &description);

    /// Whether a command has arguments that are no options.
    enum class Words { Refused, Taken };

    /// Parses the arguments after the command's name. An exit code if the command is over: after
    /// --help, on wrong usage, or if one of `required` is missing.
    std::optional<int> parseCommand(const QStringList &arguments, const QStringList &required = {},
                                    Words words = Words::Refused);

private:
    QString m_usage;
};

/// Prints what is wrong and where help is; returns ExitCode::Usage.
int wrongUsage(const QString &message);

} // namespace heartline
