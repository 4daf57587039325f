// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilesfile.h"

#include "support/files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <iterator>
#include <unistd.h>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestProfilesFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSmallest();
    void idsThatAreLeftOutStayTheSame();
    void readsEverything();
    void writesWhatItReads();
    void writesNoDefaults();
    void keepsTimesThatOverrideAPreset();
    void writesInAReadersOrder();
    void keepsUnknownFields();
    void unknownHeaderFieldsFollowTheirHeader();
    void lateThresholdFollowsTheTimeout();
    void reportsPlaces_data();
    void reportsPlaces();
    void reportsEverythingAtOnce();
    void reportsBrokenJson_data();
    void reportsBrokenJson();
    void refusesANewerVersion();
    void refusesTooMuch();
    void loadsWithAByteOrderMark();
    void reportsFilesThatCannotBeRead();
    void savesWhatItLoads();
    void readsAPipe();
    void survivesDamage();
    void holdsTenThousand();
    void theDocumentsExampleIsRead();
};

namespace {

const QByteArray id1 = "11111111-1111-4111-8111-111111111111"_ba;
const QByteArray id2 = "22222222-2222-4222-8222-222222222222"_ba;

QByteArray document(const QByteArray &connections)
{
    return R"({"format":"heartline-profiles","version":1,"connections":[)" + connections + "]}";
}

ProfilesDocument parsed(const QByteArray &json)
{
    const auto result = ProfilesFile::parse(json);
    if (!result)
        qFatal("%s", qPrintable(result.error().front().toString()));
    return *result;
}

QStringList places(const QByteArray &json)
{
    QStringList result;
    const auto read = ProfilesFile::parse(json);
    if (!read) {
        for (const Error &error : read.error())
            result << error.where;
    }
    return result;
}

/// A document in which no value is the default one.
QByteArray fullDocument()
{
    return document(R"({
        "id": "11111111-1111-4111-8111-111111111111", "name": "one", "group": "g",
        "url": "wss://host/x", "enabled": false,
        "headers": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}],
        "subprotocols": ["p", "q"],
        "heartbeat": {"kind": "json", "preset": "phoenix", "message": "{}",
            "reply": {"pointer": "/a", "value": [7, null]},
            "interval_ms": 1, "timeout_ms": 2, "misses_allowed": 3, "late_ms": 4},
        "reconnect": {"enabled": false, "initial_ms": 20, "maximum_ms": 40, "factor": 1.5,
            "jitter": 0.25, "attempts": 6},
        "tls": {"ca_file": "ca", "certificate_file": "c", "key_file": "k",
            "pinned_sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
        "proxy": "socks5://p:1",
        "limits": {"resolve_ms": 11, "connect_ms": 12, "tls_ms": 13, "upgrade_ms": 14,
            "close_ms": 15, "message_bytes": 16}
    })")
            .replace("\"interval_ms\": 1,", "\"interval_ms\": 101,")
            .replace("\"timeout_ms\": 2,", "\"timeout_ms\": 102,")
            .replace("\"misses_allowed\": 3,", "\"misses_allowed\": 5,");
}

} // namespace

void TestProfilesFile::readsTheSmallest()
{
    const ProfilesDocument read = parsed(document(R"({"name":"one","url":"ws://host"})"));
    QCOMPARE(read.profiles.size(), std::size_t(1));
    Profile expected{.name = u"one"_s, .url = u"ws://host"_s};
    QVERIFY(!read.profiles[0].id.isNull());
    expected.id = read.profiles[0].id;
    QCOMPARE(read.profiles[0], expected);
    QCOMPARE(parsed(document({})).profiles.size(), std::size_t(0));
}

void TestProfilesFile::idsThatAreLeftOutStayTheSame()
{
    const QByteArray one = R"({"name": "a", "url": "ws://a.example/"})";
    const QByteArray other = R"({"name": "b", "url": "ws://a.example/"})";
    const auto idsOf = [](const QByteArrayList &connections) {
        const auto document =
                ProfilesFile::parse(R"({"format": "heartline-profiles", "version": 1,)"
                                    R"( "connections": [)"
                                    + connections.join(',') + "]}");
        std::vector<QUuid> ids;
        if (document)
            std::ranges::transform(document->profiles, std::back_inserter(ids), &Profile::id);
        return ids;
    };
    const std::vector<QUuid> ids = idsOf({one, other, one});
    QCOMPARE(ids.size(), std::size_t(3));
    QVERIFY(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
    QCOMPARE(idsOf({one, other, one}), ids); // at the next start
    // A copy by hand in front of the original that has been saved with its id.
    const QByteArray saved = R"({"id": ")" + ids[0].toByteArray(QUuid::WithoutBraces)
            + R"(", "name": "a", "url": "ws://a.example/"})";
    QCOMPARE(idsOf({one, saved}), (std::vector{ids[2], ids[0]}));
}

