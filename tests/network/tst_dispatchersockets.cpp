// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/dispatchertest.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTimer>

#include <utility>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>

using namespace heartline;
using namespace heartline::test;

namespace {

/// A TCP socket bound to a free port of the loopback address.
class LoopbackSocket {
public:
    LoopbackSocket()
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *generic = reinterpret_cast<sockaddr *>(&m_address);
        socklen_t length = sizeof(m_address);
        m_isBound =
                ::bind(m_fd, generic, length) == 0 && ::getsockname(m_fd, generic, &length) == 0;
    }
    ~LoopbackSocket() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(LoopbackSocket)

    bool isBound() const { return m_isBound; }
    bool listen() const { return ::listen(m_fd, 1) == 0; }
    int accept() const { return ::accept(m_fd, nullptr, nullptr); }
    int connectFrom(int fd) const
    {
        return ::connect(fd, reinterpret_cast<const sockaddr *>(&m_address), sizeof(m_address));
    }

private:
    int m_fd;
    sockaddr_in m_address{};
    bool m_isBound = false;
};

} // namespace

class TestDispatcherSockets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notifiesOfWhatCanBeRead();
    void notifiesOfWhatCanBeWritten();
    void notifiesOfUrgentData();
    void obeysSetEnabled();
    void watchesManyDescriptors();
    void watchesReadingAndWritingTogether();
    void survivesANotifierDeletedByAnother();
    void survivesANotifierThatDeletesItself();
    void survivesAPartnerDeletedByItsRead();
    void watchesADescriptorNumberUsedAgain();
    void watchesADescriptorNumberUsedAgainWithinASlot();
    void reportsTheEndOfAStream();
    void reportsAPipeWithoutReader();
    void reportsAFailedConnect();
    void watchesRegularFiles();
    void leavesSocketsAloneOnRequest();
    void surrendersNothingToAFlood();
    void agreesWithItselfAtRandom();
};

void TestDispatcherSockets::notifiesOfWhatCanBeRead()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);

    pair.feed();
    pass();
    QCOMPARE(spy.size(), 1);
    pass(); // still there: told again
    QCOMPARE(spy.size(), 2);
    QCOMPARE(pair.drain(), 1);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 2);
}

void TestDispatcherSockets::notifiesOfWhatCanBeWritten()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Write);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pass();
    QCOMPARE(spy.size(), 1);
    pair.fill();
    pass();
    QCOMPARE(spy.size(), 1);
}

void TestDispatcherSockets::notifiesOfUrgentData()
{
    // Out-of-band data exists on TCP only.
    const LoopbackSocket listener;
    QVERIFY(listener.isBound() && listener.listen());
    const int near = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(listener.connectFrom(near), 0);
    const int far = listener.accept();
    {
        QSocketNotifier notifier(near, QSocketNotifier::Exception);
        QSignalSpy spy(&notifier, &QSocketNotifier::activated);
        QVERIFY(settle());
        QCOMPARE(spy.size(), 0);
        QCOMPARE(::send(far, "!", 1, MSG_OOB), 1);
        QTRY_VERIFY(!spy.isEmpty());
    }
    ::close(far);
    ::close(near);
}

void TestDispatcherSockets::obeysSetEnabled()
{
    SocketPair pair;
    pair.feed();
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    notifier.setEnabled(false);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);
    notifier.setEnabled(true);
    notifier.setEnabled(false);
    notifier.setEnabled(true);
    pass();
    QCOMPARE(spy.size(), 1);
}

