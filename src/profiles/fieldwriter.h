// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "profiles/profilefields.h"

#include <QJsonObject>

namespace heartline {

/// Visitor of the fields of one JSON object: writes those that differ from their defaults over the
/// unknown fields that were read with them.
class FieldWriter {
public:
    explicit FieldWriter(QJsonObject unknown);

    void field(QLatin1StringView key, const QString &value);
    void field(QLatin1StringView key, const QUuid &value);
    void field(QLatin1StringView key, const HeartbeatKind &value);
    void field(QLatin1StringView key, const ReplyRule &value);
    void field(QLatin1StringView key, const QStringList &value);
    void field(QLatin1StringView key, const std::vector<HeaderField> &value);
    void field(QLatin1StringView key, std::chrono::milliseconds value,
               std::chrono::milliseconds byDefault, const Range<std::chrono::milliseconds> &);

    template<typename T>
    void field(QLatin1StringView key, const T &value, const T &byDefault)
    {
        set(key, value == byDefault ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value));
    }

    template<typename T>
    void field(QLatin1StringView key, const T &value, const T &byDefault, const Range<T> &)
    {
        field(key, value, byDefault);
    }

    template<typename Flags, typename Flag>
    void keptDefault(QLatin1StringView key, std::chrono::milliseconds value,
                     std::chrono::milliseconds byDefault, Flags flags, Flag flag)
    {
        if (value == byDefault && flags.testFlag(flag))
            set(key, qint64(value.count()));
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        FieldWriter inner(m_object.value(key).toObject());
        visit(inner);
        set(key, inner.object().isEmpty() ? QJsonValue(QJsonValue::Undefined) : inner.object());
    }

    const QJsonObject &object() const { return m_object; }

private:
    void set(QLatin1StringView key, const QJsonValue &value);

    QJsonObject m_object;
};

} // namespace heartline
