// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilevalidation.h"

#include <QTest>

#include <functional>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestProfileValidation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsUrls_data();
    void acceptsUrls();
    void refusesUrls_data();
    void refusesUrls();
    void proxies_data();
    void proxies();
    void fields_data();
    void fields();
    void bounds_data();
    void bounds();
    void reportsEverythingAtOnce();
};

using Change = std::function<void(Profile &)>;
Q_DECLARE_METATYPE(Change)

namespace {

Profile changed(const Change &change)
{
    Profile profile{.name = u"one"_s, .url = u"ws://host"_s};
    change(profile);
    return profile;
}

QStringList places(const ProfileErrors &errors)
{
    QStringList result;
    for (const Error &error : errors)
        result << error.where;
    return result;
}

} // namespace

void TestProfileValidation::acceptsUrls_data()
{
    QTest::addColumn<QString>("url");
    for (const QString &url : {u"ws://host"_s,
                               u"wss://host"_s,
                               u"WSS://HOST/"_s,
                               u"ws://host:1"_s,
                               u"ws://host:65535"_s,
                               u"ws://host?x"_s,
                               u"ws://host/?x=1&y=%20"_s,
                               u"ws://127.0.0.1:8080/a/b"_s,
                               u"ws://[::1]:8080/"_s,
                               u"ws://[fe80::1]"_s,
                               u"wss://bücher.example/"_s,
                               u"wss://例え.jp/心跳"_s,
                               u"wss://user:p%40ss@host/"_s,
                               u"ws://a_b.internal"_s,
                               u"${env:URL}"_s,
                               u"${env:URL}/path"_s,
                               u"${env:URL}?x=1"_s,
                               u"${env:BASE}:8080/path"_s,
                               u"${env:SCHEME}://host"_s,
                               u"ws://${env:HOST}"_s,
                               u"ws://${env:HOST}:${env:PORT}/"_s,
                               u"ws://host:${env:PORT}"_s,
                               u"ws://[${env:V6}]/"_s,
                               u"ws://${env:U}:${env:P}@host"_s,
                               u"ws://host/${env:A}?token=${env:B}"_s})
        QTest::newRow(qPrintable(url)) << url;
}

void TestProfileValidation::acceptsUrls()
{
    QFETCH(const QString, url);
    const ProfileErrors errors = validateProfile(changed([&](Profile &p) { p.url = url; }));
    QVERIFY2(errors.empty(), errors.empty() ? "" : qPrintable(errors.front().toString()));
}

void TestProfileValidation::refusesUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("named");
    const auto row = [](const QString &url, const QString &named) {
        QTest::newRow(url.isEmpty() ? "empty" : qPrintable(url)) << url << named;
    };
    row(u""_s, u"required"_s);
    row(u"http://host"_s, u"http:"_s);
    row(u"https://host"_s, u"https:"_s);
    row(u"file:///etc/passwd"_s, u"file:"_s);
    row(u"host"_s, u"no scheme"_s);
    row(u"//host"_s, u"no scheme"_s);
    row(u"host:8080"_s, u"host:"_s);
    row(u"ws://"_s, u"host"_s);
    row(u"ws:///path"_s, u"host"_s);
    row(u"ws:host"_s, u"host"_s);
    row(u"ws://host#x"_s, u"fragment"_s);
    row(u"ws://host/#"_s, u"fragment"_s);
    row(u"ws://host:0"_s, u"65535"_s);
    row(u"ws://host:65536"_s, u"ort"_s);
    row(u"ws://host:-1"_s, u"ort"_s);
    row(u"ws://host:abc"_s, u"ort"_s);
    row(u"ws://[::1"_s, u"Not a URL"_s);
    row(u"ws://[::g]"_s, u"Not a URL"_s);
    row(u"ws://ho st"_s, u"space"_s);
    row(u" ws://host"_s, u"space"_s);
    row(u"ws://host/a b"_s, u"space"_s);
    row(u"ws://host/\r\nX: y"_s, u"space"_s);
    row(u"ws://host/%zz"_s, u"Not a URL"_s);
    row(u"${env:}"_s, u"${env:NAME}"_s);
    row(u"ws://${env:A B}"_s, u"${env:NAME}"_s);
    row(u"ws://host/${env:A"_s, u"${env:NAME}"_s);
    row(u"${env:URL}#x"_s, u"fragment"_s);
    row(u"http://${env:HOST}"_s, u"http:"_s);
    row(u"ws://${env:HOST}:0"_s, u"65535"_s);
}

