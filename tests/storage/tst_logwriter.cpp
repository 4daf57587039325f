// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logwriter.h"

#include "core/clock.h"
#include "storage/logschema.h"
#include "storage/storagetestdata.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <atomic>
#include <chrono>
#include <thread>

using namespace heartline;
using namespace heartline::testdata;
using State = LogWriter::Status::State;

class TestLogWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_directory.reset(); }

    void writesWhatItIsGiven();
    void keepsTheOrderOfWriting();
    void lateAnswerUpdatesItsBeat();
    void sessionIsUpdatedAtItsEnd();
    void sessionOfAnotherIsKept();
    void runningSessionsGoOnInANewFile();
    void changingTheFileLosesNoRows();
    void nextSessionFollowsTheNewest();
    void flushesByItself();
    void countsRowsAndBytes();
    void countsWhatDoesNotFit();
    void registersBeforeAndAfterOpening();
    void renamesAConnection();
    void filesAreForTheOwnerOnly();
    void firstVersionIsMigrated();
    void rowsOfManyConnectionsShareTheirPages();
    void schemaIsMarked();
    void readableView();
    void takesBatchesFromManyThreads();
    void ignoresRowsWithoutALog();
    void secondWriterIsRefused();
    void closeIsFinal();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

void TestLogWriter::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_file = m_directory->filePath(u"log.sqlite3"_s);
}

void TestLogWriter::writesWhatItIsGiven()
{
    LogWriter writer;
    QCOMPARE(writer.status().state, State::Closed);
    writer.registerConnections(twoConnections());
    const auto opened = writer.open(m_file);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
    QCOMPARE(opened->nextSession, qint64(1));
    QVERIFY(opened->setAside.isEmpty());

    const Beat listened{.connection = beta,
                        .session = 2,
                        .sequence = 1,
                        .scheduledAt = Start,
                        .outcome = BeatOutcome::Ok,
                        .gapNs = 1'000'000'123};
    const std::vector<Beat> beats{answered(alpha, 1), lost(alpha, 2, BeatOutcome::Missed),
                                  lost(alpha, 3, BeatOutcome::Unsent),
                                  lost(alpha, 4, BeatOutcome::Coalesced), listened};
    const std::vector<ConnectionEvent> events{openedEvent(alpha), closedEvent(alpha)};
    writer.enqueue(batchOf(beats, events, {session(alpha, 1)}));
    writer.flush();

    QCOMPARE(beatsIn(m_file), beats);
    auto reader = LogReader::open(m_file);
    QVERIFY(reader);
    QCOMPARE(reader->connections().value(), twoConnections());
    std::vector<ConnectionEvent> eventsRead;
    QVERIFY(reader->forEachEvent({}, [&](const auto &event, const LoggedConnection &connection) {
        eventsRead.push_back(event);
        return connection.name == u"Alpha"_s;
    }));
    QCOMPARE(eventsRead, events);
}

void TestLogWriter::keepsTheOrderOfWriting()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    // The wall clock went back between the two.
    std::vector<Beat> beats{answered(alpha, 9), answered(alpha, 3), answered(beta, 5)};
    writer.enqueue(batchOf({beats[0]}));
    writer.enqueue(batchOf({beats[1]}));
    writer.flush();
    writer.enqueue(batchOf({beats[2]}));
    writer.flush();
    QCOMPARE(beatsIn(m_file), beats);
    std::reverse(beats.begin(), beats.end());
    QCOMPARE(beatsIn(m_file, {.newestFirst = true}), beats);
}

void TestLogWriter::lateAnswerUpdatesItsBeat()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    Beat beat = lost(alpha, 1, BeatOutcome::Missed);
    writer.enqueue(batchOf({beat, answered(alpha, 2)}));
    writer.flush();
    beat.rttNs = 7'000'000'000;
    beat.rttErrorNs = 5;
    writer.enqueue(batchOf({beat}));
    writer.flush();
    QCOMPARE(beatsIn(m_file), (std::vector<Beat>{beat, answered(alpha, 2)}));
}

void TestLogWriter::sessionIsUpdatedAtItsEnd()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    SessionInfo info = session(alpha, 7);
    writer.enqueue(batchOf({}, {}, {info}));
    writer.flush();
    info.closedAt = Start + Second;
    writer.enqueue(batchOf({}, {}, {info}));
    writer.close();
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"SELECT count(*) FROM sessions"_s).toInt(), 1);
    QCOMPARE(raw.value(u"SELECT id || '|' || opened_at || '|' || closed_at || '|' || time_source"
                       " || '|' || connect_us || '|' || peer_address FROM sessions"_s)
                     .toString(),
             u"7|%1|%2|kernel|200|192.0.2.1:443"_s.arg(Start).arg(Start + Second));
}

