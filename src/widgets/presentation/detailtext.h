// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heartline {

/// Tells a CloseCause::detail, which is English in the log, in the language of the window: what
/// Heartline says itself (see CauseDetail) and what Qt says of sockets, names and certificates. A
/// peer's words, and what is wrong with a profile, stay as they are.
QString translatedDetail(const QString &detail);

} // namespace heartline