void TestProfilesFile::readsEverything()
{
    const Profile profile = parsed(fullDocument()).profiles[0];
    Profile expected;
    expected.id = QUuid(QString::fromLatin1(id1));
    expected.name = u"one"_s;
    expected.group = u"g"_s;
    expected.url = u"wss://host/x"_s;
    expected.enabled = false;
    expected.headers = {{u"A"_s, u"1"_s}, {u"A"_s, u"2"_s}};
    expected.subprotocols = {u"p"_s, u"q"_s};
    expected.heartbeat = {.kind = HeartbeatKind::Json,
                          .preset = u"phoenix"_s,
                          .message = u"{}"_s,
                          .reply = {.match = ReplyRule::Match::PointerConstant,
                                    .pointer = u"/a"_s,
                                    .constant = QJsonArray{7, QJsonValue()}},
                          .interval = 101ms,
                          .timeout = 102ms,
                          .missesAllowed = 5,
                          .late = 4ms};
    expected.reconnect = {.enabled = false,
                          .initial = 20ms,
                          .maximum = 40ms,
                          .factor = 1.5,
                          .jitter = 0.25,
                          .attempts = 6};
    expected.tls = {.caFile = u"ca"_s,
                    .certificateFile = u"c"_s,
                    .keyFile = u"k"_s,
                    .pinnedSha256 = QString(64, u'0')};
    expected.proxy = u"socks5://p:1"_s;
    expected.limits = {.resolve = 11ms,
                       .connect = 12ms,
                       .tls = 13ms,
                       .upgrade = 14ms,
                       .close = 15ms,
                       .messageBytes = 16};
    QCOMPARE(profile, expected);
}

void TestProfilesFile::writesWhatItReads()
{
    const QByteArray json = fullDocument();
    const ProfilesDocument read = parsed(json);
    const QByteArray written = ProfilesFile::serialise(read);
    QCOMPARE(parsed(written), read);
    QCOMPARE(QJsonDocument::fromJson(written), QJsonDocument::fromJson(json));
    for (const char *reply : {R"({"equals":"a"})", R"({"contains":"b"})", R"({"regex":"c"})",
                              R"({"pointer":"","value":null})", R"({"pointer":"/x","sent":""})"}) {
        const QByteArray one =
                document(R"({"id":")" + id1 + R"(","name":"n","url":"ws://h","heartbeat":{"reply":)"
                         + reply + "}}");
        QCOMPARE(QJsonDocument::fromJson(ProfilesFile::serialise(parsed(one))),
                 QJsonDocument::fromJson(one));
    }
}

void TestProfilesFile::writesNoDefaults()
{
    const QByteArray explicitDefaults = document(R"({
        "id": "11111111-1111-4111-8111-111111111111", "name": "one", "group": "",
        "url": "ws://host", "enabled": true, "headers": [], "subprotocols": [],
        "heartbeat": {"kind": "ping", "interval_ms": 5000, "timeout_ms": 5000,
            "misses_allowed": 3, "late_ms": 1000},
        "reconnect": {"enabled": true, "initial_ms": 1000, "maximum_ms": 30000, "factor": 2,
            "jitter": 0.2, "attempts": 0},
        "tls": {}, "proxy": "",
        "limits": {"resolve_ms": 5000, "connect_ms": 10000, "tls_ms": 10000, "upgrade_ms": 10000,
            "close_ms": 1000, "message_bytes": 1048576}})");
    const QByteArray expected = R"({
    "format": "heartline-profiles",
    "version": 1,
    "connections": [
        {
            "id": "11111111-1111-4111-8111-111111111111",
            "name": "one",
            "url": "ws://host"
        }
    ]
}
)"_ba;
    QCOMPARE(ProfilesFile::serialise(parsed(explicitDefaults)), expected);
}

