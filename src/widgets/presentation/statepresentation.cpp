// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/statepresentation.h"

#include <QTextDocument>

namespace heartline {

QString StatePresentation::word(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Idle:
        return tr("idle", "state");
    case ConnectionState::Connecting:
        return tr("connecting", "state");
    case ConnectionState::Open:
        return tr("open", "state");
    case ConnectionState::Degraded:
        return tr("degraded", "state");
    case ConnectionState::Closing:
        return tr("closing", "state");
    case ConnectionState::Waiting:
        return tr("waiting", "state");
    case ConnectionState::Failed:
        return tr("failed", "state");
    }
    return {};
}

QString StatePresentation::word(BeatOutcome outcome)
{
    switch (outcome) {
    case BeatOutcome::Ok:
        return tr("ok", "outcome");
    case BeatOutcome::Late:
        return tr("late", "outcome");
    case BeatOutcome::Missed:
        return tr("missed", "outcome");
    case BeatOutcome::Coalesced:
        return tr("coalesced", "outcome");
    case BeatOutcome::Unsent:
        return tr("unsent", "outcome");
    }
    return {};
}

QString StatePresentation::word(ConnectPhase phase)
{
    switch (phase) {
    case ConnectPhase::None:
        break;
    case ConnectPhase::Resolve:
        return tr("DNS", "phase");
    case ConnectPhase::Connect:
        return tr("TCP", "phase");
    case ConnectPhase::Tls:
        return tr("TLS", "phase");
    case ConnectPhase::Upgrade:
        return tr("upgrade", "phase");
    }
    return {};
}

QString StatePresentation::word(TimeSource source)
{
    switch (source) {
    case TimeSource::UserSpace:
        return tr("when the program read it", "time of arrival");
    case TimeSource::Wakeup:
        return tr("when the event loop woke", "time of arrival");
    case TimeSource::Kernel:
        return tr("when the kernel received it", "time of arrival");
    }
    return {};
}

QChar StatePresentation::sign(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Idle:
        return u'\u25cb';
    case ConnectionState::Connecting:
        return u'\u25d0';
    case ConnectionState::Open:
        return u'\u25cf';
    case ConnectionState::Degraded:
        return u'\u25b2';
    case ConnectionState::Closing:
        return u'\u25cc';
    case ConnectionState::Waiting:
        return u'\u25c6';
    case ConnectionState::Failed:
        return u'\u25a0';
    }
    return {};
}

QString StatePresentation::signedWord(ConnectionState state)
{
    return QString(sign(state)) + u' ' + word(state);
}

QString plainLine(const QString &text, qsizetype maximum)
{
    QString line;
    line.reserve(std::min(text.size(), maximum) + 1);
    for (const QChar c : text) {
        if (line.size() >= maximum) {
            line += QChar(u'\u2026');
            break;
        }
        const bool isInvisible = c.category() == QChar::Other_Control
                || c.category() == QChar::Other_Format || c.category() == QChar::Separator_Line
                || c.category() == QChar::Separator_Paragraph;
        line += isInvisible ? QChar(u' ') : c;
    }
    return line.trimmed();
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

} // namespace heartline
