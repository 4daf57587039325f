// SPDX-License-Identifier: GPL-3.0-or-later
// heartline-cli from end to end, as a shell or a script sees it.
#include "app/timeargument.h"
#include "core/clock.h"
#include "storage/logwriter.h"
#include "support/files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

#include <csignal>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

const ConnectionId alpha(u"11111111-1111-4111-8111-111111111111"_s);
const ConnectionId evil(u"22222222-2222-4222-8222-222222222222"_s);
const QString evilName = u"=1+1\u001b[2J"_s;
constexpr qint64 second = 1'000'000;
constexpr qint64 start = 1'770'091'445'000'007; // 2026-02-03T04:04:05.000007Z

struct Outcome {
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

Outcome run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(HEARTLINE_CLI), arguments);
    if (!process.waitForFinished())
        return {-1, {}, process.errorString().toUtf8()};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void wrongUsage_data();
    void wrongUsage();
    void help_data();
    void help();
    void version();

    void exportsEveryFormat();
    void exportsToAFile();
    void exportsARange_data();
    void exportsARange();
    void exportFailures();
    void namesDoNotReachTheTerminal();

    void validProfiles();
    void invalidProfiles_data();
    void invalidProfiles();
    void unreadableProfiles();

    void runRefusesLikeTheOthers();
    void runNeedsItsOutput_data();
    void runNeedsItsOutput();

    void demoServerAnswers();
    void demoServerPortThatIsTaken();

    void timeArguments_data();
    void timeArguments();

private:
    QString path(const QString &name) const { return m_directory.filePath(name); }
    QStringList exportArguments(const QString &format, const QStringList &more = {}) const
    {
        return QStringList{u"export"_s, u"--log"_s,    m_log, u"--format"_s,
                           format,      u"--output"_s, u"-"_s}
        + more;
    }
    QString profilesFile(const QByteArray &content);

    QTemporaryDir m_directory;
    QString m_log;
};

void TestCli::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_log = path(u"log.sqlite3"_s);
    LogWriter writer;
    writer.registerConnections({{alpha, u"Alpha"_s, {}, {}}, {evil, evilName, {}, {}}});
    QVERIFY(writer.open(m_log));
    UpdateBatch batch;
    for (qint64 i = 0; i < 3; ++i) {
        for (const ConnectionId &id : {alpha, evil}) {
            batch.beats.push_back({.connection = id,
                                   .session = 1,
                                   .sequence = i + 1,
                                   .scheduledAt = start + i * second,
                                   .sentAt = start + i * second,
                                   .outcome = BeatOutcome::Ok,
                                   .rttNs = 1'000'000});
        }
    }
    batch.events.push_back({.at = start, .connection = alpha, .to = ConnectionState::Open});
    writer.enqueue(std::make_shared<UpdateBatch>(batch));
    writer.close();
    QCOMPARE(writer.status().rowsLost, qint64(0));
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *tag, const QStringList &arguments, const QString &word) {
        QTest::newRow(tag) << arguments << word;
    };
    row("nothing", {}, u"command"_s);
    row("unknown command", {u"monitor"_s}, u"monitor"_s);
    row("unknown option", exportArguments(u"csv"_s, {u"--nonsense"_s}), u"nonsense"_s);
    row("no log", {u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, u"-"_s}, u"--log"_s);
    row("no format", {u"export"_s, u"--log"_s, u"x"_s, u"--output"_s, u"-"_s}, u"--format"_s);
    row("no output", {u"export"_s, u"--log"_s, u"x"_s, u"--format"_s, u"csv"_s}, u"--output"_s);
    row("format", exportArguments(u"xml"_s), u"xml"_s);
    row("content", exportArguments(u"csv"_s, {u"--what"_s, u"frames"_s}), u"frames"_s);
    row("time", exportArguments(u"csv"_s, {u"--from"_s, u"yesterday"_s}), u"yesterday"_s);
    row("range", exportArguments(u"csv"_s, {u"--from"_s, u"1h"_s, u"--to"_s, u"2h"_s}),
        u"before"_s);
    row("stray word", exportArguments(u"csv"_s, {u"more"_s}), u"more"_s);
    row("unknown connection", exportArguments(u"csv"_s, {u"--connection"_s, u"Nobody"_s}),
        u"Nobody"_s);
    row("profiles alone", {u"profiles"_s}, u"validate"_s);
    row("profiles what", {u"profiles"_s, u"delete"_s, u"x"_s}, u"validate"_s);
    row("profiles without file", {u"profiles"_s, u"validate"_s}, u"FILE"_s);
    row("port", {u"demo-server"_s, u"--port"_s, u"65536"_s}, u"--port"_s);
    row("half a port", {u"demo-server"_s, u"--port"_s, u"1.5"_s}, u"--port"_s);
    row("latency", {u"demo-server"_s, u"--latency"_s, u"-1"_s}, u"--latency"_s);
    row("loss", {u"demo-server"_s, u"--loss"_s, u"101"_s}, u"--loss"_s);
    row("not a number", {u"demo-server"_s, u"--silent-after"_s, u"nan"_s}, u"--silent-after"_s);
    row("close code", {u"demo-server"_s, u"--close-after"_s, u"1"_s, u"--close-code"_s, u"1006"_s},
        u"1006"_s);
    row("close code alone", {u"demo-server"_s, u"--close-code"_s, u"4000"_s}, u"--close-after"_s);
    row("run: duration", {u"run"_s, u"--profiles"_s, u"x"_s, u"--duration"_s, u"nan"_s},
        u"--duration"_s);
    row("run: workers", {u"run"_s, u"--profiles"_s, u"x"_s, u"--workers"_s, u"0"_s},
        u"--workers"_s);
    row("run: stray word", {u"run"_s, u"--profiles"_s, u"x"_s, u"more"_s}, u"more"_s);
    row("run without profiles", {u"run"_s}, u"--profiles"_s);
}