void TestProfileValidation::refusesUrls()
{
    QFETCH(const QString, url);
    QFETCH(const QString, named);
    const ProfileErrors errors = validateProfile(changed([&](Profile &p) { p.url = url; }));
    QCOMPARE(places(errors), QStringList{u"url"_s});
    QVERIFY2(errors.front().message.contains(named), qPrintable(errors.front().message));
}

void TestProfileValidation::proxies_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("none") << u""_s << true;
    QTest::newRow("http") << u"http://proxy:3128"_s << true;
    QTest::newRow("http, slash") << u"http://proxy:3128/"_s << true;
    QTest::newRow("socks5") << u"socks5://127.0.0.1:1080"_s << true;
    QTest::newRow("userinfo") << u"http://me:pw@proxy:3128"_s << true;
    QTest::newRow("reference") << u"${env:PROXY}"_s << true;
    QTest::newRow("reference in host") << u"http://${env:PROXY}:3128"_s << true;
    QTest::newRow("no port") << u"http://proxy"_s << false;
    QTest::newRow("other scheme") << u"ftp://proxy:21"_s << false;
    QTest::newRow("no scheme") << u"proxy:3128"_s << false;
    QTest::newRow("path") << u"http://proxy:3128/x"_s << false;
    QTest::newRow("query") << u"http://proxy:3128?x"_s << false;
    QTest::newRow("port 0") << u"http://proxy:0"_s << false;
}

void TestProfileValidation::proxies()
{
    QFETCH(const QString, proxy);
    QFETCH(const bool, accepted);
    const ProfileErrors errors = validateProfile(changed([&](Profile &p) { p.proxy = proxy; }));
    QCOMPARE(places(errors), accepted ? QStringList() : QStringList{u"proxy"_s});
}

