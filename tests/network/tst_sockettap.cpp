// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/sockettap.h"
#include "network/unittracker.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <functional>

#include <sys/socket.h>

using namespace heartline;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms = 1'000'000;

/// Does something once, after the tap has looked and before Qt reads.
class BeforeReading : public QObject {
public:
    explicit BeforeReading(std::function<void()> action)
        : m_action(std::move(action))
    {
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::SockAct)
            std::exchange(m_action, [] {})();
        return false;
    }

private:
    std::function<void()> m_action;
};

/// Notes the pongs that it is told of.
class PongRecorder final : public SocketTap::Listener {
public:
    void onAboutToRead() override { }
    void onPongTaken(const QByteArray &payload) override { pongs.append(payload); }

    QList<QByteArray> pongs;
};

void spin(qint64 ns)
{
    const qint64 until = Clock::monotonicNs() + ns;
    while (Clock::monotonicNs() < until) { }
}

} // namespace

/// What the tap tells of a real socket; and the tracker that it reads by.
class TestSocketTap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unitsAreFollowed_data();
    void unitsAreFollowed();
    void oneFrameHasOneTime();
    void framesReadTogether();
    void frameBetweenLookAndRead();
    void framesInPieces();
    void caughtUp();
    void caughtUpWithAFlood();
    void endThatWaitsIsNotSilence();
    void departureIsThatOfTheLastByte();
    void pongsArePassedByQt();
    void pongsAmongOthersAreNot_data();
    void pongsAmongOthersAreNot();
    void writingPastQt();

private:
    void send(const QByteArray &data);

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QTcpSocket> m_socket;
    PongRecorder m_recorder;
    std::unique_ptr<SocketTap> m_tap;
    std::unique_ptr<BeforeReading> m_beforeReading;
    QTcpSocket *m_peer = nullptr; ///< Child of m_server.
};

void TestSocketTap::init()
{
    m_tap.reset();
    m_recorder.pongs.clear();
    m_socket = std::make_unique<QTcpSocket>();
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_socket->connectToHost(QHostAddress::LocalHost, m_server->serverPort());
    QTRY_COMPARE(m_socket->state(), QAbstractSocket::ConnectedState);
    QTRY_VERIFY(m_server->hasPendingConnections());
    m_peer = m_server->nextPendingConnection();
    m_tap = std::make_unique<SocketTap>(m_recorder);
    m_tap->attach(m_socket.get());
    send("HTTP/1.1 101 x\r\n\r\n");
    QTRY_COMPARE(m_socket->bytesAvailable(), 18);
    m_socket->readAll();
}

/// At once into the kernel.
void TestSocketTap::send(const QByteArray &data)
{
    QCOMPARE(::send(static_cast<int>(m_peer->socketDescriptor()), data.constData(),
                    static_cast<std::size_t>(data.size()), 0),
             data.size());
}