void TestCli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.error.contains(word.toUtf8()), outcome.error.constData());
}

void TestCli::help_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("all") << QStringList{u"--help"_s} << QByteArray("demo-server");
    QTest::newRow("export") << QStringList{u"export"_s, u"--help"_s} << QByteArray("ndjson");
    QTest::newRow("profiles") << QStringList{u"profiles"_s, u"-h"_s} << QByteArray("validate");
    QTest::newRow("demo") << QStringList{u"demo-server"_s, u"--help"_s}
                          << QByteArray("--silent-after");
    QTest::newRow("run") << QStringList{u"run"_s, u"--help"_s} << QByteArray("--duration");
}

void TestCli::help()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.contains(word), outcome.out.constData());
    QVERIFY(outcome.out.startsWith("Usage: "));
    QCOMPARE(outcome.error, QByteArray());
}

void TestCli::version()
{
    const Outcome outcome = run({u"--version"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("heartline-cli 0."));
}

void TestCli::exportsEveryFormat()
{
    const Outcome csv = run(exportArguments(u"csv"_s));
    QCOMPARE(csv.exitCode, 0);
    QCOMPARE(csv.error, QByteArray());
    QCOMPARE(csv.out.count("\r\n"), 7);
    QVERIFY(csv.out.startsWith("connection,connection_id,session,sequence,scheduled_at,"));
    QVERIFY(csv.out.contains("\r\nAlpha,11111111-1111-4111-8111-111111111111,1,1,"
                             "2026-02-03T04:04:05.000007Z,"));

    const Outcome ndjson = run(exportArguments(u"ndjson"_s, {u"--what"_s, u"events"_s}));
    QCOMPARE(ndjson.exitCode, 0);
    QCOMPARE(ndjson.out.count('\n'), 1);
    QCOMPARE(QJsonDocument::fromJson(ndjson.out).object().value("to"_L1).toString(), u"open"_s);

    const Outcome json = run(exportArguments(u"json"_s, {u"--connection"_s, u"Alpha"_s}));
    QCOMPARE(json.exitCode, 0);
    const QJsonArray rows = QJsonDocument::fromJson(json.out).array();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(2).toObject().value("sequence"_L1).toInt(), 3);
}

