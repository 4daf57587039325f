// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QFlags>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace heartline {

/// What a beat is made of.
enum class HeartbeatKind {
    Ping, ///< A ping frame (RFC 6455 section 5.5.2) with sequence and nonce.
    Text, ///< A text message; the echo is the answer unless a reply rule says otherwise.
    Json, ///< A text message that is JSON.
    Binary, ///< A binary message, written as hexadecimal digits.
    Listen, ///< Nothing is sent: the server beats, the gap between its messages is measured.
};

QLatin1StringView toName(HeartbeatKind kind);
std::optional<HeartbeatKind> heartbeatKindFromName(QAnyStringView name);

/// How the answer to a beat is recognised.
struct ReplyRule {
    enum class Match {
        Default, ///< Ping: the same payload. Text, binary: the echo. Json: `/id` as sent. Listen:
                 ///< any message.
        Equals, ///< The whole message equals the rendered template `text`.
        Contains, ///< The message contains the rendered template `text`.
        Regex, ///< The message matches the regular expression `text` (rendered template, PCRE).
        PointerConstant, ///< The JSON value at `pointer` (RFC 6901) equals `constant`.
        PointerSent, ///< The JSON value at `pointer` equals the sent message's value at
                     ///< `sentPointer`.
    };

    Match match = Match::Default;
    QString text;
    QString pointer;
    QJsonValue constant = QJsonValue::Undefined;
    QString sentPointer;

    bool operator==(const ReplyRule &) const = default;
};

/// What to send, how an answer is recognised, and when to give up.
struct HeartbeatRule {
    using Milliseconds = std::chrono::milliseconds;

    /// The seed of Heartline: the text `heartbeat` every 5 s, answered by its echo.
    static constexpr QStringView DefaultText = u"heartbeat";
    static constexpr QStringView DefaultJson = u"{\"type\":\"ping\",\"id\":${seq}}";
    static constexpr QStringView DefaultBinary = u"${seq}";

    static constexpr Milliseconds DefaultInterval{5'000};
    static constexpr Milliseconds MinimumInterval{10};
    static constexpr Milliseconds MaximumInterval{86'400'000};
    static constexpr Milliseconds DefaultTimeout{5'000};
    static constexpr Milliseconds DefaultLate{1'000}; ///< See defaultLate().
    static constexpr Milliseconds MinimumLate{1};
    static constexpr int DefaultMissesAllowed = 3;
    static constexpr int MinimumMissesAllowed = 1;
    static constexpr int MaximumMissesAllowed = 1'000;

    /// Fields whose default is another one than many presets bring.
    enum class Field { Interval = 1, Timeout = 2 };
    Q_DECLARE_FLAGS(Fields, Field)

    HeartbeatKind kind = HeartbeatKind::Ping;
    QString preset; ///< Name of the preset this rule came from; empty if none. Other fields
                    ///< override it.
    QString message; ///< Template; empty: the kind's default.
    ReplyRule reply;
    Milliseconds interval = DefaultInterval;
    Milliseconds timeout = DefaultTimeout;
    int missesAllowed =
            DefaultMissesAllowed; ///< With so many beats missed in a row the connection is dead.
    Milliseconds late = DefaultLate;
    Fields kept; ///< With a preset: these stand at their defaults on purpose, and override it.

    /// What `late` is where it was not given: DefaultLate, or the timeout where that is shorter.
    static constexpr Milliseconds defaultLate(Milliseconds timeout)
    {
        return timeout < DefaultLate ? timeout : DefaultLate;
    }

    /// `message`, or the default of the kind where it is empty.
    QString effectiveMessage() const;

    bool operator==(const HeartbeatRule &) const = default;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(HeartbeatRule::Fields)

} // namespace heartline
