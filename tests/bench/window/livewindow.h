// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/liveupdate.h"
#include "monitor/monitorsession.h"
#include "widgets/window/sessionpresenter.h"
#include "window/stallwatch.h"

#include <QJsonObject>
#include <QString>

namespace heartline::bench {

class DrivenWindow;

/// Does what users do for so many seconds; prints how the window bore it, and returns that.
QJsonObject drive(DrivenWindow &driven, int seconds, bool isMadeUp);

/// The window on a session that runs against a server, with its log on. Prints what it measures,
/// and collects it.
class LiveWindow {
public:
    /// `log` is a file that does not exist yet.
    LiveWindow(DrivenWindow &driven, QString log);

    /// Opens the fleet's connections to `url`, and lets them come to rest. Fails without a log.
    Result<void> connectAll(const QString &url);
    /// Begins the watch over the event loop of which awaitOpen() reports.
    void startWatch() { m_watch.start(); }
    /// Waits until all are open again; the figures get `name`.
    void awaitOpen(const QString &what, const QString &name);
    /// The share of a core that the whole process takes while nobody touches the window.
    void measureIdle(int seconds);
    /// Closes everything; prints how long that takes.
    void shutDown();

    /// What was measured so far, by name.
    const QJsonObject &figures() const { return m_figures; }

private:
    int open() const;

    DrivenWindow &m_driven;
    QString m_log;
    MonitorSession m_session;
    SessionPresenter m_presenter;
    LiveTotals m_totals;
    StallWatch m_watch;
    QJsonObject m_figures;
};

} // namespace heartline::bench
