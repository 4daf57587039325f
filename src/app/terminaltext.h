// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heartline {

/// `text` on one line, with control characters written as \xNN or \uNNNN: names and close reasons
/// come from files and peers, and a terminal would execute what they hold.
QString escapedForTerminal(const QString &text);

/// Qt ends its messages with a full stop; ours go on, and never do.
QString withoutFullStop(QString message);

} // namespace heartline
