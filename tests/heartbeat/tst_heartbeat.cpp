// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/heartbeat.h"
#include "heartbeat/json.h"

#include <QJsonObject>
#include <QTest>

#include <utility>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Match = ReplyRule::Match;

class TestHeartbeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pingIsAnsweredByItsPong();
    void textIsAnsweredByItsEcho();
    void textNeedsNoUtf8OnTheWayBack();
    void jsonIsAnsweredByItsId();
    void binaryIsAnsweredByItsEcho();
    void listenCountsEverything();
    void listenCountsWhatItsRuleSays();
    void replies_data();
    void replies();
    void containedNumbersEndWhereTheirDigitsEnd();
    void oneValuePerBeat();
    void nothingSentIsNeverAnswered();
    void refuses_data();
    void refuses();
    void errorsNeverQuoteTheMessage_data();
    void errorsNeverQuoteTheMessage();
    void distinguishesBeats_data();
    void distinguishesBeats();
    void aMessageIsParsedOnce();
};

namespace {

Heartbeat make(const HeartbeatRule &rule)
{
    auto compiled = Heartbeat::compile(rule);
    if (!compiled)
        qFatal("%s", qPrintable(compiled.error().toString()));
    return *compiled;
}

IncomingMessage text(const QByteArray &payload)
{
    return IncomingMessage({Message::Type::Text, payload});
}

IncomingMessage pong(const QByteArray &payload)
{
    return IncomingMessage({Message::Type::Pong, payload});
}

} // namespace

void TestHeartbeat::pingIsAnsweredByItsPong()
{
    const Heartbeat heartbeat = make({});
    const ComposedBeat first = heartbeat.compose(0x0102030405060708);
    QVERIFY(first.message);
    QCOMPARE(first.message->type, Message::Type::Ping);
    QCOMPARE(first.message->payload.size(), 16);
    QCOMPARE(first.message->payload.first(8).toHex(), "0102030405060708"_ba);
    const ComposedBeat again = heartbeat.compose(0x0102030405060708);
    QVERIFY(first.message->payload != again.message->payload);

    QVERIFY(heartbeat.answers(pong(first.message->payload), first.expected));
    QVERIFY(!heartbeat.answers(pong(again.message->payload), first.expected));
    QVERIFY(!heartbeat.answers(pong({}), first.expected));
    QVERIFY(!heartbeat.answers(text(first.message->payload), first.expected));
    QVERIFY(heartbeat.distinguishesBeats());
    QVERIFY(!heartbeat.isListening());
    QVERIFY(!heartbeat.automaticAnswer(text("2")));
}

void TestHeartbeat::textIsAnsweredByItsEcho()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Text});
    const ComposedBeat beat = heartbeat.compose(1);
    QCOMPARE(*beat.message, (Message{Message::Type::Text, "heartbeat"_ba}));
    QVERIFY(heartbeat.answers(text("heartbeat"), beat.expected));
    QVERIFY(!heartbeat.answers(text("heartbeat "), beat.expected));
    QVERIFY(!heartbeat.answers(pong("heartbeat"), beat.expected));
    QVERIFY(!heartbeat.distinguishesBeats());
}

void TestHeartbeat::textNeedsNoUtf8OnTheWayBack()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Text, .message = u"心跳"_s});
    const ComposedBeat beat = heartbeat.compose(1);
    QVERIFY(heartbeat.answers(text("\xe5\xbf\x83\xe8\xb7\xb3"), beat.expected));
    QVERIFY(!heartbeat.answers(text("\xe5\xbf"), beat.expected));
}

void TestHeartbeat::jsonIsAnsweredByItsId()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Json});
    const ComposedBeat beat = heartbeat.compose(7);
    QCOMPARE(beat.message->payload, R"({"type":"ping","id":7})"_ba);
    QVERIFY(heartbeat.answers(text(R"({"type":"pong","id":7})"), beat.expected));
    QVERIFY(heartbeat.answers(text(R"({"id":7.0})"), beat.expected));
    QVERIFY(!heartbeat.answers(text(R"({"id":"7"})"), beat.expected));
    QVERIFY(!heartbeat.answers(text(R"({"id":8})"), beat.expected));
    QVERIFY(!heartbeat.answers(text(R"({"type":"pong"})"), beat.expected));
    QVERIFY(!heartbeat.answers(text("7"), beat.expected));
    QVERIFY(!heartbeat.answers(text("{\"id\":7"), beat.expected));
    QVERIFY(heartbeat.distinguishesBeats());
}

