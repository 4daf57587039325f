// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to the log when its file, its disk or its process fails.
#include "filesizelimit.h"
#include "storage/logschema.h"
#include "storage/logwriter.h"
#include "storagetestdata.h"
#include "support/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <thread>

using namespace heartline;
using namespace heartline::testdata;
using State = LogWriter::Status::State;

namespace {

constexpr auto childArgument = "--write-until-killed";

constexpr auto OthersMayRead = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser
        | QFile::WriteUser | QFile::ReadGroup | QFile::ReadOther; // 0644

} // namespace

class TestLogFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_directory.reset(); }

    void corruptFileIsSetAside_data();
    void corruptFileIsSetAside();
    void damageWhileRunningIsSetAside();
    void otherFileIsRefused_data();
    void otherFileIsRefused();
    void otherFilePutInPlaceIsRefused();
    void emptyFileIsAdopted();
    void newerVersionIsRefused();
    void foreignDatabaseIsRefused();
    void directoryInPlaceOfTheFile();
    void fileInPlaceOfTheDirectory();
    void lockedByAnotherProgram();
    void lockedWhileRunning();
    void deletedWhileRunning();
    void directoryRemovedWhileRunning();
    void diskFull();
    void closingWhileFailingCountsTheRest();
    void readerRefusals();
    void killedProcessLosesAtMostTheFlushPeriod();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

void TestLogFaults::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_file = path(u"log.sqlite3"_s);
}

void TestLogFaults::corruptFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\xff');

    // A real log, cut in the middle.
    QTemporaryDir directory;
    const QString file = directory.filePath(u"log"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    std::vector<Beat> beats;
    for (qint64 i = 1; i <= 5'000; ++i)
        beats.push_back(answered(alpha, i));
    writer.enqueue(batchOf(beats));
    writer.close();
    const QByteArray whole = test::readFile(file);
    QTest::newRow("truncated") << whole.left(whole.size() / 3);
    QByteArray scribbled = whole;
    for (qsizetype i = 4096; i < scribbled.size(); ++i)
        scribbled[i] = static_cast<char>(i * 31);
    QTest::newRow("scribbled over") << scribbled;
}

void TestLogFaults::corruptFileIsSetAside()
{
    QFETCH(QByteArray, content);
    QVERIFY(test::writeFile(m_file, content));
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    QTRY_COMPARE(writer.status().rowsWritten, qint64(1));
    const QString setAside = writer.status().setAside;
    QVERIFY(setAside.startsWith(m_file + ".corrupt-"_L1));
    QCOMPARE(test::readFile(setAside), content);
    QCOMPARE(beatsIn(m_file).size(), std::size_t(1));
}

void TestLogFaults::damageWhileRunningIsSetAside()
{
    LogWriter writer;
    writer.registerConnections(twoConnections());
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}, {}, {session(alpha, 1)}));
    writer.flush();
    QVERIFY(writer.status().setAside.isEmpty());
    {
        // Everything into the file, then nothing but garbage in it.
        RawDatabase raw(m_file);
        QCOMPARE(raw.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt(), 0);
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 size = file.size();
        QCOMPARE(file.write(QByteArray(static_cast<qsizetype>(size), '\x5a')), size);
    }
    for (qint64 i = 2; i <= 50; ++i)
        writer.enqueue(batchOf({answered(alpha, i)}));
    QTRY_COMPARE(writer.status().rowsWritten, qint64(51));
    QTRY_COMPARE(writer.status().state, State::Writing);
    QCOMPARE(writer.status().rowsLost, qint64(0));
    QVERIFY(!writer.status().setAside.isEmpty());
    QVERIFY(QFileInfo::exists(writer.status().setAside));
    writer.flush();
    const auto beats = beatsIn(m_file);
    QVERIFY(!beats.empty());
    QCOMPARE(beats.back().sequence, qint64(50));
    // What was running is known in the new file too.
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"SELECT count(*) FROM sessions WHERE id = 1"_s).toInt(), 1);
    QCOMPARE(raw.value(u"SELECT name FROM connections WHERE id ="
                       " (SELECT connection FROM sessions)"_s)
                     .toString(),
             u"Alpha"_s);
}

