// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runcommand.h"

#include "app/monitoroutput.h"
#include "app/signalwatcher.h"
#include "app/terminaltext.h"
#include "monitor/monitorsession.h"
#include "profiles/profilesfile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr int exitSuccess = 0;
constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

// Longer than anybody waits, and still within a QTimer's range.
constexpr double maximumDurationSeconds = 2'000'000.0;

void complain(const QString &message)
{
    std::fprintf(stderr, "heartline-cli run: %s\n", qUtf8Printable(escapedForTerminal(message)));
}

struct Options {
    QString profiles;
    QString log;
    std::optional<std::chrono::milliseconds> duration;
    int workers = 0;
    MonitorOutput::Style style = MonitorOutput::Style::Text;
};

/// The options, or the exit code.
tl::expected<Options, int> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Monitors the connections of a profiles file. Events go to "
                                     u"standard output as they happen; SIGINT and "
                                     "SIGTERM stop it cleanly."_s);
    const QCommandLineOption profiles(u"profiles"_s, u"The profiles file."_s, u"FILE"_s);
    const QCommandLineOption log(u"log"_s, u"Write the heartbeat log to FILE (SQLite)."_s,
                                 u"FILE"_s);
    const QCommandLineOption duration(u"duration"_s, u"Stop after so long."_s, u"SECONDS"_s);
    const QCommandLineOption json(
            u"json"_s, u"Write beats and events as NDJSON with the fields of the export."_s);
    const QCommandLineOption workers(
            u"workers"_s, u"Network threads; default: one less than there are cores."_s, u"N"_s);
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s}, u"Show this help."_s);
    parser.addOptions({profiles, log, duration, json, workers, help});
    if (!parser.parse(QStringList{u"heartline-cli run"_s} + arguments)) {
        complain(parser.errorText() + u"; see heartline-cli run --help"_s);
        return tl::unexpected(exitUsage);
    }
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return tl::unexpected(exitSuccess);
    }
    if (!parser.positionalArguments().isEmpty()) {
        complain(u"unexpected argument \"%1\"; see heartline-cli run --help"_s.arg(
                parser.positionalArguments().constFirst()));
        return tl::unexpected(exitUsage);
    }
    Options options;
    options.profiles = parser.value(profiles);
    options.log = parser.value(log);
    if (options.profiles.isEmpty()) {
        complain(u"--profiles FILE is missing"_s);
        return tl::unexpected(exitUsage);
    }
    if (parser.isSet(duration)) {
        bool ok = false;
        const double seconds = parser.value(duration).toDouble(&ok);
        if (!ok || !(seconds > 0.0) || seconds > maximumDurationSeconds) {
            complain(u"--duration \"%1\" is not a number of seconds between 0 and %2"_s
                             .arg(parser.value(duration))
                             .arg(maximumDurationSeconds, 0, 'f', 0));
            return tl::unexpected(exitUsage);
        }
        options.duration = std::chrono::milliseconds(qRound64(seconds * 1'000.0));
    }
    if (parser.isSet(workers)) {
        bool ok = false;
        options.workers = parser.value(workers).toInt(&ok);
        if (!ok || options.workers < 1 || options.workers > MonitorSession::MaximumWorkers) {
            complain(u"--workers \"%1\" is not a number between 1 and %2"_s
                             .arg(parser.value(workers))
                             .arg(MonitorSession::MaximumWorkers));
            return tl::unexpected(exitUsage);
        }
    }
    if (parser.isSet(json))
        options.style = MonitorOutput::Style::Json;
    return options;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    const auto options = parse(arguments);
    if (!options)
        return options.error();

    const auto document = ProfilesFile::load(options->profiles);
    if (!document) {
        for (const Error &error : document.error())
            complain(error.toString());
        return exitUsage;
    }

    MonitorSession session(MonitorSession::Options{.workers = options->workers});
    if (!options->log.isEmpty()) {
        const auto opened = session.openLog(options->log);
        if (!opened) {
            complain(opened.error().toString());
            return exitFailure;
        }
        if (!opened->setAside.isEmpty())
            complain(u"the log was damaged; it was set aside as \"%1\" and a new one begun"_s.arg(
                    opened->setAside));
    }

    MonitorOutput output(options->style, document->profiles);
    QObject::connect(&session, &MonitorSession::updated, &session,
                     [&output](const LiveUpdate &update) { output.write(update); });
    bool logFails = false;
    QObject::connect(&session, &MonitorSession::logStatusChanged, &session,
                     [&logFails](const LogWriter::Status &status) {
                         const bool fails = status.state == LogWriter::Status::State::Failing;
                         if (fails && !logFails && status.error)
                             complain(status.error->toString());
                         logFails = fails;
                     });
    SignalWatcher watcher;
    QObject::connect(&watcher, &SignalWatcher::terminationRequested, &session,
                     &MonitorSession::shutdown);
    if (options->duration)
        QTimer::singleShot(*options->duration, Qt::PreciseTimer, &session,
                           &MonitorSession::shutdown);
    QObject::connect(&session, &MonitorSession::finished, qApp, &QCoreApplication::quit);

    session.setProfiles(document->profiles);
    QCoreApplication::exec();

    const LogWriter::Status log = session.logStatus();
    if (log.rowsLost > 0) {
        complain(u"%1 rows could not be written to the log"_s.arg(log.rowsLost));
        return exitFailure;
    }
    return exitSuccess;
}

} // namespace heartline
