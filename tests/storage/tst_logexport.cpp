// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logexport.h"

#include "filesizelimit.h"
#include "storage/logwriter.h"
#include "storage/recordwriter.h"
#include "storagetestdata.h"
#include "support/files.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace heartline;
using namespace heartline::testdata;

namespace {

const QByteArray beatHeader = "connection,connection_id,session,sequence,scheduled_at,sent_at,"
                              "outcome,rtt_ns,rtt_error_ns,send_lateness_ns,tcp_rtt_us\r\n";
const QByteArray eventHeader =
        "at,connection,connection_id,session,from,to,origin,cause,close_code,close_reason,detail,"
        "silence_ms,resolve_us,connect_us,tls_us,upgrade_us\r\n";

/// Takes so many bytes and then no more.
class FullDevice : public QIODevice {
public:
    explicit FullDevice(qint64 space)
        : m_space(space)
    {
        open(QIODevice::WriteOnly);
    }

    /// Bytes of the largest write that was tried.
    qint64 largest() const { return m_largest; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        m_largest = std::max(m_largest, size);
        if (size > m_space) {
            setErrorString(u"No space left on device"_s);
            return -1;
        }
        m_space -= size;
        return size;
    }

private:
    qint64 m_space;
    qint64 m_largest = 0;
};

} // namespace

class TestLogExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void beatsAsCsv();
    void beatsAsNdjson();
    void beatsAsJson();
    void eventsAsCsv();
    void eventsAsNdjson();
    void eventsAsJson();
    void emptyExports();
    void cells_data();
    void cells();
    void csvReadsBackInPython();
    void jsonReadsBackInPython();
    void queryRestricts();
    void progressIsReported();
    void cancelLeavesNoFile();
    void failureLeavesNoFile();
    void fileIsReplacedAtTheEnd();
    void fullDiskLeavesTheOldFile();
    void deviceThatFillsUp();
    void failedDeviceIsNotCollectedFor();
    void logIsNotReplaced();
    void missingLog();

private:
    QByteArray exported(ExportFormat format, ExportContent content,
                        const LogReader::Query &query = {}) const;
    /// A log with one connection named `name`, and an event whose texts are `reason` and `detail`.
    QString logWith(const QString &name, const QString &reason, const QString &detail);
    static QByteArray python(const QString &program, const QString &argument);

    QTemporaryDir m_directory;
    QString m_log;
    int m_logs = 0;
};

void TestLogExport::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_log = m_directory.filePath(u"log.sqlite3"_s);
    LogWriter writer;
    writer.registerConnections(twoConnections());
    QVERIFY(writer.open(m_log));
    Beat early = answered(beta, 2);
    early.sendLatenessNs = -5; // a clock that was set back; a number, not a formula
    early.tcpRttUs.reset();
    writer.enqueue(batchOf({answered(alpha, 1), lost(alpha, 2, BeatOutcome::Unsent), early},
                           {openedEvent(alpha), closedEvent(beta)}));
    writer.close();
}

QByteArray TestLogExport::exported(ExportFormat format, ExportContent content,
                                   const LogReader::Query &query) const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto rows = LogExport::run({m_log, format, content, query}, buffer, {});
    return rows ? buffer.data() : rows.error().message.toUtf8();
}

QString TestLogExport::logWith(const QString &name, const QString &reason, const QString &detail)
{
    const QString file = m_directory.filePath(u"cells-%1.sqlite3"_s.arg(++m_logs));
    LogWriter writer;
    writer.registerConnections({{alpha, name, {}, {}}});
    if (!writer.open(file))
        return {};
    ConnectionEvent event = closedEvent(alpha);
    event.cause.closeReason = reason;
    event.cause.detail = detail;
    writer.enqueue(batchOf({answered(alpha, 1)}, {event}));
    writer.close();
    return file;
}

