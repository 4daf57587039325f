// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>

namespace heartline {

/// Turns SIGINT and SIGTERM into a signal of the event loop. One at a time; lives in the main
/// thread. On other systems than Unix it does nothing.
class SignalWatcher : public QObject {
    Q_OBJECT

public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override; ///< Restores the default actions.

Q_SIGNALS:
    void terminationRequested();

private:
    std::array<int, 2> m_pipe{-1, -1}; // read end, write end
};

} // namespace heartline
