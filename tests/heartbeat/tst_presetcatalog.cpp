// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/heartbeat.h"
#include "heartbeat/presetcatalog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestPresetCatalog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetIsComplete();
    void everyPresetIsDocumented();
    void exchanges_data();
    void exchanges();
    void ownFieldsOverrideThePreset();
    void callsCarryAFreshId_data();
    void callsCarryAFreshId();
    void keptTimesOverrideThePreset();
    void unknownNamesListNearOnes();
    void engineIoPingsAreAnswered();
    void socketIoJoinsTheNamespace();
    void graphqlPingsAreAnswered();
};

namespace {

Heartbeat preset(const QString &name)
{
    auto compiled = Heartbeat::compile({.preset = name});
    if (!compiled)
        qFatal("%s", qPrintable(compiled.error().toString()));
    return *compiled;
}

IncomingMessage text(const QByteArray &payload)
{
    return IncomingMessage({Message::Type::Text, payload});
}

QByteArray answerTo(const Heartbeat &heartbeat, const QByteArray &payload)
{
    return heartbeat.automaticAnswer(text(payload)).value_or(Message{}).payload;
}

} // namespace

void TestPresetCatalog::everyPresetIsComplete()
{
    QCOMPARE(PresetCatalog::all().size(), std::size_t(17));
    QSet<QString> names;
    for (const Preset &each : PresetCatalog::all()) {
        const QByteArray name = each.name.toUtf8();
        QVERIFY2(!each.name.isEmpty() && !names.contains(each.name), name);
        names.insert(each.name);
        QVERIFY2(!each.title.isEmpty(), name);
        QVERIFY2(!each.description.isEmpty(), name);
        QVERIFY2(!each.source.isEmpty(), name);
        QVERIFY2(each.rule.interval >= 1s && each.rule.interval <= 60s, name);
        // A preset has no threshold of its own: the default one must fit under the timeout.
        QVERIFY2(each.rule.timeout >= HeartbeatRule::DefaultLate, name);
        QCOMPARE(PresetCatalog::find(each.name), &each);
        const auto compiled = Heartbeat::compile({.preset = each.name});
        QVERIFY2(compiled, compiled ? "" : qPrintable(each.name + compiled.error().toString()));
        QCOMPARE(compiled->rule(), each.rule);
    }
    // Nothing in the resource was taken for its default because of a misspelt key or kind.
    QFile file(u":/heartline/presets.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QSet<QString> known{u"name"_s,         u"title"_s,      u"description"_s,
                              u"kind"_s,         u"message"_s,    u"reply"_s,
                              u"interval_ms"_s,  u"timeout_ms"_s, u"subprotocol"_s,
                              u"prerequisite"_s, u"answers"_s,    u"source"_s};
    for (const auto &entry : QJsonDocument::fromJson(file.readAll())["presets"_L1].toArray()) {
        const QJsonObject object = entry.toObject();
        for (const QString &key : object.keys())
            QVERIFY2(known.contains(key), qPrintable(key));
        QVERIFY(heartbeatKindFromName(object["kind"_L1].toString()));
    }
}

void TestPresetCatalog::everyPresetIsDocumented()
{
    QFile file(QStringLiteral(PROFILES_DOCUMENT));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString document = QString::fromUtf8(file.readAll());
    for (const Preset &each : PresetCatalog::all()) {
        const QString row = u"| `%1` | %2 | %3 | %4 s / %5 s |"_s.arg(
                each.name, each.title, toName(each.rule.kind),
                QString::number(each.rule.interval / 1s), QString::number(each.rule.timeout / 1s));
        QVERIFY2(document.contains(row), qPrintable(row));
    }
}

