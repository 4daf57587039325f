// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "profiles/profileerrors.h"
#include "profiles/profilefields.h"

#include <QJsonArray>
#include <QJsonObject>

#include <limits>
#include <optional>

namespace heartline {

/// Visitor of the fields of one JSON object: reads them, and notes every value of the wrong type.
/// Ranges are left to validateProfile().
class FieldReader {
public:
    /// `path` is the object's JSON path; both references must outlive the reader.
    FieldReader(const QJsonObject &object, QString path, ProfileErrors &errors);

    void field(QLatin1StringView key, QString &target);
    void field(QLatin1StringView key, bool &target, bool byDefault);
    void field(QLatin1StringView key, double &target, double byDefault, const Range<double> &);
    void field(QLatin1StringView key, QUuid &target);
    void field(QLatin1StringView key, HeartbeatKind &target);
    void field(QLatin1StringView key, ReplyRule &target);
    void field(QLatin1StringView key, QStringList &target);
    void field(QLatin1StringView key, std::vector<HeaderField> &target);

    template<typename Integer>
    requires std::is_integral_v<Integer>
    void field(QLatin1StringView key, Integer &target, Integer byDefault, const Range<Integer> &)
    {
        target = static_cast<Integer>(integer(key, std::numeric_limits<Integer>::min(),
                                              std::numeric_limits<Integer>::max())
                                              .value_or(byDefault));
    }

    void field(QLatin1StringView key, std::chrono::milliseconds &target,
               std::chrono::milliseconds byDefault, const Range<std::chrono::milliseconds> &);

    template<typename T, typename Flags, typename Flag>
    void keptDefault(QLatin1StringView key, const T &value, const T &byDefault, Flags &flags,
                     Flag flag)
    {
        flags.setFlag(flag, m_object.contains(key) && value == byDefault);
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined() || !check(value, QJsonValue::Object, m_path + u'.' + key))
            return;
        const QJsonObject inner = value.toObject();
        FieldReader reader(inner, m_path + u'.' + key, m_errors);
        visit(reader);
        keepUnknown(key, reader.unknown());
    }

    /// The fields that were not asked for, nested as they stand. A new object if there are none: an
    /// emptied one would keep the room of all that was in it.
    QJsonObject unknown() const { return m_unknown.isEmpty() ? QJsonObject() : m_unknown; }

private:
    QJsonValue take(QLatin1StringView key);
    std::optional<qint64> integer(QLatin1StringView key, qint64 minimum, qint64 maximum);
    std::optional<QString> requiredText(QLatin1StringView key);
    bool check(const QJsonValue &value, QJsonValue::Type expected, const QString &path);
    void note(const QString &path, const QString &message);
    void keepUnknown(QLatin1StringView key, const QJsonValue &fields);
    void readReply(ReplyRule &target);

    const QJsonObject &m_object;
    QString m_path;
    ProfileErrors &m_errors;
    QJsonObject m_unknown;
};

} // namespace heartline
