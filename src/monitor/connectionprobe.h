// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile.h"
#include "core/updatebatch.h"
#include "monitor/updatequeue.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace heartline {

class ConnectionPool;

/// What a test of a profile has found so far.
struct ProbeResult {
    enum class End {
        None, ///< Still running.
        Settled, ///< Every beat is settled; each tells how.
        Failed, ///< See `failure`.
        TimedOut, ///< The deadline came first; `beats` holds what was settled until then.
        Cancelled,
    };

    End end = End::None;
    ConnectPhase phase = ConnectPhase::None; ///< How far the attempt has got.
    PhaseTimes phases; ///< Set when the attempt has ended, well or badly.
    std::optional<SessionInfo> session; ///< Set once the connection is open.
    std::vector<Beat> beats; ///< In order of settlement, at most ConnectionProbe::Beats.
    std::optional<CloseCause> failure;

    bool operator==(const ProbeResult &) const = default;
};

/// Tries a profile out: one attempt, a few beats, a Close frame. Works next to everything else that
/// runs and logs nothing. Lives in the thread that made it; a worker thread of its own connects.
class ConnectionProbe : public QObject {
    Q_OBJECT

public:
    /// How many beats are tried.
    static constexpr std::size_t Beats = 3;
    /// Nobody waits for the profile's own interval; kind `listen` keeps it, since the server beats.
    static constexpr std::chrono::milliseconds Interval{250};
    /// Connecting and beats take no longer than this.
    static constexpr std::chrono::milliseconds MaximumDuration{60'000};
    /// Nor does closing take longer than this, whatever the profile allows.
    static constexpr std::chrono::milliseconds MaximumClose{2'000};

    explicit ConnectionProbe(QObject *parent = nullptr,
                             std::chrono::milliseconds maximumDuration = MaximumDuration);
    ~ConnectionProbe() override; ///< Cuts the connection if there is still one.

    /// Begins; `profile` is as saved, its references are resolved here. Not while isRunning().
    void start(const Profile &profile);
    /// Closes the connection and finishes with what has been found.
    void cancel();

    bool isRunning() const { return m_running; }
    const ProbeResult &result() const { return m_result; }

Q_SIGNALS:
    /// There is something new in result().
    void progressed();
    /// result() is final and the connection is closed.
    void finished();

private:
    Q_INVOKABLE void takeUpdates();
    void take(const UpdateBatch &batch);
    void end(ProbeResult::End how);
    void finish();

    UpdateQueue m_updates;
    std::unique_ptr<ConnectionPool> m_pool; ///< Puts into m_updates, so it must go first.
    QTimer m_deadline;
    ProbeResult m_result;
    bool m_running = false;
};

} // namespace heartline