void TestProfilesFile::keepsTimesThatOverrideAPreset()
{
    // Given, they count even where they are Heartline's own defaults; a preset may have others.
    const QByteArray given = document(R"({"name": "one", "url": "ws://host",
        "heartbeat": {"preset": "okx", "interval_ms": 5000, "late_ms": 1000}})");
    const ProfilesDocument read = parsed(given);
    QCOMPARE(read.profiles[0].heartbeat.kept,
             HeartbeatRule::Fields(HeartbeatRule::Field::Interval));
    const QByteArray written = ProfilesFile::serialise(read);
    QVERIFY2(written.contains("\"interval_ms\": 5000"), written);
    QVERIFY2(!written.contains("late_ms"), written);
    QCOMPARE(parsed(written), read);
}

void TestProfilesFile::writesInAReadersOrder()
{
    const QByteArray written = ProfilesFile::serialise(parsed(fullDocument()));
    qsizetype last = -1;
    for (const char *key : {"format", "version", "connections", "id", "name", "group", "url",
                            "enabled", "headers", "subprotocols", "heartbeat", "kind", "reply",
                            "interval_ms", "reconnect", "tls", "proxy", "limits"}) {
        const qsizetype position = written.indexOf(QByteArray("\"") + key + "\":");
        QVERIFY2(position > last, key);
        last = position;
    }
}

void TestProfilesFile::keepsUnknownFields()
{
    const QByteArray json = R"({
        "format": "heartline-profiles", "version": 1, "$schema": "x", "future": {"a": [1, 2.5]},
        "connections": [{
            "id": "11111111-1111-4111-8111-111111111111", "name": "one", "url": "ws://host",
            "color": "red", "big": 9007199254740993,
            "headers": [{"name": "A", "value": "1", "secret": true}],
            "heartbeat": {"kind": "text", "phase": 0.5, "reply": {"equals": "x", "trim": true}},
            "reconnect": {"strategy": {"name": "fibonacci"}},
            "tls": {"alpn": ["http/1.1"]},
            "limits": {"frames": null}
        }]
    })";
    const ProfilesDocument read = parsed(json);
    QCOMPARE(QJsonDocument::fromJson(ProfilesFile::serialise(read)), QJsonDocument::fromJson(json));
    QVERIFY(ProfilesFile::serialise(read).contains("9007199254740993"));

    // A rule that is no longer there takes what belonged to it along.
    ProfilesDocument changed = read;
    changed.profiles[0].heartbeat.reply = {};
    changed.profiles[0].headers.clear();
    const QByteArray written = ProfilesFile::serialise(changed);
    QVERIFY(!written.contains("trim"));
    QVERIFY(!written.contains("secret"));
    QVERIFY(written.contains("phase"));
    QVERIFY(ProfilesFile::parse(written));
}

void TestProfilesFile::unknownHeaderFieldsFollowTheirHeader()
{
    ProfilesDocument read = parsed(document(
            R"({"name":"one","url":"ws://h","headers":[{"name":"A","value":"1","note":"of A"},
                {"name":"B","value":"2"}]})"));
    std::swap(read.profiles[0].headers[0], read.profiles[0].headers[1]);
    const QJsonArray headers = QJsonDocument::fromJson(ProfilesFile::serialise(
            read))["connections"_L1][0]["headers"_L1]
                                       .toArray();
    QCOMPARE(headers[0].toObject(), (QJsonObject{{u"name"_s, u"B"_s}, {u"value"_s, u"2"_s}}));
    QCOMPARE(headers[1]["note"_L1], QJsonValue(u"of A"_s));
}

