// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal.h"

#include "app/exitcode.h"
#include "app/terminaltext.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace heartline::Terminal {

namespace {

void write(std::FILE *stream, const QString &line)
{
    const QByteArray bytes = (line + u'\n').toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void printLine(const QString &text)
{
    write(stdout, text);
}

void printError(const QString &message)
{
    write(stderr, QCoreApplication::applicationName() + u": "_s + escapedForTerminal(message));
}

int fail(const Error &error)
{
    printError(error.toString());
    return exitCodeFor(error.kind);
}

} // namespace heartline::Terminal
