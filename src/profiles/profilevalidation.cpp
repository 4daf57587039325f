// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilevalidation.h"

#include "profiles/profilefields.h"
#include "profiles/profileproblem.h"
#include "profiles/references.h"
#include "profiles/urlrules.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qsizetype Sha256Digits = 64;

bool isAsciiLetterOrDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// RFC 9110 section 5.6.2.
bool isToken(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return isAsciiLetterOrDigit(c) || u"!#$%&'*+-.^_`|~"_s.contains(c);
    });
}

template<typename T>
QString number(T value)
{
    return QString::number(value);
}

QString number(std::chrono::milliseconds value)
{
    return QString::number(value.count());
}

/// Visitor that checks the ranges of numbers.
class RangeChecker {
public:
    RangeChecker(QString prefix, ProfileErrors &errors)
        : m_prefix(std::move(prefix))
        , m_errors(errors)
    {
    }

    template<typename T>
    void field(QLatin1StringView key, const T &value, const T &, const Range<T> &range)
    {
        // Negated, so that a value that is no number is out of range, too.
        if (!(value >= range.minimum && value <= range.maximum)) {
            m_errors.push_back(
                    {Error::Kind::InvalidInput,
                     ProfileProblem::tr("Expected %1 to %2, found %3")
                             .arg(number(range.minimum), number(range.maximum), number(value)),
                     m_prefix + key});
        }
    }

    template<typename... Others>
    void field(const Others &...)
    {
    }

    template<typename... Arguments>
    void keptDefault(const Arguments &...)
    {
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        RangeChecker inner(m_prefix + key + u'.', m_errors);
        visit(inner);
    }

private:
    QString m_prefix;
    ProfileErrors &m_errors;
};

class Validator {
public:
    Validator(const Profile &profile, References references)
        : m_profile(profile)
        , m_references(references)
    {
    }

    ProfileErrors run()
    {
        if (m_profile.name.trimmed().isEmpty())
            note(u"name"_s, ProfileProblem::tr("A name is required"));
        checkReferences(u"url"_s, m_profile.url);
        note(u"url"_s, urlProblem(m_profile.url, m_references));
        checkHeaders();
        checkSubprotocols();
        checkReferences(u"heartbeat.message"_s, m_profile.heartbeat.message);
        RangeChecker checker({}, m_errors);
        visitProfile(m_profile, checker);
        checkOrder();
        checkTls();
        checkReferences(u"proxy"_s, m_profile.proxy);
        note(u"proxy"_s, proxyProblem(m_profile.proxy, m_references));
        return std::move(m_errors);
    }

private:
    void note(const QString &where, const QString &message)
    {
        m_errors.push_back({Error::Kind::InvalidInput, message, where});
    }

    void note(const QString &where, const std::optional<QString> &problem)
    {
        // One message a field is enough; the first one is the closest to the cause.
        if (problem && (m_errors.empty() || m_errors.back().where != where))
            note(where, *problem);
    }

    void checkReferences(const QString &where, const QString &text)
    {
        if (m_references == References::Unresolved)
            note(where, malformedReference(text));
    }

    void checkHeaders()
    {
        for (std::size_t i = 0; i < m_profile.headers.size(); ++i) {
            const HeaderField &header = m_profile.headers[i];
            const QString path = u"headers[%1]"_s.arg(i);
            note(path + ".name"_L1, headerNameProblem(header.name));
            checkReferences(path + ".value"_L1, header.value);
            const bool hasControl =
                    std::any_of(header.value.begin(), header.value.end(), [](QChar c) {
                        return c.category() == QChar::Other_Control && c != u'\t';
                    });
            if (hasControl) {
                note(path + ".value"_L1,
                     ProfileProblem::tr("A header value cannot hold line breaks or other control "
                                        "characters (RFC "
                                        "9110 section 5.5)"));
            }
        }
    }