void TestLogFaults::otherFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("Dear diary, this is no database at all.\n").repeated(100);
    QTest::newRow("short") << QByteArray("Milk, eggs");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("nearly") << QByteArray("SQLite format 2\0", 16) + QByteArray(4'080, '\0');
}

void TestLogFaults::otherFileIsRefused()
{
    QFETCH(const QByteArray, content);
    QVERIFY(test::writeFile(m_file, content));
    QVERIFY(QFile::setPermissions(m_file, OthersMayRead));
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(opened.error().message.contains(m_file), qPrintable(opened.error().message));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.flush();
    writer.close();
    QCOMPARE(writer.status().rowsLost, qint64(1));
    QCOMPARE(test::readFile(m_file), content);
    QCOMPARE(QFile::permissions(m_file), OthersMayRead);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList{u"log.sqlite3"_s});
}

void TestLogFaults::otherFilePutInPlaceIsRefused()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.flush();
    QVERIFY(test::writeFile(path(u"diary"_s), "Dear diary"));
    QCOMPARE(std::rename(QFile::encodeName(path(u"diary"_s)).constData(),
                         QFile::encodeName(m_file).constData()),
             0);
    writer.enqueue(batchOf({answered(alpha, 2)}));
    writer.flush(); // finds that the file is another one
    writer.flush(); // looks at that
    QCOMPARE(writer.status().error->kind, Error::Kind::InvalidInput);
    writer.close();
    QCOMPARE(writer.status().setAside, QString());
    QCOMPARE(test::readFile(m_file), QByteArray("Dear diary"));
}

void TestLogFaults::emptyFileIsAdopted()
{
    QVERIFY(test::writeFile(m_file, {}));
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY(opened);
    QVERIFY(opened->setAside.isEmpty());
}

void TestLogFaults::newerVersionIsRefused()
{
    {
        LogWriter writer;
        QVERIFY(writer.open(m_file));
        writer.close();
        RawDatabase raw(m_file);
        QVERIFY(raw.exec(u"PRAGMA user_version = %1"_s.arg(LogSchema::Version + 1)));
    }
    QVERIFY(QFile::setPermissions(m_file, OthersMayRead));
    const QByteArray before = test::readFile(m_file);
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::NewerVersion);
    QVERIFY(opened.error().message.contains(m_file));
    QCOMPARE(writer.status().state, State::Failing);
    QCOMPARE(writer.status().error, opened.error());
    writer.enqueue(batchOf({answered(alpha, 1)}));
    writer.close();
    QCOMPARE(writer.status().rowsLost, qint64(1));
    QCOMPARE(test::readFile(m_file), before);
    QCOMPARE(QFile::permissions(m_file), OthersMayRead);
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::NewerVersion);
}

void TestLogFaults::foreignDatabaseIsRefused()
{
    {
        RawDatabase raw(m_file);
        QVERIFY(raw.exec(u"CREATE TABLE bookmarks (url TEXT)"_s));
    }
    QVERIFY(QFile::setPermissions(m_file, OthersMayRead));
    const QByteArray before = test::readFile(m_file);
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::InvalidInput);
    writer.close();
    QCOMPARE(test::readFile(m_file), before);
    QCOMPARE(QFile::permissions(m_file), OthersMayRead);
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::InvalidInput);
}

