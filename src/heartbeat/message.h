// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace heartline {

/// A message as it travels: what a beat sends, what the peer sends.
struct Message {
    enum class Type { Ping, Pong, Text, Binary };

    Type type = Type::Text;
    QByteArray payload; ///< UTF-8 for Text.

    bool operator==(const Message &) const = default;
};

/// What the peer sent, parsed at most once however many beats ask. Used from one thread at a time.
class IncomingMessage {
public:
    explicit IncomingMessage(Message message);

    Message::Type type() const { return m_message.type; }
    const QByteArray &payload() const { return m_message.payload; }

    /// True for Text and Binary: what an application sent, unlike Ping and Pong.
    bool isData() const;

    /// The payload as JSON; nullptr if it is none, or a Ping or Pong.
    const QJsonValue *json() const;

    /// The payload decoded as UTF-8.
    const QString &text() const;

private:
    Message m_message;
    mutable bool m_jsonParsed = false;
    mutable std::optional<QJsonValue> m_json;
    mutable std::optional<QString> m_text;
};

} // namespace heartline