    static std::optional<QString> headerNameProblem(const QString &name)
    {
        static constexpr std::array reserved{"host"_L1, "connection"_L1, "upgrade"_L1};
        if (!isToken(name)) {
            return ProfileProblem::tr(
                           "\"%1\" is not a header name: letters, digits and !#$%&'*+-.^_`|~ are "
                           "allowed (RFC 9110 section 5.1)")
                    .arg(name);
        }
        const QString lower = name.toLower();
        if (lower == "sec-websocket-protocol"_L1)
            return ProfileProblem::tr("Offer subprotocols in \"subprotocols\", not in a header");
        const bool isReserved =
                std::find(reserved.begin(), reserved.end(), lower) != reserved.end();
        if (isReserved || lower.startsWith("sec-websocket-"_L1))
            return ProfileProblem::tr("\"%1\" belongs to the handshake and cannot be set")
                    .arg(name);
        return std::nullopt;
    }

    void checkSubprotocols()
    {
        QSet<QString> seen;
        for (qsizetype i = 0; i < m_profile.subprotocols.size(); ++i) {
            const QString &name = m_profile.subprotocols[i];
            const QString path = u"subprotocols[%1]"_s.arg(i);
            if (!isToken(name)) {
                note(path,
                     ProfileProblem::tr("\"%1\" is not a subprotocol name: letters, digits and "
                                        "!#$%&'*+-.^_`|~ are "
                                        "allowed (RFC 6455 section 4.1)")
                             .arg(name));
            } else if (seen.contains(name)) {
                note(path, ProfileProblem::tr("\"%1\" is named twice").arg(name));
            }
            seen.insert(name);
        }
    }

    void checkOrder()
    {
        const HeartbeatRule &rule = m_profile.heartbeat;
        // A preset may bring its own timeout, which is not known here.
        const bool timeoutIsKnown = rule.preset.isEmpty()
                || rule.timeout != HeartbeatRule::DefaultTimeout
                || rule.kept.testFlag(HeartbeatRule::Field::Timeout);
        if (timeoutIsKnown && rule.late > rule.timeout) {
            note(u"heartbeat.late_ms"_s,
                 std::optional(ProfileProblem::tr("Expected at most timeout_ms (%1), found %2")
                                       .arg(number(rule.timeout), number(rule.late))));
        }
        const ReconnectPolicy &policy = m_profile.reconnect;
        if (policy.maximum < policy.initial) {
            note(u"reconnect.maximum_ms"_s,
                 ProfileProblem::tr("Expected at least initial_ms (%1), found %2")
                         .arg(number(policy.initial), number(policy.maximum)));
        }
    }

    void checkTls()
    {
        const TlsSettings &tls = m_profile.tls;
        checkReferences(u"tls.ca_file"_s, tls.caFile);
        checkReferences(u"tls.certificate_file"_s, tls.certificateFile);
        checkReferences(u"tls.key_file"_s, tls.keyFile);
        if (tls.certificateFile.isEmpty() && !tls.keyFile.isEmpty())
            note(u"tls.key_file"_s,
                 ProfileProblem::tr("A key needs its certificate; set certificate_file, too"));
        if (!tls.certificateFile.isEmpty() && tls.keyFile.isEmpty()) {
            note(u"tls.certificate_file"_s,
                 ProfileProblem::tr("A client certificate needs its key; set key_file, too (to the "
                                    "same file if "
                                    "that holds both)"));
        }
        QString digits = tls.pinnedSha256;
        digits.remove(u':').remove(u' ');
        const bool isHex = std::all_of(digits.begin(), digits.end(), [](QChar c) {
            return isAsciiLetterOrDigit(c) && c.toLower() <= u'f';
        });
        if (!tls.pinnedSha256.isEmpty() && (digits.size() != Sha256Digits || !isHex)) {
            note(u"tls.pinned_sha256"_s,
                 ProfileProblem::tr("Expected the 64 hexadecimal digits of a SHA-256, with or "
                                    "without colons"));
        }
    }

    const Profile &m_profile;
    References m_references;
    ProfileErrors m_errors;
};

} // namespace

ProfileErrors validateProfile(const Profile &profile)
{
    return Validator(profile, References::Unresolved).run();
}

ProfileErrors validateResolvedProfile(const Profile &profile)
{
    return Validator(profile, References::Resolved).run();
}

} // namespace heartline
