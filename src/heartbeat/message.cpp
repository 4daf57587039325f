// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/message.h"

#include "heartbeat/json.h"

#include <utility>

namespace heartline {

IncomingMessage::IncomingMessage(Message message)
    : m_message(std::move(message))
{
}

bool IncomingMessage::isData() const
{
    return m_message.type == Message::Type::Text || m_message.type == Message::Type::Binary;
}

const QJsonValue *IncomingMessage::json() const
{
    if (!m_jsonParsed) {
        m_jsonParsed = true;
        if (isData())
            m_json = parseJson(m_message.payload);
    }
    return m_json ? &*m_json : nullptr;
}

const QString &IncomingMessage::text() const
{
    if (!m_text)
        m_text = QString::fromUtf8(m_message.payload);
    return *m_text;
}

} // namespace heartline
