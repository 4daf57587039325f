// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editorfixture.h"
#include "widgets/window/workspace.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTimer>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// The profile editor with several profiles at once.
class TestProfileEditorMany : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDiffersIsNotShownAsOneValue();
    void nothingEditedNothingChanged();
    void onlyWhatIsEditedIsTheSameInAll();
    void aSpinBoxIsTypedInto();
    void partlyCheckedBecomesChecked();
    void aPresetIsTakenAsAWhole();
    void aChangeThatOneCannotTakeIsRefused();
    void allAreChangedInOneStep();
};

namespace {

std::vector<Profile> threeProfiles()
{
    Profile a{.name = u"a"_s, .group = u"one"_s, .url = u"ws://a/"_s};
    a.heartbeat.interval = 5s;
    Profile b{.name = u"b"_s, .group = u"two"_s, .url = u"wss://b/"_s, .enabled = false};
    b.heartbeat = {.kind = HeartbeatKind::Text, .message = u"hello"_s, .interval = 8s};
    b.proxy = u"http://proxy:1"_s;
    b.headers = {{u"X"_s, u"1"_s}};
    Profile c{.name = u"c"_s, .group = u"one"_s, .url = u"ws://c/"_s};
    c.heartbeat = {.preset = u"okx"_s};
    c.reconnect.jitter = 0.333;
    return {a, b, c};
}

} // namespace

void TestProfileEditorMany::whatDiffersIsNotShownAsOneValue()
{
    Editor editor;
    editor.dialog.setProfiles(threeProfiles());
    const QString words = u"(different values)"_s;
    QVERIFY(!editor.field(u"url"_s)->isVisible());
    QVERIFY(!editor.field(u"name"_s)->isVisible());
    QVERIFY(!editor.field<QPushButton>(u"test"_s)->isVisible());
    auto *group = editor.field<QComboBox>(u"group"_s);
    QCOMPARE(group->currentText(), QString());
    QCOMPARE(group->lineEdit()->placeholderText(), words);
    QCOMPARE(editor.field<QSpinBox>(u"interval"_s)->text(), words);
    QCOMPARE(editor.field<QSpinBox>(u"jitter"_s)->text(), words);
    QCOMPARE(editor.field(u"proxy"_s)->placeholderText(), words);
    QCOMPARE(editor.field<QComboBox>(u"heartbeat"_s)->currentIndex(), -1);
    QVERIFY(!editor.field<QPlainTextEdit>(u"message"_s)->isEnabled());
    QCOMPARE(editor.field<QCheckBox>(u"enabled"_s)->checkState(), Qt::PartiallyChecked);
    // What is the same everywhere is shown.
    QCOMPARE(editor.field<QCheckBox>(u"reconnect"_s)->checkState(), Qt::Checked);
    QCOMPARE(editor.field<QSpinBox>(u"misses"_s)->value(), 3);
    QVERIFY(editor.marks()->errors().empty());
}

void TestProfileEditorMany::nothingEditedNothingChanged()
{
    Editor editor;
    editor.dialog.setProfiles(threeProfiles());
    QVERIFY(editor.field<QLabel>(u"changes"_s)->text().contains(u"stays as it is"));
    // Going through the fields changes none of them.
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(editor.dialog.focusWidget(), Qt::Key_Tab);
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QCOMPARE(editor.dialog.result(), int(QDialog::Accepted));
    QCOMPARE(editor.dialog.profiles(), threeProfiles());
}

void TestProfileEditorMany::onlyWhatIsEditedIsTheSameInAll()
{
    Editor editor;
    editor.dialog.setProfiles(threeProfiles());
    editor.type(u"proxy"_s, u"http://p:2"_s);
    editor.field<QSpinBox>(u"misses"_s)->setValue(6);
    editor.field<QComboBox>(u"group"_s)->setEditText(u"fleet"_s);
    std::vector<Profile> expected = threeProfiles();
    for (Profile &profile : expected) {
        profile.proxy = u"http://p:2"_s;
        profile.heartbeat.missesAllowed = 6;
        profile.group = u"fleet"_s;
    }
    QCOMPARE(editor.dialog.profiles(), expected);
    const QString told = editor.field<QLabel>(u"changes"_s)->text();
    QVERIFY2(told.contains(u"Group") && told.contains(u"Proxy"), qPrintable(told));
    // An emptied field is edited, too.
    editor.field(u"proxy"_s)->clear();
    for (const Profile &profile : editor.dialog.profiles())
        QCOMPARE(profile.proxy, QString());
}