void TestLogWriter::sessionOfAnotherIsKept()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    SessionInfo other = session(alpha, 7);
    other.openedAt = Start - Second;
    other.closedAt = Start + Second;
    SessionInfo stranger = session(beta, 7);
    stranger.closedAt = Start + 2 * Second;
    writer.enqueue(batchOf({}, {}, {session(alpha, 7)}));
    writer.enqueue(batchOf({}, {}, {other, stranger}));
    writer.close();
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"SELECT opened_at || '|' || ifnull(closed_at, 'open') FROM sessions"_s)
                     .toString(),
             u"%1|open"_s.arg(Start));
}

void TestLogWriter::runningSessionsGoOnInANewFile()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    SessionInfo ended = session(beta, 2);
    ended.closedAt = Start + Second;
    writer.enqueue(batchOf({answered(alpha, 1)}, {}, {session(alpha, 1), ended}));
    const QString second = m_directory->filePath(u"second.sqlite3"_s);
    QVERIFY(writer.open(second));
    writer.enqueue(batchOf({answered(alpha, 2)}));
    writer.close();
    QCOMPARE(beatsIn(second), (std::vector<Beat>{answered(alpha, 2)}));
    RawDatabase raw(second);
    QCOMPARE(raw.value(u"SELECT group_concat(id) FROM sessions"_s).toString(), u"1"_s);
}

void TestLogWriter::changingTheFileLosesNoRows()
{
    constexpr int files = 5;
    LogWriter writer;
    const auto name = [this](int i) { return m_directory->filePath(u"log-%1"_s.arg(i)); };
    QVERIFY(writer.open(name(0)));
    std::atomic<bool> stop{false};
    qint64 enqueued = 0;
    // As fast as it is written, with so many rows on the way: some of them whenever a file is
    // changed.
    constexpr qint64 mostOnTheWay = 1'000;
    std::thread producer([&] {
        while (!stop) {
            if (writer.status().rowsPending < mostOnTheWay)
                writer.enqueue(batchOf({answered(alpha, ++enqueued)}));
            else
                std::this_thread::yield();
        }
    });
    bool opened = true;
    for (int i = 1; i < files; ++i)
        opened = writer.open(name(i)).has_value() && opened;
    stop = true;
    producer.join();
    writer.close();
    QVERIFY(opened);
    qint64 written = 0;
    for (int i = 0; i < files; ++i)
        written += static_cast<qint64>(beatsIn(name(i)).size());
    QCOMPARE(written + writer.status().rowsLost, enqueued);
}

void TestLogWriter::nextSessionFollowsTheNewest()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({}, {}, {session(alpha, 41), session(beta, 40)}));
    writer.close();
    QCOMPARE(writer.open(m_file).value().nextSession, qint64(42));
    // Of a session whose own row is missing.
    auto lost = std::make_shared<UpdateBatch>();
    lost->events = {{.at = 1, .connection = alpha, .session = 77}};
    writer.enqueue(lost);
    writer.close();
    QCOMPARE(writer.open(m_file).value().nextSession, qint64(78));
    QVERIFY(LogWriter::fallbackSession() > 1'000'000'000'000);
}

void TestLogWriter::flushesByItself()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    const qint64 start = Clock::monotonicNs();
    QTRY_COMPARE_WITH_TIMEOUT(writer.status().rowsWritten, qint64(1), 5'000);
    const qint64 tookMs = (Clock::monotonicNs() - start) / 1'000'000;
    QVERIFY2(tookMs < 2'000, qPrintable(QString::number(tookMs))); // generous for busy machines
    QCOMPARE(beatsIn(m_file).size(), std::size_t(1));
}

void TestLogWriter::countsRowsAndBytes()
{
    LogWriter writer;
    QSignalSpy spy(&writer, &LogWriter::statusChanged);
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1), answered(alpha, 2)}, {openedEvent(alpha)},
                           {session(alpha, 1)}));
    writer.flush();
    const LogWriter::Status status = writer.status();
    QCOMPARE(status.state, State::Writing);
    QCOMPARE(status.file, m_file);
    QCOMPARE(status.rowsWritten, qint64(4));
    QCOMPARE(status.rowsPending, qint64(0));
    QCOMPARE(status.rowsLost, qint64(0));
    QCOMPARE(status.oldestUs, Start);
    QVERIFY(status.fileBytes > 0);
    QTRY_VERIFY(!spy.isEmpty() && spy.last().first().value<LogWriter::Status>() == status);
}

