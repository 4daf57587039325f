// SPDX-License-Identifier: GPL-3.0-or-later
// The window with thousands of connections: what single steps cost, how long the event loop stood
// still while a user scrolled, sorted, filtered, selected and switched, and how true the round
// trips stay.
//
//   bench_window [--steps] [--connections N] [--seconds S]
//   bench_window --server ECHO_SERVER [--cli HEARTLINE_CLI | --restart | --idle]
//                [--connections N] [--seconds S] [--json FILE]
//
// Without --server the values are made up, as many a second as N connections at 5 s bring. With it
// they are those of a MonitorSession with its log on: the window is driven, and --cli runs
// heartline-cli with the same connections before, and compares; or it is only watched, while the
// server is killed and started again, or while nothing happens. window_bench.py judges the figures.
#include "network/descriptorlimit.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "window/drivenwindow.h"
#include "window/engines.h"
#include "window/livewindow.h"
#include "window/output.h"
#include "window/windowsteps.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSettings>
#include <QTemporaryDir>

#include <optional>

using namespace heartline;
using namespace heartline::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize largeWindow(1920, 1080);
constexpr QSize usualWindow(1280, 800);
constexpr int cutMs = 3'000; // how long the server stays away

/// What happens to the live window.
enum class Task { Drive, Restart, Idle };

struct Options {
    Task task = Task::Drive;
    int connections = 0;
    int seconds = 0;
    QString server;
    QString cli;
    QString json;
};

int usualConnections(Task task)
{
    switch (task) {
    case Task::Drive:
        return 10'000;
    case Task::Restart:
        return 15'000;
    case Task::Idle:
        break;
    }
    return 10;
}

int fail(const Error &error)
{
    out() << error.toString() << '\n';
    return 1;
}

void compare(const EngineFigures &window, const EngineFigures &cli)
{
    const auto line = [](const QString &what, double ours, double theirs) {
        out() << u"%1 window %2 us, heartline-cli %3 us: %4 times\n"_s.arg(what, -16)
                         .arg(ours, 0, 'f', 1)
                         .arg(theirs, 0, 'f', 1)
                         .arg(theirs > 0.0 ? ours / theirs : 0.0, 0, 'f', 2);
    };
    line(u"round trip p50"_s, window.rttP50Us, cli.rttP50Us);
    line(u"round trip p99"_s, window.rttP99Us, cli.rttP99Us);
    line(u"sent late p99"_s, window.latenessP99Us, cli.latenessP99Us);
    out().flush();
}

/// heartline-cli's, with the same connections.
Result<EngineFigures> cliFigures(std::vector<Profile> profiles, const Options &options,
                                 const QString &url, const QString &directory)
{
    for (Profile &profile : profiles)
        profile.url = url;
    return runCli(options.cli, profiles, directory, options.seconds);
}

Result<void> restart(LiveWindow &live, EchoServer &server)
{
    live.startWatch();
    server.kill();
    settle(cutMs);
    if (!server.start())
        return failure(Error::Kind::Io, u"the server did not come back"_s);
    live.awaitOpen(u"server killed and restarted"_s, u"restarted"_s);
    return {};
}

/// The figures by name.
Result<QJsonObject> runLive(DrivenWindow &driven, const Options &options, const QString &directory)
{
    EchoServer server(options.server);
    if (!server.start())
        return failure(Error::Kind::Io, u"does not listen"_s, options.server);
    QJsonObject figures{{u"connections"_s, options.connections}, {u"seconds"_s, options.seconds}};
    std::optional<EngineFigures> reference;
    if (!options.cli.isEmpty()) {
        const auto cli = cliFigures(driven.fleet().profiles(), options, server.url(), directory);
        if (!cli)
            return tl::unexpected(cli.error());
        reference = *cli;
        figures[u"cli"_s] = reference->toJson();
    }
    const QString log = directory + u"/window.sqlite"_s;
    LiveWindow live(driven, log);
    if (const auto opened = live.connectAll(server.url()); !opened)
        return tl::unexpected(opened.error());
    switch (options.task) {
    case Task::Drive: {
        figures[u"driven"_s] = drive(driven, options.seconds, false);
        const auto window = figuresOfLog(log, options.seconds);
        if (!window)
            return tl::unexpected(window.error());
        figures[u"window"_s] = window->toJson();
        if (reference)
            compare(*window, *reference);
        break;
    }
    case Task::Restart:
        if (const auto restarted = restart(live, server); !restarted)
            return tl::unexpected(restarted.error());
        break;
    case Task::Idle:
        live.measureIdle(options.seconds);
        break;
    }
    live.shutDown();
    figures[u"live"_s] = live.figures();
    return figures;
}

Result<void> write(const QString &path, const QJsonObject &figures)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(figures).toJson()) < 0
        || !file.commit())
        return failure(Error::Kind::Io, file.errorString(), path);
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir directory; // also for the settings: the user's own are left alone
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, directory.path());
    QCommandLineParser parser;
    parser.addOptions(
            {{u"connections"_s,
              u"How many; default: 10 with --idle, 15,000 with --restart, else 10,000."_s, u"N"_s},
             {u"seconds"_s, u"How long to drive or to watch the window."_s, u"S"_s, u"60"_s},
             {u"server"_s, u"The program echo_server."_s, u"PROGRAM"_s},
             {u"cli"_s, u"The program heartline-cli, to compare with."_s, u"PROGRAM"_s},
             {u"restart"_s, u"Only watch the window while the server is killed and comes back."_s},
             {u"idle"_s, u"Only the processor time of a window that nobody touches."_s},
             {u"json"_s, u"Write what was measured against the server to FILE."_s, u"FILE"_s},
             {u"steps"_s, u"The cost of single steps, with made-up values."_s}});
    parser.addHelpOption();
    parser.process(app);
    Options options{.task = parser.isSet(u"idle"_s)      ? Task::Idle
                            : parser.isSet(u"restart"_s) ? Task::Restart
                                                         : Task::Drive,
                    .seconds = parser.value(u"seconds"_s).toInt(),
                    .server = parser.value(u"server"_s),
                    .cli = parser.value(u"cli"_s),
                    .json = parser.value(u"json"_s)};
    options.connections = parser.isSet(u"connections"_s) ? parser.value(u"connections"_s).toInt()
                                                         : usualConnections(options.task);
    raiseDescriptorLimit();
    Theme theme;
    theme.setMode(Theme::Mode::Dark);
    Language language;
    DrivenWindow driven(options.connections, options.task == Task::Idle ? usualWindow : largeWindow,
                        theme, language);
    if (!options.server.isEmpty()) {
        const auto figures = runLive(driven, options, directory.path());
        if (!figures)
            return fail(figures.error());
        if (options.json.isEmpty())
            return 0;
        const auto written = write(options.json, *figures);
        return written ? 0 : fail(written.error());
    }
    driven.populate();
    measureSteps(driven);
    if (!parser.isSet(u"steps"_s))
        drive(driven, options.seconds, true);
    return 0;
}
