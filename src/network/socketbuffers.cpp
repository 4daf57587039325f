// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/socketbuffers.h"

#include <QAbstractEventDispatcher>
#include <QSslSocket>
#include <QThread>

#include <algorithm>

namespace heartline {

namespace {

void releaseOf(QAbstractSocket &socket)
{
    if (socket.state() != QAbstractSocket::ConnectedState || socket.isTransactionStarted()
        || socket.bytesAvailable() > 0 || socket.bytesToWrite() > 0)
        return;
    // Does nothing but drop the buffers: the connection is none of QIODevice's business.
    socket.QIODevice::open(socket.openMode());
}

} // namespace

void SocketBuffers::noteUse(QAbstractSocket *socket)
{
    Q_ASSERT(thread() == QThread::currentThread() && socket);
    if (!m_isWatchingLoop) {
        m_isWatchingLoop = true;
        // Then no function of a socket is under way that may still use its buffers.
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
                &SocketBuffers::release);
    }
    if (std::find(m_used.begin(), m_used.end(), socket) != m_used.end())
        return;
    if (m_used.size() == MaximumHolders)
        release(); // functions of these have all returned
    m_used.emplace_back(socket);
}

void SocketBuffers::release()
{
    for (const QPointer<QAbstractSocket> &socket : m_used) {
        if (!socket)
            continue;
        releaseOf(*socket);
        // Below TLS is a socket of its own.
        if (qobject_cast<QSslSocket *>(socket)) {
            if (auto *plain =
                        socket->findChild<QAbstractSocket *>(QString(), Qt::FindDirectChildrenOnly))
                releaseOf(*plain);
        }
    }
    m_used.clear();
}

} // namespace heartline
