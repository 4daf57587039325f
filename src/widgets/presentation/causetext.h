// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionevent.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace heartline {

/// Tells the cause of an event as a story in words, e.g. "peer closed: 1000 normal after 60.0 s of
/// silence; like an idle timeout of 60 s (AWS ALB, nginx)". Plain text in the language of the
/// window; text of the peer is cleaned and quoted.
class CauseText {
    Q_DECLARE_TR_FUNCTIONS(heartline::CauseText)

public:
    static QString sentence(const ConnectionEvent &event);
    static QString sentence(const CloseCause &cause);

    /// Who is known to cut a connection after so much silence; empty if nobody.
    static QStringList idleTimeoutsLike(qint64 silenceMs);
    /// "opened in 93 ms (DNS 2.00, TCP 24.0, TLS 41.0, upgrade 26.0)".
    static QString phases(const PhaseTimes &phases);

private:
    static QString closed(const CloseCause &cause);
    static QString closeCodeName(int code);
    static QString transport(const CloseCause &cause);
    static QString tls(const CloseCause &cause);
    static QString local(const CloseCause &cause);
    static QString withDetail(const QString &sentence, const CloseCause &cause);
};

} // namespace heartline
