// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/exitcode.h"
#include "app/terminal.h"
#include "app/terminaltext.h"
#include "heartbeat/heartbeat.h"
#include "profiles/profilesfile.h"
#include "profiles/references.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// What is wrong with message, reply and preset, which only their compiler knows.
ProfileErrors heartbeatErrors(const ProfilesDocument &document)
{
    ProfileErrors errors;
    for (std::size_t i = 0; i < document.profiles.size(); ++i) {
        // References are resolved when connecting; here any text may stand in their place.
        Profile profile;
        profile.name = u"x"_s;
        profile.url = u"ws://x/"_s;
        profile.heartbeat = document.profiles[i].heartbeat;
        const auto resolved =
                resolveReferences(profile, [](const QString &) { return std::optional(u"0"_s); });
        const auto compiled =
                resolved.and_then([](const Profile &p) { return Heartbeat::compile(p.heartbeat); });
        if (compiled)
            continue;
        Error error = compiled.error();
        QString field = error.where;
        field.replace(u'/', u'.');
        error.where = u"$.connections[%1].heartbeat"_s.arg(i) + field;
        errors.push_back(error);
    }
    return errors;
}

int validate(const QString &file)
{
    const auto document = ProfilesFile::load(file);
    const ProfileErrors errors = document ? heartbeatErrors(*document) : document.error();
    if (errors.empty())
        return ExitCode::Success;
    // The file itself could not be read: nothing was validated.
    if (errors.size() == 1 && exitCodeFor(errors.front().kind) == ExitCode::Failed)
        return Terminal::fail(errors.front());
    for (const Error &error : errors)
        Terminal::printLine(escapedForTerminal(error.toString()));
    return ExitCode::Usage;
}

} // namespace

int profilesCommand(const QStringList &arguments)
{
    CommandParser parser(u"profiles validate FILE"_s,
                         u"Checks a profiles file. Prints one line for everything that is wrong, "
                         "with its JSON path, and exits with 2; prints nothing if all is well."_s);
    parser.addPositionalArgument(u"validate"_s, u"The only thing that can be done so far."_s);
    parser.addPositionalArgument(u"FILE"_s, u"The profiles file."_s);
    if (const auto over = parser.parseCommand(arguments, {}, CommandParser::Words::Taken))
        return *over;
    const QStringList words = parser.positionalArguments();
    if (words.value(0) != u"validate" || words.size() != 2)
        return wrongUsage(u"the command is: profiles validate FILE"_s);
    return validate(words[1]);
}

} // namespace heartline