QByteArray TestLogExport::python(const QString &program, const QString &argument)
{
    QProcess process;
    process.start(u"python3"_s, {u"-c"_s, program, argument});
    if (!process.waitForFinished())
        return "python3 did not finish";
    return process.readAllStandardOutput() + process.readAllStandardError();
}

void TestLogExport::beatsAsCsv()
{
    QCOMPARE(exported(ExportFormat::Csv, ExportContent::Beats),
             beatHeader
                     + "Alpha,11111111-1111-4111-8111-111111111111,1,1,"
                       "2026-02-03T04:04:05.000007Z,2026-02-03T04:04:05.000019Z,ok,1500000,9000,"
                       "12345,1400\r\n"
                       "Alpha,11111111-1111-4111-8111-111111111111,1,2,"
                       "2026-02-03T04:04:06.000007Z,,unsent,,,,\r\n"
                       "Beta,22222222-2222-4222-8222-222222222222,1,2,"
                       "2026-02-03T04:04:06.000007Z,2026-02-03T04:04:06.000019Z,ok,1500000,9000,"
                       "-5,\r\n");
}

void TestLogExport::beatsAsNdjson()
{
    const QByteArray first =
            R"({"connection":"Alpha","connection_id":"11111111-1111-4111-8111-111111111111",)"
            R"("session":1,"sequence":1,"scheduled_at":"2026-02-03T04:04:05.000007Z",)"
            R"("sent_at":"2026-02-03T04:04:05.000019Z","outcome":"ok","rtt_ns":1500000,)"
            R"("rtt_error_ns":9000,"send_lateness_ns":12345,"tcp_rtt_us":1400})"
            "\n";
    const QByteArray absent =
            R"("sent_at":null,"outcome":"unsent","rtt_ns":null,"rtt_error_ns":null,)"
            R"("send_lateness_ns":null,"tcp_rtt_us":null})"
            "\n";
    const QByteArray lines = exported(ExportFormat::Ndjson, ExportContent::Beats);
    QVERIFY(lines.startsWith(first));
    QVERIFY(lines.contains(absent));
    QCOMPARE(lines.count('\n'), 3);
}

void TestLogExport::beatsAsJson()
{
    QByteArray lines = exported(ExportFormat::Ndjson, ExportContent::Beats);
    lines.chop(1);
    QCOMPARE(exported(ExportFormat::Json, ExportContent::Beats),
             "[\n" + lines.replace('\n', ",\n") + "\n]\n");
}

void TestLogExport::eventsAsCsv()
{
    QCOMPARE(exported(ExportFormat::Csv, ExportContent::Events),
             eventHeader
                     + "2026-02-03T04:04:05.000007Z,Alpha,11111111-1111-4111-8111-111111111111,1,"
                       "connecting,open,peer,opened,,,,,100,200,300,400\r\n"
                       "2026-02-03T04:04:15.000007Z,Beta,22222222-2222-4222-8222-222222222222,1,"
                       "open,waiting,peer,close-frame,4001,\"'=1+1 \"\"bye\"\",\r\n\u00e9\",,250,"
                       ",,,\r\n");
}

void TestLogExport::eventsAsNdjson()
{
    const QByteArray expected =
            R"({"at":"2026-02-03T04:04:05.000007Z","connection":"Alpha",)"
            R"("connection_id":"11111111-1111-4111-8111-111111111111","session":1,)"
            R"("from":"connecting","to":"open","origin":"peer","cause":"opened",)"
            R"("close_code":null,"close_reason":null,"detail":null,"silence_ms":null,)"
            R"("resolve_us":100,"connect_us":200,"tls_us":300,"upgrade_us":400})"
            "\n"
            R"({"at":"2026-02-03T04:04:15.000007Z","connection":"Beta",)"
            R"("connection_id":"22222222-2222-4222-8222-222222222222","session":1,)"
            R"("from":"open","to":"waiting","origin":"peer","cause":"close-frame",)"
            R"("close_code":4001,"close_reason":"=1+1 \"bye\",\u000d\u000a)"
            "\u00e9"
            R"(","detail":null,"silence_ms":250,)"
            R"("resolve_us":null,"connect_us":null,"tls_us":null,"upgrade_us":null})"
            "\n";
    QCOMPARE(exported(ExportFormat::Ndjson, ExportContent::Events), expected);
}