void TestPresetCatalog::exchanges_data()
{
    QTest::addColumn<QByteArray>(
            "sent"); ///< Beat number 7; empty where it holds a UUID or nothing.
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("otherTraffic");
    QTest::newRow("article") << "heartbeat"_ba
                             << "heartbeat"_ba
                             << "hello"_ba;
    QTest::newRow("okx") << "ping"_ba
                         << "pong"_ba
                         << R"({"event":"subscribe"})"_ba;
    QTest::newRow("bybit")
            << R"({"req_id":"7","op":"ping"})"_ba
            << R"({"success":true,"ret_msg":"pong","conn_id":"x","req_id":"","op":"ping"})"_ba
            << R"({"success":true,"ret_msg":"","req_id":"7","op":"subscribe"})"_ba;
    QTest::newRow("kraken-v2") << R"({"method":"ping","req_id":7})"_ba
                               << R"({"method":"pong","req_id":7,"time_in":"x"})"_ba
                               << R"({"channel":"heartbeat"})"_ba;
    QTest::newRow("kucoin") << R"({"id":"7","type":"ping"})"_ba
                            << R"({"id":"7","type":"pong"})"_ba
                            << R"({"id":"6","type":"pong"})"_ba;
    QTest::newRow("mexc") << R"({"method":"ping"})"_ba
                          << R"({"channel":"pong","data":1587453241453})"_ba
                          << R"({"channel":"push.tickers"})"_ba;
    QTest::newRow("phoenix")
            << R"([null,"7","phoenix","heartbeat",{}])"_ba
            << R"([null,"7","phoenix","phx_reply",{"status":"ok","response":{}}])"_ba
            << R"([null,null,"room:lobby","new_msg",{}])"_ba;
    QTest::newRow("home-assistant") << R"({"id":7,"type":"ping"})"_ba
                                    << R"({"id":7,"type":"pong"})"_ba
                                    << R"({"type":"auth_required"})"_ba;
    QTest::newRow("graphql-transport-ws") << R"({"type":"ping"})"_ba
                                          << R"({"type":"pong"})"_ba
                                          << R"({"type":"ping"})"_ba;
    QTest::newRow("action-cable") << ""_ba
                                  << R"({"type":"ping","message":1770091445})"_ba
                                  << R"({"type":"welcome"})"_ba;
    QTest::newRow("sockjs") << ""_ba
                            << "h"_ba
                            << "o"_ba;
    QTest::newRow("coinbase") << ""_ba
                              << R"({"channel":"heartbeats","events":[]})"_ba
                              << R"({"channel":"ticker"})"_ba;
    QTest::newRow("engine.io") << ""_ba
                               << "2"_ba
                               << R"(0{"sid":"x"})"_ba;
    QTest::newRow("socket.io") << ""_ba
                               << "2"_ba
                               << R"(40{"sid":"x"})"_ba;
}

void TestPresetCatalog::exchanges()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, otherTraffic);
    const Heartbeat heartbeat = preset(QString::fromLatin1(QTest::currentDataTag()));
    const ComposedBeat beat = heartbeat.compose(7);
    QCOMPARE(beat.message.value_or(Message{}).payload, sent);
    QVERIFY(heartbeat.answers(text(answer), beat.expected));
    QVERIFY(!heartbeat.answers(text(otherTraffic), beat.expected));
}

void TestPresetCatalog::ownFieldsOverrideThePreset()
{
    const auto compiled = Heartbeat::compile(
            {.preset = u"okx"_s, .message = u"PING"_s, .interval = 7s, .missesAllowed = 1});
    QVERIFY(compiled);
    QCOMPARE(compiled->rule().kind, HeartbeatKind::Text);
    QCOMPARE(compiled->rule().message, u"PING"_s);
    QCOMPARE(compiled->rule().reply.text, u"pong"_s);
    QCOMPARE(compiled->rule().interval, HeartbeatRule::Milliseconds(7s));
    QCOMPARE(compiled->rule().timeout, HeartbeatRule::Milliseconds(10s));
    QCOMPARE(compiled->rule().missesAllowed, 1);
}

