// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"

#include <QString>

#include <functional>
#include <optional>

namespace heartline {

/// The value of an environment variable; nothing if it is not set.
using EnvironmentLookup = std::function<std::optional<QString>(const QString &name)>;

/// Looks in the environment of this process.
std::optional<QString> systemEnvironment(const QString &name);

/// `profile` with every `${env:NAME}` replaced: in url, header values, TLS paths, proxy and the
/// heartbeat's message. The result passes validateProfile(). An error names the field (`where`) and
/// the variable, never its value. `$${env:NAME}` stands for the text `${env:NAME}`.
Result<Profile> resolveReferences(const Profile &profile,
                                  const EnvironmentLookup &lookup = systemEnvironment);

/// Likewise; `profile` itself if there is nothing to replace in it.
Result<SharedProfile> resolveReferences(const SharedProfile &profile,
                                        const EnvironmentLookup &lookup = systemEnvironment);

/// Why a reference in `text` cannot be read, e.g. "${env:}"; nothing if all can.
std::optional<QString> malformedReference(const QString &text);

/// One `${env:NAME}` in a text.
struct Reference {
    qsizetype position = 0;
    qsizetype length = 0;
};

/// The first well-formed reference at or after `from`.
std::optional<Reference> findReference(const QString &text, qsizetype from = 0);

} // namespace heartline
