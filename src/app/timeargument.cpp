// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeargument.h"

#include <QDateTime>
#include <QRegularExpression>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 usPerSecond = 1'000'000;

std::optional<qint64> parseAgo(const QString &text)
{
    static const QRegularExpression whole(u"\\A(?:[0-9]{1,9}[smhdw])+\\z"_s);
    static const QRegularExpression part(u"([0-9]+)([smhdw])"_s);
    if (!whole.match(text).hasMatch())
        return std::nullopt;
    qint64 seconds = 0;
    for (auto match = part.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch each = match.next();
        qint64 unit = 1;
        switch (each.capturedView(2).front().unicode()) {
        case u'm':
            unit = 60;
            break;
        case u'h':
            unit = 3'600;
            break;
        case u'd':
            unit = 86'400;
            break;
        case u'w':
            unit = 604'800;
            break;
        default:
            break;
        }
        seconds += each.capturedView(1).toLongLong() * unit;
        if (seconds > std::numeric_limits<qint64>::max() / usPerSecond / 2)
            return std::nullopt;
    }
    return seconds * usPerSecond;
}

/// Qt's own parser ends at milliseconds.
std::optional<qint64> parseIso8601(const QString &text)
{
    static const QRegularExpression pattern(
            u"\\A(\\d{4}-\\d{2}-\\d{2})"
            "(?:[T ](\\d{2}:\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
            "(?:(Z)|([+-])(\\d{2}):?(\\d{2}))?)?\\z"_s,
            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto captured = [&match](int group, const QString &otherwise) {
        return match.capturedLength(group) > 0 ? match.captured(group) : otherwise;
    };
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time =
            QTime::fromString(captured(2, u"00:00"_s) + u':' + captured(3, u"00"_s), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    qint64 offset =
            captured(7, u"0"_s).toLongLong() * 3'600 + captured(8, u"0"_s).toLongLong() * 60;
    if (match.capturedView(6) == u"-")
        offset = -offset;
    const qint64 seconds = QDateTime(date, time, Qt::UTC).toSecsSinceEpoch() - offset;
    const qint64 microseconds = match.captured(4).leftJustified(6, u'0', true).toLongLong();
    return seconds * usPerSecond + microseconds;
}

} // namespace

Result<qint64> parseTimeArgument(const QString &text, qint64 nowUs)
{
    if (const auto ago = parseAgo(text))
        return nowUs - *ago;
    if (const auto time = parseIso8601(text))
        return *time;
    return failure(
            Error::Kind::InvalidInput,
            u"\"%1\" is no time; write 2026-02-03T04:05:06 (UTC unless a zone follows) or how "
            "long ago, such as 30m, 1h or 2d"_s.arg(text));
}

} // namespace heartline
