// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace heartline {

/// `heartline-cli run`: monitors the connections of a profiles file without a window, until the
/// duration is over or SIGINT or SIGTERM arrives. Returns the exit code: 0, 1 when the log cannot
/// be written, 2 for wrong usage or an invalid profiles file. `arguments`: what follows "run".
int runCommand(const QStringList &arguments);

} // namespace heartline
