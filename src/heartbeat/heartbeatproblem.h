// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace heartline {

/// What is wrong with a heartbeat, in the language of the program: English unless a translator is
/// installed, as the window does. Thread-safe.
struct HeartbeatProblem {
    Q_DECLARE_TR_FUNCTIONS(heartline::HeartbeatProblem)
};

} // namespace heartline
