// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/fileactions.h"

#include "support/files.h"
#include "widgets/window/workspace.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What is asked about changes that are not saved.
class TestFileActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savedChangesAreNotAskedAbout();
    void aSaveThatWorksByNowIsNotAskedAbout();
    void unsavedChangesAreAskedAbout();
    void aChangedFileIsReadOrSavedOver();

private:
    /// Presses the button with these words in the box that comes up.
    void press(const QString &words)
    {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, timer, words] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            timer->deleteLater();
            timer->stop();
            ++m_asked;
            for (QAbstractButton *button : box->buttons()) {
                if (button->text().remove(u'&') == words) {
                    button->click();
                    return;
                }
            }
            box->reject();
        });
        timer->start(1ms);
    }
    /// Where the directory of the workspace was stands a file now.
    void block()
    {
        QVERIFY(QDir(m_directory->filePath(u"sub"_s)).removeRecursively());
        QVERIFY(test::writeFile(m_directory->filePath(u"sub"_s), {}));
    }
    void add(const QString &name)
    {
        Profile profile;
        profile.name = name;
        profile.url = u"wss://example.net/"_s;
        m_workspace->add({profile});
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Workspace> m_workspace;
    FileActions *m_file = nullptr;
    QString m_path;
    int m_asked = 0;
};

void TestFileActions::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(u"sub/w.json"_s);
    m_workspace = std::make_unique<Workspace>();
    QVERIFY(m_workspace->create(m_path));
    m_window = std::make_unique<QWidget>();
    m_file = new FileActions(*m_workspace, m_window.get());
    m_asked = 0;
}

void TestFileActions::savedChangesAreNotAskedAbout()
{
    add(u"a"_s);
    QVERIFY(m_file->confirmLeave());
}

void TestFileActions::aSaveThatWorksByNowIsNotAskedAbout()
{
    block();
    add(u"a"_s);
    QVERIFY(m_workspace->saveError());
    QVERIFY(QFile::remove(m_directory->filePath(u"sub"_s)));
    QVERIFY(m_file->confirmLeave());
    QVERIFY(QFile::exists(m_path));
    QVERIFY(!m_workspace->saveError());
}

void TestFileActions::unsavedChangesAreAskedAbout()
{
    block();
    add(u"a"_s);
    press(u"Cancel"_s);
    QVERIFY(!m_file->confirmLeave());
    press(u"Discard"_s);
    QVERIFY(m_file->confirmLeave());
    QCOMPARE(m_asked, 2);
}

void TestFileActions::aChangedFileIsReadOrSavedOver()
{
    add(u"a"_s);
    Workspace other;
    QVERIFY(other.open(m_path));
    Profile profile = other.profiles()[0];
    profile.name = u"of another program"_s;
    other.edit({profile});

    add(u"b"_s);
    QVERIFY(m_workspace->isConflict());
    QVERIFY(other.open(m_path));
    QCOMPARE(other.profiles().size(), std::size_t(1)); // not overwritten
    press(u"Save over it"_s);
    m_file->resolveConflict();
    QVERIFY(!m_workspace->saveError());
    QVERIFY(other.open(m_path));
    QCOMPARE(other.profiles().size(), std::size_t(2));

    other.edit({profile});
    add(u"c"_s);
    press(u"Read the file again"_s);
    m_file->resolveConflict();
    QVERIFY(!m_workspace->saveError());
    QCOMPARE(m_workspace->profiles()[0].name, profile.name);
    QCOMPARE(m_workspace->profiles().size(), std::size_t(2));
    QCOMPARE(m_asked, 2);
}

QTEST_MAIN(TestFileActions)
#include "tst_fileactions.moc"