void TestHeartbeat::binaryIsAnsweredByItsEcho()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Binary});
    const ComposedBeat beat = heartbeat.compose(1);
    QCOMPARE(*beat.message,
             (Message{Message::Type::Binary, QByteArray::fromHex("0000000000000001")}));
    QVERIFY(heartbeat.answers(IncomingMessage(*beat.message), beat.expected));

    const Heartbeat mqtt = make({.kind = HeartbeatKind::Binary,
                                 .message = u"C0 00"_s,
                                 .reply = {.match = Match::Equals, .text = u"D0 00"_s}});
    const IncomingMessage answer({Message::Type::Binary, QByteArray::fromHex("d000")});
    QVERIFY(mqtt.answers(answer, mqtt.compose(1).expected));
}

void TestHeartbeat::listenCountsEverything()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Listen});
    QVERIFY(heartbeat.isListening());
    QVERIFY(!heartbeat.distinguishesBeats());
    QVERIFY(!heartbeat.compose(1).message);
    QVERIFY(heartbeat.answers(text("anything"), {}));
    QVERIFY(heartbeat.answers(pong("unsolicited"), {}));
}

void TestHeartbeat::listenCountsWhatItsRuleSays()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Listen,
                                      .reply = {.match = Match::PointerConstant,
                                                .pointer = u"/type"_s,
                                                .constant = u"ping"_s}});
    QVERIFY(heartbeat.answers(text(R"({"type":"ping","message":1})"), {}));
    QVERIFY(!heartbeat.answers(text(R"({"type":"welcome"})"), {}));
}

void TestHeartbeat::replies_data()
{
    QTest::addColumn<ReplyRule>("reply");
    QTest::addColumn<QByteArray>("incoming");
    QTest::addColumn<bool>("answers");

    // The beat is {"n":7,"s":"a.b"}.
    const ReplyRule equals{.match = Match::Equals, .text = u"pong ${seq}"_s};
    QTest::newRow("equals") << equals << "pong 7"_ba << true;
    QTest::newRow("equals, more") << equals << "pong 70"_ba << false;
    const ReplyRule contains{.match = Match::Contains, .text = u"pong"_s};
    QTest::newRow("contains") << contains << "a pong b"_ba << true;
    QTest::newRow("contains not") << contains << "a ping b"_ba << false;
    const ReplyRule regex{.match = Match::Regex, .text = u"^p[io]ng ${seq}$"_s};
    QTest::newRow("regex") << regex << "pong 7"_ba << true;
    QTest::newRow("regex, other beat") << regex << "pong 8"_ba << false;
    const ReplyRule unicode{.match = Match::Regex, .text = u"^.跳$"_s};
    QTest::newRow("regex sees characters") << unicode << "\xe5\xbf\x83\xe8\xb7\xb3"_ba << true;
    const ReplyRule constant{
            .match = Match::PointerConstant, .pointer = u"/op/0"_s, .constant = 1.0};
    QTest::newRow("constant") << constant << R"({"op":[1]})"_ba << true;
    QTest::newRow("constant, text") << constant << R"({"op":["1"]})"_ba << false;
    const ReplyRule null{.match = Match::PointerConstant,
                         .pointer = u"/error"_s,
                         .constant = QJsonValue(QJsonValue::Null)};
    QTest::newRow("null") << null << R"({"error":null})"_ba << true;
    QTest::newRow("null is not absent") << null << R"({"ok":1})"_ba << false;
    const ReplyRule sent{
            .match = Match::PointerSent, .pointer = u"/reply/to"_s, .sentPointer = u"/n"_s};
    QTest::newRow("sent") << sent << R"({"reply":{"to":7}})"_ba << true;
    QTest::newRow("sent, other beat") << sent << R"({"reply":{"to":6}})"_ba << false;
    const ReplyRule whole{.match = Match::PointerSent};
    QTest::newRow("whole document") << whole << R"({"s": "a.b", "n": 7.0})"_ba << true;
}

void TestHeartbeat::replies()
{
    QFETCH(const ReplyRule, reply);
    QFETCH(const QByteArray, incoming);
    QFETCH(const bool, answers);
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Json,
                                      .message = u"{\"n\":${seq},\"s\":\"a.b\"}"_s,
                                      .reply = reply});
    const ComposedBeat beat = heartbeat.compose(7);
    QCOMPARE(heartbeat.answers(text(incoming), beat.expected), answers);
    QVERIFY(!heartbeat.answers(pong(incoming), beat.expected));
}

