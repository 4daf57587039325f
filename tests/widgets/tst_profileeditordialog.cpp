// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat/presetcatalog.h"
#include "support/rawserver.h"
#include "widgets/fieldmarks.h"
#include "widgets/helpline.h"
#include "widgets/profileeditordialog.h"
#include "widgets/urlproposal.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Every field set to something else than its default.
Profile fullProfile()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"full"_s;
    profile.group = u"fleet"_s;
    profile.url = u"wss://example.com:8443/live?x=1"_s;
    profile.enabled = false;
    profile.headers = {{u"Authorization"_s, u"Bearer ${env:TOKEN}"_s}, {u"X-A"_s, u"b"_s}};
    profile.subprotocols = {u"json"_s, u"v2.msgpack"_s};
    profile.heartbeat = {.kind = HeartbeatKind::Json,
                         .message = u"{\"op\":\"ping\",\"req\":${seq}}"_s,
                         .reply = {.match = ReplyRule::Match::PointerSent,
                                   .pointer = u"/req"_s,
                                   .sentPointer = u"/req"_s},
                         .interval = 1'250ms,
                         .timeout = 900ms,
                         .missesAllowed = 7,
                         .late = 400ms};
    profile.reconnect = {.enabled = true,
                         .initial = 250ms,
                         .maximum = 90s,
                         .factor = 1.5,
                         .jitter = 0.333,
                         .attempts = 12};
    profile.tls = {.caFile = u"/etc/ca.pem"_s,
                   .certificateFile = u"/etc/cert.pem"_s,
                   .keyFile = u"/etc/key.pem"_s,
                   .pinnedSha256 = QString(64, u'a')};
    profile.proxy = u"http://proxy:8080"_s;
    profile.limits = {.resolve = 1s,
                      .connect = 2s,
                      .tls = 3s,
                      .upgrade = 4s,
                      .close = 5s,
                      .messageBytes = 4096};
    profile.unknown = {{u"colour"_s, u"green"_s}};
    return profile;
}

class Editor {
public:
    Editor()
    {
        dialog.show();
        dialog.activateWindow();
    }

    template<typename T = QLineEdit>
    T *field(const QString &name)
    {
        T *found = dialog.findChild<T *>(name);
        Q_ASSERT(found);
        return found;
    }
    void type(const QString &name, const QString &text)
    {
        auto *line = field(name);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QString problem(const QString &path) { return marks()->message(path); }
    FieldMarks *marks() { return dialog.findChild<FieldMarks *>(); }
    void chooseHeartbeat(const QString &text)
    {
        auto *combo = field<QComboBox>(u"heartbeat"_s);
        const int index = combo->findText(text);
        Q_ASSERT(index >= 0);
        combo->setCurrentIndex(index);
    }
    QPushButton *ok()
    {
        return field<QDialogButtonBox>(u"buttons"_s)->button(QDialogButtonBox::Ok);
    }

    ProfileEditorDialog dialog;
};

} // namespace

class TestProfileEditorDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urlAndReturnAreEnough();
    void nothingIsBlamedBeforeItIsEdited();
    void badUrls_data();
    void badUrls();
    void proposals_data();
    void proposals();
    void proposalIsOneClickAway();
    void previewShowsTheAsciiForm();
    void everyFieldSurvives();
    void presetsSurvive_data();
    void presetsSurvive();
    void presetFillsTheFields();
    void leavingAPresetTakesItsMessageAlong();
    void presetThatCannotTellADefault();
    void kindsEnableTheirFields_data();
    void kindsEnableTheirFields();
    void fieldErrors_data();
    void fieldErrors();
    void lateFollowsTheTimeout();
    void okLeadsToTheFirstBadField();
    void headersAreEditedWithTheKeyboard();
    void everyFieldHasHelpAndAName();
    void focusShowsTheHelp();
    void testShowsThreeRoundTrips();
    void testShowsTheFailure();
    void closingStopsTheTest_data();
    void closingStopsTheTest();
};

void TestProfileEditorDialog::urlAndReturnAreEnough()
{
    Editor editor;
    QVERIFY(editor.field(u"url"_s)->hasFocus()
            || editor.dialog.focusWidget() == editor.field(u"url"_s));
    editor.type(u"url"_s, u"  wss://echo.example.com/live "_s);
    QTest::keyClick(editor.field(u"url"_s), Qt::Key_Return);
    QCOMPARE(editor.dialog.result(), int(QDialog::Accepted));
    const Profile profile = editor.dialog.profile();
    QCOMPARE(profile.url, u"wss://echo.example.com/live"_s);
    QCOMPARE(profile.name, u"echo.example.com"_s);
    QCOMPARE(profile.heartbeat, HeartbeatRule());
    QCOMPARE(profile.reconnect, ReconnectPolicy());
    QCOMPARE(profile.limits, ConnectionLimits());
}