void TestProfilesFile::lateThresholdFollowsTheTimeout()
{
    const ProfilesDocument read =
            parsed(document(R"({"name":"n","url":"ws://h","heartbeat":{"timeout_ms":300}})"));
    QCOMPARE(read.profiles[0].heartbeat.late, HeartbeatRule::Milliseconds(300));
    QVERIFY(!ProfilesFile::serialise(read).contains("late_ms"));
    const QByteArray tooLate =
            document(R"({"name":"n","url":"ws://h","heartbeat":{"timeout_ms":300,"late_ms":301}})");
    QCOMPARE(places(tooLate), QStringList{u"$.connections[0].heartbeat.late_ms"_s});
}

void TestProfilesFile::reportsPlaces_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("named");
    const auto whole = [](const char *name, const QByteArray &json, const QString &where,
                          const QString &named) { QTest::newRow(name) << json << where << named; };
    whole("array", "[]", u"$"_s, u"object"_s);
    whole("no format", R"({"version":1})", u"$.format"_s, u"nothing"_s);
    whole("other format", R"({"format":"x","version":1})", u"$.format"_s, u"\"x\""_s);
    whole("no version", R"({"format":"heartline-profiles"})", u"$.version"_s, u"nothing"_s);
    whole("version 0", R"({"format":"heartline-profiles","version":0})", u"$.version"_s, u"0"_s);
    whole("version is text", R"({"format":"heartline-profiles","version":"1"})", u"$.version"_s,
          u"the string \"1\""_s);
    whole("no connections", R"({"format":"heartline-profiles","version":1})", u"$.connections"_s,
          u"nothing"_s);
    whole("connections is an object",
          R"({"format":"heartline-profiles","version":1,"connections":{}})", u"$.connections"_s,
          u"an object"_s);
    whole("connection is text", document("\"ws://host\""), u"$.connections[0]"_s,
          u"the string \"ws://host\""_s);

    const auto row = [&whole](const char *fields, const QString &where, const QString &named) {
        whole(fields,
              document(R"({"name":"ok","url":"ws://h"},{"name":"n","url":"ws://h",)"
                       + QByteArray(fields) + "}"),
              u"$.connections[1]."_s + where, named);
    };
    row(R"("name":5)", u"name"_s, u"Expected a string, found the number 5"_s);
    row(R"("name":"")", u"name"_s, u"required"_s);
    row(R"("url":null)", u"url"_s, u"null"_s);
    row(R"("url":"http://h")", u"url"_s, u"ws://"_s);
    row(R"("id":"1")", u"id"_s, u"UUID"_s);
    row(R"("id":"{11111111-1111-4111-8111-111111111111}")", u"id"_s, u"UUID"_s);
    row(R"("id":"00000000-0000-0000-0000-000000000000")", u"id"_s, u"UUID"_s);
    row(R"("enabled":1)", u"enabled"_s, u"true or false"_s);
    row(R"("headers":{})", u"headers"_s, u"an array"_s);
    row(R"("headers":["x"])", u"headers[0]"_s, u"an object"_s);
    row(R"("headers":["x",{"name":"Host","value":"x"}])", u"headers[1].name"_s, u"Host"_s);
    row(R"("headers":[{"name":"A"}])", u"headers[0].value"_s, u"nothing"_s);
    row(R"("headers":[{"value":"A"}])", u"headers[0].name"_s, u"nothing"_s);
    row(R"("subprotocols":["a",5])", u"subprotocols[1]"_s, u"the number 5"_s);
    row(R"("subprotocols":["a","a"])", u"subprotocols[1]"_s, u"twice"_s);
    row(R"("heartbeat":[])", u"heartbeat"_s, u"an array"_s);
    row(R"("heartbeat":{"kind":"pong"})", u"heartbeat.kind"_s,
        u"ping, text, json, binary, listen"_s);
    row(R"("heartbeat":{"interval_ms":"5s"})", u"heartbeat.interval_ms"_s, u"a number"_s);
    row(R"("heartbeat":{"interval_ms":9})", u"heartbeat.interval_ms"_s,
        u"Expected 10 to 86400000, found 9"_s);
    row(R"("heartbeat":{"interval_ms":1.5})", u"heartbeat.interval_ms"_s, u"found 1.5"_s);
    row(R"("heartbeat":{"interval_ms":1e300})", u"heartbeat.interval_ms"_s, u"out of range"_s);
    row(R"("heartbeat":{"misses_allowed":3000000000})", u"heartbeat.misses_allowed"_s,
        u"3000000000"_s);
    row(R"("heartbeat":{"reply":"pong"})", u"heartbeat.reply"_s, u"an object"_s);
    row(R"("heartbeat":{"reply":{}})", u"heartbeat.reply"_s, u"exactly one"_s);
    row(R"("heartbeat":{"reply":{"equals":"a","regex":"b"}})", u"heartbeat.reply"_s, u"found 2"_s);
    row(R"("heartbeat":{"reply":{"equals":5}})", u"heartbeat.reply.equals"_s, u"5"_s);
    row(R"("heartbeat":{"reply":{"equals":"a","value":5}})", u"heartbeat.reply"_s, u"pointer"_s);
    row(R"("heartbeat":{"reply":{"pointer":"/a"}})", u"heartbeat.reply"_s, u"either"_s);
    row(R"("heartbeat":{"reply":{"pointer":"/a","value":1,"sent":"/a"}})", u"heartbeat.reply"_s,
        u"either"_s);
    row(R"("heartbeat":{"reply":{"pointer":"/a","sent":1}})", u"heartbeat.reply.sent"_s, u"1"_s);
    row(R"("reconnect":{"factor":0.5})", u"reconnect.factor"_s, u"1 to 100"_s);
    row(R"("reconnect":{"maximum_ms":500})", u"reconnect.maximum_ms"_s, u"1000"_s);
    row(R"("tls":{"pinned_sha256":"abc"})", u"tls.pinned_sha256"_s, u"64"_s);
    row(R"("proxy":"proxy")", u"proxy"_s, u"socks5"_s);
    row(R"("limits":{"close_ms":true})", u"limits.close_ms"_s, u"found true"_s);
}

void TestProfilesFile::reportsPlaces()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, where);
    QFETCH(const QString, named);
    const auto read = ProfilesFile::parse(json);
    QVERIFY(!read);
    const auto found = std::find_if(read.error().begin(), read.error().end(),
                                    [&](const Error &error) { return error.where == where; });
    QVERIFY2(found != read.error().end(), qPrintable(places(json).join(u' ')));
    QVERIFY2(found->message.contains(named), qPrintable(found->message));
    QCOMPARE(places(json).count(where), 1);
}

void TestProfilesFile::reportsEverythingAtOnce()
{
    const QByteArray id = R"("id":")" + id2 + R"(",)";
    const QByteArray bad = document("{" + id + R"("name":"a","url":"ws://h"},)"
                                    + R"({"name":7,"heartbeat":{"interval_ms":"x","timeout_ms":1}})"
                                    + ", 3, {" + id + R"("url":"ws://h#f"})");
    QCOMPARE(places(bad),
             (QStringList{u"$.connections[1].name"_s, u"$.connections[1].heartbeat.interval_ms"_s,
                          u"$.connections[1].url"_s, u"$.connections[1].heartbeat.timeout_ms"_s,
                          u"$.connections[2]"_s, u"$.connections[3].name"_s,
                          u"$.connections[3].url"_s, u"$.connections[3].id"_s}));
    const auto twice = ProfilesFile::parse(document("{" + id + R"("name":"a","url":"ws://h"},{)"
                                                    + id + R"("name":"b","url":"ws://h"})"));
    QVERIFY(!twice);
    QVERIFY(twice.error().front().message.contains(u"$.connections[0].id"_s));
}

void TestProfilesFile::reportsBrokenJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("empty") << ""_ba << u"nothing in it"_s;
    QTest::newRow("blank") << " \n"_ba << u"nothing in it"_s;
    QTest::newRow("truncated") << "{\n  \"format\": \"heartline-profiles\",\n  \"vers"_ba
                               << u"line 3, column"_s;
    QTest::newRow("comma") << "{\n \"a\": 1,\n}"_ba << u"line 3, column"_s;
    QTest::newRow("column counts characters") << "{\"ä\": x}"_ba << u"line 1, column 7"_s;
    QTest::newRow("not UTF-8") << "{\n\"name\": \"B\xfc\x63her\"}"_ba
                               << u"UTF-8 at line 2, column 11"_s;
    QTest::newRow("cut in a character") << "{\"\xe5\xbf"_ba << u"UTF-8"_s;
    QTest::newRow("UTF-16") << "\xff\xfe{\0"_ba << u"UTF-8 at line 1, column 1"_s;
    QTest::newRow("too deep") << document(QByteArray(100'000, '[')) << u"line 1"_s;
    QTest::newRow("binary") << "SQLite format 3\0"_ba << u"line 1"_s;
}

void TestProfilesFile::reportsBrokenJson()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, named);
    const auto read = ProfilesFile::parse(json);
    QVERIFY(!read);
    QCOMPARE(read.error().size(), std::size_t(1));
    QCOMPARE(read.error().front().kind, Error::Kind::Corrupt);
    QVERIFY2(read.error().front().message.contains(named),
             qPrintable(read.error().front().message));
}

void TestProfilesFile::refusesANewerVersion()
{
    const auto read = ProfilesFile::parse(
            R"({"format":"heartline-profiles","version":2,"connections":"whatever comes"})");
    QVERIFY(!read);
    QCOMPARE(read.error().size(), std::size_t(1));
    QCOMPARE(read.error().front().kind, Error::Kind::NewerVersion);
    QCOMPARE(read.error().front().where, u"$.version"_s);
}

void TestProfilesFile::refusesTooMuch()
{
    QByteArray blanks(ProfilesFile::MaximumBytes + 1, ' ');
    QVERIFY(ProfilesFile::parse(blanks).error().front().message.contains(u"64 MiB"_s));
    QByteArray many = QByteArray("0,").repeated(ProfilesFile::MaximumConnections) + "0";
    QCOMPARE(places(document(many)), QStringList{u"$.connections"_s});
}

void TestProfilesFile::loadsWithAByteOrderMark()
{
    QVERIFY(ProfilesFile::parse("\xef\xbb\xbf" + document({})));
}

void TestProfilesFile::reportsFilesThatCannotBeRead()
{
    const QTemporaryDir directory;
    const QString missing = directory.filePath(u"missing.json"_s);
    const auto noFile = ProfilesFile::load(missing);
    QVERIFY(!noFile);
    QCOMPARE(noFile.error().front().kind, Error::Kind::NotFound);
    QCOMPARE(noFile.error().front().where, missing);
    const auto aDirectory = ProfilesFile::load(directory.path());
    QVERIFY(!aDirectory);
    QCOMPARE(aDirectory.error().front().where, directory.path());
    QVERIFY(test::writeFile(missing, "{"));
    QCOMPARE(ProfilesFile::load(missing).error().front().where, missing);
}

void TestProfilesFile::savesWhatItLoads()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"new/profiles.json"_s);
    const ProfilesDocument profiles = parsed(fullDocument());
    const auto saved = ProfilesFile::save(path, profiles);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toString()));
    QCOMPARE(*ProfilesFile::load(path), profiles);
}