void TestProfileValidation::fields_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const Change &change, const QString &where) {
        QTest::newRow(name) << change << where;
    };
    row("nothing", [](Profile &) {}, {});
    row(
            "no name", [](Profile &p) { p.name.clear(); }, u"name"_s);
    row(
            "blank name", [](Profile &p) { p.name = u" \t"_s; }, u"name"_s);
    const auto header = [&row](const char *name, const QString &field, const QString &value,
                               const QString &where) {
        row(
                name,
                [=](Profile &p) {
                    p.headers = {{u"Ok"_s, u"1"_s}, {field, value}};
                },
                where);
    };
    header("header", u"X-Api-Key"_s, u"a b\tc é"_s, {});
    header("empty value", u"X"_s, u""_s, {});
    header("empty header name", u""_s, u"x"_s, u"headers[1].name"_s);
    header("colon", u"X:"_s, u"x"_s, u"headers[1].name"_s);
    header("space", u"X Y"_s, u"x"_s, u"headers[1].name"_s);
    header("not ASCII", u"Ü"_s, u"x"_s, u"headers[1].name"_s);
    header("host", u"host"_s, u"x"_s, u"headers[1].name"_s);
    header("connection", u"Connection"_s, u"x"_s, u"headers[1].name"_s);
    header("upgrade", u"UPGRADE"_s, u"x"_s, u"headers[1].name"_s);
    header("key", u"Sec-WebSocket-Key"_s, u"x"_s, u"headers[1].name"_s);
    header("protocol", u"sec-websocket-protocol"_s, u"x"_s, u"headers[1].name"_s);
    header("origin", u"Origin"_s, u"https://example.org"_s, {});
    header("CR", u"X"_s, u"a\rb"_s, u"headers[1].value"_s);
    header("LF", u"X"_s, u"a\nb"_s, u"headers[1].value"_s);
    header("NUL", u"X"_s, QString(QChar(u'\0')), u"headers[1].value"_s);
    header("bad reference", u"X"_s, u"${env:1}"_s, u"headers[1].value"_s);
    row("subprotocols", [](Profile &p) { p.subprotocols = {u"a"_s, u"A"_s, u"v1.x"_s}; }, {});
    row(
            "subprotocol twice",
            [](Profile &p) {
                p.subprotocols = {u"a"_s, u"a"_s};
            },
            u"subprotocols[1]"_s);
    row(
            "subprotocol with a comma", [](Profile &p) { p.subprotocols = {u"a,b"_s}; },
            u"subprotocols[0]"_s);
    row(
            "empty subprotocol", [](Profile &p) { p.subprotocols = {u""_s}; },
            u"subprotocols[0]"_s);
    row(
            "late after timeout",
            [](Profile &p) {
                p.heartbeat.timeout = 500ms;
                p.heartbeat.late = 501ms;
            },
            u"heartbeat.late_ms"_s);
    row("late before the preset's timeout",
        [](Profile &p) {
            p.heartbeat.preset = u"engine.io"_s;
            p.heartbeat.late = 9s;
        },
        {});
    row(
            "late after the timeout that overrides the preset's",
            [](Profile &p) {
                p.heartbeat.preset = u"engine.io"_s;
                p.heartbeat.kept = HeartbeatRule::Field::Timeout;
                p.heartbeat.late = 9s;
            },
            u"heartbeat.late_ms"_s);
    row(
            "maximum below initial",
            [](Profile &p) {
                p.reconnect.initial = 2s;
                p.reconnect.maximum = 1s;
            },
            u"reconnect.maximum_ms"_s);
    row(
            "not a number", [](Profile &p) { p.reconnect.factor = qQNaN(); },
            u"reconnect.factor"_s);
    row(
            "key alone", [](Profile &p) { p.tls.keyFile = u"k"_s; }, u"tls.key_file"_s);
    row(
            "certificate alone", [](Profile &p) { p.tls.certificateFile = u"c"_s; },
            u"tls.certificate_file"_s);
    const QString digits(64, u'a');
    row("pin", [=](Profile &p) { p.tls.pinnedSha256 = digits; }, {});
    row("pin with colons",
        [](Profile &p) {
            p.tls.pinnedSha256 = QStringList(QList<QString>(32, u"0F"_s)).join(u':');
        },
        {});
    row(
            "short pin", [=](Profile &p) { p.tls.pinnedSha256 = digits.first(63); },
            u"tls.pinned_sha256"_s);
    row(
            "pin not hex", [=](Profile &p) { p.tls.pinnedSha256 = digits.first(63) + u'g'; },
            u"tls.pinned_sha256"_s);
    row(
            "bad reference in the message", [](Profile &p) { p.heartbeat.message = u"${env:}"_s; },
            u"heartbeat.message"_s);
    row(
            "bad reference in a path", [](Profile &p) { p.tls.caFile = u"${env:-}"_s; },
            u"tls.ca_file"_s);
}

void TestProfileValidation::fields()
{
    QFETCH(const Change, change);
    QFETCH(const QString, where);
    QCOMPARE(places(validateProfile(changed(change))),
             where.isEmpty() ? QStringList() : QStringList{where});
}

