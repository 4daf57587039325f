// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"
#include "app/exitcode.h"
#include "app/signalwatcher.h"
#include "app/terminal.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace heartline;

namespace {

/// The options, or the exit code.
tl::expected<Desktop::Options, int> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
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
    parser.addOptions({profiles, log, demo, lang});
    if (!parser.parse(arguments)) {
        Terminal::printError(parser.errorText() + u"; see heartline --help"_s);
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
    Desktop::Options options{.profilesFile = parser.value(profiles),
                             .logFile = parser.value(log),
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
    QApplication application(argc, argv);
    // Settings and data live under this name.
    QCoreApplication::setOrganizationName(u"Heartline"_s);
    QCoreApplication::setApplicationName(u"heartline"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARTLINE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Heartline"_s);
    QGuiApplication::setDesktopFileName(u"heartline"_s);
    QApplication::setQuitOnLastWindowClosed(
            false); // quits when the connections are closed and the log is drained

    auto options = parse(QCoreApplication::arguments());
    if (!options)
        return options.error();
    // Started without a file there may be no terminal to read an error from.
    const bool fromMenu = options->profilesFile.isEmpty();
    Desktop desktop(std::move(*options));
    SignalWatcher watcher; // before a long load, which a signal must not cut off
    QObject::connect(&watcher, &SignalWatcher::terminationRequested, &desktop.window(),
                     &QWidget::close);
    if (const auto started = desktop.start(); !started) {
        if (fromMenu)
            showError(started.error());
        return Terminal::fail(started.error());
    }
    return QApplication::exec();
}
