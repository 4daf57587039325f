// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace heartline {

/// A point in time as it is typed: ISO 8601 ("2026-02-03", "2026-02-03T04:05", with seconds, up to
/// microseconds and a zone; UTC without one), or how long ago it was ("30m", "1h", "1d12h").
/// The result is UTC microseconds.
Result<qint64> parseTimeArgument(const QString &text, qint64 nowUs);

} // namespace heartline