void TestCli::exportsToAFile()
{
    const QString file = path(u"beats.ndjson"_s);
    const Outcome outcome =
            run({u"export"_s, u"--log"_s, m_log, u"--format"_s, u"ndjson"_s, u"--output"_s, file});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(test::readFile(file).count('\n'), 6);
}

void TestCli::exportsARange_data()
{
    QTest::addColumn<QStringList>("range");
    QTest::addColumn<qsizetype>("rows");
    QTest::newRow("all") << QStringList{u"--from"_s, u"2026-02-03"_s} << qsizetype(6);
    QTest::newRow("from") << QStringList{u"--from"_s, u"2026-02-03T04:04:06.000007Z"_s}
                          << qsizetype(4);
    QTest::newRow("to") << QStringList{u"--to"_s, u"2026-02-03T05:04:06.000007+01:00"_s}
                        << qsizetype(2);
    QTest::newRow("both") << QStringList{u"--from"_s, u"2026-02-03 04:04:06"_s, u"--to"_s,
                                         u"2026-02-03T04:04:07"_s}
                          << qsizetype(2);
    QTest::newRow("ago") << QStringList{u"--from"_s, u"1h"_s, u"--to"_s, u"30m"_s} << qsizetype(0);
}

void TestCli::exportsARange()
{
    QFETCH(QStringList, range);
    QFETCH(qsizetype, rows);
    const Outcome outcome = run(exportArguments(u"ndjson"_s, range));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out.count('\n'), rows);
}

void TestCli::exportFailures()
{
    const QString output = path(u"never.csv"_s);
    const auto exportOf = [&](const QString &log, const QString &to) {
        return run({u"export"_s, u"--log"_s, log, u"--format"_s, u"csv"_s, u"--output"_s, to});
    };
    const Outcome missing = exportOf(path(u"missing"_s), output);
    QCOMPARE(missing.exitCode, 1);
    QVERIFY(missing.error.contains("missing"));
    const QString text = profilesFile(QByteArray("this is text\n").repeated(100));
    QCOMPARE(exportOf(text, output).exitCode, 2);
    QCOMPARE(exportOf(m_log, path(u"no/such/directory/x"_s)).exitCode, 1);
    QCOMPARE(exportOf(m_log, m_log).exitCode, 2);
    QVERIFY(!QFile::exists(output));
    QVERIFY(!QFile::exists(path(u"missing"_s)));
}

void TestCli::namesDoNotReachTheTerminal()
{
    for (const QString &format : {u"csv"_s, u"ndjson"_s, u"json"_s}) {
        const Outcome outcome = run(exportArguments(format));
        QVERIFY2(!outcome.out.contains('\x1b'), qPrintable(format));
    }
    QVERIFY(run(exportArguments(u"csv"_s)).out.contains("\r\n'=1+1"));
    const Outcome unknown = run(exportArguments(u"csv"_s, {u"--connection"_s, u"\u001b[31m"_s}));
    QVERIFY(!unknown.error.contains('\x1b'));
    QVERIFY(unknown.error.contains("\\x1b[31m"));
}

QString TestCli::profilesFile(const QByteArray &content)
{
    const QString file = path(u"profiles.json"_s);
    return test::writeFile(file, content) ? file : QString();
}

