// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "profiles/profileerrors.h"

namespace heartline {

/// Everything that is wrong with `profile`; `where` is the field's path, such as
/// "heartbeat.interval_ms" or "headers[0].name". References count as whatever is right in their
/// place. The heartbeat's message, reply and preset are checked where they are compiled.
ProfileErrors validateProfile(const Profile &profile);

/// As validateProfile(), for a profile whose references are replaced already.
ProfileErrors validateResolvedProfile(const Profile &profile);

} // namespace heartline
