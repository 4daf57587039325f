// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace heartline::CauseDetail {

// What Heartline itself says in CloseCause::detail. Written in English, as the log keeps it; known
// here so that the window can tell it again in its own language, also what it reads from a log.

/// What the words are translated in.
inline constexpr const char *Context = "heartline::CauseDetail";

inline constexpr const char *TlsResumed =
        QT_TRANSLATE_NOOP("heartline::CauseDetail", "TLS session resumed");
inline constexpr const char *OneMissed =
        QT_TRANSLATE_NOOP("heartline::CauseDetail", "1 beat missed");
inline constexpr const char *Missed =
        QT_TRANSLATE_NOOP("heartline::CauseDetail", "%1 beats missed");
/// %1: OneMissed or Missed.
inline constexpr const char *TcpAcknowledges =
        QT_TRANSLATE_NOOP("heartline::CauseDetail", "%1; TCP still acknowledges");
inline constexpr const char *TcpSilent =
        QT_TRANSLATE_NOOP("heartline::CauseDetail",
                          "%1; TCP does not acknowledge: %2 segments in flight, %3 retransmitted");
inline constexpr const char *HeldUp = QT_TRANSLATE_NOOP(
        "heartline::CauseDetail", "Heartline was held up: %1 beats could not be sent in time");
inline constexpr const char *ClockMoved = QT_TRANSLATE_NOOP(
        "heartline::CauseDetail",
        "the wall clock moved by %1 s against the steady one: it was set, or the machine slept");
inline constexpr const char *NotPinned = QT_TRANSLATE_NOOP(
        "heartline::CauseDetail", "the server's certificate is not the pinned one");
inline constexpr const char *AnswerTooLong = QT_TRANSLATE_NOOP(
        "heartline::CauseDetail", "the answer to the upgrade is longer than %1 bytes");
inline constexpr const char *PeerDoesNotRead = QT_TRANSLATE_NOOP(
        "heartline::CauseDetail", "the peer sends, but does not read: %1 bytes wait to leave");
inline constexpr const char *TooManyFragments =
        QT_TRANSLATE_NOOP("heartline::CauseDetail", "a message in more than %1 fragments");
inline constexpr const char *NoDescriptors =
        QT_TRANSLATE_NOOP("heartline::CauseDetail",
                          "at most %1 file descriptors are allowed: raise the hard limit "
                          "(limits.conf, LimitNOFILE) or run fewer connections");

/// All of them.
inline constexpr std::array All{TlsResumed,    OneMissed,       Missed,           TcpAcknowledges,
                                TcpSilent,     HeldUp,          ClockMoved,       NotPinned,
                                AnswerTooLong, PeerDoesNotRead, TooManyFragments, NoDescriptors};

/// The words in English, with their arguments.
template<typename... Arguments>
QString text(const char *words, const Arguments &...arguments)
{
    QString result = QString::fromLatin1(words);
    ((result = result.arg(arguments)), ...);
    return result;
}

} // namespace heartline::CauseDetail