void TestCli::validProfiles()
{
    const Outcome outcome = run({u"profiles"_s, u"validate"_s, profilesFile(R"({
        "format": "heartline-profiles", "version": 1, "connections": [
        {"name": "A", "url": "ws://127.0.0.1/", "heartbeat": {"kind": "text", "message": "hi"}},
        {"name": "B", "url": "wss://${env:NO_SUCH_HOST}/",
         "heartbeat": {"kind": "text", "message": "${env:NO_SUCH_MESSAGE}"}}]})")});
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.error, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
}

void TestCli::invalidProfiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("found");
    const auto connections = [](const QByteArray &list) {
        return R"({"format": "heartline-profiles", "version": 1, "connections": [)" + list + "]}";
    };
    QTest::newRow("empty") << QByteArray() << QByteArray("profiles.json");
    QTest::newRow("no url") << connections(R"({"name": "A"})")
                            << QByteArray("$.connections[0].url");
    QTest::newRow("bad url") << connections(R"({"name": "A", "url": "http://x/"})")
                             << QByteArray("$.connections[0].url");
    QTest::newRow("message") << connections(R"({"name": "A", "url": "ws://x/"},
        {"name": "B", "url": "ws://x/", "heartbeat": {"kind": "json", "message": "{"}})")
                             << QByteArray("$.connections[1].heartbeat.message");
    QTest::newRow("reply") << connections(R"({"name": "A", "url": "ws://x/",
        "heartbeat": {"kind": "text", "message": "x", "reply": {"regex": "("}}})")
                           << QByteArray("$.connections[0].heartbeat.reply");
    QTest::newRow("newer") << QByteArray(
            R"({"format": "heartline-profiles", "version": 99, "connections": []})")
                           << QByteArray("$.version");
    QTest::newRow("terminal escape")
            << connections(R"({"name": "A\u001b[2J", "url": "ws://x/\u001b[2J"})")
            << QByteArray("$.connections[0]");
}

void TestCli::invalidProfiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, found);
    const Outcome outcome = run({u"profiles"_s, u"validate"_s, profilesFile(content)});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.out.contains(found), outcome.out.constData());
    QVERIFY(!outcome.out.contains('\x1b'));
}

void TestCli::unreadableProfiles()
{
    const Outcome outcome = run({u"profiles"_s, u"validate"_s, path(u"missing.json"_s)});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(outcome.error.contains("missing.json"));
}

void TestCli::runRefusesLikeTheOthers()
{
    const auto runWith = [](const QString &profiles, const QString &log) {
        return run(
                {u"run"_s, u"--profiles"_s, profiles, u"--log"_s, log, u"--duration"_s, u"0.1"_s});
    };
    const QString log = path(u"run.sqlite"_s);
    const Outcome missing = runWith(path(u"missing.json"_s), log);
    QCOMPARE(missing.exitCode, 1); // as "profiles validate" does
    QVERIFY(missing.error.contains("missing.json"));
    const Outcome invalid = runWith(profilesFile("{}"), log);
    QCOMPARE(invalid.exitCode, 2);
    QVERIFY(invalid.error.startsWith("heartline-cli: "));
    const QString good =
            profilesFile(R"({"format": "heartline-profiles", "version": 1, "connections": []})");
    QCOMPARE(runWith(good, good + u"/log"_s).exitCode, 1);
    QVERIFY(!QFile::exists(log));
    QCOMPARE(runWith(good, log).exitCode, 0);
}

void TestCli::runNeedsItsOutput_data()
{
    QTest::addColumn<QString>("redirection");
    QTest::addColumn<QString>("style");
    for (const QString &style : {u""_s, u"--json"_s}) {
        QTest::addRow("full disk %s", qPrintable(style)) << u"> /dev/full"_s << style;
        QTest::addRow("closed pipe %s", qPrintable(style)) << u"| head -n 1 > /dev/null"_s << style;
    }
}

void TestCli::runNeedsItsOutput()
{
    QFETCH(QString, redirection);
    QFETCH(QString, style);
    // Refused over and over: there is always something to tell.
    const QString profiles = profilesFile(R"({"format": "heartline-profiles", "version": 1,
        "connections": [{"name": "A", "url": "ws://127.0.0.1:1/"}]})");
    QProcess shell;
    shell.start(
            u"/bin/sh"_s,
            {u"-c"_s,
             u"{ \"$0\" run --profiles \"$1\" --duration 600 %1; echo \"exit $?\" >&2; } %2"_s.arg(
                     style, redirection),
             QStringLiteral(HEARTLINE_CLI), profiles});
    QVERIFY(shell.waitForFinished());
    const QByteArray error = shell.readAllStandardError();
    QVERIFY2(error.contains("standard output"), error.constData());
    QVERIFY2(error.endsWith("exit 1\n"), error.constData());
    QCOMPARE(error.count('\n'), 2); // told once
}

