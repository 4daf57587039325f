// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace heartline {

/// --workers N, which every program that runs connections has.
QCommandLineOption workersOption();

/// Its value; 0 where it was left out, as MonitorSession::Options means it.
Result<int> workersFrom(const QCommandLineParser &parser);

} // namespace heartline
