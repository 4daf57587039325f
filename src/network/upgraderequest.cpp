// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/upgraderequest.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

Result<QNetworkProxy> proxyFromUrl(const QString &text)
{
    if (text.isEmpty())
        return noProxy();
    const QUrl url(text, QUrl::StrictMode);
    const bool socks = url.scheme() == "socks5"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!socks && url.scheme() != "http"_L1)) {
        return failure(Error::Kind::InvalidInput,
                       u"the proxy must be written as http://host:port or socks5://host:port"_s,
                       u"proxy"_s);
    }
    constexpr int defaultSocksPort = 1080;
    constexpr int defaultHttpPort = 8080;
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         static_cast<quint16>(url.port(socks ? defaultSocksPort : defaultHttpPort)),
                         url.userName(), url.password());
}

QByteArray basicCredentials(const QUrl &url)
{
    const QByteArray pair =
            (url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded)).toUtf8();
    return "Basic " + pair.toBase64();
}

} // namespace

const QNetworkProxy &noProxy()
{
    static const QNetworkProxy none(QNetworkProxy::NoProxy);
    return none;
}

bool UpgradeRequest::isEncrypted() const
{
    return request.url().scheme() == "wss"_L1;
}

Result<UpgradeRequest> UpgradeRequest::fromProfile(const Profile &profile,
                                                   TlsConfigurations &configurations)
{
    QUrl url(profile.url.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != "ws"_L1 && url.scheme() != "wss"_L1)) {
        return failure(Error::Kind::InvalidInput,
                       u"the URL must be of the form ws://host/path or wss://host/path"_s,
                       u"url"_s);
    }
    UpgradeRequest result;
    result.limits = profile.limits;
    result.subprotocols = profile.subprotocols;
    result.pinnedSha256 = QByteArray::fromHex(profile.tls.pinnedSha256.toLatin1());

    const bool hasCredentials = !url.userName().isEmpty() || !url.password().isEmpty();
    const QByteArray credentials = hasCredentials ? basicCredentials(url) : QByteArray();
    url.setUserInfo({});
    if (url.path().isEmpty())
        url.setPath(u"/"_s); // or "ws://host?x" is sent as "GET ?x"
    url.setFragment({}); // RFC 6455 section 3: fragments are not sent
    result.request.setUrl(url);
    for (const HeaderField &field : profile.headers) {
        // A repeated field is sent as one list (RFC 9110 section 5.3; RFC 6265 section 5.4 for
        // cookies): QNetworkRequest keeps one value a name.
        const QByteArray name = field.name.toLatin1();
        QByteArray value = field.value.toUtf8();
        const bool isCookie = name.compare("Cookie", Qt::CaseInsensitive) == 0;
        if (result.request.hasRawHeader(name))
            value = result.request.rawHeader(name) + (isCookie ? "; " : ", ") + value;
        result.request.setRawHeader(name, value);
    }
    // RFC 7617; QWebSocket sends nothing for credentials in the URL before Qt 6.6. A field of its
    // own says it more clearly.
    if (hasCredentials && !result.request.hasRawHeader("Authorization"))
        result.request.setRawHeader("Authorization", credentials);

    if (result.isEncrypted()) {
        auto tls = configurations.get(profile.tls);
        if (!tls)
            return tl::unexpected(tls.error());
        result.tls = std::move(*tls);
    }
    auto proxy = proxyFromUrl(profile.proxy);
    if (!proxy)
        return tl::unexpected(proxy.error());
    result.proxy = std::move(*proxy);
    return result;
}

} // namespace heartline
