// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/exitcode.h"
#include "app/terminal.h"
#include "app/timeargument.h"
#include "core/clock.h"
#include "storage/logexport.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// A misspelt name would otherwise look like an empty log.
Result<void> checkNames(const LogExport::Options &options)
{
    if (options.query.names.empty())
        return {};
    auto reader = LogReader::open(options.logFile);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto connections = reader->connections();
    if (!connections)
        return tl::unexpected(connections.error());
    for (const QString &name : options.query.names) {
        if (std::none_of(connections->begin(), connections->end(),
                         [&name](const LoggedConnection &c) { return c.name == name; })) {
            return failure(Error::Kind::InvalidInput,
                           u"The log knows no connection \"%1\"; check the spelling."_s.arg(name));
        }
    }
    return {};
}

Result<LogReader::Query> queryFrom(const QCommandLineParser &parser)
{
    LogReader::Query query;
    const qint64 now = Clock::utcUs();
    for (const auto &[option, bound] :
         {std::pair(u"from"_s, &query.fromUs), std::pair(u"to"_s, &query.toUs)}) {
        if (!parser.isSet(option))
            continue;
        const auto time = parseTimeArgument(parser.value(option), now);
        if (!time)
            return failure(Error::Kind::InvalidInput, time.error().message, u"--"_s + option);
        *bound = *time;
    }
    if (query.fromUs && query.toUs && *query.fromUs >= *query.toUs)
        return failure(Error::Kind::InvalidInput, u"--from is not before --to"_s);
    const QStringList names = parser.values(u"connection"_s);
    query.names.assign(names.begin(), names.end());
    return query;
}

Result<LogExport::Options> optionsFrom(const QCommandLineParser &parser)
{
    const auto format = exportFormatFromName(parser.value(u"format"_s));
    if (!format) {
        return failure(
                Error::Kind::InvalidInput,
                u"--format is csv, ndjson or json, not \"%1\""_s.arg(parser.value(u"format"_s)));
    }
    const auto content = exportContentFromName(parser.value(u"what"_s));
    if (!content) {
        return failure(Error::Kind::InvalidInput,
                       u"--what is beats or events, not \"%1\""_s.arg(parser.value(u"what"_s)));
    }
    const auto query = queryFrom(parser);
    if (!query)
        return tl::unexpected(query.error());
    return LogExport::Options{parser.value(u"log"_s), *format, *content, *query};
}

Result<qint64> exportTo(const QString &output, const LogExport::Options &options)
{
    if (output != u"-")
        return LogExport::runToFile(options, output, {});
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return failure(Error::Kind::Io, u"stdout cannot be written"_s);
    auto rows = LogExport::run(options, out, {});
    if (rows && !out.flush())
        return failure(Error::Kind::Io, u"Writing to stdout failed: "_s + out.errorString());
    return rows;
}

} // namespace

int exportCommand(const QStringList &arguments)
{
    CommandParser parser(u"export --log FILE --format csv|ndjson|json --output FILE|- "
                         "[--what beats|events] [--from T] [--to T] [--connection NAME]..."_s,
                         u"Writes the log in another format. T is ISO 8601, UTC unless a zone "
                         "follows, or how long ago: 30m, 1h, 2d."_s);
    parser.addOptions({
            {u"log"_s, u"The log to read."_s, u"FILE"_s},
            {u"format"_s, u"csv, ndjson or json."_s, u"FORMAT"_s},
            {u"output"_s, u"The file to write, - for stdout."_s, u"FILE"_s},
            {u"what"_s, u"beats (default) or events."_s, u"WHAT"_s, u"beats"_s},
            {u"from"_s, u"Only what was at T or later."_s, u"T"_s},
            {u"to"_s, u"Only what was before T."_s, u"T"_s},
            {u"connection"_s, u"Only this connection; may be repeated."_s, u"NAME"_s},
    });
    if (const auto over = parser.parseCommand(arguments, {u"log"_s, u"format"_s, u"output"_s}))
        return *over;
    const auto options = optionsFrom(parser);
    if (!options)
        return wrongUsage(options.error().toString());
    if (const auto known = checkNames(*options); !known)
        return Terminal::fail(known.error());
    const auto rows = exportTo(parser.value(u"output"_s), *options);
    if (!rows)
        return Terminal::fail(rows.error());
    return ExitCode::Success;
}

} // namespace heartline
