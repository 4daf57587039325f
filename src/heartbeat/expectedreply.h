// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QRegularExpression>

#include <variant>

namespace heartline {

/// What an answer must look like for one beat. Opaque to the caller: it is kept with the beat and
/// given back to Heartbeat::answers(). Cheap to copy.
class ExpectedReply {
public:
    /// Nothing was sent yet, so nothing answers it.
    ExpectedReply() = default;

    bool isEmpty() const { return std::holds_alternative<std::monostate>(m_value); }

    bool operator==(const ExpectedReply &) const = default;

private:
    friend class ReplyMatcher;

    using Value = std::variant<std::monostate, QByteArray, QRegularExpression, QJsonValue>;

    // Made in place: moving the variant sets off a false alarm of GCC 12 under its sanitizers.
    template<typename T>
    explicit ExpectedReply(const T &value)
        : m_value(value)
    {
    }

    Value m_value;
};

} // namespace heartline
