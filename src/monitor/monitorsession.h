// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/liveupdate.h"
#include "core/profile.h"
#include "core/sessiondetails.h"
#include "monitor/livestate.h"
#include "storage/logwriter.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace heartline {

/// Profiles in, connections run, beats logged, updates coalesced. Lives in the thread that made it
/// (GUI or main).
class MonitorSession : public QObject {
    Q_OBJECT

public:
    /// Updates reach the views at most this often, however many connections there are.
    static constexpr int UpdatesPerSecond = 30;
    /// More network threads than this help nobody.
    static constexpr int MaximumWorkers = 256;
    /// So many beats, events and the like wait for the views at the most; see UpdateQueue for the
    /// further ones, which the log gets all the same.
    static constexpr std::size_t MaximumQueuedRecords = 200'000;
    /// An update holds at most so many snapshots, so that ten thousand connections that are cut at
    /// one moment do not hold up the thread of the views; the others follow in the next updates.
    static constexpr std::size_t MaximumSnapshotsPerUpdate = 1'500;
    /// Starting thousands of connections takes turns of about this length with everything else that
    /// the thread has to do.
    static constexpr std::chrono::milliseconds StartBudget{10};
    /// While nothing happens, but the beats per second have yet to fall to zero, the views are told
    /// at this pace.
    static constexpr std::chrono::milliseconds IdleUpdatePeriod{1'000};
    /// shutdown() waits at most this long for the closing handshakes.
    static constexpr std::chrono::milliseconds ShutdownPeriod{1'500};

    struct Options {
        int workers = 0; ///< Network threads; 0: one less than there are cores, at least 1.
        LiveState::Content content = LiveState::Content::Everything; ///< Of updated().
    };

    explicit MonitorSession(Options options, QObject *parent = nullptr);
    explicit MonitorSession(QObject *parent = nullptr);
    ~MonitorSession() override; ///< Cuts what shutdown() has not closed; drains the log.

    /// Logs to `file` from now on. On an error the log's status tells it, and monitoring goes on.
    Result<LogWriter::Opened> openLog(const QString &file);
    LogWriter::Status logStatus() const;
    QString logFile() const;
    /// Returns when everything reported so far is in the log file.
    void flushLog();

    /// Makes the running connections those of `profiles`: new ids are added (and connected if
    /// enabled), missing ones closed and removed, changed ones restarted; a change of name or group
    /// alone restarts nothing. Connections are started from the event loop, see StartBudget.
    void setProfiles(std::vector<Profile> profiles);

    void connectTo(std::span<const ConnectionId> ids);
    void disconnectFrom(std::span<const ConnectionId> ids);

    // With LiveState::Content::Everything only.

    /// The current snapshot of every connection, in the order of the profiles.
    std::vector<ConnectionSnapshot> snapshots() const;
    std::optional<ConnectionSnapshot> snapshot(const ConnectionId &id) const;
    /// The newest session of a connection since the start.
    std::optional<SessionInfo> sessionInfo(const ConnectionId &id) const;
    /// How true a connection's figures are.
    BeatAccuracy accuracy(const ConnectionId &id) const;

    /// Closes all connections with a Close frame; finished() follows when the last one is closed
    /// and the log is drained, or when ShutdownPeriod is over. Calling it again changes nothing.
    void shutdown();

Q_SIGNALS:
    void updated(const heartline::LiveUpdate &update);
    void logStatusChanged(const heartline::LogWriter::Status &status);
    void finished();

private:
    Q_INVOKABLE void startUpdateTimer(); ///< By name, see UpdateQueue's notice.

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace heartline
