// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/socketbuffers.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#endif

using namespace heartline;

/// Sockets that give their buffers back lose no byte, and take less memory.
class TestSocketBuffers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_pairs.clear(); }

    void carriesOn();
    void keepsUnreadData();
    void keepsUnsentData();
    void outlivesSockets();
    void releasesMemory();
    void holdsLittleMemoryInABurst();

private:
    struct Pair {
        std::unique_ptr<QTcpSocket> here;
        std::unique_ptr<QTcpSocket> there;
    };
    void connectPairs(std::size_t count);
    /// Until the loop has slept: QTRY_* and processEvents() do not let it.
    static void idle();

    QTcpServer m_server;
    std::vector<Pair> m_pairs;
    SocketBuffers m_buffers;
};

void TestSocketBuffers::init()
{
    if (!m_server.isListening())
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestSocketBuffers::connectPairs(std::size_t count)
{
    while (m_pairs.size() < count) {
        Pair pair{std::make_unique<QTcpSocket>(), nullptr};
        pair.here->connectToHost(QHostAddress::LocalHost, m_server.serverPort());
        QVERIFY(m_server.waitForNewConnection(5'000));
        pair.there.reset(m_server.nextPendingConnection());
        pair.there->setParent(nullptr);
        QVERIFY(pair.here->waitForConnected());
        m_pairs.push_back(std::move(pair));
    }
}

void TestSocketBuffers::idle()
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::milliseconds(1), &loop, &QEventLoop::quit);
    loop.exec();
}

void TestSocketBuffers::carriesOn()
{
    connectPairs(1);
    auto &[here, there] = m_pairs.front();
    QByteArray received;
    QByteArray echoed;
    connect(there.get(), &QIODevice::readyRead, this, [&, peer = there.get()] {
        received += peer->readAll();
        peer->write("answer");
        m_buffers.noteUse(peer);
    });
    connect(here.get(), &QIODevice::readyRead, this, [&, socket = here.get()] {
        echoed += socket->readAll();
        m_buffers.noteUse(socket);
    });
    for (int round = 1; round <= 20; ++round) {
        here->write("beat");
        m_buffers.noteUse(here.get());
        QTRY_COMPARE(echoed, QByteArray("answer").repeated(round));
        idle();
    }
    QCOMPARE(received, QByteArray("beat").repeated(20));
    QVERIFY(here->isReadable() && here->isWritable());
}

void TestSocketBuffers::keepsUnreadData()
{
    connectPairs(1);
    auto &[here, there] = m_pairs.front();
    there->write("unread");
    QTRY_COMPARE(here->bytesAvailable(), 6);
    m_buffers.noteUse(here.get());
    idle();
    there->write(", and more");
    QTRY_COMPARE(here->bytesAvailable(), 16);

    here->startTransaction();
    QCOMPARE(here->read(16), "unread, and more");
    m_buffers.noteUse(here.get());
    idle();
    there->write(".");
    QTRY_COMPARE(here->bytesAvailable(), 1);
    here->rollbackTransaction();
    QCOMPARE(here->readAll(), "unread, and more.");
}

void TestSocketBuffers::keepsUnsentData()
{
    connectPairs(1);
    auto &[here, there] = m_pairs.front();
    there->setReadBufferSize(1); // reads slowly
    const QByteArray block(8'000'000, 'x');
    here->write(block);
    QSignalSpy written(here.get(), &QIODevice::bytesWritten);
    QVERIFY(written.wait());
    QVERIFY(here->bytesToWrite() > 0);
    m_buffers.noteUse(here.get());
    idle();
    QByteArray received;
    there->setReadBufferSize(0);
    connect(there.get(), &QIODevice::readyRead, this,
            [&, peer = there.get()] { received += peer->readAll(); });
    received += there->readAll();
    QTRY_COMPARE(received.size(), block.size());
    QVERIFY(received == block);
}

void TestSocketBuffers::outlivesSockets()
{
    connectPairs(2);
    for (const Pair &pair : m_pairs)
        m_buffers.noteUse(pair.here.get());
    m_pairs.front().here.reset();
    m_pairs.back().here->abort();
    QSignalSpy ended(m_pairs.back().there.get(), &QTcpSocket::disconnected);
    QVERIFY(ended.count() > 0 || ended.wait());
    QCOMPARE(m_pairs.back().here->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!m_pairs.back().here->isOpen());
}

void TestSocketBuffers::releasesMemory()
{
#ifdef M_MMAP_THRESHOLD
    constexpr std::size_t count = 50;
    connectPairs(count);
    int received = 0;
    for (const Pair &pair : m_pairs) {
        pair.here->write("beat");
        connect(pair.there.get(), &QIODevice::readyRead, this,
                [&received, peer = pair.there.get()] {
                    peer->readAll();
                    ++received;
                });
    }
    QTRY_COMPARE(received, static_cast<int>(count));
    const auto held = mallinfo2().uordblks;
    for (const Pair &pair : m_pairs) {
        m_buffers.noteUse(pair.here.get());
        m_buffers.noteUse(pair.there.get());
    }
    // 32 KB of each that wrote, 16 KB of each that read.
    idle();
    QVERIFY2(mallinfo2().uordblks + count * 40'000 < held, "the buffers are still there");
#else
    QSKIP("Only glibc's own allocator tells how much is in use");
#endif
}

void TestSocketBuffers::holdsLittleMemoryInABurst()
{
#ifdef M_MMAP_THRESHOLD
    constexpr std::size_t count = 64;
    connectPairs(count);
    const auto before = mallinfo2().uordblks;
    for (const Pair &pair : m_pairs) {
        pair.here->write("beat");
        QVERIFY(pair.here->flush());
        m_buffers.noteUse(pair.here.get());
    }
    // 32 KB of each that wrote.
    const auto held = mallinfo2().uordblks - before;
    QVERIFY2(held < 2 * SocketBuffers::MaximumHolders * 33'000, "all hold their buffers");
#else
    QSKIP("Only glibc's own allocator tells how much is in use");
#endif
}

QTEST_GUILESS_MAIN(TestSocketBuffers)
#include "tst_socketbuffers.moc"
