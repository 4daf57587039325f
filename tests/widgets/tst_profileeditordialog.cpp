// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"
#include "widgets/controls/helpline.h"
#include "widgets/editor/urlproposal.h"
#include "widgets/editorfixture.h"

#include <QLabel>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
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
    QCOMPARE(editor.firstError(), QString());
    QCOMPARE(editor.dialog.profile(), profile);
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QCOMPARE(editor.dialog.result(), int(QDialog::Accepted));
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
    QCOMPARE(beats->text().count(u"−"_s), 3);
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
