// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace heartline::Terminal {

/// Writes one line of data to stdout, as it is, and flushes.
void printLine(const QString &text);

/// Writes "heartline-cli: message", escaped, to stderr.
void printError(const QString &message);

/// printError() and the exit code that goes with the error.
int fail(const Error &error);

} // namespace heartline::Terminal