void TestPresetCatalog::callsCarryAFreshId_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("answerBegin");
    QTest::addColumn<QByteArray>("answerEnd");
    QTest::newRow("binance-ws-api") << R"({"id":")"_ba
                                    << R"(","method":"ping"})"_ba
                                    << R"({"id":")"_ba
                                    << R"(","status":200,"result":{}})"_ba;
    QTest::newRow("ocpp-j") << R"([2,")"_ba
                            << R"(","Heartbeat",{}])"_ba
                            << R"([3,")"_ba
                            << R"(",{"currentTime":"2026-02-03T04:05:06Z"}])"_ba;
}

void TestPresetCatalog::callsCarryAFreshId()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, end);
    QFETCH(const QByteArray, answerBegin);
    QFETCH(const QByteArray, answerEnd);
    const Heartbeat heartbeat = preset(QString::fromLatin1(QTest::currentDataTag()));
    const ComposedBeat beat = heartbeat.compose(1);
    const QByteArray sent = beat.message->payload;
    QVERIFY2(sent.startsWith(begin) && sent.endsWith(end), sent);
    const QByteArray id = sent.sliced(begin.size(), sent.size() - begin.size() - end.size());
    QCOMPARE(id.size(), 36);
    const IncomingMessage answer = text(answerBegin + id + answerEnd);
    QVERIFY(heartbeat.answers(answer, beat.expected));
    QVERIFY(!heartbeat.answers(answer, heartbeat.compose(1).expected));
}

void TestPresetCatalog::keptTimesOverrideThePreset()
{
    using namespace std::chrono_literals;
    const auto preset = PresetCatalog::apply({.preset = u"okx"_s});
    QCOMPARE(preset->interval, 20s);
    QCOMPARE(preset->timeout, 10s);
    const auto kept =
            PresetCatalog::apply({.preset = u"okx"_s, .kept = HeartbeatRule::Field::Interval});
    QCOMPARE(kept->interval, 5s);
    QCOMPARE(kept->timeout, 10s);
    QCOMPARE(PresetCatalog::apply(*kept), kept);
}

void TestPresetCatalog::unknownNamesListNearOnes()
{
    const auto near = PresetCatalog::apply({.preset = u"Graphql"_s});
    QVERIFY(!near);
    QCOMPARE(near.error().where, u"/preset"_s);
    QCOMPARE(near.error().message,
             u"There is no preset \"Graphql\"; did you mean: graphql-transport-ws?"_s);
    const auto far = PresetCatalog::apply({.preset = u"nothing like it"_s});
    QVERIFY(!far);
    QVERIFY(far.error().message.contains(u"there are: ping, article, okx"_s));
}

void TestPresetCatalog::engineIoPingsAreAnswered()
{
    const Heartbeat heartbeat = preset(u"engine.io"_s);
    QCOMPARE(heartbeat.automaticAnswer(text("2")), (Message{Message::Type::Text, "3"_ba}));
    QVERIFY(!heartbeat.automaticAnswer(text("2probe")));
    QVERIFY(!heartbeat.automaticAnswer(text(R"(0{"sid":"x"})")));
    QVERIFY(!heartbeat.automaticAnswer(IncomingMessage({Message::Type::Pong, "2"})));
}

void TestPresetCatalog::socketIoJoinsTheNamespace()
{
    const Heartbeat heartbeat = preset(u"socket.io"_s);
    QCOMPARE(answerTo(heartbeat, R"(0{"sid":"x","pingInterval":25000})"), "40"_ba);
    QCOMPARE(answerTo(heartbeat, "2"), "3"_ba);
    QVERIFY(!heartbeat.automaticAnswer(text(R"(40{"sid":"x"})")));
}

void TestPresetCatalog::graphqlPingsAreAnswered()
{
    const Heartbeat heartbeat = preset(u"graphql-transport-ws"_s);
    QCOMPARE(answerTo(heartbeat, R"({"type":"ping"})"), R"({"type":"pong"})"_ba);
    QVERIFY(!heartbeat.automaticAnswer(text(R"({"type":"pong"})")));
}

QTEST_GUILESS_MAIN(TestPresetCatalog)
#include "tst_presetcatalog.moc"
