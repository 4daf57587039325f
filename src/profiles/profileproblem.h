// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace heartline {

/// What is wrong with a profile, in the language of the program: English unless a translator is
/// installed, as the window does for its own thread; English for the log, see EnglishWords.
/// Thread-safe.
struct ProfileProblem {
    Q_DECLARE_TR_FUNCTIONS(heartline::ProfileProblem)
};

} // namespace heartline
