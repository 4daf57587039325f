// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/durationspinbox.h"
#include "widgets/controls/fieldmarks.h"
#include "widgets/settings/settings.h"
#include "widgets/settings/settingsdialog.h"
#include "widgets/settings/windowsettings.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>

using namespace heartline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSettingsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void defaultsWithoutAnything();
    void survivesARestart();
    void nonsenseReadsAsDefaults();
    void okAppliesAtOnce();
    void cancelChangesNothing();
    void lateBeyondTheTimeoutIsRefused();
    void tellsWhichLogIsInUse();
    void durations_data();
    void durations();
    void durationIsTyped();
};

void TestSettingsDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(u"heartline-test"_s);
    QApplication::setApplicationName(u"tst_settingsdialog"_s);
}

void TestSettingsDialog::init()
{
    QSettings().clear();
}

void TestSettingsDialog::defaultsWithoutAnything()
{
    const Settings settings = Settings::load();
    QCOMPARE(settings, Settings());
    QCOMPARE(settings.effectiveLogFile(), Settings::defaultLogFile());
}

void TestSettingsDialog::survivesARestart()
{
    Settings settings;
    settings.newConnection.heartbeat = {.kind = HeartbeatKind::Text,
                                        .interval = 750ms,
                                        .timeout = 300ms,
                                        .missesAllowed = 9,
                                        .late = 200ms};
    settings.newConnection.reconnect.enabled = false;
    settings.logFile = u"/tmp/log.sqlite"_s;
    settings.save();
    QCOMPARE(Settings::load(), settings);
    QCOMPARE(settings.effectiveLogFile(), u"/tmp/log.sqlite"_s);
}

void TestSettingsDialog::nonsenseReadsAsDefaults()
{
    QSettings store;
    store.setValue(u"newConnection/intervalMs"_s, u"often"_s);
    store.setValue(u"newConnection/timeoutMs"_s, -5);
    store.setValue(u"newConnection/missesAllowed"_s, 1'000'000);
    store.setValue(u"newConnection/heartbeat"_s, u"telepathy"_s);
    QCOMPARE(Settings::load(), Settings());
}

void TestSettingsDialog::okAppliesAtOnce()
{
    Theme theme;
    Language language;
    SettingsDialog dialog(theme, language);
    dialog.show();
    dialog.findChild<QComboBox *>(u"theme"_s)->setCurrentIndex(2);
    dialog.findChild<QComboBox *>(u"language"_s)->setCurrentIndex(2);
    dialog.findChild<QComboBox *>(u"kind"_s)->setCurrentIndex(2);
    dialog.findChild<QSpinBox *>(u"interval"_s)->setValue(2'500);
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                      Qt::LeftButton);
    QCOMPARE(theme.mode(), Theme::Mode::Dark);
    QVERIFY(theme.isDark());
    QCOMPARE(language.choice(), Language::Choice::Chinese);
    QCOMPARE(Settings::load().newConnection.heartbeat.kind, HeartbeatKind::Json);
    QCOMPARE(Settings::load().newConnection.heartbeat.interval, 2'500ms);
    QCOMPARE(WindowSettings::theme(), Theme::Mode::Dark);
    QCOMPARE(WindowSettings::language(), Language::Choice::Chinese);
}

void TestSettingsDialog::cancelChangesNothing()
{
    Theme theme;
    Language language;
    SettingsDialog dialog(theme, language);
    dialog.show();
    dialog.findChild<QSpinBox *>(u"interval"_s)->setValue(2'500);
    dialog.findChild<QComboBox *>(u"theme"_s)->setCurrentIndex(1);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(Settings::load(), Settings());
    QCOMPARE(theme.mode(), Theme::Mode::System);
}

void TestSettingsDialog::lateBeyondTheTimeoutIsRefused()
{
    Theme theme;
    Language language;
    SettingsDialog dialog(theme, language);
    dialog.show();
    dialog.findChild<QSpinBox *>(u"late"_s)->setValue(6'000);
    QVERIFY(!dialog.findChild<FieldMarks *>()->message(u"late"_s).isEmpty());
    dialog.accept();
    QVERIFY(dialog.isVisible());
    dialog.findChild<QSpinBox *>(u"timeout"_s)->setValue(6'000);
    QVERIFY(dialog.findChild<FieldMarks *>()->message(u"late"_s).isEmpty());
    dialog.accept();
    QVERIFY(!dialog.isVisible());
}

void TestSettingsDialog::tellsWhichLogIsInUse()
{
    Theme theme;
    Language language;
    SettingsDialog dialog(theme, language);
    dialog.show();
    auto *note = dialog.findChild<QLabel *>(u"logNote"_s);
    dialog.setLogInUse(Settings::defaultLogFile());
    QVERIFY(!note->isVisible());
    dialog.setLogInUse(u"/srv/other.sqlite"_s);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(u"/srv/other.sqlite"_s));
    QVERIFY(note->height() >= note->heightForWidth(note->width()));
}

void TestSettingsDialog::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("shown");
    QTest::newRow("milliseconds") << u"250 ms"_s << qint64(250) << u"250 ms"_s;
    QTest::newRow("bare number") << u"5"_s << qint64(5'000) << u"5 s"_s;
    QTest::newRow("fraction") << u"1.5s"_s << qint64(1'500) << u"1.5 s"_s;
    QTest::newRow("comma") << u"0,25 s"_s << qint64(250) << u"250 ms"_s;
    QTest::newRow("a minute") << u"1 min"_s << qint64(60'000) << u"60 s"_s;
    QTest::newRow("minutes") << u"15 MIN"_s << qint64(900'000) << u"15 min"_s;
    QTest::newRow("uneven") << u"125 s"_s << qint64(125'000) << u"125 s"_s;
    QTest::newRow("hours") << u" 24 h "_s << qint64(86'400'000) << u"24 h"_s;
    QTest::newRow("words") << u"soon"_s << qint64(-1) << QString();
    QTest::newRow("another unit") << u"5 days"_s << qint64(-1) << QString();
    QTest::newRow("negative") << u"-5 s"_s << qint64(-1) << QString();
}

void TestSettingsDialog::durations()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    QFETCH(QString, shown);
    const auto duration = DurationSpinBox::fromText(text);
    QCOMPARE(duration ? qint64(duration->count()) : -1, ms);
    if (duration)
        QCOMPARE(DurationSpinBox::toText(*duration), shown);
}

void TestSettingsDialog::durationIsTyped()
{
    DurationSpinBox box;
    box.setDurationRange(10ms, 24h);
    box.setDuration(5s);
    box.show();
    box.selectAll();
    QTest::keyClicks(&box, u"1.25 min"_s);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.duration(), 75s);
    box.selectAll();
    QTest::keyClicks(&box, u"nonsense"_s);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.duration(), 75s);
    box.selectAll();
    QTest::keyClicks(&box, u"1 ms"_s);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.duration(), 10ms); // the least that is allowed
}

QTEST_MAIN(TestSettingsDialog)

#include "tst_settingsdialog.moc"