void TestDispatcherSockets::watchesManyDescriptors()
{
    std::vector<std::unique_ptr<SocketPair>> pairs;
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    int activated = 0;
    for (int i = 0; i < 200; ++i) {
        pairs.push_back(std::make_unique<SocketPair>());
        SocketPair *pair = pairs.back().get();
        notifiers.push_back(std::make_unique<QSocketNotifier>(pair->near(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this,
                [pair, &activated] { activated += static_cast<int>(pair->drain()); });
    }
    for (const auto &pair : pairs)
        pair->feed();
    QVERIFY(settle());
    QCOMPARE(activated, 200);
}

void TestDispatcherSockets::watchesReadingAndWritingTogether()
{
    SocketPair pair;
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    QSocketNotifier writer(pair.near(), QSocketNotifier::Write);
    QSignalSpy read(&reader, &QSocketNotifier::activated);
    QSignalSpy written(&writer, &QSocketNotifier::activated);
    pass();
    QCOMPARE(read.size(), 0);
    QCOMPARE(written.size(), 1);

    writer.setEnabled(false);
    pair.feed();
    pass();
    QCOMPARE(read.size(), 1);
    QCOMPARE(written.size(), 1);

    writer.setEnabled(true);
    pass();
    QCOMPARE(read.size(), 2);
    QCOMPARE(written.size(), 2);
}

void TestDispatcherSockets::survivesANotifierDeletedByAnother()
{
    SocketPair first;
    SocketPair second;
    first.feed();
    second.feed();
    auto *one = new QSocketNotifier(first.near(), QSocketNotifier::Read);
    auto *other = new QSocketNotifier(second.near(), QSocketNotifier::Read);
    int activated = 0;
    // Whichever comes first deletes the other.
    connect(one, &QSocketNotifier::activated, this, [&] {
        ++activated;
        first.drain();
        delete std::exchange(other, nullptr);
    });
    connect(other, &QSocketNotifier::activated, this, [&] {
        ++activated;
        second.drain();
        delete std::exchange(one, nullptr);
    });
    QVERIFY(settle());
    QCOMPARE(activated, 1);
    delete one;
    delete other;
}

void TestDispatcherSockets::survivesANotifierThatDeletesItself()
{
    SocketPair pair;
    pair.feed();
    auto *notifier = new QSocketNotifier(pair.near(), QSocketNotifier::Read);
    const QPointer<QSocketNotifier> watched = notifier;
    connect(notifier, &QSocketNotifier::activated, this, [&] {
        notifier->setEnabled(false);
        notifier->deleteLater();
        pair.closeNear();
    });
    QTRY_VERIFY(watched.isNull());
    QVERIFY(settle());
}

void TestDispatcherSockets::survivesAPartnerDeletedByItsRead()
{
    SocketPair pair;
    pair.feed();
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    auto writer = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Write);
    int written = 0;
    connect(writer.get(), &QSocketNotifier::activated, this, [&] {
        ++written;
        writer->setEnabled(false);
    });
    connect(&reader, &QSocketNotifier::activated, this, [&] {
        pair.drain();
        writer.reset();
    });
    QVERIFY(settle());
    QVERIFY(written <= 1);
    QVERIFY(!writer);
}

void TestDispatcherSockets::watchesADescriptorNumberUsedAgain()
{
    auto first = std::make_unique<SocketPair>();
    const int number = first->near();
    auto notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    QVERIFY(settle());
    notifier.reset();
    first.reset();

    SocketPair second;
    QCOMPARE(second.near(), number);
    notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    QSignalSpy spy(notifier.get(), &QSocketNotifier::activated);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 0);
    second.feed();
    pass();
    QCOMPARE(spy.size(), 1);
}

void TestDispatcherSockets::watchesADescriptorNumberUsedAgainWithinASlot()
{
    // Two are readable; the slot of whichever comes first replaces the other one's socket by a
    // silent one of the same number, which must not be taken for readable.
    std::array<std::unique_ptr<SocketPair>, 2> pairs;
    std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
    std::unique_ptr<SocketPair> successor;
    std::unique_ptr<QSocketNotifier> successorNotifier;
    int wrong = 0;
    int right = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        pairs[i] = std::make_unique<SocketPair>();
        pairs[i]->feed();
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i]->near(), QSocketNotifier::Read);
        connect(notifiers[i].get(), &QSocketNotifier::activated, this, [&, i] {
            pairs[i]->drain();
            const std::size_t other = 1 - i;
            const int number = pairs[other]->near();
            notifiers[other].reset();
            pairs[other].reset();
            successor = std::make_unique<SocketPair>();
            const int fd = successor->near() == number ? number : successor->far();
            QCOMPARE(fd, number);
            successorNotifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
            connect(successorNotifier.get(), &QSocketNotifier::activated, this, [&, fd] {
                char byte = 0;
                (::recv(fd, &byte, 1, MSG_DONTWAIT) == 1 ? right : wrong) += 1;
            });
        });
    }
    QVERIFY(settle());
    QCOMPARE(wrong, 0);
    QCOMPARE(right, 0);
    const int fd = static_cast<int>(successorNotifier->socket());
    QCOMPARE(::write(fd == successor->near() ? successor->far() : successor->near(), "x", 1), 1);
    QVERIFY(settle());
    QCOMPARE(right, 1);
    QCOMPARE(wrong, 0);
}