void TestProfileEditorDialog::nothingIsBlamedBeforeItIsEdited()
{
    Editor editor;
    QVERIFY(!editor.marks()->errors().empty());
    QCOMPARE(editor.problem(u"url"_s), QString());
    editor.type(u"name"_s, u"x"_s);
    QCOMPARE(editor.problem(u"url"_s), QString());
    editor.type(u"url"_s, u"x"_s);
    QVERIFY(!editor.problem(u"url"_s).isEmpty());
    editor.type(u"url"_s, u"ws://x"_s);
    QCOMPARE(editor.problem(u"url"_s), QString());
}

void TestProfileEditorDialog::badUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("no scheme") << u"example.com"_s << u"ws://"_s;
    QTest::newRow("http") << u"http://example.com"_s << u"ws://"_s;
    QTest::newRow("no host") << u"ws:///path"_s << u"host"_s;
    QTest::newRow("space inside") << u"ws://exa mple.com"_s << u"space"_s;
    QTest::newRow("port 0") << u"ws://example.com:0/"_s << u"ort"_s;
    QTest::newRow("port too large") << u"ws://example.com:70000/"_s << u"ort"_s;
    QTest::newRow("fragment") << u"ws://example.com/#top"_s << u"ragment"_s;
    QTest::newRow("open bracket") << u"ws://[::1/"_s << QString();
    QTest::newRow("reference without name") << u"ws://${env:}/"_s << u"${env:NAME}"_s;
}

void TestProfileEditorDialog::badUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    Editor editor;
    editor.type(u"url"_s, url);
    const QString problem = editor.problem(u"url"_s);
    QVERIFY2(!problem.isEmpty() && problem.contains(says), qPrintable(problem));
    auto *label = editor.dialog.findChild<QLabel *>(u"problem of url"_s);
    QVERIFY(label->isVisible());
    QVERIFY(label->y() > editor.field(u"url"_s)->y()); // right under it
    QTest::keyClick(editor.field(u"url"_s), Qt::Key_Return);
    QVERIFY(editor.dialog.isVisible());
}

void TestProfileEditorDialog::proposals_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("proposed");
    QTest::newRow("host") << u"example.com"_s << u"wss://example.com"_s;
    QTest::newRow("host, port, path") << u"example.com:8443/x"_s << u"wss://example.com:8443/x"_s;
    QTest::newRow("localhost") << u"localhost:9001"_s << u"ws://localhost:9001"_s;
    QTest::newRow("IPv4") << u"192.168.1.20/ws"_s << u"ws://192.168.1.20/ws"_s;
    QTest::newRow("IPv6") << u"[::1]:9001"_s << u"ws://[::1]:9001"_s;
    QTest::newRow("https") << u"https://example.com/x"_s << u"wss://example.com/x"_s;
    QTest::newRow("http") << u"http://example.com/x"_s << u"ws://example.com/x"_s;
    QTest::newRow("right already") << u"ws://example.com"_s << QString();
    QTest::newRow("another scheme") << u"ftp://example.com"_s << QString();
    QTest::newRow("nonsense") << u"a b"_s << QString();
    QTest::newRow("empty") << u""_s << QString();
}

void TestProfileEditorDialog::proposals()
{
    QFETCH(QString, typed);
    QFETCH(QString, proposed);
    QCOMPARE(proposedUrl(typed).value_or(QString()), proposed);
}

void TestProfileEditorDialog::proposalIsOneClickAway()
{
    Editor editor;
    auto *proposal = editor.field<QToolButton>(u"proposal"_s);
    QVERIFY(!proposal->isVisible());
    editor.type(u"url"_s, u"gateway.example.com/live"_s);
    QVERIFY(proposal->isVisible());
    QVERIFY(proposal->text().contains(u"wss://gateway.example.com/live"));
    QTest::mouseClick(proposal, Qt::LeftButton);
    QCOMPARE(editor.field(u"url"_s)->text(), u"wss://gateway.example.com/live"_s);
    QVERIFY(!proposal->isVisible());
    QCOMPARE(editor.problem(u"url"_s), QString());
}

