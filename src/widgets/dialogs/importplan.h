// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"

#include <vector>

namespace heartline {

/// What importing one profile would do to the profiles that are there.
enum class ImportEffect {
    Add,
    Replace, ///< One with the same id is there and differs.
    Unchanged, ///< The same profile is there already.
    Double, ///< One with the same name and URL is there under another id: there would be two.
};

struct ImportEntry {
    Profile profile;
    ImportEffect effect = ImportEffect::Add;
    bool isChosen = false;
};

/// What to do with each profile of a file; chosen are those that are new or changed.
std::vector<ImportEntry> planImport(const std::vector<Profile> &existing,
                                    const std::vector<Profile> &imported);

} // namespace heartline