void TestLogWriter::countsWhatDoesNotFit()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    // Locked by another program: nothing can be written.
    RawDatabase raw(m_file);
    QVERIFY(raw.exec(u"BEGIN EXCLUSIVE"_s));
    constexpr qint64 batchRows = 300'000;
    std::vector<Beat> beats;
    beats.reserve(batchRows);
    for (qint64 i = 1; i <= batchRows; ++i)
        beats.push_back(answered(alpha, i));
    const auto batch = batchOf(std::move(beats));
    for (int i = 0; i < 5; ++i)
        writer.enqueue(batch);
    writer.enqueue(batchOf({answered(beta, 1)}));
    writer.flush();
    QCOMPARE(writer.status().state, State::Failing);
    QCOMPARE(writer.status().rowsPending, 3 * batchRows + 1);
    QCOMPARE(writer.status().rowsLost, 2 * batchRows);
    QVERIFY(writer.status().rowsPending <= LogWriter::MaximumPendingRows);
    writer.close();
    QCOMPARE(writer.status().rowsWritten, qint64(0));
    QCOMPARE(writer.status().rowsLost, 5 * batchRows + 1);
}

void TestLogWriter::registersBeforeAndAfterOpening()
{
    LogWriter writer;
    writer.registerConnections({twoConnections()[0]});
    QVERIFY(writer.open(m_file));
    writer.registerConnections({twoConnections()[1]});
    writer.flush();
    QCOMPARE(LogReader::open(m_file)->connections().value(), twoConnections());
    // A second file knows those that are registered again: it may be another workspace's.
    const QString second = m_directory->filePath(u"second.sqlite3"_s);
    QVERIFY(writer.open(second));
    writer.registerConnections({twoConnections()[1]});
    writer.flush();
    QCOMPARE(LogReader::open(second)->connections().value(),
             (std::vector<LoggedConnection>{twoConnections()[1]}));
}

void TestLogWriter::renamesAConnection()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.flush();
    QCOMPARE(LogReader::open(m_file)->connections().value(),
             (std::vector<LoggedConnection>{{alpha, {}, {}, {}}}));
    writer.registerConnections({{alpha, u"A"_s, u"G"_s, u"ws://a/"_s}});
    writer.registerConnections({{alpha, u"B"_s, u"G"_s, u"ws://a/"_s}});
    writer.flush();
    QCOMPARE(LogReader::open(m_file)->connections().value(),
             (std::vector<LoggedConnection>{{alpha, u"B"_s, u"G"_s, u"ws://a/"_s}}));
}