void TestSocketTap::unitsAreFollowed_data()
{
    QTest::addColumn<UnitTracker::Stream>("stream");
    QTest::addColumn<QList<QByteArray>>("reads");
    QTest::addColumn<QList<bool>>("expected");
    const auto ws = UnitTracker::Stream::WebSocket;
    const auto tls = UnitTracker::Stream::Tls;
    const QByteArray answer("HTTP/1.1 101 x\r\nA: b\r\n\r\n");
    const QByteArray pong("\x8a\x02hi", 4);
    const QByteArray empty("\x8a\x00", 2);
    const QByteArray long16 = QByteArray("\x82\x7e\x01\x00", 4) + QByteArray(256, 'x');
    const QByteArray long64 =
            QByteArray("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10) + QByteArray(65'536, 'x');
    const QByteArray record("\x17\x03\x03\x00\x02hi", 7);
    QTest::newRow("single") << ws << QList{answer, pong, empty, long16, long64, pong}
                            << QList{false, true, true, true, true, true};
    QTest::newRow("two together") << ws << QList{answer, pong + pong, pong}
                                  << QList{false, false, true};
    QTest::newRow("behind the answer") << ws << QList{answer + pong, pong} << QList{true, true};
    QTest::newRow("answer in pieces")
            << ws << QList{answer.left(22), answer.mid(22), pong} << QList{false, false, true};
    // What is cut like a frame is none: the second read ends one and begins another.
    QTest::newRow("in pieces") << ws << QList{answer,
                                              pong.left(1),
                                              pong.mid(1),
                                              pong.left(3),
                                              pong.mid(3) + pong.left(2),
                                              pong.mid(2)}
                               << QList{false, false, true, false, false, true};
    QTest::newRow("long, in pieces") << ws
                                     << QList{answer, long64.left(5), long64.mid(5, 40'000),
                                              long64.mid(40'005), long16 + pong}
                                     << QList{false, false, false, true, false};
    QTest::newRow("records") << tls << QList{record, record + record, record.left(6), record.mid(6)}
                             << QList{true, false, false, true};
}

void TestSocketTap::unitsAreFollowed()
{
    QFETCH(UnitTracker::Stream, stream);
    QFETCH(QList<QByteArray>, reads);
    QFETCH(QList<bool>, expected);
    UnitTracker tracker(stream);
    QList<bool> results;
    for (const QByteArray &read : reads)
        results.append(tracker.take(read.constData(), static_cast<std::size_t>(read.size())));
    QCOMPARE(results, expected);
}

void TestSocketTap::oneFrameHasOneTime()
{
    if (m_tap->timeSource() != TimeSource::Kernel)
        QSKIP("the kernel does not tell when data arrived");
    // The kernel may begin to note the times a moment after it was asked to; they are bounded
    // before that as well.
    qint64 width = 0;
    for (int i = 0; i < 100 && (i == 0 || width > ms); ++i) {
        const qint64 before = Clock::monotonicNs();
        send("\x8a\x02hi");
        const qint64 after = Clock::monotonicNs();
        spin(3 * ms); // the loop is busy elsewhere
        QTRY_COMPARE(m_socket->bytesAvailable(), 4);
        m_socket->readAll();
        const SocketTap::Arrival arrival = *m_tap->lastArrival();
        QVERIFY(arrival.latestNs >= before);
        QVERIFY(arrival.earliestNs <= after);
        width = arrival.latestNs - arrival.earliestNs;
    }
    QVERIFY2(width <= ms, qPrintable(QString::number(width)));
}

void TestSocketTap::framesReadTogether()
{
    // The kernel keeps one time for both: that of the second.
    send("\x8a\x02hi");
    const qint64 firstThere = Clock::monotonicNs();
    spin(3 * ms);
    const qint64 before = Clock::monotonicNs();
    send("\x81\x04news");
    QTRY_COMPARE(m_socket->bytesAvailable(), 10);
    QVERIFY(m_tap->lastArrival()->earliestNs <= firstThere);
    QVERIFY(m_tap->lastArrival()->latestNs >= before);
}

void TestSocketTap::frameBetweenLookAndRead()
{
    qint64 secondNs = 0;
    m_beforeReading = std::make_unique<BeforeReading>([this, &secondNs] {
        secondNs = Clock::monotonicNs();
        send("\x8a\x02hi");
    });
    // Filters run from the last one installed to the first.
    const auto notifiers = m_socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() != QSocketNotifier::Read)
            continue;
        notifier->removeEventFilter(m_tap.get());
        notifier->installEventFilter(m_beforeReading.get());
        notifier->installEventFilter(m_tap.get());
    }
    send("\x81\x04news");
    QList<QByteArray> read;
    QList<SocketTap::Arrival> arrivals;
    connect(m_socket.get(), &QIODevice::readyRead, this, [&] {
        read.append(m_socket->readAll());
        arrivals.append(*m_tap->lastArrival());
    });
    QTRY_COMPARE(read, (QList<QByteArray>{"\x81\x04news", "\x8a\x02hi"}));
    QVERIFY(arrivals[0].latestNs <= secondNs);
    QVERIFY(arrivals[1].latestNs >= secondNs);
}

void TestSocketTap::framesInPieces()
{
    // Qt's buffer is not full of what a reader leaves in it.
    for (const char *piece : {"\x81", "\x04", "n", "ew", "s"}) {
        const qint64 available = m_socket->bytesAvailable();
        send(piece);
        QTRY_VERIFY(m_socket->bytesAvailable() > available);
    }
    m_peer->disconnectFromHost();
    QTRY_COMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_tap->end(), SocketTap::End::EndOfStream);
    QCOMPARE(m_socket->readAll(), "\x81\x04news");
}

void TestSocketTap::caughtUp()
{
    const qint64 idle = Clock::monotonicNs();
    QVERIFY(m_tap->caughtUpNs() >= idle);
    const qint64 before = Clock::monotonicNs();
    send("\x8a\x02hi");
    QVERIFY(m_tap->caughtUpNs() <= before);
    QVERIFY(m_tap->caughtUpNs() <= before);
    QTRY_COMPARE(m_socket->bytesAvailable(), 4);
    QVERIFY(m_tap->caughtUpNs() > before);
}

void TestSocketTap::caughtUpWithAFlood()
{
    // More than is read at a time, and ever more behind it: what was there has been read some time.
    const QByteArray some = QByteArray("\x82\x7d", 2) + QByteArray(125, 'x');
    const QByteArray flood = some.repeated(500);
    send(flood);
    connect(m_socket.get(), &QIODevice::readyRead, this, [&] { send(flood); });
    const qint64 asked = Clock::monotonicNs();
    QVERIFY(m_tap->caughtUpNs() < asked);
    QTRY_VERIFY(m_tap->caughtUpNs() >= asked);
}

void TestSocketTap::endThatWaitsIsNotSilence()
{
    const qint64 before = Clock::monotonicNs();
    ::shutdown(static_cast<int>(m_peer->socketDescriptor()), SHUT_WR);
    QVERIFY(m_tap->caughtUpNs() <= before);
}

void TestSocketTap::departureIsThatOfTheLastByte()
{
    if (m_tap->timeSource() != TimeSource::Kernel)
        QSKIP("the kernel does not tell when data left");
    const qint64 before = Clock::monotonicNs();
    m_socket->write("one");
    QVERIFY(m_socket->flush());
    const auto departure = m_tap->takeDeparture(before);
    QVERIFY(departure.earliestNs >= before && departure.earliestNs <= Clock::monotonicNs());
    // Loopback tells when it has a packet, and has it at once.
    QVERIFY(departure.latestNs > departure.earliestNs);
    QVERIFY(!m_tap->hasUnsentData());

    // One that leaves, and then so much that the end of it waits for the peer to read.
    m_socket->write("two");
    QVERIFY(m_socket->flush());
    m_socket->write(QByteArray(16'000'000, 'x'));
    m_socket->flush();
    QVERIFY(m_tap->hasUnsentData());
    const auto waiting = m_tap->takeDeparture(before);
    QVERIFY(!waiting.earliestNs && !waiting.latestNs);
}

void TestSocketTap::pongsArePassedByQt()
{
    if (!m_tap->isDirect())
        QSKIP("data cannot be taken past Qt here");
    send("\x8a\x02hi"); // nobody wants them yet
    QTRY_COMPARE(m_socket->bytesAvailable(), 4);
    m_socket->readAll();
    QCOMPARE(m_recorder.pongs, QList<QByteArray>());

    m_tap->takePongs();
    const qint64 before = Clock::monotonicNs();
    send("\x8a\x02hi\x8a\x05there");
    QTRY_COMPARE(m_recorder.pongs, (QList<QByteArray>{"hi", "there"}));
    QCOMPARE(m_socket->bytesAvailable(), 0);
    QVERIFY(m_tap->lastArrival()->latestNs >= before);
    QCOMPARE(m_tap->readBytes(), 18U + 4U + 11U);
    QVERIFY(m_tap->caughtUpNs() > before);

    send("\x81\x04news"); // is Qt's, as before
    QTRY_COMPARE(m_socket->bytesAvailable(), 6);
    QCOMPARE(m_socket->readAll(), "\x81\x04news");
    send("\x8a\x03yes");
    QTRY_COMPARE(m_recorder.pongs.size(), 3);
    m_peer->disconnectFromHost();
    QTRY_COMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_tap->end(), SocketTap::End::EndOfStream);
}