void TestProfileValidation::bounds_data()
{
    QTest::addColumn<Change>("inside");
    QTest::addColumn<Change>("outside");
    QTest::addColumn<QString>("where");
    const auto row = [](const QString &where, const char *end, const Change &inside,
                        const Change &outside) {
        QTest::addRow("%s, %s", qPrintable(where), end) << inside << outside << where;
    };
    const auto duration = [&row](const QString &where, auto access, qint64 minimum,
                                 qint64 maximum) {
        const auto set = [access](qint64 ms) {
            return [access, ms](Profile &p) {
                p.reconnect.initial = 10ms;
                p.reconnect.maximum = 24h;
                p.heartbeat.timeout = 24h;
                access(p) = std::chrono::milliseconds(ms);
                p.heartbeat.late = std::min(p.heartbeat.late, p.heartbeat.timeout);
            };
        };
        row(where, "minimum", set(minimum), set(minimum - 1));
        row(where, "maximum", set(maximum), set(maximum + 1));
    };
    constexpr qint64 day = 86'400'000;
    duration(
            u"heartbeat.interval_ms"_s, [](Profile & p) -> auto & { return p.heartbeat.interval; },
            10, day);
    duration(
            u"heartbeat.timeout_ms"_s, [](Profile & p) -> auto & { return p.heartbeat.timeout; },
            10, day);
    duration(
            u"reconnect.maximum_ms"_s, [](Profile & p) -> auto & { return p.reconnect.maximum; },
            10, day);
    duration(
            u"limits.resolve_ms"_s, [](Profile & p) -> auto & { return p.limits.resolve; }, 10,
            3'600'000);
    duration(
            u"limits.connect_ms"_s, [](Profile & p) -> auto & { return p.limits.connect; }, 10,
            3'600'000);
    duration(
            u"limits.tls_ms"_s, [](Profile & p) -> auto & { return p.limits.tls; }, 10, 3'600'000);
    duration(
            u"limits.upgrade_ms"_s, [](Profile & p) -> auto & { return p.limits.upgrade; }, 10,
            3'600'000);
    duration(
            u"limits.close_ms"_s, [](Profile & p) -> auto & { return p.limits.close; }, 10,
            3'600'000);
    const auto number = [&row](const QString &where, const char *end, auto access, auto inside,
                               auto outside) {
        row(
                where, end, [=](Profile &p) { access(p) = inside; },
                [=](Profile &p) { access(p) = outside; });
    };
    const auto misses = [](Profile & p) -> auto &
    {
        return p.heartbeat.missesAllowed;
    };
    number(u"heartbeat.misses_allowed"_s, "minimum", misses, 1, 0);
    number(u"heartbeat.misses_allowed"_s, "maximum", misses, 1'000, 1'001);
    const auto late = [](Profile & p) -> auto &
    {
        return p.heartbeat.late;
    };
    number(u"heartbeat.late_ms"_s, "minimum", late, 1ms, 0ms);
    const auto factor = [](Profile & p) -> auto &
    {
        return p.reconnect.factor;
    };
    number(u"reconnect.factor"_s, "minimum", factor, 1.0, 0.99);
    number(u"reconnect.factor"_s, "maximum", factor, 100.0, 100.1);
    const auto jitter = [](Profile & p) -> auto &
    {
        return p.reconnect.jitter;
    };
    number(u"reconnect.jitter"_s, "minimum", jitter, 0.0, -0.01);
    number(u"reconnect.jitter"_s, "maximum", jitter, 1.0, 1.01);
    const auto attempts = [](Profile & p) -> auto &
    {
        return p.reconnect.attempts;
    };
    number(u"reconnect.attempts"_s, "minimum", attempts, 0, -1);
    number(u"reconnect.attempts"_s, "maximum", attempts, 1'000'000, 1'000'001);
    const auto bytes = [](Profile & p) -> auto &
    {
        return p.limits.messageBytes;
    };
    number(u"limits.message_bytes"_s, "minimum", bytes, 1, 0);
    number(u"limits.message_bytes"_s, "maximum", bytes, 1'073'741'824, 1'073'741'825);
}

void TestProfileValidation::bounds()
{
    QFETCH(const Change, inside);
    QFETCH(const Change, outside);
    QFETCH(const QString, where);
    QCOMPARE(places(validateProfile(changed(inside))), QStringList());
    QVERIFY(places(validateProfile(changed(outside))).contains(where));
}

void TestProfileValidation::reportsEverythingAtOnce()
{
    const ProfileErrors errors = validateProfile(changed([](Profile &p) {
        p.name.clear();
        p.url = u"http://host"_s;
        p.headers = {{u"Host"_s, u"a\nb"_s}};
        p.heartbeat.interval = 0ms;
        p.limits.close = 0ms;
        p.proxy = u"nowhere"_s;
    }));
    QCOMPARE(places(errors),
             (QStringList{u"name"_s, u"url"_s, u"headers[0].name"_s, u"headers[0].value"_s,
                          u"heartbeat.interval_ms"_s, u"limits.close_ms"_s, u"proxy"_s}));
}

QTEST_GUILESS_MAIN(TestProfileValidation)
#include "tst_profilevalidation.moc"