void TestHeartbeat::containedNumbersEndWhereTheirDigitsEnd()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Text,
                                      .message = u"beat ${seq}"_s,
                                      .reply = {.match = Match::Contains, .text = u"${seq}"_s}});
    const ExpectedReply one = heartbeat.compose(1).expected;
    QVERIFY(heartbeat.answers(text("beat 1"), one));
    QVERIFY(heartbeat.answers(text("12 beats, this is 1."), one));
    QVERIFY(!heartbeat.answers(text("beat 12"), one));
    QVERIFY(!heartbeat.answers(text("beat 21"), one));
}

void TestHeartbeat::oneValuePerBeat()
{
    const Heartbeat heartbeat = make({.kind = HeartbeatKind::Json,
                                      .message = u"{\"a\":\"${uuid}\",\"b\":\"${uuid}\"}"_s,
                                      .reply = {.match = Match::Contains, .text = u"${uuid}"_s}});
    const ComposedBeat beat = heartbeat.compose(1);
    const QJsonObject sent = parseJson(beat.message->payload)->toObject();
    QCOMPARE(sent["a"_L1], sent["b"_L1]);
    QVERIFY(heartbeat.answers(text(sent["a"_L1].toString().toUtf8()), beat.expected));
    QVERIFY(!heartbeat.answers(text(sent["a"_L1].toString().toUtf8()),
                               heartbeat.compose(1).expected));
}

void TestHeartbeat::nothingSentIsNeverAnswered()
{
    for (const HeartbeatKind kind :
         {HeartbeatKind::Ping, HeartbeatKind::Text, HeartbeatKind::Json, HeartbeatKind::Binary}) {
        QVERIFY(!make({.kind = kind}).answers(text("heartbeat"), {}));
        QVERIFY(!make({.kind = kind}).answers(pong({}), {}));
    }
}

void TestHeartbeat::refuses_data()
{
    QTest::addColumn<HeartbeatRule>("rule");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const HeartbeatRule &rule, const QString &where,
                        const QString &named) { QTest::newRow(name) << rule << where << named; };
    using Kind = HeartbeatKind;
    row("unknown variable", {.kind = Kind::Text, .message = u"${sec}"_s}, u"/message"_s,
        u"character 1"_s);
    row("not JSON", {.kind = Kind::Json, .message = u"{\"id\":${uuid}}"_s}, u"/message"_s,
        u"not JSON"_s);
    row("no id to go by", {.kind = Kind::Json, .message = u"{\"type\":\"ping\"}"_s}, u"/reply"_s,
        u"/id"_s);
    row("no such sent value",
        {.kind = Kind::Json,
         .reply = {.match = Match::PointerSent, .pointer = u"/id"_s, .sentPointer = u"/ref"_s}},
        u"/reply/sent"_s, u"/ref"_s);
    row("sent value of plain text",
        {.kind = Kind::Text,
         .reply = {.match = Match::PointerSent, .pointer = u"/id"_s, .sentPointer = u"/id"_s}},
        u"/reply/sent"_s, u"/id"_s);
    row("bad regex", {.kind = Kind::Text, .reply = {.match = Match::Regex, .text = u"a("_s}},
        u"/reply/regex"_s, u"a("_s);
    row("bad pointer",
        {.kind = Kind::Json,
         .reply = {.match = Match::PointerConstant, .pointer = u"id"_s, .constant = 1}},
        u"/reply/pointer"_s, u"\"id\""_s);
    row("bad sent pointer",
        {.kind = Kind::Json,
         .reply = {.match = Match::PointerSent, .pointer = u"/id"_s, .sentPointer = u"id"_s}},
        u"/reply/sent"_s, u"\"id\""_s);
    row("empty equals", {.kind = Kind::Text, .reply = {.match = Match::Equals}}, u"/reply/equals"_s,
        u"empty"_s);
    row("variable in contains",
        {.kind = Kind::Text, .reply = {.match = Match::Contains, .text = u"${nope}"_s}},
        u"/reply/contains"_s, u"character 1"_s);
    row("hex in a binary reply",
        {.kind = Kind::Binary, .reply = {.match = Match::Equals, .text = u"pong"_s}},
        u"/reply/equals"_s, u"Character 1 "_s);
    row("ping with a message", {.message = u"hello"_s}, u"/message"_s, u"ping"_s);
    row("ping with a rule", {.reply = {.match = Match::Equals, .text = u"x"_s}}, u"/reply"_s,
        u"pong"_s);
    row("listen with a message", {.kind = Kind::Listen, .message = u"hello"_s}, u"/message"_s,
        u"listen"_s);
    row("listen with a variable",
        {.kind = Kind::Listen, .reply = {.match = Match::Equals, .text = u"${seq}"_s}}, u"/reply"_s,
        u"variables"_s);
    row("listen with a sent value",
        {.kind = Kind::Listen,
         .reply = {.match = Match::PointerSent, .pointer = u"/id"_s, .sentPointer = u"/id"_s}},
        u"/reply/sent"_s, u"constant"_s);
    row("late after the timeout", {.timeout = 500ms, .late = 501ms}, u"/late_ms"_s, u"501"_s);
    row("unknown preset", {.preset = u"phenix"_s}, u"/preset"_s, u"phoenix"_s);
}

