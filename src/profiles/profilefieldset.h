// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <QSet>
#include <QString>

#include <span>

namespace heartline {

/// Fields of a profile by their path within it, such as "heartbeat.interval_ms".
using ProfileFieldSet = QSet<QString>;

/// The fields in which not all of `profiles` are the same.
ProfileFieldSet differingFields(std::span<const Profile> profiles);

/// Makes these fields of `target` what they are in `source`.
void copyFields(const ProfileFieldSet &fields, const Profile &source, Profile &target);

} // namespace heartline
