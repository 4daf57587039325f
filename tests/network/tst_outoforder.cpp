// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "network/sockettap.h"
#include "network/tunpeer.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;

class NoListener final : public SocketTap::Listener {
public:
    void onAboutToRead() override { }
    void onPongTaken(const QByteArray &) override { }
};

void spin(qint64 ns)
{
    const qint64 until = Clock::monotonicNs() + ns;
    while (Clock::monotonicNs() < until) { }
}

const QByteArray pong("\x8a\x02hi");
const QByteArray news("\x81\x04news");

} // namespace

/// What is said of the time of a message whose segments did not come in their order.
class TestOutOfOrder : public QObject {
    Q_OBJECT

public:
    explicit TestOutOfOrder(test::TunPeer &peer)
        : m_peer(peer)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void inOrder();
    void lostAndSentAgain();
    void readAroundTheGap();

private:
    /// Sends a segment that fills the gap; returns what is told of all that can be read then.
    SocketTap::Arrival arrivalOf(const QByteArray &all);

    test::TunPeer &m_peer;
    NoListener m_listener;
    QTcpSocket m_socket;
    std::unique_ptr<SocketTap> m_tap;
};

void TestOutOfOrder::initTestCase()
{
    if (!m_peer.problem().isEmpty())
        QSKIP(qPrintable(m_peer.problem()));
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(QHostAddress(QString::fromLatin1(test::TunPeer::Address)),
                           test::TunPeer::Port);
    QVERIFY(m_peer.accept());
    QTRY_COMPARE(m_socket.state(), QAbstractSocket::ConnectedState);
    m_tap = std::make_unique<SocketTap>(m_listener);
    m_tap->attach(&m_socket);
    if (m_tap->timeSource() != TimeSource::Kernel)
        QSKIP("the kernel does not tell when data arrived");
    const QByteArray answer("HTTP/1.1 101 x\r\n\r\n");
    m_peer.send(answer);
    arrivalOf(answer);
}

SocketTap::Arrival TestOutOfOrder::arrivalOf(const QByteArray &all)
{
    QByteArray read;
    [&] { QTRY_COMPARE(m_socket.bytesAvailable(), all.size()); }();
    read = m_socket.readAll();
    [&] { QCOMPARE(read, all); }();
    m_peer.advance(static_cast<int>(all.size()));
    return *m_tap->lastArrival();
}

void TestOutOfOrder::inOrder()
{
    // The kernel may begin to note the times a moment after it was asked to.
    qint64 width = ms + 1;
    for (int i = 0; i < 100 && width > ms; ++i) {
        const qint64 before = Clock::monotonicNs();
        m_peer.send(pong);
        const qint64 after = Clock::monotonicNs();
        spin(3 * ms); // the loop is busy elsewhere
        const SocketTap::Arrival arrival = arrivalOf(pong);
        QVERIFY(arrival.latestNs >= before && arrival.earliestNs <= after);
        width = arrival.latestNs - arrival.earliestNs;
    }
    QVERIFY2(width <= ms, qPrintable(QString::number(width)));
}

void TestOutOfOrder::lostAndSentAgain()
{
    m_peer.send(news, static_cast<int>(pong.size()));
    spin(20 * ms);
    const qint64 again = Clock::monotonicNs();
    m_peer.send(pong);
    const SocketTap::Arrival arrival = arrivalOf(pong + news);
    QVERIFY(arrival.earliestNs <= again);
    QVERIFY(arrival.latestNs >= again);
}

void TestOutOfOrder::readAroundTheGap()
{
    // What came before the gap is read while what came behind it waits.
    m_peer.send(news);
    m_peer.send(news, static_cast<int>(news.size() + pong.size()));
    arrivalOf(news);
    spin(20 * ms);
    const qint64 again = Clock::monotonicNs();
    m_peer.send(pong);
    QVERIFY(arrivalOf(pong + news).latestNs >= again);
}

int main(int argc, char *argv[])
{
    test::TunPeer peer; // first: it needs a process without threads
    const QCoreApplication application(argc, argv);
    TestOutOfOrder test(peer);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_outoforder.moc"
