// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace heartline {

/// What a URL without a usable scheme may have meant: ws:// for this machine and private addresses,
/// wss:// for all others, also in the place of http:// and https://. Nothing if it needs none, or
/// would not be a URL with it either.
std::optional<QString> proposedUrl(const QString &typed);

/// Where a valid URL leads, as it will be requested: the host in its ASCII form (RFC 5891), port
/// and path. Nothing for a URL that holds references to the environment.
struct UrlTarget {
    QString host;
    int port = 0;
    QString path; ///< With the query.
    bool isEncrypted = false;
};
std::optional<UrlTarget> urlTarget(const QString &url);

} // namespace heartline