void TestHeartbeat::refuses()
{
    QFETCH(const HeartbeatRule, rule);
    QFETCH(const QString, where);
    QFETCH(const QString, named);
    const auto compiled = Heartbeat::compile(rule);
    QVERIFY(!compiled);
    QCOMPARE(compiled.error().where, where);
    QVERIFY2(compiled.error().message.contains(named), qPrintable(compiled.error().message));
}

void TestHeartbeat::errorsNeverQuoteTheMessage_data()
{
    QTest::addColumn<HeartbeatKind>("kind");
    QTest::addColumn<QString>("message");
    using Kind = HeartbeatKind;
    QTest::newRow("not JSON") << Kind::Json << u"{\"token\":Zq7}"_s;
    QTest::newRow("no hexadecimal digits") << Kind::Binary << u"Zq7"_s;
    QTest::newRow("one such digit") << Kind::Binary << u"Z"_s;
    QTest::newRow("half a byte") << Kind::Binary << u"ABCDEF9"_s;
    QTest::newRow("variable") << Kind::Text << u"${Zq7}"_s;
    QTest::newRow("reference") << Kind::Text << u"${env:Zq7}"_s;
    QTest::newRow("unclosed") << Kind::Text << u"${Zq7"_s;
}

void TestHeartbeat::errorsNeverQuoteTheMessage()
{
    QFETCH(const HeartbeatKind, kind);
    QFETCH(const QString, message);
    const auto compiled = Heartbeat::compile({.kind = kind, .message = message});
    QVERIFY(!compiled);
    const QString error = compiled.error().toString();
    for (const QString &secret : {u"Z"_s, u"q7"_s, u"ABCDEF9"_s})
        QVERIFY2(!error.contains(secret), qPrintable(error));
}

void TestHeartbeat::distinguishesBeats_data()
{
    QTest::addColumn<HeartbeatRule>("rule");
    QTest::addColumn<bool>("distinguishes");
    using Kind = HeartbeatKind;
    const auto row = [](const char *name, const HeartbeatRule &rule, bool distinguishes) {
        QTest::newRow(name) << rule << distinguishes;
    };
    row("echo of a number", {.kind = Kind::Text, .message = u"${seq}"_s}, true);
    row("echo of a literal", {.kind = Kind::Text, .message = u"ping"_s}, false);
    row("number, constant reply",
        {.kind = Kind::Text,
         .message = u"${seq}"_s,
         .reply = {.match = Match::Equals, .text = u"pong"_s}},
        false);
    row("literal id", {.kind = Kind::Json, .message = u"{\"id\":1}"_s}, false);
    row("regex with a variable",
        {.kind = Kind::Text, .reply = {.match = Match::Regex, .text = u"${uuid}"_s}}, true);
    row("regex without",
        {.kind = Kind::Text,
         .message = u"${seq}"_s,
         .reply = {.match = Match::Regex, .text = u"pong"_s}},
        false);
}

void TestHeartbeat::distinguishesBeats()
{
    QFETCH(const HeartbeatRule, rule);
    QFETCH(const bool, distinguishes);
    QCOMPARE(make(rule).distinguishesBeats(), distinguishes);
}

void TestHeartbeat::aMessageIsParsedOnce()
{
    const IncomingMessage message = text(R"({"id":1})");
    const QJsonValue *first = message.json();
    QVERIFY(first);
    QCOMPARE(message.json(), first);
    QVERIFY(!text("no").json());
    QVERIFY(!pong("1").json());
}

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