void TestProfileEditorDialog::previewShowsTheAsciiForm()
{
    Editor editor;
    auto *preview = editor.field<QLabel>(u"urlPreview"_s);
    editor.field(u"url"_s)->setText(u"wss://b\u00fccher.example/a?b=c"_s);
    QVERIFY2(preview->text().contains(u"xn--bcher-kva.example"), qPrintable(preview->text()));
    QVERIFY(preview->text().contains(u"443"));
    QVERIFY(preview->text().contains(u"/a?b=c"));
    editor.field(u"url"_s)->setText(u"ws://[2001:db8::1]:9001"_s);
    QVERIFY(preview->text().contains(u"2001:db8::1"));
    QVERIFY(preview->text().contains(u"9001"));
    QCOMPARE(preview->textFormat(), Qt::PlainText);
}

void TestProfileEditorDialog::everyFieldSurvives()
{
    Editor editor;
    const Profile profile = fullProfile();
    editor.dialog.setProfile(profile);
    QVERIFY2(editor.marks()->errors().empty(),
             editor.marks()->errors().empty()
                     ? ""
                     : qPrintable(editor.marks()->errors().front().toString()));
    QCOMPARE(editor.dialog.profile(), profile);
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QCOMPARE(editor.dialog.result(), int(QDialog::Accepted));
}

void TestProfileEditorDialog::presetsSurvive_data()
{
    QTest::addColumn<QString>("preset");
    for (const Preset &preset : PresetCatalog::all())
        QTest::newRow(qPrintable(preset.name)) << preset.name;
}

void TestProfileEditorDialog::presetsSurvive()
{
    QFETCH(QString, preset);
    Profile profile;
    profile.name = u"x"_s;
    profile.url = u"ws://x/"_s;
    profile.heartbeat.preset = preset;
    Editor editor;
    editor.dialog.setProfile(profile);
    QVERIFY2(editor.marks()->errors().empty(),
             editor.marks()->errors().empty()
                     ? ""
                     : qPrintable(editor.marks()->errors().front().toString()));
    QCOMPARE(editor.dialog.profile(), profile);
    // Chosen by hand it is saved the same way.
    Editor other;
    other.type(u"url"_s, u"ws://x/"_s);
    other.chooseHeartbeat(u"Preset: "_s + PresetCatalog::find(preset)->title);
    QCOMPARE(other.dialog.profile().heartbeat, profile.heartbeat);
}

void TestProfileEditorDialog::presetFillsTheFields()
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

void TestProfileEditorDialog::leavingAPresetTakesItsMessageAlong()
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

