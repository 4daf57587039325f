// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"heartline-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARTLINE_VERSION));
    return heartline::runCommandLine(QCoreApplication::arguments());
}
