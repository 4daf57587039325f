// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilefields.h"
#include "profiles/profilesfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// The published schema and the reader must agree.
class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void describesEveryField();
    void agreesWithTheReader();

private:
    QJsonObject m_schema;
};

namespace {

const QString python = u"/usr/bin/python3"_s;
constexpr int PythonTimeoutMs = 60'000;

QJsonValue toJson(std::chrono::milliseconds value)
{
    return qint64(value.count());
}

template<typename T>
QJsonValue toJson(const T &value)
{
    return QJsonValue(value);
}

/// Visitor that compares the defaults and ranges of the program with those of the schema.
class SchemaVisitor {
public:
    SchemaVisitor(const QJsonObject &definitions, const QString &definition)
        : m_definitions(definitions)
        , m_properties(definitions[definition]["properties"_L1].toObject())
    {
    }

    template<typename T>
    void field(QLatin1StringView key, const T &, const T &byDefault)
    {
        const QJsonObject property = take(key);
        QVERIFY2(property["default"_L1] == toJson(byDefault), key.data());
    }

    template<typename T>
    void field(QLatin1StringView key, const T &value, const T &byDefault, const Range<T> &range)
    {
        const QJsonObject property = m_properties[key].toObject();
        field(key, value, byDefault);
        QVERIFY2(property["minimum"_L1] == toJson(range.minimum), key.data());
        QVERIFY2(property["maximum"_L1] == toJson(range.maximum), key.data());
    }

    template<typename T>
    void field(QLatin1StringView key, const T &)
    {
        take(key);
    }

    template<typename... Arguments>
    void keptDefault(const Arguments &...)
    {
    }

    template<typename Visit>
    void object(QLatin1StringView key, Visit visit)
    {
        const QJsonObject property = m_properties[key].toObject();
        m_properties.remove(key);
        QCOMPARE(property["$ref"_L1].toString(), u"#/$defs/"_s + key);
        SchemaVisitor inner(m_definitions, key);
        visit(inner);
        QCOMPARE(inner.rest(), QStringList());
    }

    QStringList rest() const { return m_properties.keys(); }

private:
    QJsonObject take(QLatin1StringView key)
    {
        QJsonObject property = m_properties[key].toObject();
        [&] { QVERIFY2(!property.isEmpty(), key.data()); }();
        m_properties.remove(key);
        return property;
    }

