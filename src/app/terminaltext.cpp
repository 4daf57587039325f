// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminaltext.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

QString escapedForTerminal(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        const ushort unit = character.unicode();
        // Format characters turn the direction of the line round.
        const bool unsafe = character.category() == QChar::Other_Control
                || character.category() == QChar::Other_Format || unit == 0x2028 || unit == 0x2029;
        if (!unsafe)
            result += character;
        else if (unit < 0x100)
            result += u"\\x%1"_s.arg(unit, 2, 16, QLatin1Char('0'));
        else
            result += u"\\u%1"_s.arg(unit, 4, 16, QLatin1Char('0'));
    }
    return result;
}

QString withoutFullStop(QString message)
{
    if (message.endsWith(u'.'))
        message.chop(1);
    return message;
}

} // namespace heartline