void TestLogExport::eventsAsJson()
{
    const auto document =
            QJsonDocument::fromJson(exported(ExportFormat::Json, ExportContent::Events));
    QVERIFY(document.isArray());
    QCOMPARE(document.array().size(), 2);
    const QJsonObject event = document.array().at(1).toObject();
    QCOMPARE(event.size(), static_cast<int>(exportFields(ExportContent::Events).size()));
    QCOMPARE(event.value("close_reason"_L1).toString(), closedEvent(beta).cause.closeReason);
    QCOMPARE(event.value("silence_ms"_L1).toInt(), 250);
}

void TestLogExport::emptyExports()
{
    const LogReader::Query none{.toUs = 0};
    QCOMPARE(exported(ExportFormat::Csv, ExportContent::Beats, none), beatHeader);
    QCOMPARE(exported(ExportFormat::Csv, ExportContent::Events, none), eventHeader);
    QCOMPARE(exported(ExportFormat::Ndjson, ExportContent::Beats, none), QByteArray());
    QCOMPARE(exported(ExportFormat::Json, ExportContent::Beats, none), QByteArray("[]\n"));
}

void TestLogExport::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *tag, const QString &text, const QByteArray &csv,
                        const QByteArray &json) { QTest::newRow(tag) << text << csv << json; };
    row("plain", u"Feed 1"_s, "Feed 1", "\"Feed 1\"");
    row("equals", u"=cmd|' /C calc'!A0"_s, "'=cmd|' /C calc'!A0", "\"=cmd|' /C calc'!A0\"");
    row("plus", u"+1"_s, "'+1", "\"+1\"");
    row("minus", u"-1"_s, "'-1", "\"-1\"");
    row("at", u"@SUM(A1)"_s, "'@SUM(A1)", "\"@SUM(A1)\"");
    row("tab", u"\t=1"_s, "\"'\t=1\"", "\"\\u0009=1\"");
    row("carriage return", u"\r=1"_s, "\"'\r=1\"", "\"\\u000d=1\"");
    row("quoted formula", u"=A1,\"x\""_s, "\"'=A1,\"\"x\"\"\"", "\"=A1,\\\"x\\\"\"");
    row("comma", u"a,b"_s, "\"a,b\"", "\"a,b\"");
    row("quote", u"a\"b"_s, "\"a\"\"b\"", "\"a\\\"b\"");
    row("lines", u"a\r\nb"_s, "\"a\r\nb\"", "\"a\\u000d\\u000ab\"");
    row("spaces", u" a "_s, "\" a \"", "\" a \"");
    row("backslash", u"a\\b"_s, "a\\b", "\"a\\\\b\"");
    row("terminal escape", u"\u001b[31mred\u009b0m\u007f"_s, "\\u001b[31mred\\u009b0m\\u007f",
        "\"\\u001b[31mred\\u009b0m\\u007f\"");
    row("nul", QString(u'\0') + u'x', "\\u0000x", "\"\\u0000x\"");
    row("beyond ASCII", u"心跳 \U0001F493 é"_s, "心跳 \U0001F493 é", "\"心跳 \U0001F493 é\"");
    row("half a surrogate", u"a"_s + QChar(0xd83d) + u'b', "a?b", "\"a?b\"");
    row("markup", u"<b>&amp;"_s, "<b>&amp;", "\"<b>&amp;\"");
}

void TestLogExport::cells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, csv);
    QFETCH(QByteArray, json);
    for (const auto &[format, cell] :
         {std::pair(ExportFormat::Csv, csv + ",11111111-"),
          std::pair(ExportFormat::Ndjson, "{\"connection\":" + json + ",")}) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto writer = RecordWriter::create(format, ExportContent::Beats, buffer);
        QVERIFY(writer->write(answered(alpha, 1), text));
        QVERIFY(writer->end());
        QVERIFY2(buffer.data().startsWith(cell), buffer.data().constData());
    }
}

