// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/logexport.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

class QThread;

namespace heartline {

/// One export of the log in a thread of its own. Lives in the thread that made it.
class ExportJob : public QObject {
    Q_OBJECT

public:
    explicit ExportJob(QObject *parent = nullptr);
    ~ExportJob() override; ///< Cancels and waits for the thread.

    /// Begins to write `path`. Not while isRunning().
    void start(const LogExport::Options &options, const QString &path);
    /// Asks it to stop; finished() follows.
    void cancel();

    bool isRunning() const { return m_thread != nullptr; }
    /// Rows written, or why it failed (Error::Kind::Cancelled after cancel()); set with finished().
    const std::optional<Result<qint64>> &result() const { return m_result; }

Q_SIGNALS:
    /// Rows; at most one of these is under way at any time.
    void progressed(qint64 done, qint64 total);
    void finished();

private:
    /// Shared with the thread.
    struct Shared {
        std::atomic<bool> cancelled = false;
        std::atomic<bool> noticeUnderWay = false;
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
        std::optional<Result<qint64>> result; ///< Written by the thread before it ends.
    };

    bool report(const std::shared_ptr<Shared> &shared, qint64 done, qint64 total);
    void collect();

    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QThread> m_thread;
    std::optional<Result<qint64>> m_result;
};

} // namespace heartline