void TestProfileEditorDialog::presetThatCannotTellADefault()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    editor.chooseHeartbeat(u"Preset: OKX"_s);
    editor.field<QSpinBox>(u"interval"_s)->setValue(5'000);
    QVERIFY(editor.problem(u"heartbeat.interval_ms"_s).contains(u"20 s"));
    editor.field<QSpinBox>(u"interval"_s)->setValue(5'001);
    QCOMPARE(editor.problem(u"heartbeat.interval_ms"_s), QString());
}

void TestProfileEditorDialog::kindsEnableTheirFields_data()
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

void TestProfileEditorDialog::kindsEnableTheirFields()
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

void TestProfileEditorDialog::fieldErrors_data()
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

void TestProfileEditorDialog::fieldErrors()
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

void TestProfileEditorDialog::lateFollowsTheTimeout()
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

void TestProfileEditorDialog::okLeadsToTheFirstBadField()
{
    Editor editor;
    editor.field<QTabWidget>(u"tabs"_s)->setCurrentIndex(4);
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QVERIFY(editor.dialog.isVisible());
    QCOMPARE(editor.dialog.focusWidget(), editor.field(u"url"_s));
    QVERIFY(!editor.problem(u"url"_s).isEmpty());
    QVERIFY(editor.field<QLabel>(u"problem"_s)->isVisible());
    editor.type(u"url"_s, u"ws://x"_s);
    QVERIFY(!editor.field<QLabel>(u"problem"_s)->isVisible());
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QVERIFY(!editor.dialog.isVisible());
}

void TestProfileEditorDialog::headersAreEditedWithTheKeyboard()
{
    Editor editor;
    editor.type(u"url"_s, u"ws://x"_s);
    auto *table = editor.field<QTableWidget>(u"headers"_s);
    editor.field<QTabWidget>(u"tabs"_s)->setCurrentIndex(1);
    QTest::mouseClick(editor.field<QPushButton>(u"addHeader"_s), Qt::LeftButton);
    auto *cell = table->findChild<QLineEdit *>();
    QVERIFY(cell);
    QTest::keyClicks(cell, u"Host"_s);
    QTest::keyClick(cell, Qt::Key_Return);
    QTRY_VERIFY(!editor.problem(u"headers"_s).isEmpty()); // belongs to the handshake
    QVERIFY(editor.dialog.isVisible());
    table->item(0, 0)->setText(u"X-Token"_s);
    table->item(0, 1)->setText(u"${env:TOKEN}"_s);
    QCOMPARE(editor.problem(u"headers"_s), QString());
    const std::vector<HeaderField> expected{{u"X-Token"_s, u"${env:TOKEN}"_s}};
    QCOMPARE(editor.dialog.profile().headers, expected);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(editor.dialog.profile().headers.empty());
}

void TestProfileEditorDialog::everyFieldHasHelpAndAName()
{
    Editor editor;
    for (const QWidget *widget : editor.dialog.findChildren<QWidget *>()) {
        const bool isField = widget->inherits("QLineEdit") || widget->inherits("QComboBox")
                || widget->inherits("QAbstractSpinBox") || widget->inherits("QPlainTextEdit")
                || widget->inherits("QTableWidget") || widget->inherits("QCheckBox");
        if (!isField || widget->objectName().startsWith(u"qt_"))
            continue;
        const QWidget *owner = widget;
        while (owner && owner->whatsThis().isEmpty())
            owner = owner->parentWidget();
        QVERIFY2(owner, qPrintable(widget->objectName()));
        QVERIFY2(!owner->toolTip().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestProfileEditorDialog::focusShowsTheHelp()
{
    Editor editor;
    QVERIFY(QTest::qWaitForWindowActive(&editor.dialog));
    auto *help = editor.dialog.findChild<HelpLine *>();
    editor.field<QSpinBox>(u"interval"_s)->setFocus();
    QCOMPARE(help->text(), editor.field<QSpinBox>(u"interval"_s)->whatsThis());
    editor.field(u"name"_s)->setFocus();
    QCOMPARE(help->text(), editor.field(u"name"_s)->whatsThis());
}

void TestProfileEditorDialog::testShowsThreeRoundTrips()
{
    RawServer server;
    QVERIFY(server.listen());
    Editor editor;
    editor.type(u"url"_s, server.url());
    auto *button = editor.field<QPushButton>(u"test"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *verdict = editor.field<QLabel>(u"verdict"_s);
    QVERIFY(verdict->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(u"every beat was answered"), 10'000);
    auto *beats = editor.field<QLabel>(u"beats"_s);
    QCOMPARE(beats->text().count(u'\n'), 2);
    QCOMPARE(beats->text().count(u"±"_s), 3);
    QVERIFY(editor.field<QLabel>(u"phases"_s)->text().contains(u"TCP"));
    QTRY_COMPARE(server.closePayloads().size(), 1);
    QTRY_COMPARE(button->text(), u"&Test now"_s);
}

void TestProfileEditorDialog::testShowsTheFailure()
{
    RawServer server;
    QVERIFY(server.listen());
    server.onRequest = [](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    };
    Editor editor;
    editor.type(u"url"_s, server.url());
    QTest::mouseClick(editor.field<QPushButton>(u"test"_s), Qt::LeftButton);
    auto *verdict = editor.field<QLabel>(u"verdict"_s);
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(u"401"), 10'000);
}

void TestProfileEditorDialog::closingStopsTheTest_data()
{
    QTest::addColumn<bool>("opens");
    QTest::newRow("while connecting") << false;
    QTest::newRow("while beating") << true;
}

void TestProfileEditorDialog::closingStopsTheTest()
{
    QFETCH(bool, opens);
    RawServer server;
    QVERIFY(server.listen());
    int beats = 0;
    if (!opens)
        server.onRequest = [](QTcpSocket *, const QByteArray &) {}; // hangs
    server.onFrame = [&beats](QTcpSocket *socket, int opcode, const QByteArray &payload) {
        ++beats;
        if (opcode == 8)
            RawServer::answer(socket, opcode, payload);
    };
    {
        Editor editor;
        editor.type(u"url"_s, server.url());
        QTest::mouseClick(editor.field<QPushButton>(u"test"_s), Qt::LeftButton);
        QTRY_COMPARE(server.connections(), 1);
        if (opens)
            QTRY_VERIFY(beats > 0);
        QTest::keyClick(&editor.dialog, Qt::Key_Escape);
        QVERIFY(!editor.dialog.isVisible());
    }
    if (opens)
        QTRY_COMPARE(server.closePayloads().size(), 1);
    QTRY_VERIFY(server.sockets().isEmpty()
                || server.sockets().front()->state() != QAbstractSocket::ConnectedState);
}

QTEST_MAIN(TestProfileEditorDialog)

#include "tst_profileeditordialog.moc"
