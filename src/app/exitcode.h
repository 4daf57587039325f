// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace heartline {

/// What heartline-cli returns to the shell.
namespace ExitCode {
inline constexpr int Success = 0;
inline constexpr int Failed = 1; ///< The work failed: a file, a disk, a port.
inline constexpr int Usage = 2; ///< Wrong usage or invalid input.
} // namespace ExitCode

/// Usage where what the user gave is at fault, else Failed.
constexpr int exitCodeFor(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::InvalidInput:
    case Error::Kind::NewerVersion:
    case Error::Kind::Corrupt:
        return ExitCode::Usage;
    case Error::Kind::NotFound:
    case Error::Kind::AccessDenied:
    case Error::Kind::Io:
    case Error::Kind::Cancelled:
        break;
    }
    return ExitCode::Failed;
}

} // namespace heartline
