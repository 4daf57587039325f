// SPDX-License-Identifier: GPL-3.0-or-later
// The window with thousands of connections: what single steps cost, how long the event loop stood
// still while a user scrolled, sorted, filtered, selected and switched, and how true the round
// trips stay.
//
//   bench_window [--steps] [--connections N] [--seconds S]
//   bench_window --server ECHO_SERVER [--cli HEARTLINE_CLI] [--restart] [--connections N]
//                [--seconds S]
//   bench_window --server ECHO_SERVER --idle [--connections N] [--seconds S]
//
// Without --server the values are made up, as many a second as N connections at 5 s bring. With it
// they are those of a MonitorSession with its log on; --cli runs heartline-cli with the
// same connections before, and compares; --restart kills the server in the end and starts it anew.
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "window/drivenwindow.h"
#include "window/engines.h"
#include "window/livewindow.h"
#include "window/output.h"
#include "window/windowsteps.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>

using namespace heartline;
using namespace heartline::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize largeWindow(1920, 1080);
constexpr QSize usualWindow(1280, 800);
constexpr int cutMs = 3'000; // how long the server stays away

struct Options {
    int connections = 0;
    int seconds = 0;
    QString server;
    QString cli;
    bool restart = false;
    bool idle = false;
};

int fail(const QString &message)
{
    out() << message << '\n';
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

int runLive(DrivenWindow &driven, const Options &options, const QString &directory)
{
    EchoServer server(options.server);
    if (!server.start())
        return fail(u"%1 does not listen"_s.arg(options.server));
    EngineFigures reference;
    if (!options.cli.isEmpty()) {
        std::vector<Profile> profiles = driven.fleet().profiles();
        for (Profile &profile : profiles)
            profile.url = server.url();
        const auto figures = runCli(options.cli, profiles, directory, options.seconds);
        if (!figures)
            return fail(figures.error().toString());
        reference = *figures;
    }
    const QString log = directory + u"/window.sqlite"_s;
    LiveWindow live(driven, log);
    if (!live.connectAll(server.url()))
        return 1;
    if (options.idle) {
        live.measureIdle(options.seconds);
        live.shutDown();
        return 0;
    }
    drive(driven, options.seconds, false);
    if (const auto figures = figuresOfLog(log, options.seconds); !figures)
        return fail(figures.error().toString());
    else if (reference.beats > 0)
        compare(*figures, reference);
    if (options.restart) {
        live.startWatch(); // not before: reading the log above held up the loop
        server.kill();
        settle(cutMs);
        if (!server.start())
            return fail(u"The server did not come back"_s);
        live.awaitOpen(u"server killed and restarted"_s);
    }
    live.shutDown();
    return 0;
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
            {{u"connections"_s, u"How many; 10 with --idle, else 10,000."_s, u"N"_s},
             {u"seconds"_s, u"How long to drive or to watch the window."_s, u"S"_s, u"60"_s},
             {u"server"_s, u"The program echo_server."_s, u"PROGRAM"_s},
             {u"cli"_s, u"The program heartline-cli, to compare with."_s, u"PROGRAM"_s},
             {u"restart"_s, u"Kill the server and start it again."_s},
             {u"idle"_s, u"Only the processor time of a window that nobody touches."_s},
             {u"steps"_s, u"The cost of single steps, with made-up values."_s}});
    parser.addHelpOption();
    parser.process(app);
    Options options{.seconds = parser.value(u"seconds"_s).toInt(),
                    .server = parser.value(u"server"_s),
                    .cli = parser.value(u"cli"_s),
                    .restart = parser.isSet(u"restart"_s),
                    .idle = parser.isSet(u"idle"_s)};
    options.connections = parser.isSet(u"connections"_s) ? parser.value(u"connections"_s).toInt()
            : options.idle                               ? 10
                                                         : 10'000;
    Theme theme;
    theme.setMode(Theme::Mode::Dark);
    Language language;
    DrivenWindow driven(options.connections, options.idle ? usualWindow : largeWindow, theme,
                        language);
    if (!options.server.isEmpty())
        return runLive(driven, options, directory.path());
    driven.populate();
    measureSteps(driven);
    if (!parser.isSet(u"steps"_s))
        drive(driven, options.seconds, true);
    return 0;
}