void TestLogFaults::directoryInPlaceOfTheFile()
{
    QVERIFY(QDir().mkpath(m_file));
    LogWriter writer;
    const auto opened = writer.open(m_file);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::AccessDenied);
    QVERIFY(opened.error().message.contains(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    QVERIFY(QDir().rmdir(m_file));
    QTRY_COMPARE(writer.status().rowsWritten, qint64(1));
    QCOMPARE(writer.status().state, State::Writing);
    QVERIFY(!writer.status().error);
}

void TestLogFaults::fileInPlaceOfTheDirectory()
{
    QVERIFY(test::writeFile(path(u"occupied"_s), "x"));
    const QString file = path(u"occupied/log.sqlite3"_s);
    LogWriter writer;
    const auto opened = writer.open(file);
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(path(u"occupied"_s)),
             qPrintable(opened.error().message));
    QCOMPARE(test::readFile(path(u"occupied"_s)), QByteArray("x"));
}

void TestLogFaults::lockedByAnotherProgram()
{
    {
        RawDatabase raw(m_file);
        QVERIFY(raw.exec(u"BEGIN EXCLUSIVE"_s));
        LogWriter writer;
        const auto opened = writer.open(m_file);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Io);
        QVERIFY(opened.error().message.contains(u"locked"_s));
        writer.enqueue(batchOf({answered(alpha, 1)}));
        writer.flush();
        QCOMPARE(writer.status().rowsPending, qint64(1));
        QVERIFY(raw.exec(u"ROLLBACK"_s));
        QTRY_COMPARE(writer.status().rowsWritten, qint64(1));
    }
    QCOMPARE(beatsIn(m_file).size(), std::size_t(1));
}

void TestLogFaults::lockedWhileRunning()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    RawDatabase raw(m_file);
    QVERIFY(raw.exec(u"BEGIN EXCLUSIVE"_s));
    writer.enqueue(batchOf({answered(alpha, 1)}));
    QTRY_COMPARE(writer.status().state, State::Failing);
    QVERIFY(writer.status().error.has_value());
    writer.enqueue(batchOf({answered(alpha, 2)}));
    QCOMPARE(writer.status().rowsPending, qint64(2));
    QVERIFY(raw.exec(u"ROLLBACK"_s));
    QTRY_COMPARE(writer.status().state, State::Writing);
    QTRY_COMPARE(writer.status().rowsPending, qint64(0));
    QCOMPARE(writer.status().rowsWritten, qint64(2));
    QCOMPARE(beatsIn(m_file).size(), std::size_t(2));
}