void TestLogExport::csvReadsBackInPython()
{
    const QString log = logWith(u"a \"quoted\", name"_s, u"two\r\nlines"_s, u"@formula"_s);
    const QString path = m_directory.filePath(u"events.csv"_s);
    QVERIFY(LogExport::runToFile({log, ExportFormat::Csv, ExportContent::Events, {}}, path, {}));
    const QString program =
            u"import csv, sys\n"
            "rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'),"
            " strict=True))\n"
            "print(len(rows), len(rows[0]), repr(rows[0]['connection']),"
            " repr(rows[0]['close_reason']), repr(rows[0]['detail']), rows[0]['close_code'])"_s;
    const QByteArray expected = R"(1 16 'a "quoted", name' 'two\r\nlines' "'@formula" 4001)";
    QCOMPARE(python(program, path).trimmed(), expected);
}

void TestLogExport::jsonReadsBackInPython()
{
    const QString log = logWith(u"a \"quoted\"\u001b, name"_s, u"two\r\nlines"_s, u"\u00e9"_s);
    for (const auto &[format, load] :
         {std::pair(ExportFormat::Json, u"json.load(file)"_s),
          std::pair(ExportFormat::Ndjson, u"[json.loads(line) for line in file]"_s)}) {
        const QString path = m_directory.filePath(u"events.json"_s);
        QVERIFY(LogExport::runToFile({log, format, ExportContent::Events, {}}, path, {}));
        const QString program = u"import json, sys\n"
                                "file = open(sys.argv[1], encoding='utf-8')\n"
                                "rows = %1\n"
                                "print(len(rows), len(rows[0]), ascii(rows[0]['connection']),"
                                " ascii(rows[0]['close_reason']), ascii(rows[0]['detail']),"
                                " rows[0]['silence_ms'], rows[0]['tls_us'])"_s.arg(load);
        const QByteArray expected = R"(1 16 'a "quoted"\x1b, name' 'two\r\nlines' '\xe9' 250 None)";
        QCOMPARE(python(program, path).trimmed(), expected);
    }
}

void TestLogExport::queryRestricts()
{
    const auto rows = [this](const LogReader::Query &query) {
        return exported(ExportFormat::Ndjson, ExportContent::Beats, query).count('\n');
    };
    QCOMPARE(rows({.names = {u"Beta"_s}}), 1);
    QCOMPARE(rows({.connections = {alpha}}), 2);
    QCOMPARE(rows({.connections = {alpha}, .names = {u"Beta"_s}}), 3);
    QCOMPARE(rows({.names = {u"nobody"_s}}), 0);
    QCOMPARE(rows({.fromUs = Start + Second}), 2);
    QCOMPARE(rows({.toUs = Start + Second}), 1);
    QCOMPARE(rows({.outcome = BeatOutcome::Unsent}), 1);
}

void TestLogExport::progressIsReported()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    std::vector<std::pair<qint64, qint64>> calls;
    const auto rows = LogExport::run({m_log, ExportFormat::Csv, ExportContent::Beats, {}}, buffer,
                                     [&calls](qint64 done, qint64 total) {
                                         calls.emplace_back(done, total);
                                         return true;
                                     });
    QCOMPARE(rows.value(), qint64(3));
    QCOMPARE(calls, (std::vector<std::pair<qint64, qint64>>{{0, 3}, {3, 3}}));
}

void TestLogExport::cancelLeavesNoFile()
{
    const QString path = m_directory.filePath(u"cancelled/beats.csv"_s);
    QVERIFY(QDir().mkpath(m_directory.filePath(u"cancelled"_s)));
    for (const qint64 cancelAt : {0, 3}) {
        const auto rows =
                LogExport::runToFile({m_log, ExportFormat::Csv, ExportContent::Beats, {}}, path,
                                     [cancelAt](qint64 done, qint64) { return done < cancelAt; });
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::Cancelled);
        QVERIFY(QDir(m_directory.filePath(u"cancelled"_s)).isEmpty());
    }
}

