// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilefieldset.h"

#include "profiles/profilefields.h"

#include <QHash>

#include <any>

namespace heartline {

namespace {

/// What the visitors of this file share: the path of the object that is being visited.
class PathVisitor {
public:
    template<typename... Arguments>
    void keptDefault(const Arguments &...)
    {
    }

protected:
    QString path(QLatin1StringView key) const { return m_prefix + key; }

    template<typename Visitor, typename Visit>
    void descend(Visitor &visitor, QLatin1StringView key, Visit visit)
    {
        const QString outer = m_prefix;
        m_prefix += key + QLatin1StringView(".");
        visit(visitor);
        m_prefix = outer;
    }

private:
    QString m_prefix;
};

/// Remembers every field.
class FieldValues : public PathVisitor {
public:
    template<typename T, typename... Rest>
    void field(QLatin1StringView key, const T &value, const Rest &...)
    {
        m_values.insert(path(key), std::any(value));
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        descend(*this, key, visit);
    }

    template<typename T>
    const T &value(const QString &path) const
    {
        return *std::any_cast<T>(&*m_values.constFind(path));
    }

private:
    QHash<QString, std::any> m_values;
};

/// Collects the fields that are not what was remembered.
class FieldComparison : public PathVisitor {
public:
    FieldComparison(const FieldValues &values, ProfileFieldSet &differing)
        : m_values(values)
        , m_differing(differing)
    {
    }

    template<typename T, typename... Rest>
    void field(QLatin1StringView key, const T &value, const Rest &...)
    {
        const QString where = path(key);
        if (m_values.value<T>(where) != value)
            m_differing.insert(where);
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        descend(*this, key, visit);
    }

private:
    const FieldValues &m_values;
    ProfileFieldSet &m_differing;
};

/// Writes some of what was remembered.
class FieldCopy : public PathVisitor {
public:
    FieldCopy(const ProfileFieldSet &fields, const FieldValues &values)
        : m_fields(fields)
        , m_values(values)
    {
    }

    template<typename T, typename... Rest>
    void field(QLatin1StringView key, T &target, const Rest &...)
    {
        const QString where = path(key);
        if (m_fields.contains(where))
            target = m_values.value<T>(where);
    }

    template<typename T, typename Flags, typename Flag>
    void keptDefault(QLatin1StringView key, const T &, const T &, Flags &flags, Flag flag)
    {
        if (m_fields.contains(path(key))) // what is copied is meant
            flags.setFlag(flag, true);
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        descend(*this, key, visit);
    }

private:
    const ProfileFieldSet &m_fields;
    const FieldValues &m_values;
};

FieldValues valuesOf(const Profile &profile)
{
    FieldValues values;
    visitProfile(profile, values);
    return values;
}

} // namespace

ProfileFieldSet differingFields(std::span<const Profile> profiles)
{
    ProfileFieldSet differing;
    if (profiles.empty())
        return differing;
    const FieldValues first = valuesOf(profiles.front());
    FieldComparison comparison(first, differing);
    for (const Profile &profile : profiles.subspan(1))
        visitProfile(profile, comparison);
    return differing;
}

void copyFields(const ProfileFieldSet &fields, const Profile &source, Profile &target)
{
    const FieldValues values = valuesOf(source);
    FieldCopy copy(fields, values);
    visitProfile(target, copy);
}

} // namespace heartline
