// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace heartline {

/// A TLS session as QSslConfiguration::sessionTicket() has it (OpenSSL's SSL_SESSION in DER), with
/// the server's certificate taken out; absent if it cannot be read.
///
/// Each connection that resumes a session parses, copies and keeps the certificate in it, 10 to 20
/// KB, although nothing is verified with it any more: whoever can resume the session is the one
/// whose certificate was verified when it was made (RFC 8446 section 4.2.11). That holds for
/// TLS 1.2 as well, also where the server renegotiates afterwards (RFC 5246 section 7.4.1.1): it
/// does so within the session that only it could resume, and shows its certificate again if the
/// handshake is a full one.
std::optional<QByteArray> withoutCertificate(const QByteArray &session);

} // namespace heartline