void TestCli::demoServerAnswers()
{
    QProcess server;
    server.start(QStringLiteral(HEARTLINE_CLI),
                 {u"demo-server"_s, u"--latency"_s, u"5"_s, u"--close-after"_s, u"3600"_s,
                  u"--close-code"_s, u"4000"_s});
    QVERIFY(server.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(server.canReadLine(), 30'000);
    bool ok = false;
    const int port = server.readLine().trimmed().toInt(&ok);
    QVERIFY(ok && port > 0);

    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    connect(&socket, &QWebSocket::connected, &socket,
            [&socket] { socket.sendTextMessage(u"heartbeat"_s); });
    socket.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(port)));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toString(), u"heartbeat"_s);

    QCOMPARE(::kill(static_cast<pid_t>(server.processId()), SIGTERM), 0);
    QTRY_COMPARE(server.state(), QProcess::NotRunning);
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
    QCOMPARE(server.exitCode(), 0);
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

void TestCli::demoServerPortThatIsTaken()
{
    QProcess first;
    first.start(QStringLiteral(HEARTLINE_CLI), {u"demo-server"_s});
    QTRY_VERIFY_WITH_TIMEOUT(first.canReadLine(), 30'000);
    const QString port = QString::fromLatin1(first.readLine().trimmed());
    const Outcome second = run({u"demo-server"_s, u"--port"_s, port});
    QCOMPARE(second.exitCode, 1);
    QVERIFY(second.error.contains(port.toLatin1()));
    first.kill();
    QVERIFY(first.waitForFinished());
}

void TestCli::timeArguments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected"); // -1: refused
    constexpr qint64 now = 2'000'000 * second;
    constexpr qint64 day = 1'770'076'800 * second; // 2026-02-03T00:00Z
    const auto row = [](const QString &text, qint64 expected) {
        QTest::newRow(qPrintable(text)) << text << expected;
    };
    row(u"30s"_s, now - 30 * second);
    row(u"90m"_s, now - 5'400 * second);
    row(u"1d12h"_s, now - 129'600 * second);
    row(u"1w"_s, now - 604'800 * second);
    row(u"2026-02-03"_s, day);
    row(u"2026-02-03T01:02"_s, day + 3'720 * second);
    row(u"2026-02-03T01:02:03Z"_s, day + 3'723 * second);
    row(u"2026-02-03T01:02:03.5"_s, day + 3'723 * second + 500'000);
    row(u"2026-02-03T01:02:03.000007Z"_s, day + 3'723 * second + 7);
    row(u"2026-02-03T01:02:03.0000079Z"_s, day + 3'723 * second + 7);
    row(u"2026-02-03 01:00:00+01:00"_s, day);
    row(u"2026-02-02T19:00-0500"_s, day);
    for (const QString &wrong :
         {u""_s, u"1"_s, u"1y"_s, u"-1h"_s, u"1h ago"_s, u"2026-02-30"_s, u"2026-02-03T25:00"_s,
          u"2026-02-03T"_s, u"03.02.2026"_s, u"2026-02-03Z"_s, u"999999999w999999999w"_s + u"1y"_s})
        row(wrong, -1);
}

void TestCli::timeArguments()
{
    QFETCH(QString, text);
    QFETCH(qint64, expected);
    const auto time = parseTimeArgument(text, 2'000'000 * second);
    QCOMPARE(time.has_value() ? *time : -1, expected);
    if (!time)
        QVERIFY(time.error().message.contains(text));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
