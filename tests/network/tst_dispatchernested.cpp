// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/dispatchertest.h"

#include <QSocketNotifier>
#include <QTimer>

#include <functional>

using namespace heartline;
using namespace heartline::test;

namespace {

/// A socket that is read whenever it is told to be readable.
class Reader {
public:
    explicit Reader(std::function<void()> onRead)
        : m_notifier(m_pair.near(), QSocketNotifier::Read)
        , m_onRead(std::move(onRead))
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            ++(m_pair.drain() > 0 ? m_served : m_misled);
            m_onRead();
        });
    }

    void feed() { m_pair.feed(); }
    int descriptor() const { return m_pair.near(); }
    int served() const { return m_served; }
    /// Activations without data.
    int misled() const { return m_misled; }

private:
    SocketPair m_pair;
    QSocketNotifier m_notifier;
    std::function<void()> m_onRead;
    int m_served = 0;
    int m_misled = 0;
};

} // namespace

/// Sockets in nested loops: what the outer loop has found ready goes on to the inner one, and comes
/// back.
class TestDispatcherNested : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesSocketsInANestedLoop();
    void servesEachOnce();
    void forgetsASocketClosedInANestedLoop();
    void leavesSocketsToTheOuterLoop();
};

void TestDispatcherNested::servesSocketsInANestedLoop()
{
    SocketPair outer;
    SocketPair inner;
    QSocketNotifier outerNotifier(outer.near(), QSocketNotifier::Read);
    QSocketNotifier innerNotifier(inner.near(), QSocketNotifier::Read);
    QEventLoop loop;
    QList<int> order;
    connect(&innerNotifier, &QSocketNotifier::activated, this, [&] {
        inner.drain();
        order.append(2);
        loop.quit();
    });
    connect(&outerNotifier, &QSocketNotifier::activated, this, [&] {
        outer.drain();
        order.append(1);
        inner.feed();
        loop.exec();
        order.append(3);
    });
    outer.feed();
    QVERIFY(settle());
    QCOMPARE(order, (QList{1, 2, 3}));
}

void TestDispatcherNested::servesEachOnce()
{
    // Three are ready. The slot of the first runs a loop that serves the second, whose slot deletes
    // the third.
    std::array<std::unique_ptr<Reader>, 3> readers;
    QList<std::size_t> order;
    QEventLoop nested;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        readers[i] = std::make_unique<Reader>([&, i] {
            order.append(i);
            if (order.size() == 1) {
                nested.exec();
            } else if (order.size() == 2) {
                readers[3 - order[0] - order[1]].reset();
                nested.quit();
            }
        });
    }
    for (const auto &reader : readers)
        reader->feed();
    QVERIFY(settle());
    QCOMPARE(order.size(), 2);
    for (int round = 1; round <= 2; ++round) {
        for (const auto &reader : readers) {
            if (!reader)
                continue;
            QCOMPARE(reader->served(), round);
            QCOMPARE(reader->misled(), 0);
            reader->feed();
        }
        QVERIFY(settle());
    }
}

void TestDispatcherNested::forgetsASocketClosedInANestedLoop()
{
    // Two are ready. The slot of the first runs a loop in which the other one is closed, and a
    // silent socket gets its number.
    std::array<std::unique_ptr<Reader>, 2> readers;
    std::unique_ptr<Reader> successor;
    int read = 0;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        readers[i] = std::make_unique<Reader>([&, i] {
            ++read;
            const auto replaceOther = [&, i] {
                const int number = readers[1 - i]->descriptor();
                readers[1 - i].reset();
                successor = std::make_unique<Reader>([] {});
                QCOMPARE(successor->descriptor(), number);
            };
            QMetaObject::invokeMethod(this, replaceOther, Qt::QueuedConnection);
            pass();
        });
    }
    for (const auto &reader : readers)
        reader->feed();
    QVERIFY(settle());
    QCOMPARE(read, 1);
    QVERIFY(successor);
    QCOMPARE(successor->misled(), 0);
    successor->feed();
    QVERIFY(settle());
    QCOMPARE(successor->served(), 1);
    QCOMPARE(successor->misled(), 0);
}

void TestDispatcherNested::leavesSocketsToTheOuterLoop()
{
    if (ignoresSocketFlag())
        QSKIP("QEventDispatcherGlib ignores ExcludeSocketNotifiers");
    std::array<std::unique_ptr<Reader>, 2> readers;
    int read = 0;
    int readInside = 0;
    for (auto &reader : readers) {
        reader = std::make_unique<Reader>([&] {
            if (++read > 1)
                return;
            QEventLoop nested;
            QTimer::singleShot(2, &nested, &QEventLoop::quit);
            nested.exec(QEventLoop::ExcludeSocketNotifiers);
            readInside = read - 1;
        });
    }
    for (const auto &reader : readers)
        reader->feed();
    QVERIFY(settle());
    QCOMPARE(readInside, 0);
    for (const auto &reader : readers) {
        QCOMPARE(reader->served(), 1);
        QCOMPARE(reader->misled(), 0);
    }
}

int main(int argc, char *argv[])
{
    return runOnWorkerDispatcher<TestDispatcherNested>(argc, argv);
}

#include "tst_dispatchernested.moc"
