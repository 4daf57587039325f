// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/exitcode.h"
#include "app/monitoroutput.h"
#include "app/signalwatcher.h"
#include "app/terminal.h"
#include "app/workersoption.h"
#include "monitor/monitorsession.h"
#include "profiles/profilesfile.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

// Longer than anybody waits, and still within a QTimer's range.
constexpr double maximumDurationSeconds = 2'000'000.0;

struct Options {
    QString profiles;
    QString log;
    std::optional<std::chrono::milliseconds> duration;
    int workers = 0;
    MonitorOutput::Style style = MonitorOutput::Style::Text;
};

Result<Options> optionsFrom(const QCommandLineParser &parser)
{
    Options options{.profiles = parser.value(u"profiles"_s), .log = parser.value(u"log"_s)};
    if (const QString text = parser.value(u"duration"_s); parser.isSet(u"duration"_s)) {
        bool ok = false;
        const double seconds = text.toDouble(&ok);
        if (!ok || !(seconds > 0.0) || seconds > maximumDurationSeconds) {
            return failure(
                    Error::Kind::InvalidInput,
                    u"--duration \"%1\" is not a number of seconds between 0 and %2"_s.arg(text)
                            .arg(maximumDurationSeconds, 0, 'f', 0));
        }
        options.duration = std::chrono::milliseconds(qRound64(seconds * 1'000.0));
    }
    const auto workers = workersFrom(parser);
    if (!workers)
        return tl::unexpected(workers.error());
    options.workers = *workers;
    if (parser.isSet(u"json"_s))
        options.style = MonitorOutput::Style::Json;
    return options;
}

/// Runs the session until it has finished; returns the exit code.
int monitor(MonitorSession &session, const Options &options, std::vector<Profile> profiles)
{
    MonitorOutput output(options.style, profiles);
    bool outputFails = false;
    LiveTotals totals;
    QObject::connect(&session, &MonitorSession::updated, &session, [&](const LiveUpdate &update) {
        totals = update.totals;
        if (outputFails)
            return;
        if (const auto written = output.write(update); !written) {
            outputFails = true;
            Terminal::printError(written.error().toString());
            session.shutdown();
        }
    });
    bool logFails = false;
    QObject::connect(&session, &MonitorSession::logStatusChanged, &session,
                     [&logFails](const LogWriter::Status &status) {
                         const bool fails = status.state == LogWriter::Status::State::Failing;
                         if (fails && !logFails && status.error)
                             Terminal::printError(status.error->toString());
                         logFails = fails;
                     });
    const SignalWatcher watcher;
    QObject::connect(&watcher, &SignalWatcher::terminationRequested, &session,
                     &MonitorSession::shutdown);
    if (options.duration)
        QTimer::singleShot(*options.duration, Qt::PreciseTimer, &session,
                           &MonitorSession::shutdown);
    QObject::connect(&session, &MonitorSession::finished, qApp, &QCoreApplication::quit);

    session.setProfiles(std::move(profiles));
    QCoreApplication::exec();

    int exitCode = outputFails ? ExitCode::Failed : ExitCode::Success;
    const bool isJson = options.style == MonitorOutput::Style::Json;
    if (totals.eventsDropped > 0 || (isJson && totals.beatsDropped > 0)) {
        Terminal::printError(u"this machine could not keep up: %1 beats and %2 events are missing "
                             "from the output, though not from the log"_s.arg(totals.beatsDropped)
                                     .arg(totals.eventsDropped));
        exitCode = ExitCode::Failed;
    }
    if (const qint64 lost = session.logStatus().rowsLost; lost > 0) {
        Terminal::printError(u"%1 rows could not be written to the log"_s.arg(lost));
        exitCode = ExitCode::Failed;
    }
    return exitCode;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    CommandParser parser(
            u"run --profiles FILE [--log FILE] [--duration SECONDS] [--workers N] [--json]"_s,
            u"Monitors the connections of a profiles file. Events go to standard output as they "
            "happen; SIGINT and SIGTERM stop it cleanly."_s);
    parser.addOptions({
            {u"profiles"_s, u"The profiles file."_s, u"FILE"_s},
            {u"log"_s, u"Write the heartbeat log to FILE (SQLite)."_s, u"FILE"_s},
            {u"duration"_s, u"Stop after so long."_s, u"SECONDS"_s},
            workersOption(),
            {u"json"_s, u"Write beats and events as NDJSON with the fields of the export."_s},
    });
    if (const auto over = parser.parseCommand(arguments, {u"profiles"_s}))
        return *over;
    const auto options = optionsFrom(parser);
    if (!options)
        return wrongUsage(options.error().toString());

    auto document = ProfilesFile::load(options->profiles);
    if (!document) {
        for (const Error &error : document.error())
            Terminal::printError(error.toString());
        return exitCodeFor(document.error().front().kind);
    }
    MonitorSession session({.workers = options->workers, .content = LiveState::Content::Records});
    if (!options->log.isEmpty()) {
        const auto opened = session.openLog(options->log);
        if (!opened)
            return Terminal::fail(opened.error());
        if (!opened->setAside.isEmpty())
            Terminal::printError(
                    u"the log was damaged; it was set aside as \"%1\" and a new one begun"_s.arg(
                            opened->setAside));
    }
    return monitor(session, *options, std::move(document->profiles));
}

} // namespace heartline
