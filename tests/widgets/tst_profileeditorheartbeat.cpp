// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/presetcatalog.h"
#include "widgets/editorfixture.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestProfileEditorHeartbeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsSurvive_data();
    void presetsSurvive();
    void presetFillsTheFields();
    void leavingAPresetTakesItsMessageAlong();
    void aPresetsTimesCanBeSetToTheDefaults();
    void thePresetsKindLeavesThePreset();
    void kindsEnableTheirFields_data();
    void kindsEnableTheirFields();
    void fieldErrors_data();
    void fieldErrors();
    void lateFollowsTheTimeout();
};

void TestProfileEditorHeartbeat::presetsSurvive_data()
{
    QTest::addColumn<QString>("preset");
    for (const Preset &preset : PresetCatalog::all())
        QTest::newRow(qPrintable(preset.name)) << preset.name;
}

void TestProfileEditorHeartbeat::presetsSurvive()
{
    QFETCH(QString, preset);
    Profile profile;
    profile.name = u"x"_s;
    profile.url = u"ws://x/"_s;
    profile.heartbeat.preset = preset;
    Editor editor;
    editor.dialog.setProfile(profile);
    QCOMPARE(editor.firstError(), QString());
    QCOMPARE(editor.dialog.profile(), profile);
    // Chosen by hand it is saved the same way.
    Editor other;
    other.type(u"url"_s, u"ws://x/"_s);
    other.chooseHeartbeat(u"Preset: "_s + PresetCatalog::find(preset)->title);
    QCOMPARE(other.dialog.profile().heartbeat, profile.heartbeat);
}

