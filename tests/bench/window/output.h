// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextStream>

namespace heartline::bench {

inline QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// One line of results, at once.
inline void row(const QString &what, double ms, const QString &besides = {})
{
    out() << QStringLiteral("%1 %2 ms  %3\n").arg(what, -46).arg(ms, 8, 'f', 2).arg(besides);
    out().flush();
}

} // namespace heartline::bench
