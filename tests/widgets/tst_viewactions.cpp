// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/settings/windowsettings.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// The View menu: what is chosen shows and lasts.
class TestViewActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void menusShowWhatWasChosenElsewhere();
    void onlyAChoiceIsKept();

private:
    bool isChecked(const QString &menu, const QString &action) const
    {
        Q_EMIT m_window->findChild<QMenu *>(menu)->aboutToShow();
        return m_window->findChild<QAction *>(action)->isChecked();
    }

    QTemporaryDir m_directory;
    Workspace m_workspace;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;
};

void TestViewActions::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    m_theme = std::make_unique<Theme>();
    m_language = std::make_unique<Language>();
    m_window = std::make_unique<MainWindow>(m_workspace, *m_theme, *m_language);
}

void TestViewActions::menusShowWhatWasChosenElsewhere()
{
    QVERIFY(isChecked(u"themeMenu"_s, u"themeSystem"_s));
    m_theme->setMode(Theme::Mode::Dark);
    m_language->setChoice(Language::Choice::Chinese);
    QVERIFY(isChecked(u"themeMenu"_s, u"themeDark"_s));
    QVERIFY(isChecked(u"languageMenu"_s, u"languageChinese"_s));
}

void TestViewActions::onlyAChoiceIsKept()
{
    m_language->setChoice(Language::Choice::Chinese); // as by --lang
    m_window->saveSettings();
    QCOMPARE(WindowSettings::language(), Language::Choice::System);
    m_window->findChild<QAction *>(u"languageEnglish"_s)->trigger();
    QCOMPARE(m_language->choice(), Language::Choice::English);
    QCOMPARE(WindowSettings::language(), Language::Choice::English);
    m_window->findChild<QAction *>(u"themeLight"_s)->trigger();
    QCOMPARE(WindowSettings::theme(), Theme::Mode::Light);
}

QTEST_MAIN(TestViewActions)
#include "tst_viewactions.moc"