void TestLogWriter::filesAreForTheOwnerOnly()
{
    const QString file = m_directory->filePath(u"deep/er/log.sqlite3"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.flush();
    const auto ownerOnly =
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    for (const QString &name : {file, file + "-wal"_L1, file + "-shm"_L1}) {
        QVERIFY2(QFileInfo::exists(name), qPrintable(name));
        QCOMPARE(QFileInfo(name).permissions(), ownerOnly);
    }
    for (const QString &name : {u"deep"_s, u"deep/er"_s}) {
        QCOMPARE(QFileInfo(m_directory->filePath(name)).permissions(),
                 ownerOnly | QFile::ExeOwner | QFile::ExeUser);
    }
    writer.close();
    QVERIFY(QFile(file).setPermissions(ownerOnly | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(writer.open(file));
    QCOMPARE(QFileInfo(file).permissions(), ownerOnly);
}

void TestLogWriter::firstVersionIsMigrated()
{
    {
        LogWriter writer;
        QVERIFY(writer.open(m_file));
        writer.enqueue(batchOf({answered(alpha, 1), answered(beta, 1), answered(alpha, 900),
                                lost(alpha, 901, BeatOutcome::Missed)}));
    }
    {
        RawDatabase raw(m_file);
        QVERIFY(raw.exec(u"DROP TABLE beat_periods"_s));
        QVERIFY(raw.exec(u"DROP INDEX beats_by_bucket"_s));
        QVERIFY(raw.exec(u"CREATE UNIQUE INDEX beats_by_time"
                         " ON beats (connection, scheduled_at, sequence)"_s));
        QVERIFY(raw.exec(u"PRAGMA user_version = 1"_s));
    }
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::InvalidInput);

    LogWriter writer;
    QVERIFY(writer.open(m_file));
    Beat late = lost(alpha, 901, BeatOutcome::Missed);
    late.rttNs = 123;
    writer.enqueue(batchOf({late}));
    writer.close();
    const std::vector<Beat> expected{answered(alpha, 1), answered(beta, 1), answered(alpha, 900),
                                     late};
    QCOMPARE(beatsIn(m_file), expected);
    QList<qint64> sequences;
    QVERIFY(LogReader::open(m_file)->forEachBeatOf(
            alpha, 0, std::numeric_limits<qint64>::max(), 100,
            [&sequences](const Beat &beat, const LoggedConnection &) {
                sequences.append(beat.sequence);
                return true;
            }));
    QCOMPARE(sequences, (QList<qint64>{1, 900, 901}));
}

void TestLogWriter::rowsOfManyConnectionsShareTheirPages()
{
    // Bytes are counted, not times: with an index by connection each row costs a page of its own
    // as soon as the log holds some beats of all of them.
    constexpr int connections = 500;
    constexpr qint64 rounds = 100;
    std::vector<ConnectionId> ids;
    ids.reserve(connections);
    for (int i = 0; i < connections; ++i)
        ids.push_back(QUuid::createUuidV5(alpha, QByteArray::number(i)));
    const auto round = [&ids](qint64 sequence) {
        std::vector<Beat> beats;
        beats.reserve(ids.size());
        for (const ConnectionId &id : ids)
            beats.push_back(answered(id, sequence));
        return batchOf(std::move(beats));
    };
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    for (qint64 i = 1; i < rounds; ++i)
        writer.enqueue(round(i));
    writer.flush();
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt(), 0);
    QCOMPARE(QFileInfo(m_file + "-wal"_L1).size(), qint64(0));
    writer.enqueue(round(rounds));
    writer.flush();
    const qint64 perRow = QFileInfo(m_file + "-wal"_L1).size() / connections;
    QVERIFY2(perRow > 50 && perRow < 400, qPrintable(QString::number(perRow)));
}

void TestLogWriter::schemaIsMarked()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"PRAGMA application_id"_s).toLongLong(), LogSchema::ApplicationId);
    QCOMPARE(raw.value(u"PRAGMA user_version"_s).toLongLong(), LogSchema::Version);
    QCOMPARE(raw.value(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(raw.value(u"SELECT group_concat(name) FROM outcomes"_s).toString(),
             u"ok,late,missed,coalesced,unsent"_s);
    for (int i = 0; i <= static_cast<int>(BeatOutcome::Unsent); ++i) {
        QCOMPARE(raw.value(u"SELECT name FROM outcomes WHERE id = %1"_s.arg(i)).toString(),
                 QString(toName(static_cast<BeatOutcome>(i))));
    }
}

void TestLogWriter::readableView()
{
    LogWriter writer;
    writer.registerConnections(twoConnections());
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.close();
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"SELECT connection || ' ' || scheduled_at || ' ' || sent_at || ' ' ||"
                       " outcome || ' ' || rtt_ns FROM beats_readable"_s)
                     .toString(),
             u"Alpha 2026-02-03T04:04:05.000007Z 2026-02-03T04:04:05.000019Z ok 1500000"_s);
    QCOMPARE(raw.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestLogWriter::takesBatchesFromManyThreads()
{
    constexpr int threads = 4;
    constexpr int perThread = 2'000;
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    std::vector<std::thread> workers;
    workers.reserve(threads);
    for (int worker = 0; worker < threads; ++worker) {
        workers.emplace_back([&writer, worker] {
            const ConnectionId id = QUuid::createUuidV5(alpha, QByteArray::number(worker));
            writer.registerConnections({{id, QString::number(worker), {}, {}}});
            for (int i = 1; i <= perThread; ++i) {
                writer.enqueue(batchOf({answered(id, i)}));
                if (i % 500 == 0)
                    writer.flush();
            }
        });
    }
    for (std::thread &worker : workers)
        worker.join();
    writer.flush();
    QCOMPARE(writer.status().rowsWritten, qint64(threads * perThread));
    auto reader = LogReader::open(m_file);
    for (int worker = 0; worker < threads; ++worker) {
        qint64 expected = 0; // in order, none twice, none left out
        QVERIFY(reader->forEachBeat({.names = {QString::number(worker)}},
                                    [&](const Beat &beat, const LoggedConnection &) {
                                        return beat.sequence == ++expected;
                                    }));
        QCOMPARE(expected, qint64(perThread));
    }
}

void TestLogWriter::ignoresRowsWithoutALog()
{
    LogWriter writer;
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.flush();
    QCOMPARE(writer.status(), LogWriter::Status{});
}

void TestLogWriter::secondWriterIsRefused()
{
    LogWriter first;
    LogWriter second;
    QVERIFY(first.open(m_file));
    const auto refused = second.open(m_file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::AccessDenied);
    QVERIFY(refused.error().message.contains(m_file));
    second.enqueue(batchOf({answered(alpha, 1)}));
    first.close();
    QTRY_COMPARE(second.status().state, State::Writing);
    QTRY_COMPARE(second.status().rowsWritten, qint64(1));
}

void TestLogWriter::closeIsFinal()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.close();
    QCOMPARE(writer.status().state, State::Closed);
    QCOMPARE(writer.status().rowsWritten, qint64(1));
    writer.enqueue(batchOf({answered(alpha, 2)}));
    writer.close();
    QVERIFY(!QFileInfo::exists(m_file + "-wal"_L1));
    QCOMPARE(beatsIn(m_file).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