    QJsonObject m_definitions;
    QJsonObject m_properties;
};

QJsonObject document(const QByteArray &fields)
{
    return QJsonDocument::fromJson(
                   R"({"format":"heartline-profiles","version":1,"connections":[{"name":"n")"
                   + fields + "}]}")
            .object();
}

QList<QJsonObject> documents()
{
    // Whole documents first, then one for each set of fields beside the name.
    QList<QJsonObject> result;
    for (const char *whole :
         {R"({})", R"({"format":"heartline-profiles","version":1})",
          R"({"format":"heartline-profiles","version":1,"connections":[]})",
          R"({"format":"heartline-profiles","version":1.0,"connections":[],"$schema":"x"})",
          R"({"format":"heartline","version":1,"connections":[]})",
          R"({"format":"heartline-profiles","version":2,"connections":[]})",
          R"({"format":"heartline-profiles","version":0,"connections":[]})",
          R"({"format":"heartline-profiles","version":true,"connections":[]})",
          R"({"format":"heartline-profiles","version":1,"connections":{}})",
          R"({"format":"heartline-profiles","version":1,"connections":[5]})",
          R"({"format":"heartline-profiles","version":1,"connections":[{"url":"ws://h"}]})",
          R"({"format":"heartline-profiles","version":1,"connections":[{"name":" ","url":"ws://h"}]})"})
        result << QJsonDocument::fromJson(whole).object();
    for (const char *url :
         {"ws://h", "wss://h:1/p?q", "WSS://h", "ws://[::1]:8080", "ws://b\u00fccher.example",
          "ws://u:p@h", "${env:URL}", "${env:URL}/x", "ws://${env:H}/", "http://h", "h", "ws://",
          "ws://h#f", "ws://h/a b", "", "${env:}", "${env:A B}", "http://${env:H}"})
        result << document(QByteArray(R"(,"url":")") + url + '"');
    const QByteArray sha256 = QByteArray("ab:").repeated(32).chopped(1);
    for (const QByteArray &fields :
         {R"("id":"11111111-1111-4111-8111-111111111111")"_ba,
          R"("id":"1")"_ba,
          R"("id":5)"_ba,
          R"("id":"{11111111-1111-4111-8111-111111111111}")"_ba,
          R"("name":5)"_ba,
          R"("group":"g")"_ba,
          R"("group":null)"_ba,
          R"("enabled":false)"_ba,
          R"("enabled":0)"_ba,
          R"("unknown":{"a":1})"_ba,
          R"("headers":[])"_ba,
          R"("headers":{})"_ba,
          R"("headers":[{"name":"A","value":""}])"_ba,
          R"("headers":[{"name":"A","value":"x\ty","note":1}])"_ba,
          R"("headers":[{"name":"A","value":"x\ny"}])"_ba,
          R"("headers":[{"name":"A","value":"x\u0000"}])"_ba,
          R"("headers":[{"name":"A","value":"x\u0085"}])"_ba,
          R"("headers":[{"name":"A B","value":"x"}])"_ba,
          R"("headers":[{"name":"","value":"x"}])"_ba,
          R"("headers":[{"name":"hOst","value":"x"}])"_ba,
          R"("headers":[{"name":"Hostname","value":"x"}])"_ba,
          R"("headers":[{"name":"Upgrade","value":"x"}])"_ba,
          R"("headers":[{"name":"connection","value":"x"}])"_ba,
          R"("headers":[{"name":"Sec-WebSocket-Version","value":"8"}])"_ba,
          R"("headers":[{"name":"A"}])"_ba,
          R"("headers":[{"value":"A"}])"_ba,
          R"("headers":["A"])"_ba,
          R"("subprotocols":["a","b"])"_ba,
          R"("subprotocols":["a","a"])"_ba,
          R"("subprotocols":["a b"])"_ba,
          R"("subprotocols":[""])"_ba,
          R"("subprotocols":[1])"_ba,
          R"("subprotocols":"a")"_ba,
          R"("heartbeat":{})"_ba,
          R"("heartbeat":[])"_ba,
          R"("heartbeat":{"kind":"listen"})"_ba,
          R"("heartbeat":{"kind":"pong"})"_ba,
          R"("heartbeat":{"kind":"Ping"})"_ba,
          R"("heartbeat":{"preset":"okx","kind":"text"})"_ba,
          R"("heartbeat":{"preset":1})"_ba,
          R"("heartbeat":{"message":"x"})"_ba,
          R"("heartbeat":{"message":{}})"_ba,
          R"("heartbeat":{"interval_ms":10})"_ba,
          R"("heartbeat":{"interval_ms":9})"_ba,
          R"("heartbeat":{"interval_ms":86400000})"_ba,
          R"("heartbeat":{"interval_ms":86400001})"_ba,
          R"("heartbeat":{"interval_ms":100.0})"_ba,
          R"("heartbeat":{"interval_ms":100.5})"_ba,
          R"("heartbeat":{"interval_ms":1e300})"_ba,
          R"("heartbeat":{"interval_ms":"100"})"_ba,
          R"("heartbeat":{"timeout_ms":10})"_ba,
          R"("heartbeat":{"timeout_ms":0})"_ba,
          R"("heartbeat":{"misses_allowed":1})"_ba,
          R"("heartbeat":{"misses_allowed":0})"_ba,
          R"("heartbeat":{"misses_allowed":99999999999})"_ba,
          R"("heartbeat":{"late_ms":1})"_ba,
          R"("heartbeat":{"late_ms":0})"_ba,
          R"("heartbeat":{"reply":{"equals":"a"}})"_ba,
          R"("heartbeat":{"reply":{"contains":"a"}})"_ba,
          R"("heartbeat":{"reply":{"regex":"a","note":1}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a","value":null}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a","value":{"b":[1]}}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a","sent":"/b"}})"_ba,
          R"("heartbeat":{"reply":{}})"_ba,
          R"("heartbeat":{"reply":"a"})"_ba,
          R"("heartbeat":{"reply":{"equals":1}})"_ba,
          R"("heartbeat":{"reply":{"equals":"a","contains":"b"}})"_ba,
          R"("heartbeat":{"reply":{"equals":"a","value":1}})"_ba,
          R"("heartbeat":{"reply":{"regex":"a","sent":"/a"}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a"}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a","value":1,"sent":"/b"}})"_ba,
          R"("heartbeat":{"reply":{"pointer":"/a","sent":1}})"_ba,
          R"("heartbeat":{"reply":{"pointer":1,"value":1}})"_ba,
          R"("reconnect":{"enabled":false,"initial_ms":10,"maximum_ms":10})"_ba,
          R"("reconnect":{"initial_ms":9})"_ba,
          R"("reconnect":{"factor":1,"jitter":0})"_ba,
          R"("reconnect":{"factor":0.9})"_ba,
          R"("reconnect":{"factor":101})"_ba,
          R"("reconnect":{"jitter":1.1})"_ba,
          R"("reconnect":{"jitter":"0.1"})"_ba,
          R"("reconnect":{"attempts":1000000})"_ba,
          R"("reconnect":{"attempts":1000001})"_ba,
          R"("reconnect":{"attempts":-1})"_ba,
          R"("reconnect":false)"_ba,
          R"("tls":{"ca_file":"a"})"_ba,
          R"("tls":{"certificate_file":"a","key_file":"b"})"_ba,
          R"("tls":{"certificate_file":"a"})"_ba,
          R"("tls":{"key_file":"a"})"_ba,
          R"("tls":{"ca_file":1})"_ba,
          R"("tls":{"pinned_sha256":")"_ba + sha256 + R"("})",
          R"("tls":{"pinned_sha256":")"_ba + sha256 + R"(0"})",
          R"("tls":{"pinned_sha256":"xyz"})"_ba,
          R"("tls":{"pinned_sha256":""})"_ba,
          R"("proxy":"")"_ba,
          R"("proxy":"http://p:1")"_ba,
          R"("proxy":"SOCKS5://p:1")"_ba,
          R"("proxy":"${env:PROXY}")"_ba,
          R"("proxy":"http://u:p@p:1/")"_ba,
          R"("proxy":"p:1")"_ba,
          R"("proxy":"ftp://p:1")"_ba,
          R"("proxy":"http://p")"_ba,
          R"("proxy":"http://p:1/x")"_ba,
          R"("proxy":{})"_ba,
          R"("limits":{"resolve_ms":10,"connect_ms":3600000})"_ba,
          R"("limits":{"tls_ms":9})"_ba,
          R"("limits":{"upgrade_ms":3600001})"_ba,
          R"("limits":{"close_ms":null})"_ba,
          R"("limits":{"message_bytes":1073741824})"_ba,
          R"("limits":{"message_bytes":1073741825})"_ba,
          R"("limits":{"message_bytes":0})"_ba})
        result << document(R"(,"url":"ws://h",)" + fields);
    return result;
}

} // namespace

