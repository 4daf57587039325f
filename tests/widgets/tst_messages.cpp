// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logwriter.h"
#include "support/files.h"
#include "widgets/controls/messagebar.h"
#include "widgets/log/historyloader.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// What the bar above the content tells of the log, and when it leaves off.
class TestMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dismissedFailuresStayAway();
    void unreadableLogsAreTold();
    void movedLogsAreNotReadOn();

private:
    QTemporaryDir m_directory;
};

void TestMessages::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
}

void TestMessages::dismissedFailuresStayAway()
{
    Workspace workspace;
    Theme theme;
    Language language;
    MainWindow window(workspace, theme, language);
    auto *bar = window.findChild<MessageBar *>();
    LogWriter::Status status;
    status.state = LogWriter::Status::State::Failing;
    status.error = Error{Error::Kind::Io, u"The disk is full."_s, {}};
    window.showLogStatus(status);
    QVERIFY(bar->text().contains(u"The disk is full."_s));
    bar->findChild<QToolButton *>(u"dismiss"_s)->click();
    QVERIFY(bar->text().isEmpty());
    ++status.rowsPending;
    window.showLogStatus(status); // comes several times a second
    QVERIFY(bar->text().isEmpty());
    status.error->message = u"It may not be written."_s;
    window.showLogStatus(status);
    QVERIFY(bar->text().contains(u"It may not be written."_s));
}

void TestMessages::unreadableLogsAreTold()
{
    const QString path = m_directory.filePath(u"unreadable.sqlite"_s);
    QVERIFY(test::writeFile(path, "no log"));
    Workspace workspace;
    Theme theme;
    Language language;
    MainWindow window(workspace, theme, language);
    auto *bar = window.findChild<MessageBar *>();
    window.setLogFile(path);
    QTRY_VERIFY(bar->text().contains(u"unreadable.sqlite"_s));
    window.setLogFile({});
    QVERIFY(bar->text().isEmpty());
}

void TestMessages::movedLogsAreNotReadOn()
{
    const QString path = m_directory.filePath(u"moved.sqlite"_s);
    const auto write = [&path](const QString &name) {
        const ConnectionId id = QUuid::createUuid();
        auto batch = std::make_shared<UpdateBatch>();
        batch->beats.push_back(
                {.connection = id, .session = 1, .sequence = 1, .scheduledAt = 1'000'000});
        LogWriter writer;
        writer.registerConnections({{id, name, {}, {}}});
        [&] { QVERIFY(writer.open(path)); }();
        writer.enqueue(batch);
        writer.close();
        return id;
    };
    HistoryLoader loader;
    QSignalSpy loaded(&loader, &HistoryLoader::beatsLoaded);
    QSignalSpy failed(&loader, &HistoryLoader::failed);
    QSignalSpy recovered(&loader, &HistoryLoader::recovered);
    loader.setFile(path);
    loader.loadBeats({write(u"a"_s)});
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(QFile::rename(path, path + u".old"_s));
    loader.loadBeats({});
    QTRY_COMPARE(failed.size(), 1);
    loader.loadBeats({write(u"b"_s)});
    QTRY_COMPARE(loaded.size(), 2);
    QCOMPARE(loaded[1][0].value<std::vector<Beat>>().size(), std::size_t(1));
    QCOMPARE(recovered.size(), 1);
}

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