void TestProfilesFile::readsAPipe()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe(ends.data()), 0);
    const QByteArray json = fullDocument();
    QCOMPARE(::write(ends[1], json.constData(), std::size_t(json.size())), json.size());
    ::close(ends[1]);
    const auto read = ProfilesFile::load(u"/dev/fd/%1"_s.arg(ends[0]));
    ::close(ends[0]);
    QVERIFY2(read, read ? "" : qPrintable(read.error().front().toString()));
    QCOMPARE(*read, parsed(json));
}

void TestProfilesFile::survivesDamage()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QByteArray original = fullDocument();
    const QByteArray replacements = "{}[]\",:0-e.tn\\$ \xff"_ba;
    for (int i = 0; i < 5'000; ++i) {
        QByteArray damaged = original;
        for (int change = random.bounded(1, 4); change > 0; --change) {
            const qsizetype position = random.bounded(int(damaged.size()));
            if (random.bounded(2) == 0)
                damaged[position] = replacements[random.bounded(int(replacements.size()))];
            else
                damaged.remove(position, random.bounded(1, 40));
        }
        const auto read = ProfilesFile::parse(damaged);
        if (read)
            QCOMPARE(parsed(ProfilesFile::serialise(*read)), *read);
        else
            QVERIFY(!read.error().empty() && !read.error().front().message.isEmpty());
    }
}

void TestProfilesFile::holdsTenThousand()
{
    ProfilesDocument many;
    for (int i = 0; i < 10'000; ++i)
        many.profiles.push_back({.id = QUuid::createUuid(),
                                 .name = u"connection %1"_s.arg(i),
                                 .url = u"wss://host%1.example/"_s.arg(i)});
    const QByteArray json = ProfilesFile::serialise(many);
    QVERIFY(json.size() * 10 < ProfilesFile::MaximumBytes);
    QCOMPARE(parsed(json), many);
}

void TestProfilesFile::theDocumentsExampleIsRead()
{
    const QByteArray text = test::readFile(QStringLiteral(PROFILES_DOCUMENT));
    const qsizetype begin = text.indexOf("```json") + 7;
    const auto read = ProfilesFile::parse(text.sliced(begin, text.indexOf("```", begin) - begin));
    QVERIFY2(read, read ? "" : qPrintable(read.error().front().toString()));
    QCOMPARE(read->profiles.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestProfilesFile)
#include "tst_profilesfile.moc"
