// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/urlproposal.h"

#include "profiles/references.h"
#include "profiles/urlrules.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr int httpPort = 80;
constexpr int httpsPort = 443;

bool isNear(const QString &host)
{
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host.endsWith(".local"_L1))
        return true;
    return !QHostAddress(host).isNull();
}

} // namespace

std::optional<QString> proposedUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || !urlProblem(text, References::Unresolved))
        return std::nullopt;
    const qsizetype separator = text.indexOf("://"_L1);
    const QString rest = separator < 0 ? text : text.sliced(separator + 3);
    const QString scheme = separator < 0 ? QString() : text.first(separator).toLower();
    if (!scheme.isEmpty() && scheme != "http"_L1 && scheme != "https"_L1)
        return std::nullopt;
    const QString plain = u"ws://"_s + rest;
    if (urlProblem(plain, References::Unresolved))
        return std::nullopt;
    const bool encrypts = scheme == "https"_L1
            || (scheme.isEmpty() && !isNear(QUrl(plain, QUrl::StrictMode).host()));
    return encrypts ? u"wss://"_s + rest : plain;
}

std::optional<UrlTarget> urlTarget(const QString &url)
{
    if (urlProblem(url, References::Unresolved) || findReference(url))
        return std::nullopt;
    const QUrl parsed(url, QUrl::StrictMode);
    UrlTarget target;
    target.isEncrypted = parsed.scheme() == "wss"_L1;
    target.host = parsed.host(QUrl::FullyEncoded);
    target.port = parsed.port(target.isEncrypted ? httpsPort : httpPort);
    target.path = parsed.path(QUrl::FullyEncoded);
    if (target.path.isEmpty())
        target.path = u"/"_s;
    if (parsed.hasQuery())
        target.path += u'?' + parsed.query(QUrl::FullyEncoded);
    return target;
}

} // namespace heartline
