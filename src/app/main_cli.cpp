// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "network/descriptorlimit.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
#ifdef Q_OS_UNIX
    // A reader that goes away is an error to be told, and a log to be closed cleanly.
    std::signal(SIGPIPE, SIG_IGN);
#endif
    heartline::raiseDescriptorLimit();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"heartline-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARTLINE_VERSION));
    return heartline::runCommandLine(QCoreApplication::arguments());
}
