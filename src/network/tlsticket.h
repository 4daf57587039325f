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
/// whose certificate was verified when it was made (RFC 8446 section 4.2.11).
std::optional<QByteArray> withoutCertificate(const QByteArray &session);

} // namespace heartline
