// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"
#include "app/exitcode.h"
#include "app/signalwatcher.h"
#include "app/terminal.h"
#include "app/terminaltext.h"
#include "app/workersoption.h"
#include "network/descriptorlimit.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace heartline;

namespace {

/// Qt's own options, so that they are not taken for mistakes; QApplication reads them itself.
QList<QCommandLineOption> toolkitOptions()
{
    QList<QCommandLineOption> options;
    for (const auto &name :
         {u"platform"_s, u"platformpluginpath"_s, u"platformtheme"_s, u"plugin"_s, u"display"_s,
          u"geometry"_s, u"qwindowgeometry"_s, u"qwindowicon"_s, u"qwindowtitle"_s, u"session"_s,
          u"style"_s, u"stylesheet"_s})
        options.append(QCommandLineOption(name, {}, u"VALUE"_s));
    options.append(QCommandLineOption(u"reverse"_s));
    for (QCommandLineOption &option : options)
        option.setFlags(QCommandLineOption::HiddenFromHelp);
    return options;
}

/// The options, or the exit code. Needs no display.
tl::expected<Desktop::Options, int> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions); // -platform
    parser.addOptions(toolkitOptions());
    parser.setApplicationDescription(
            u"Keeps WebSocket connections alive with heartbeats, and shows how each one is doing."_s);
    const QCommandLineOption profiles(u"profiles"_s, u"The workspace; default: your own."_s,
                                      u"FILE"_s);
    const QCommandLineOption log(u"log"_s, u"The heartbeat log (SQLite)."_s, u"FILE"_s);
    const QCommandLineOption demo(
            u"demo"_s, u"Start the built-in server and a ready workspace in a temporary place."_s);
    const QCommandLineOption lang(u"lang"_s, u"en or zh_CN; default: as in the settings."_s,
                                  u"LANGUAGE"_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({profiles, log, demo, workersOption(), lang});
    if (!parser.parse(arguments)) {
        Terminal::printError(withoutFullStop(parser.errorText()) + u"; see heartline --help"_s);
        return tl::unexpected(ExitCode::Usage);
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        const QString text = parser.isSet(help)
                ? parser.helpText()
                : u"%1 %2\n"_s.arg(QCoreApplication::applicationName(),
                                   QCoreApplication::applicationVersion());
        std::fputs(qPrintable(text), stdout);
        return tl::unexpected(ExitCode::Success);
    }
    if (!parser.positionalArguments().isEmpty()) {
        Terminal::printError(u"unexpected argument \"%1\"; see heartline --help"_s.arg(
                parser.positionalArguments().constFirst()));
        return tl::unexpected(ExitCode::Usage);
    }
    if (parser.isSet(demo) && parser.isSet(profiles)) {
        Terminal::printError(
                u"--demo and --profiles exclude one another: the demo brings its own workspace"_s);
        return tl::unexpected(ExitCode::Usage);
    }
    const auto workers = workersFrom(parser);
    if (!workers) {
        Terminal::printError(workers.error().toString());
        return tl::unexpected(ExitCode::Usage);
    }
    Desktop::Options options{.profilesFile = parser.value(profiles),
                             .logFile = parser.value(log),
                             .workers = *workers,
                             .demo = parser.isSet(demo)};
    if (parser.isSet(lang)) {
        const QString name = parser.value(lang);
        if (name != "en"_L1 && name != "zh_CN"_L1) {
            Terminal::printError(u"--lang \"%1\" is neither en nor zh_CN"_s.arg(name));
            return tl::unexpected(ExitCode::Usage);
        }
        options.language = Language::fromName(name);
    }
    return options;
}

void showError(const Error &error)
{
    QMessageBox box(QMessageBox::Critical, QGuiApplication::applicationDisplayName(),
                    error.toString(), QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

} // namespace

int main(int argc, char **argv)
{
    // Settings and data live under this name.
    QCoreApplication::setOrganizationName(u"Heartline"_s);
    QCoreApplication::setApplicationName(u"heartline"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARTLINE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Heartline"_s);
    QGuiApplication::setDesktopFileName(u"heartline"_s);

    auto options = [&argc, argv] {
        const QCoreApplication core(argc, argv); // QApplication ends a program without a display
        return parse(QCoreApplication::arguments());
    }();
    if (!options)
        return options.error();
    raiseDescriptorLimit();
    const QApplication application(argc, argv);
    // Quits when the connections are closed and the log is drained.
    QApplication::setQuitOnLastWindowClosed(false);
    // Started without a file there may be no terminal to read an error from.
    const bool fromMenu = options->profilesFile.isEmpty();
    Desktop desktop(std::move(*options));
    SignalWatcher watcher; // before a long load, which a signal must not cut off
    QObject::connect(&watcher, &SignalWatcher::terminationRequested, &desktop.window(),
                     &MainWindow::closeUnasked);
    if (const auto started = desktop.start(); !started) {
        if (fromMenu)
            showError(started.error());
        return Terminal::fail(started.error());
    }
    const int result = QApplication::exec();
    if (const qint64 lost = desktop.session().logStatus().rowsLost; lost > 0)
        Terminal::printError(u"%1 rows could not be written to the log \"%2\""_s.arg(lost).arg(
                desktop.session().logFile()));
    return result;
}