void TestDispatcherSockets::reportsTheEndOfAStream()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pair.closeFar();
    pass();
    QCOMPARE(spy.size(), 1);
}

void TestDispatcherSockets::reportsAPipeWithoutReader()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC), 0);
    const std::array<char, 4'096> block{};
    while (::write(ends[1], block.data(), block.size()) > 0)
        continue;
    {
        QSocketNotifier notifier(ends[1], QSocketNotifier::Write);
        QSignalSpy spy(&notifier, &QSocketNotifier::activated);
        QVERIFY(settle());
        QCOMPARE(spy.size(), 0);
        ::close(ends[0]);
        pass();
        QCOMPARE(spy.size(), 1);
    }
    ::close(ends[1]);
}

void TestDispatcherSockets::reportsAFailedConnect()
{
    const LoopbackSocket notListening;
    QVERIFY(notListening.isBound());
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    notListening.connectFrom(fd);
    int error = 0;
    {
        QSocketNotifier notifier(fd, QSocketNotifier::Write);
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            socklen_t size = sizeof(error);
            ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
            notifier.setEnabled(false);
        });
        QTRY_COMPARE(error, ECONNREFUSED);
    }
    ::close(fd);
}

void TestDispatcherSockets::watchesRegularFiles()
{
    // Always ready, as for poll(); epoll refuses them.
    QTemporaryFile file;
    QVERIFY(file.open());
    QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pass();
    QCOMPARE(spy.size(), 1);
    pass(QEventLoop::WaitForMoreEvents);
    QCOMPARE(spy.size(), 2);
    notifier.setEnabled(false);
    QVERIFY(settle());
    QCOMPARE(spy.size(), 2);
}

void TestDispatcherSockets::leavesSocketsAloneOnRequest()
{
    if (ignoresSocketFlag())
        QSKIP("QEventDispatcherGlib ignores ExcludeSocketNotifiers");
    SocketPair pair;
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    pair.feed();
    for (int i = 0; i < 10; ++i)
        pass(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(spy.size(), 0);
    pass();
    QCOMPARE(spy.size(), 1);
}

void TestDispatcherSockets::surrendersNothingToAFlood()
{
    // A socket that is always readable keeps neither timers nor posted events from their turn.
    SocketPair pair;
    pair.feed();
    QSocketNotifier notifier(pair.near(), QSocketNotifier::Read);
    QTimer timer;
    QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start(1);
    QTRY_VERIFY(spy.size() >= 3);
    bool posted = false;
    QMetaObject::invokeMethod(
            this, [&posted] { posted = true; }, Qt::QueuedConnection);
    pass();
    pass();
    QVERIFY(posted);
}

void TestDispatcherSockets::agreesWithItselfAtRandom()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);

    // Sockets come and go, are switched off and on, get data; each one's reader must have seen just
    // what was sent to it while it was on.
    struct Peer {
        SocketPair pair;
        std::unique_ptr<QSocketNotifier> notifier;
        qsizetype sent = 0;
        qsizetype read = 0;
    };
    std::array<std::unique_ptr<Peer>, 40> peers;
    for (int step = 0; step < 5'000; ++step) {
        auto &peer = peers.at(random.bounded(static_cast<quint32>(peers.size())));
        switch (random.bounded(5)) {
        case 0: { // replace
            peer.reset();
            peer = std::make_unique<Peer>();
            Peer *raw = peer.get();
            peer->notifier =
                    std::make_unique<QSocketNotifier>(peer->pair.near(), QSocketNotifier::Read);
            connect(peer->notifier.get(), &QSocketNotifier::activated, this,
                    [raw] { raw->read += raw->pair.drain(); });
            break;
        }
        case 1:
            peer.reset();
            break;
        case 2:
            if (peer)
                peer->notifier->setEnabled(!peer->notifier->isEnabled());
            break;
        default:
            if (peer) {
                peer->pair.feed();
                ++peer->sent;
            }
            break;
        }
        if (step % 7 != 0)
            continue;
        QVERIFY(settle());
        for (const auto &each : peers) {
            if (each && each->notifier->isEnabled())
                QCOMPARE(each->read, each->sent);
        }
    }
}

int main(int argc, char *argv[])
{
    return runOnWorkerDispatcher<TestDispatcherSockets>(argc, argv);
}

#include "tst_dispatchersockets.moc"
