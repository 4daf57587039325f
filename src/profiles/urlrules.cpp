// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/urlrules.h"

#include "profiles/profileproblem.h"
#include "profiles/references.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

/// Something that may stand in the place of the reference after `before` and ahead of `after`.
QString placeholder(QStringView before, QStringView after, QLatin1StringView scheme)
{
    if (before.isEmpty()) {
        if (after.startsWith("://"_L1))
            return scheme;
        // A base that may hold anything up to what follows, a port and path included.
        return scheme + (after.startsWith(u':') ? "://host"_L1 : "://host:1"_L1);
    }
    if (before.endsWith(u'['))
        return u"::1"_s;
    // Right as a port, and as part of everything else.
    return u"1"_s;
}

QString withPlaceholders(QString text, QLatin1StringView scheme)
{
    while (const auto reference = findReference(text)) {
        const QStringView view(text);
        const QString stand =
                placeholder(view.first(reference->position),
                            view.sliced(reference->position + reference->length), scheme);
        text.replace(reference->position, reference->length, stand);
    }
    return text;
}

std::optional<QString> commonProblem(const QString &text, const QUrl &url)
{
    const bool hasBlank = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control;
    });
    if (hasBlank)
        return ProfileProblem::tr(
                "There is a space or control character in it; write it as %20 or remove it");
    if (!url.isValid()) {
        // What follows "; source was" would repeat the URL.
        return ProfileProblem::tr("Not a URL: %1").arg(url.errorString().section(u';', 0, 0));
    }
    if (url.host().isEmpty())
        return ProfileProblem::tr("The host is missing");
    if (url.port() == 0)
        return ProfileProblem::tr("Port 0 cannot be connected to; ports are 1 to 65535");
    if (url.hasFragment())
        return ProfileProblem::tr(
                "A fragment (\"#...\") is not allowed; write %23 for \"#\" (RFC 6455 section 3)");
    return std::nullopt;
}

/// `value`, or "…" for it where it may be a secret.
QString displayValue(const QString &value)
{
    const auto reference = findReference(value);
    const bool isReference = reference && reference->length == value.size();
    return value.isEmpty() || isReference ? value : u"\u2026"_s;
}

/// `query` with its keys as they are, and its values not.
QString displayQuery(const QString &query)
{
    QStringList parts = query.split(u'&');
    for (QString &part : parts) {
        const qsizetype value = part.indexOf(u'=') + 1; // what has no key is all value
        part = part.first(value) + displayValue(part.sliced(value));
    }
    return parts.join(u'&');
}

QString withoutUserinfo(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    if (scheme < 0)
        return url;
    const qsizetype authority = scheme + 3;
    const auto end = std::find_if(url.begin() + authority, url.end(),
                                  [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    const qsizetype at = QStringView(url).first(end - url.begin()).lastIndexOf(u'@');
    return at < authority ? url : url.first(authority) + url.sliced(at + 1);
}

} // namespace

std::optional<QString> urlProblem(const QString &url, References references)
{
    if (url.isEmpty())
        return ProfileProblem::tr("A URL is required");
    const QString text =
            references == References::Unresolved ? withPlaceholders(url, "ws"_L1) : url;
    const QUrl parsed(text, QUrl::StrictMode);
    if (parsed.isValid() && parsed.scheme() != "ws"_L1 && parsed.scheme() != "wss"_L1) {
        return ProfileProblem::tr("Expected a URL that begins with ws:// or wss://, found %1")
                .arg(parsed.scheme().isEmpty() ? ProfileProblem::tr("no scheme")
                                               : parsed.scheme() + u':');
    }
    return commonProblem(text, parsed);
}

std::optional<QString> proxyProblem(const QString &proxy, References references)
{
    if (proxy.isEmpty())
        return std::nullopt;
    const QString text =
            references == References::Unresolved ? withPlaceholders(proxy, "http"_L1) : proxy;
    const QUrl parsed(text, QUrl::StrictMode);
    if (parsed.isValid() && parsed.scheme() != "http"_L1 && parsed.scheme() != "socks5"_L1)
        return ProfileProblem::tr("Expected http://host:port or socks5://host:port");
    if (auto problem = commonProblem(text, parsed))
        return problem;
    if (parsed.port() < 0)
        return ProfileProblem::tr("The port is missing, as in http://host:8080");
    if (parsed.hasQuery() || (!parsed.path().isEmpty() && parsed.path() != "/"_L1))
        return ProfileProblem::tr("A proxy has neither path nor query");
    return std::nullopt;
}

QString displayUrl(const QString &url)
{
    const QString shown = withoutUserinfo(url);
    const qsizetype query = shown.indexOf(u'?') + 1;
    return query == 0 ? shown : shown.first(query) + displayQuery(shown.sliced(query));
}

} // namespace heartline
