// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/references.h"

#include "profiles/profileproblem.h"
#include "profiles/profilevalidation.h"

#include <QProcessEnvironment>
#include <QRegularExpression>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// A reference, well-formed or not; a doubled dollar before it makes it plain text.
const QRegularExpression &anyReference()
{
    static const QRegularExpression pattern(
            u"\\$?\\$\\{env:(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)\\})?"_s);
    return pattern;
}

bool isEscaped(QStringView match)
{
    return match.startsWith("$$"_L1);
}

/// What happens to `$${env:` and to what the variables hold.
enum class Context {
    Plain,
    Template, ///< The text is a template afterwards: it has the same escape, and values must not
              ///< be taken for variables.
};

class Resolver {
public:
    explicit Resolver(const EnvironmentLookup &lookup)
        : m_lookup(lookup)
    {
    }

    void resolve(QString &text, const QString &where, Context context = Context::Plain)
    {
        QString resolved;
        qsizetype copied = 0;
        auto matches = anyReference().globalMatch(text);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            resolved += QStringView(text).sliced(copied, match.capturedStart() - copied);
            resolved += replacement(match, where, context);
            copied = match.capturedEnd();
        }
        text = resolved + text.sliced(copied);
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    QString replacement(const QRegularExpressionMatch &match, const QString &where, Context context)
    {
        if (isEscaped(match.capturedView()))
            return match.captured().sliced(context == Context::Plain ? 1 : 0);
        const QString name = match.captured(u"name"_s);
        auto value = name.isEmpty() ? std::nullopt : m_lookup(name);
        if (!value) {
            if (!m_error)
                m_error = Error{Error::Kind::NotFound,
                                ProfileProblem::tr(
                                        "The environment variable \"%1\" is not set; set it before "
                                        "Heartline is started")
                                        .arg(name),
                                where};
            return {};
        }
        return context == Context::Plain ? *value : value->replace("${"_L1, "$${"_L1);
    }

    const EnvironmentLookup &m_lookup;
    std::optional<Error> m_error;
};

} // namespace

std::optional<QString> systemEnvironment(const QString &name)
{
    const QByteArray key = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return std::nullopt;
    return qEnvironmentVariable(key.constData());
}

std::optional<Reference> findReference(const QString &text, qsizetype from)
{
    auto matches = anyReference().globalMatch(text, from);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (!isEscaped(match.capturedView()) && match.hasCaptured(u"name"_s))
            return Reference{match.capturedStart(), match.capturedLength()};
    }
    return std::nullopt;
}

std::optional<QString> malformedReference(const QString &text)
{
    auto matches = anyReference().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (!isEscaped(match.capturedView()) && !match.hasCaptured(u"name"_s)) {
            return ProfileProblem::tr(
                    "A reference is written ${env:NAME}, with a name of letters, digits and "
                    "underscores; write \"$${env:\" for the text itself");
        }
    }
    return std::nullopt;
}

Result<Profile> resolveReferences(const Profile &profile, const EnvironmentLookup &lookup)
{
    // Errors of the profile as it stands come first: they are not the variables' fault.
    if (const ProfileErrors errors = validateProfile(profile); !errors.empty())
        return tl::unexpected(errors.front());
    Profile resolved = profile;
    Resolver resolver(lookup);
    resolver.resolve(resolved.url, u"url"_s);
    for (std::size_t i = 0; i < resolved.headers.size(); ++i)
        resolver.resolve(resolved.headers[i].value, u"headers[%1].value"_s.arg(i));
    resolver.resolve(resolved.heartbeat.message, u"heartbeat.message"_s, Context::Template);
    resolver.resolve(resolved.tls.caFile, u"tls.ca_file"_s);
    resolver.resolve(resolved.tls.certificateFile, u"tls.certificate_file"_s);
    resolver.resolve(resolved.tls.keyFile, u"tls.key_file"_s);
    resolver.resolve(resolved.proxy, u"proxy"_s);
    if (resolver.error())
        return tl::unexpected(*resolver.error());
    const ProfileErrors errors = validateResolvedProfile(resolved);
    if (!errors.empty()) {
        Error error = errors.front();
        error.message = ProfileProblem::tr("With the environment's values: %1").arg(error.message);
        return tl::unexpected(error);
    }
    return resolved;
}

Result<SharedProfile> resolveReferences(const SharedProfile &profile,
                                        const EnvironmentLookup &lookup)
{
    return resolveReferences(*profile, lookup).map([&profile](Profile resolved) {
        return resolved == *profile ? profile
                                    : std::make_shared<const Profile>(std::move(resolved));
    });
}

} // namespace heartline