void TestSchema::initTestCase()
{
    QFile file(QStringLiteral(SCHEMA_FILE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_schema = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(!m_schema.isEmpty());
}

void TestSchema::describesEveryField()
{
    const Profile profile;
    const QJsonObject definitions = m_schema["$defs"_L1].toObject();
    SchemaVisitor visitor(definitions, u"connection"_s);
    visitProfile(profile, visitor);
    QCOMPARE(visitor.rest(), QStringList());
    QCOMPARE(m_schema["properties"_L1]["version"_L1]["const"_L1],
             QJsonValue(ProfilesFile::Version));
    QCOMPARE(m_schema["properties"_L1]["connections"_L1]["maxItems"_L1],
             QJsonValue(qint64(ProfilesFile::MaximumConnections)));
    for (const QString &name : definitions.keys()) {
        const QJsonObject properties = definitions[name]["properties"_L1].toObject();
        for (const QString &key : properties.keys()) {
            const QJsonObject property = properties[key].toObject();
            QVERIFY2(property.contains("description"_L1) || property.contains("$ref"_L1),
                     qPrintable(name + u'.' + key));
        }
    }
}

void TestSchema::agreesWithTheReader()
{
    QJsonArray all;
    for (const QJsonObject &each : documents()) {
        QVERIFY2(!each.isEmpty() || all.isEmpty(), "A document of the table is not JSON");
        all << each;
    }
    QProcess process;
    process.start(python, {u"-c"_s, u"import jsonschema"_s});
    if (!process.waitForFinished(PythonTimeoutMs) || process.exitCode() != 0)
        QSKIP("python3-jsonschema is not installed");
    process.start(python, {QStringLiteral(SCHEMA_CHECKER), QStringLiteral(SCHEMA_FILE)});
    process.write(QJsonDocument(all).toJson());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(PythonTimeoutMs));
    const QByteArray complaint = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, complaint);
    const QJsonArray verdicts = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
    QCOMPARE(verdicts.size(), all.size());
    int accepted = 0;
    QStringList disagreements;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QByteArray json = QJsonDocument(all[i].toObject()).toJson(QJsonDocument::Compact);
        const auto read = ProfilesFile::parse(json);
        accepted += read ? 1 : 0;
        if (read.has_value() != verdicts[i].toBool()) {
            disagreements << u"%1\n  reader: %2"_s.arg(QString::fromUtf8(json),
                                                       read ? u"accepted"_s
                                                            : read.error().front().toString());
        }
    }
    QVERIFY2(disagreements.isEmpty(), qPrintable(disagreements.join(u'\n')));
    QVERIFY(accepted > 40 && accepted < all.size() - 40);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
