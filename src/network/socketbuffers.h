// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>

#include <vector>

namespace heartline {

/// Gives back what Qt's sockets hold on to between two beats: 16 KB for reading and 32 KB for
/// writing, and with TLS the same again, once a single byte has gone through. Ten thousand
/// connections do not need them at the same time. Lives in the thread of its sockets.
class SocketBuffers : public QObject {
    Q_OBJECT

public:
    /// In one go of the event loop so many sockets may hold buffers: when thousands of beats are
    /// due at once, memory that was taken for all of them would stay with the process.
    static constexpr std::size_t MaximumHolders = 8;

    using QObject::QObject;

    /// Something goes through this connected socket. When the event loop has nothing more to do,
    /// its buffers are released if they are empty; sooner when too many others come after it. Not
    /// to be called while functions of two sockets are under way.
    void noteUse(QAbstractSocket *socket);

private:
    void release();

    std::vector<QPointer<QAbstractSocket>> m_used;
    bool m_isWatchingLoop = false;
};

} // namespace heartline
