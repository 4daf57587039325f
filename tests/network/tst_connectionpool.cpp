// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectionpool.h"
#include "network/connectionworker.h"
#include "network/monitoredconnection.h"
#include "support/rawserver.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a pool reports, and a way to hold up its workers.
class Reports {
public:
    Reports() = default;
    ~Reports() { clear(); }
    Q_DISABLE_COPY_MOVE(Reports)

    /// Locks, although the threads have ended: ThreadSanitizer does not see how Qt waits for them.
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_beats.clear();
        m_events.clear();
        m_threads.clear();
        m_stall = 0ms;
    }
    UpdateSink sink()
    {
        return [this](const UpdateBatchPtr &batch) {
            std::chrono::milliseconds stall{0};
            {
                const std::lock_guard lock(m_mutex);
                m_beats.insert(m_beats.end(), batch->beats.begin(), batch->beats.end());
                m_events.insert(m_events.end(), batch->events.begin(), batch->events.end());
                for (const ConnectionStatus &status : batch->statuses)
                    m_threads[status.connection] = std::this_thread::get_id();
                stall = std::exchange(m_stall, 0ms);
            }
            if (stall > 0ms)
                std::this_thread::sleep_for(stall); // is what it is about: nobody waits for it
        };
    }
    void stallOnce(std::chrono::milliseconds stall)
    {
        const std::lock_guard lock(m_mutex);
        m_stall = stall;
    }
    /// Which worker's thread reported each connection.
    std::map<ConnectionId, std::thread::id> threads() const
    {
        const std::lock_guard lock(m_mutex);
        return m_threads;
    }
    std::vector<Beat> beats() const
    {
        const std::lock_guard lock(m_mutex);
        return m_beats;
    }
    std::vector<ConnectionEvent> events() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    std::ptrdiff_t count(const std::function<bool(const ConnectionEvent &)> &matches) const
    {
        const std::lock_guard lock(m_mutex);
        return std::count_if(m_events.begin(), m_events.end(), matches);
    }
    /// How often one came into that state; an event within it (a gap) does not count.
    std::ptrdiff_t count(ConnectionState to) const
    {
        return count(
                [to](const ConnectionEvent &event) { return event.to == to && event.from != to; });
    }

private:
    mutable std::mutex m_mutex; ///< Protects all below.
    std::vector<Beat> m_beats;
    std::vector<ConnectionEvent> m_events;
    std::map<ConnectionId, std::thread::id> m_threads;
    std::chrono::milliseconds m_stall{0};
};

bool isGap(const ConnectionEvent &event)
{
    return event.cause.cause == Cause::MonitoringGap;
}

} // namespace

/// Many connections in threads of their own.
class TestConnectionPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ownStallIsNoSilence();
    void closedDuringAStall();
    void massCut();
    void comesBackToTheSameWorker();
    void sharesOutEvenly();
    void commandsRunInSlices();

private:
    // More than the event dispatcher serves at a time.
    static constexpr int Many = 120;

    void addMany(ConnectionPool &pool, Profile profile);
    /// Adds so many that do not connect; the thread of each.
    std::map<std::thread::id, QList<ConnectionId>> addIdle(ConnectionPool &pool, int count);

    std::unique_ptr<RawServer> m_server;
    Reports m_reports;
};

void TestConnectionPool::init()
{
    m_server = std::make_unique<RawServer>();
    QVERIFY(m_server->listen());
    m_reports.clear();
}

void TestConnectionPool::addMany(ConnectionPool &pool, Profile profile)
{
    for (int i = 0; i < Many; ++i) {
        profile.id = QUuid::createUuid();
        pool.assign(std::make_shared<const Profile>(profile), {}, true);
    }
    QTRY_COMPARE(m_reports.count(ConnectionState::Open), Many);
}