void TestProfileEditorMany::aSpinBoxIsTypedInto()
{
    Editor editor;
    editor.dialog.setProfiles(threeProfiles());
    QVERIFY(QTest::qWaitForWindowActive(&editor.dialog));
    auto *interval = editor.field<QSpinBox>(u"interval"_s);
    interval->setFocus();
    auto *line = interval->findChild<QLineEdit *>();
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::keyClicks(line, u"1500 ms"_s);
    QCOMPARE(interval->value(), 1500);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(interval->text(), u"1.5 s"_s);
    // The first one's own value counts as an edit, too: it was not shown.
    interval->setValue(5000);
    for (const Profile &profile : editor.dialog.profiles())
        QCOMPARE(profile.heartbeat.interval, 5s);
    // For the preset of 20 s this is an override.
    QCOMPARE(editor.dialog.profiles()[2].heartbeat.kept,
             HeartbeatRule::Fields(HeartbeatRule::Field::Interval));
    interval->setValue(interval->minimum());
    QCOMPARE(interval->text(), u"10 ms"_s);
}

void TestProfileEditorMany::partlyCheckedBecomesChecked()
{
    Editor editor;
    editor.dialog.setProfiles(threeProfiles());
    auto *enabled = editor.field<QCheckBox>(u"enabled"_s);
    QTest::keyClick(enabled, Qt::Key_Space);
    for (const Profile &profile : editor.dialog.profiles())
        QVERIFY(profile.enabled);
    QTest::keyClick(enabled, Qt::Key_Space);
    QCOMPARE(enabled->checkState(), Qt::Unchecked);
    for (const Profile &profile : editor.dialog.profiles())
        QVERIFY(!profile.enabled);
}

void TestProfileEditorMany::aPresetIsTakenAsAWhole()
{
    Editor editor;
    std::vector<Profile> before = threeProfiles();
    editor.dialog.setProfiles(before);
    editor.chooseHeartbeat(u"Preset: OCPP-J"_s);
    QCOMPARE(editor.field<QSpinBox>(u"interval"_s)->text(), u"60 s"_s);
    for (Profile &profile : before) {
        profile.heartbeat = {.preset = u"ocpp-j"_s};
        profile.subprotocols = {u"ocpp1.6"_s};
    }
    std::vector<Profile> after = editor.dialog.profiles();
    for (Profile &profile : after) {
        QVERIFY(!profile.subprotocols.isEmpty()); // whatever the preset needs
        profile.subprotocols = before.front().subprotocols;
    }
    QCOMPARE(after, before);
}

void TestProfileEditorMany::aChangeThatOneCannotTakeIsRefused()
{
    Editor editor;
    std::vector<Profile> before = threeProfiles();
    before[1].heartbeat.late = 3s;
    editor.dialog.setProfiles(before);
    editor.field<QSpinBox>(u"timeout"_s)->setValue(2'000); // below the 3 s of the second
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QVERIFY(editor.dialog.isVisible());
    auto *problem = editor.field<QLabel>(u"problem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().startsWith(u"b: "_s), qPrintable(problem->text()));
    editor.field<QSpinBox>(u"late"_s)->setValue(1'500);
    QTest::mouseClick(editor.ok(), Qt::LeftButton);
    QCOMPARE(editor.dialog.result(), int(QDialog::Accepted));
}

void TestProfileEditorMany::allAreChangedInOneStep()
{
    Workspace workspace;
    const std::vector<ConnectionId> ids = workspace.add(threeProfiles());
    const std::vector<Profile> before = workspace.profiles();
    QTimer user;
    connect(&user, &QTimer::timeout, this, [] {
        auto *dialog = qobject_cast<ProfileEditorDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        QVERIFY(dialog->windowTitle().startsWith(u"Edit "_s));
        dialog->findChild<QComboBox *>(u"group"_s)->setEditText(u"fleet"_s);
        dialog->accept();
    });
    user.start(10);
    const auto after = ProfileEditorDialog::edit(nullptr, {}, workspace.profiles({ids[2], ids[0]}));
    QVERIFY(after.has_value());
    workspace.edit(*after);
    QCOMPARE(workspace.profile(ids[0])->group, u"fleet"_s);
    QCOMPARE(workspace.profile(ids[1])->group, u"two"_s);
    QCOMPARE(workspace.profile(ids[2])->group, u"fleet"_s);
    workspace.undoStack()->undo();
    QCOMPARE(workspace.profiles(), before);
}

QTEST_MAIN(TestProfileEditorMany)

#include "tst_profileeditormany.moc"