void TestLogExport::failureLeavesNoFile()
{
    const QString path = m_directory.filePath(u"nowhere/beats.csv"_s);
    const auto rows =
            LogExport::runToFile({m_log, ExportFormat::Csv, ExportContent::Beats, {}}, path, {});
    QVERIFY(!rows);
    QVERIFY(rows.error().message.contains(path));
}

void TestLogExport::fileIsReplacedAtTheEnd()
{
    const QString path = m_directory.filePath(u"replaced.csv"_s);
    QVERIFY(test::writeFile(path, "old"));
    const LogExport::Options options{m_log, ExportFormat::Csv, ExportContent::Beats, {}};
    QVERIFY(!LogExport::runToFile(options, path, [](qint64, qint64) { return false; }));
    QCOMPARE(test::readFile(path), QByteArray("old"));
    QVERIFY(LogExport::runToFile(options, path, {}));
    QVERIFY(test::readFile(path).startsWith(beatHeader));
}

void TestLogExport::deviceThatFillsUp()
{
    for (const qint64 space : {0, 10}) {
        FullDevice device(space);
        const auto rows =
                LogExport::run({m_log, ExportFormat::Csv, ExportContent::Beats, {}}, device, {});
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::Io);
        QVERIFY(rows.error().message.contains(u"No space left on device"_s));
    }
}

void TestLogExport::fullDiskLeavesTheOldFile()
{
    const QString path = m_directory.filePath(u"full.csv"_s);
    QVERIFY(test::writeFile(path, "old"));
    std::unique_ptr<FileSizeLimit> limit;
    // Full as soon as the log has been read: all that is left to fail is the last flush.
    const auto rows = LogExport::runToFile({m_log, ExportFormat::Csv, ExportContent::Beats, {}},
                                           path, [&limit](qint64 done, qint64 total) {
                                               if (done == total)
                                                   limit = std::make_unique<FileSizeLimit>(16);
                                               return true;
                                           });
    limit.reset();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, Error::Kind::Io);
    QVERIFY2(rows.error().message.contains(path), qPrintable(rows.error().message));
    QCOMPARE(test::readFile(path), QByteArray("old"));
}

void TestLogExport::failedDeviceIsNotCollectedFor()
{
    FullDevice device(0);
    const auto writer = RecordWriter::create(ExportFormat::Ndjson, ExportContent::Beats, device);
    writer->begin();
    qint64 beat = 1;
    while (writer->write(answered(alpha, beat), u"Alpha"))
        ++beat;
    for (const qint64 end = 4 * beat; beat < end; ++beat)
        QVERIFY(!writer->write(answered(alpha, beat), u"Alpha"));
    const auto ended = writer->end();
    QVERIFY(!ended);
    QVERIFY(ended.error().message.contains(u"No space left on device"_s));
    QVERIFY2(device.largest() < 2 * RecordWriter::BufferBytes,
             qPrintable(QString::number(device.largest())));
}

void TestLogExport::logIsNotReplaced()
{
    const auto rows =
            LogExport::runToFile({m_log, ExportFormat::Csv, ExportContent::Beats, {}}, m_log, {});
    QCOMPARE(rows.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(beatsIn(m_log).size(), std::size_t(3));
}

void TestLogExport::missingLog()
{
    const QString path = m_directory.filePath(u"never.csv"_s);
    const auto rows = LogExport::runToFile(
            {u"/nonexistent/log"_s, ExportFormat::Csv, ExportContent::Beats, {}}, path, {});
    QCOMPARE(rows.error().kind, Error::Kind::NotFound);
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(TestLogExport)
#include "tst_logexport.moc"