void TestConnectionPool::ownStallIsNoSilence()
{
    // Every other beat is under way when the worker is held up for longer than the timeout. All
    // answers are there when it goes on, but not read.
    m_server->onFrame = [](QTcpSocket *socket, int opcode, const QByteArray &payload) {
        QTimer::singleShot(200ms, socket, [=] { RawServer::answer(socket, opcode, payload); });
    };
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.interval = 400ms;
    profile.heartbeat.timeout = 700ms;
    profile.heartbeat.late = 700ms;
    profile.heartbeat.missesAllowed = 1;
    ConnectionPool pool({.workers = 1, .sink = m_reports.sink()});
    addMany(pool, profile);
    m_reports.stallOnce(1'500ms);
    QTRY_COMPARE(m_reports.count(isGap), Many);
    const auto beats = m_reports.beats().size();
    QTRY_VERIFY(m_reports.beats().size() >= beats + 2 * Many);
    QCOMPARE(m_reports.count(ConnectionState::Waiting), 0);
    QCOMPARE(m_reports.count(ConnectionState::Degraded), 0);
}

void TestConnectionPool::closedDuringAStall()
{
    // When the worker goes on, a beat of each is due in the pass that reads the Close frame.
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.interval = 200ms;
    profile.heartbeat.missesAllowed = 1;
    profile.reconnect.initial = 1h;
    profile.reconnect.maximum = 1h;
    ConnectionPool pool({.workers = 1, .sink = m_reports.sink()});
    addMany(pool, profile);
    QTRY_VERIFY(m_reports.beats().size() >= Many);
    m_reports.stallOnce(600ms);
    const auto sockets = m_server->sockets();
    for (QTcpSocket *socket : sockets)
        socket->write(RawServer::frame(8, "\x03\xe9"));
    QTRY_COMPARE(m_reports.count(ConnectionState::Waiting), Many);
    QCOMPARE(m_reports.count([](const ConnectionEvent &event) {
        return event.cause.cause == Cause::CloseFrame;
    }),
             Many);
}

void TestConnectionPool::massCut()
{
    ConnectionPool pool({.workers = 2, .sink = m_reports.sink()});
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.timeout = 5s;
    profile.heartbeat.late = 5s;
    addMany(pool, profile);
    const auto sockets = m_server->sockets();
    for (QTcpSocket *socket : sockets)
        RawServer::reset(socket);
    // Each comes back, by itself and once.
    QTRY_COMPARE(m_reports.count(ConnectionState::Open), 2 * Many);
    QCOMPARE(m_reports.count(ConnectionState::Waiting), Many);
    const auto events = m_reports.events();
    for (const ConnectionEvent &event : events) {
        if (event.to == ConnectionState::Waiting)
            QCOMPARE(event.cause.cause, Cause::ConnectionReset);
    }
}

void TestConnectionPool::comesBackToTheSameWorker()
{
    // It waits for an answer while it closes; the other worker has less to do meanwhile.
    m_server->onFrame = [](QTcpSocket *, int, const QByteArray &) {};
    Profile profile = profileFor(m_server->url());
    profile.heartbeat.timeout = 300ms;
    ConnectionPool pool({.workers = 2, .sink = m_reports.sink()});
    std::vector<ConnectionId> ids;
    for (int i = 0; i < 5; ++i) {
        profile.id = QUuid::createUuid();
        ids.push_back(profile.id);
        pool.assign(std::make_shared<const Profile>(profile), {}, i == 0);
    }
    QTRY_COMPARE(m_reports.count(ConnectionState::Open), 1);
    QTRY_VERIFY(!m_server->sockets().isEmpty());
    pool.remove(ids[1]);
    pool.remove(ids[3]);
    pool.remove(ids[0]);
    profile.id = ids[0];
    pool.assign(std::make_shared<const Profile>(profile), {}, true);
    QTRY_COMPARE(m_reports.count(ConnectionState::Open), 2);
    std::vector<ConnectionState> states;
    const auto events = m_reports.events();
    for (const ConnectionEvent &event : events) {
        if (event.connection == ids[0] && event.to != ConnectionState::Degraded)
            states.push_back(event.to);
    }
    using State = ConnectionState;
    QCOMPARE(states,
             (std::vector{State::Connecting, State::Open, State::Closing, State::Idle,
                          State::Connecting, State::Open}));
}

std::map<std::thread::id, QList<ConnectionId>> TestConnectionPool::addIdle(ConnectionPool &pool,
                                                                           int count)
{
    m_reports.clear();
    Profile profile = profileFor(m_server->url());
    for (int i = 0; i < count; ++i) {
        profile.id = QUuid::createUuid();
        pool.assign(std::make_shared<const Profile>(profile), {}, false);
    }
    const auto reported = [&] { return static_cast<int>(m_reports.threads().size()) == count; };
    std::map<std::thread::id, QList<ConnectionId>> result;
    if (QTest::qWaitFor(reported)) {
        for (const auto &[connection, thread] : m_reports.threads())
            result[thread].append(connection);
    }
    return result;
}

void TestConnectionPool::sharesOutEvenly()
{
    ConnectionPool pool({.workers = 2, .sink = m_reports.sink()});
    const auto first = addIdle(pool, 10);
    QCOMPARE(first.size(), 2U);
    for (const auto &[thread, connections] : first)
        QCOMPARE(connections.size(), 5);

    const auto &[emptied, leaving] = *first.begin();
    for (const ConnectionId &connection : leaving)
        pool.remove(connection);
    // One more in each worker: when these are there, the others are gone, and the pool knows it.
    QCOMPARE(addIdle(pool, 2).size(), 2U);
    QCoreApplication::processEvents();

    const auto next = addIdle(pool, 5);
    QCOMPARE(next.size(), 1U);
    QVERIFY(next.contains(emptied));
}

void TestConnectionPool::commandsRunInSlices()
{
    SessionCounter sessions;
    ConnectionWorker worker(0, 1, m_reports.sink(), sessions);
    int done = 0;
    for (int i = 0; i < 100; ++i) {
        worker.post([&done](ConnectionWorker &) {
            const qint64 until = Clock::monotonicNs() + 1'000'000;
            while (Clock::monotonicNs() < until) { }
            ++done;
        });
    }
    int doneAtTimer = 100;
    QTimer::singleShot(1ms, &worker, [&] { doneAtTimer = done; });
    QTRY_COMPARE(done, 100);
    QVERIFY2(doneAtTimer < 50, qPrintable(QString::number(doneAtTimer)));
}

QTEST_GUILESS_MAIN(TestConnectionPool)
#include "tst_connectionpool.moc"