void TestLogFaults::deletedWhileRunning()
{
    LogWriter writer;
    writer.registerConnections(twoConnections());
    QVERIFY(writer.open(m_file));
    writer.enqueue(batchOf({answered(alpha, 1)}, {}, {session(alpha, 1)}));
    writer.flush();
    for (const QString &name : {m_file, m_file + "-wal"_L1, m_file + "-shm"_L1})
        QVERIFY(QFile::remove(name));
    writer.enqueue(batchOf({answered(alpha, 2)}));
    writer.flush();
    QCOMPARE(writer.status().state, State::Failing);
    QCOMPARE(writer.status().error->kind, Error::Kind::NotFound);
    QTRY_COMPARE(writer.status().state, State::Writing);
    writer.flush();
    QCOMPARE(writer.status().rowsLost, qint64(0));
    QCOMPARE(beatsIn(m_file), (std::vector<Beat>{answered(alpha, 2)}));
    QCOMPARE(LogReader::open(m_file)->connections().value(), twoConnections());
    RawDatabase raw(m_file);
    QCOMPARE(raw.value(u"SELECT count(*) FROM sessions"_s).toInt(), 1);
    QCOMPARE(raw.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestLogFaults::directoryRemovedWhileRunning()
{
    const QString file = path(u"medium/log.sqlite3"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    QVERIFY(QDir(path(u"medium"_s)).removeRecursively());
    writer.enqueue(batchOf({answered(alpha, 1)}));
    // Failing for good: a medium that was taken out is not replaced by a directory.
    writer.flush();
    writer.flush();
    QCOMPARE(writer.status().state, State::Failing);
    QVERIFY(!QFileInfo::exists(path(u"medium"_s)));
    QVERIFY(QDir().mkdir(path(u"medium"_s)));
    QTRY_COMPARE(writer.status().rowsWritten, qint64(1));
    writer.close();
    QCOMPARE(beatsIn(file).size(), std::size_t(1));
}

void TestLogFaults::diskFull()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    std::vector<Beat> beats;
    for (qint64 i = 1; i <= 10'000; ++i)
        beats.push_back(answered(alpha, i));
    {
        const FileSizeLimit limit(128 * 1024);
        writer.enqueue(batchOf(beats));
        writer.flush();
        QCOMPARE(writer.status().state, State::Failing);
        QCOMPARE(writer.status().rowsPending, qint64(10'000));
    }
    QTRY_COMPARE(writer.status().rowsWritten, qint64(10'000));
    QCOMPARE(writer.status().state, State::Writing);
    QCOMPARE(writer.status().rowsLost, qint64(0));
    writer.close();
    QCOMPARE(beatsIn(m_file), beats);
}

void TestLogFaults::closingWhileFailingCountsTheRest()
{
    LogWriter writer;
    QVERIFY(writer.open(m_file));
    RawDatabase raw(m_file);
    QVERIFY(raw.exec(u"BEGIN EXCLUSIVE"_s));
    writer.enqueue(batchOf({answered(alpha, 1), answered(alpha, 2)}, {openedEvent(alpha)}));
    writer.close();
    QCOMPARE(writer.status().rowsPending, qint64(0));
    QCOMPARE(writer.status().rowsLost, qint64(3));
}

void TestLogFaults::readerRefusals()
{
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::NotFound);
    QVERIFY(!QFileInfo::exists(m_file));
    QVERIFY(test::writeFile(m_file, QByteArray("no database").repeated(100)));
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::Corrupt);
    QVERIFY(test::writeFile(m_file, {}));
    QCOMPARE(LogReader::open(m_file).error().kind, Error::Kind::InvalidInput);
}

void TestLogFaults::killedProcessLosesAtMostTheFlushPeriod()
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QLatin1StringView(childArgument), m_file});
    QVERIFY(child.waitForStarted());
    // The child says how many beats it had enqueued one flush period (and a disk's patience) ago.
    qint64 promised = 0;
    while (promised < 1'000) {
        QVERIFY(child.canReadLine() || child.waitForReadyRead(30'000));
        while (child.canReadLine())
            promised = child.readLine().trimmed().toLongLong();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    while (child.canReadLine())
        promised = child.readLine().trimmed().toLongLong();

    const auto beats = beatsIn(m_file);
    QVERIFY2(static_cast<qint64>(beats.size()) >= promised,
             qPrintable(u"%1 of %2"_s.arg(beats.size()).arg(promised)));
    for (std::size_t i = 0; i < beats.size(); ++i)
        QCOMPARE(beats[i].sequence, static_cast<qint64>(i) + 1);
    {
        RawDatabase raw(m_file);
        QCOMPARE(raw.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    }
    LogWriter writer; // the lock of the dead process does not keep the next one out
    QVERIFY(writer.open(m_file));
}

namespace {

/// Enqueues a beat a millisecond and prints how many of them must be on disk by now. (The promise
/// is one about the clock: so is the pace.)
[[noreturn]] void writeUntilKilled(const QString &file)
{
    using Clock = std::chrono::steady_clock;
    constexpr auto promise = std::chrono::milliseconds(500);
    LogWriter writer;
    if (!writer.open(file))
        std::_Exit(1);
    std::deque<std::pair<Clock::time_point, qint64>> enqueued;
    for (qint64 sequence = 1;; ++sequence) {
        writer.enqueue(batchOf({answered(alpha, sequence)}));
        enqueued.emplace_back(Clock::now(), sequence);
        qint64 promised = 0;
        while (!enqueued.empty() && Clock::now() - enqueued.front().first > promise) {
            promised = enqueued.front().second;
            enqueued.pop_front();
        }
        if (promised > 0) {
            std::printf("%lld\n", promised);
            std::fflush(stdout);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1StringView(childArgument))
        writeUntilKilled(arguments[2]);
    TestLogFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logfaults.moc"
