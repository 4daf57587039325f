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
    using QObject::QObject;

    /// Something went through this connected socket. When the event loop has nothing more to do,
    /// its buffers are released if they are empty.
    void noteUse(QAbstractSocket *socket);

private:
    void release();

    std::vector<QPointer<QAbstractSocket>> m_used;
    bool m_isWatchingLoop = false;
};

} // namespace heartline