void TestSocketTap::pongsAmongOthersAreNot_data()
{
    QTest::addColumn<QList<QByteArray>>("pieces");
    using Pieces = QList<QByteArray>;
    QTest::newRow("before a text") << Pieces{"\x8a\x02hi\x81\x04news"};
    QTest::newRow("behind a text") << Pieces{"\x81\x04news\x8a\x02hi"};
    QTest::newRow("like one inside a text") << Pieces{"\x81\x04", "\x8a\x02hi"};
    QTest::newRow("in pieces") << Pieces{"\x8a\x05", "there"};
    QTest::newRow("not valid") << Pieces{"\xca\x02hi"};
}

void TestSocketTap::pongsAmongOthersAreNot()
{
    QFETCH(QList<QByteArray>, pieces);
    m_tap->takePongs();
    QByteArray all;
    for (const QByteArray &piece : pieces) {
        all += piece;
        send(piece);
        QTRY_COMPARE(m_socket->bytesAvailable(), all.size());
    }
    QCOMPARE(m_socket->readAll(), all);
    QCOMPARE(m_recorder.pongs, QList<QByteArray>());
}

void TestSocketTap::writingPastQt()
{
    if (!m_tap->isDirect())
        QSKIP("data cannot be written past Qt here");
    const qint64 before = Clock::monotonicNs();
    QCOMPARE(m_tap->write("one"), 3);
    QVERIFY(m_tap->lastWriteNs() >= before);
    if (m_tap->timeSource() == TimeSource::Kernel) {
        const auto departure = m_tap->takeDeparture(before);
        QVERIFY(departure.earliestNs >= before && departure.latestNs > departure.earliestNs);
    }
    QTRY_COMPARE(m_peer->bytesAvailable(), 3);
    QCOMPARE(m_peer->readAll(), "one");

    // As much as goes in while the peer does not read; then nothing, which is no error.
    m_peer->setReadBufferSize(1);
    const QByteArray much(1'000'000, 'x');
    qint64 taken = 0;
    for (qint64 written = 1; written > 0; taken += written)
        written = m_tap->write(much);
    QVERIFY(taken > 0);
    QCOMPARE(m_socket->error(), QAbstractSocket::UnknownSocketError);

    m_peer->abort();
    QTRY_VERIFY(m_tap->write("two") < 0);
    QTRY_COMPARE(m_socket->state(), QAbstractSocket::UnconnectedState); // Qt finds it by itself
}

QTEST_GUILESS_MAIN(TestSocketTap)
#include "tst_sockettap.moc"