void TestProfileEditorHeartbeat::presetFillsTheFields()
{
    Editor editor;
    editor.type(u"url"_s, u"wss://ws.okx.com/ws/v5/public"_s);
    editor.chooseHeartbeat(u"Preset: OKX"_s);
    QCOMPARE(editor.field<QPlainTextEdit>(u"message"_s)->toPlainText(), u"ping"_s);
    QCOMPARE(editor.field<QSpinBox>(u"interval"_s)->value(), 20'000);
    QCOMPARE(editor.field(u"replyText"_s)->text(), u"pong"_s);
    QVERIFY(editor.field<QLabel>(u"heartbeatNote"_s)->text().contains(u"OKX API guide"));
    editor.field<QSpinBox>(u"interval"_s)->setValue(15'000);
    const HeartbeatRule rule = editor.dialog.profile().heartbeat;
    QCOMPARE(rule.preset, u"okx"_s);
    QCOMPARE(rule.interval, 15s);
    QCOMPARE(rule.message, QString());
    QCOMPARE(rule.reply, ReplyRule());
}

void TestProfileEditorHeartbeat::leavingAPresetTakesItsMessageAlong()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(u"Preset: OKX"_s);
    editor.chooseHeartbeat(u"Ping frame"_s);
    const HeartbeatRule rule = editor.dialog.profile().heartbeat;
    QCOMPARE(rule.preset, QString());
    QCOMPARE(rule.kind, HeartbeatKind::Ping);
    QCOMPARE(rule.message, QString());
    QVERIFY(editor.marks()->errors().empty());
}

void TestProfileEditorHeartbeat::aPresetsTimesCanBeSetToTheDefaults()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(u"Preset: OKX"_s);
    editor.field<QSpinBox>(u"interval"_s)->setValue(5'000);
    editor.field<QSpinBox>(u"timeout"_s)->setValue(5'000);
    const Profile saved = editor.dialog.profile();
    QCOMPARE(saved.heartbeat.kept, HeartbeatRule::Field::Interval | HeartbeatRule::Field::Timeout);
    Editor again;
    again.dialog.setProfile(saved);
    QCOMPARE(again.field<QSpinBox>(u"interval"_s)->value(), 5'000);
    QCOMPARE(again.field<QSpinBox>(u"timeout"_s)->value(), 5'000);
    QCOMPARE(again.dialog.profile(), saved);
}

void TestProfileEditorHeartbeat::thePresetsKindLeavesThePreset()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(u"Preset: OKX"_s);
    editor.chooseHeartbeat(u"Text message"_s);
    const HeartbeatRule rule = editor.dialog.profile().heartbeat;
    QCOMPARE(rule.preset, QString());
    QCOMPARE(rule.kind, HeartbeatKind::Text);
    QCOMPARE(rule.message, u"ping"_s); // to go on from
    QCOMPARE(rule.kept, HeartbeatRule::Fields());
}

void TestProfileEditorHeartbeat::kindsEnableTheirFields_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("message");
    QTest::addColumn<bool>("reply");
    QTest::newRow("ping") << u"Ping frame"_s << false << false;
    QTest::newRow("text") << u"Text message"_s << true << true;
    QTest::newRow("json") << u"JSON message"_s << true << true;
    QTest::newRow("binary") << u"Binary message"_s << true << true;
    QTest::newRow("listen") << u"Listen only"_s << false << true;
}

void TestProfileEditorHeartbeat::kindsEnableTheirFields()
{
    QFETCH(QString, kind);
    QFETCH(bool, message);
    QFETCH(bool, reply);
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(kind);
    QCOMPARE(editor.field<QPlainTextEdit>(u"message"_s)->isEnabled(), message);
    QCOMPARE(editor.field<QComboBox>(u"match"_s)->isEnabled(), reply);
    QVERIFY(!editor.field(u"replyText"_s)->isVisible());
    QVERIFY(editor.marks()->errors().empty());
    if (!reply)
        return;
    editor.field<QComboBox>(u"match"_s)->setCurrentIndex(3);
    QVERIFY(editor.field(u"replyText"_s)->isVisible());
    editor.field<QComboBox>(u"match"_s)->setCurrentIndex(4);
    QVERIFY(!editor.field(u"replyText"_s)->isVisible());
    QVERIFY(editor.field(u"pointer"_s)->isVisible() && editor.field(u"constant"_s)->isVisible());
}

void TestProfileEditorHeartbeat::fieldErrors_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("match");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("regex") << u"Text message"_s << 3 << u"replyText"_s << u"("_s
                           << u"heartbeat.reply.text"_s;
    QTest::newRow("unknown variable") << u"Text message"_s << 1 << u"replyText"_s << u"${nope}"_s
                                      << u"heartbeat.reply.text"_s;
    QTest::newRow("pointer") << u"JSON message"_s << 4 << u"pointer"_s << u"id"_s
                             << u"heartbeat.reply.pointer"_s;
    QTest::newRow("constant") << u"JSON message"_s << 4 << u"constant"_s << u"pong"_s
                              << u"heartbeat.reply.constant"_s;
    QTest::newRow("sent") << u"JSON message"_s << 5 << u"sentPointer"_s << u"/no"_s
                          << u"heartbeat.reply.sent"_s;
    QTest::newRow("subprotocol") << u"Ping frame"_s << 0 << u"subprotocols"_s << u"a b"_s
                                 << u"subprotocols"_s;
    QTest::newRow("proxy") << u"Ping frame"_s << 0 << u"proxy"_s << u"ftp://x"_s << u"proxy"_s;
    QTest::newRow("pin") << u"Ping frame"_s << 0 << u"pin"_s << u"12zz"_s << u"tls.pinned_sha256"_s;
}

void TestProfileEditorHeartbeat::fieldErrors()
{
    QFETCH(QString, kind);
    QFETCH(int, match);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, path);
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(kind);
    editor.field<QComboBox>(u"match"_s)->setCurrentIndex(match);
    editor.type(field, text);
    QVERIFY2(!editor.problem(path).isEmpty(), qPrintable(path));
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QVERIFY(editor.dialog.isVisible());
    // Its page is in front now, and its tab was marked.
    QVERIFY(editor.field(field)->isVisible());
    auto *tabs = editor.field<QTabWidget>(u"tabs"_s);
    QVERIFY(!tabs->tabIcon(tabs->currentIndex()).isNull());
}

void TestProfileEditorHeartbeat::lateFollowsTheTimeout()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.field<QSpinBox>(u"timeout"_s)->setValue(400);
    QCOMPARE(editor.field<QSpinBox>(u"late"_s)->value(), 400);
    editor.field<QSpinBox>(u"timeout"_s)->setValue(8'000);
    QCOMPARE(editor.field<QSpinBox>(u"late"_s)->value(), 1'000);
    editor.field<QSpinBox>(u"late"_s)->setValue(9'000);
    QVERIFY(!editor.problem(u"heartbeat.late_ms"_s).isEmpty());
    editor.field<QSpinBox>(u"late"_s)->setValue(300);
    editor.field<QSpinBox>(u"timeout"_s)->setValue(7'000);
    QCOMPARE(editor.field<QSpinBox>(u"late"_s)->value(), 300);
}

QTEST_MAIN(TestProfileEditorHeartbeat)

#include "tst_profileeditorheartbeat.moc"
