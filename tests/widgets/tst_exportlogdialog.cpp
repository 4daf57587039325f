// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "storage/logwriter.h"
#include "storage/storagetestdata.h"
#include "support/files.h"
#include "widgets/controls/pathpicker.h"
#include "widgets/dialogs/exportjob.h"
#include "widgets/dialogs/exportlogdialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace heartline;
using namespace heartline::testdata;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int manyBeats = 200'000;

/// Answers the next question once it is shown: cancelled or accepted.
void answerQuestion(QObject *context, bool accept)
{
    auto *timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, [timer, accept] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box)
            return;
        timer->deleteLater();
        for (QAbstractButton *button : box->buttons()) {
            if ((box->buttonRole(button) == QMessageBox::AcceptRole) == accept)
                button->click();
        }
    });
    timer->start(std::chrono::milliseconds(10));
}

} // namespace

class TestExportLogDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void writesCsv();
    void writesEventsAsJson();
    void suffixFollowsTheFormat();
    void rangesAreTranslated();
    void customRangeMustNotBeEmpty();
    void selectedConnectionsOnly();
    void asksBeforeAFileIsReplaced();
    void cancelLeavesTheOldFile();
    void escapeWhileRunningLeavesNothing();
    void failureIsTold();

private:
    QString outFile(const QString &name) const { return m_out->filePath(name); }
    QString write(const QString &name, int beats);

    QTemporaryDir m_logs;
    QString m_log;
    QString m_bigLog;
    std::unique_ptr<QTemporaryDir> m_out;
};

QString TestExportLogDialog::write(const QString &name, int beats)
{
    QString file = m_logs.filePath(name);
    LogWriter writer;
    writer.registerConnections(twoConnections());
    if (!writer.open(file))
        return {};
    std::vector<Beat> rows;
    rows.reserve(static_cast<std::size_t>(beats));
    for (int i = 1; i <= beats; ++i)
        rows.push_back(answered(i % 2 == 0 ? beta : alpha, i));
    writer.enqueue(batchOf(std::move(rows), {openedEvent(alpha), closedEvent(alpha)},
                           {session(alpha, 1)}));
    writer.close();
    return file;
}

void TestExportLogDialog::initTestCase()
{
    m_log = write(u"small.sqlite"_s, 10);
    m_bigLog = write(u"big.sqlite"_s, manyBeats);
    QVERIFY(!m_log.isEmpty() && !m_bigLog.isEmpty());
}

void TestExportLogDialog::init()
{
    m_out = std::make_unique<QTemporaryDir>();
}

void TestExportLogDialog::writesCsv()
{
    ExportLogDialog dialog({.logFile = m_log});
    dialog.show();
    dialog.setFile(outFile(u"a.csv"_s));
    QTest::keyClick(&dialog, Qt::Key_Return); // Export is the default button
    auto *result = dialog.findChild<QLabel *>(u"result"_s);
    QTRY_VERIFY(result->isVisible());
    QCOMPARE(result->text(), u"10 rows written"_s);
    QVERIFY(dialog.findChild<QPushButton *>(u"openFolder"_s)->isVisible());
    const QByteArray csv = test::readFile(outFile(u"a.csv"_s));
    QVERIFY(csv.startsWith("connection,connection_id,session,sequence,"));
    QCOMPARE(csv.count("\r\n"), 11);
}

void TestExportLogDialog::writesEventsAsJson()
{
    ExportLogDialog dialog({.logFile = m_log});
    dialog.show();
    dialog.setFile(outFile(u"e.csv"_s));
    dialog.findChild<QComboBox *>(u"content"_s)->setCurrentIndex(1);
    dialog.findChild<QComboBox *>(u"format"_s)->setCurrentIndex(2);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportNow"_s), Qt::LeftButton);
    auto *result = dialog.findChild<QLabel *>(u"result"_s);
    QTRY_COMPARE(result->text(), u"2 rows written"_s);
    const QJsonArray events = QJsonDocument::fromJson(test::readFile(outFile(u"e.json"_s))).array();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[1].toObject()[u"close_code"].toInt(), 4001);
}

void TestExportLogDialog::suffixFollowsTheFormat()
{
    ExportLogDialog dialog({.logFile = m_log});
    auto *file = dialog.findChild<PathPicker *>(u"file"_s);
    auto *format = dialog.findChild<QComboBox *>(u"format"_s);
    dialog.setFile(u"/tmp/x.csv"_s);
    format->setCurrentIndex(1);
    QCOMPARE(file->path(), u"/tmp/x.ndjson"_s);
    dialog.setFile(u"/tmp/x.txt"_s);
    format->setCurrentIndex(2);
    QCOMPARE(file->path(), u"/tmp/x.txt"_s);
}

void TestExportLogDialog::rangesAreTranslated()
{
    ExportLogDialog dialog({.logFile = m_log, .visible = std::pair(Start, Start + 5 * Second)});
    auto *range = dialog.findChild<QComboBox *>(u"range"_s);
    const qint64 now = Start + 100 * Second;
    QCOMPARE(range->count(), 5);
    QVERIFY(!dialog.options(now).query.fromUs);
    range->setCurrentIndex(1);
    QCOMPARE(dialog.options(now).query.fromUs, now - 3'600 * Second);
    range->setCurrentIndex(2);
    QVERIFY(dialog.options(now).query.fromUs <= now);
    QVERIFY(*dialog.options(now).query.fromUs > now - 90'000 * Second);
    range->setCurrentIndex(3);
    QCOMPARE(dialog.options(now).query.fromUs, Start);
    QCOMPARE(dialog.options(now).query.toUs, Start + 5 * Second);
}

void TestExportLogDialog::customRangeMustNotBeEmpty()
{
    ExportLogDialog dialog({.logFile = m_log});
    dialog.show();
    auto *from = dialog.findChild<QDateTimeEdit *>(u"from"_s);
    auto *until = dialog.findChild<QDateTimeEdit *>(u"until"_s);
    auto *button = dialog.findChild<QPushButton *>(u"exportNow"_s);
    QVERIFY(!from->isVisible());
    dialog.findChild<QComboBox *>(u"range"_s)->setCurrentIndex(3);
    QVERIFY(from->isVisible() && until->isVisible());
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(Start / 1'000);
    from->setDateTime(start);
    until->setDateTime(start.addSecs(-1));
    QVERIFY(!button->isEnabled());
    until->setDateTime(start.addSecs(3));
    QVERIFY(button->isEnabled());
    const auto options = dialog.options(0);
    QCOMPARE(options.query.toUs.value() - options.query.fromUs.value(), 3 * Second);
}

void TestExportLogDialog::selectedConnectionsOnly()
{
    ExportLogDialog dialog({.logFile = m_log, .selected = {beta}});
    dialog.show();
    dialog.setFile(outFile(u"beta.csv"_s));
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportNow"_s), Qt::LeftButton);
    QTRY_COMPARE(dialog.findChild<QLabel *>(u"result"_s)->text(), u"5 rows written"_s);
    QVERIFY(!test::readFile(outFile(u"beta.csv"_s)).contains("Alpha"));
}

void TestExportLogDialog::asksBeforeAFileIsReplaced()
{
    const QString path = outFile(u"old.csv"_s);
    QVERIFY(test::writeFile(path, "old"));
    ExportLogDialog dialog({.logFile = m_log});
    dialog.show();
    dialog.setFile(path);
    auto *button = dialog.findChild<QPushButton *>(u"exportNow"_s);
    auto *result = dialog.findChild<QLabel *>(u"result"_s);
    answerQuestion(&dialog, false);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!dialog.findChild<ExportJob *>()->isRunning());
    QCOMPARE(test::readFile(path), "old"_ba);
    answerQuestion(&dialog, true);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(result->text(), u"10 rows written"_s);
    QVERIFY(test::readFile(path).startsWith("connection,"));
}

void TestExportLogDialog::cancelLeavesTheOldFile()
{
    const QString path = outFile(u"kept.csv"_s);
    QVERIFY(test::writeFile(path, "old"));
    ExportLogDialog dialog({.logFile = m_bigLog});
    dialog.show();
    dialog.setFile(path);
    auto *button = dialog.findChild<QPushButton *>(u"exportNow"_s);
    QSignalSpy progressed(dialog.findChild<ExportJob *>(), &ExportJob::progressed);
    answerQuestion(&dialog, true);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!progressed.isEmpty() || progressed.wait());
    QVERIFY(dialog.findChild<QProgressBar *>()->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *result = dialog.findChild<QLabel *>(u"result"_s);
    QTRY_VERIFY(result->isVisible());
    QVERIFY2(result->text().startsWith(u"Cancelled"), qPrintable(result->text()));
    QCOMPARE(test::readFile(path), "old"_ba);
    QCOMPARE(QDir(m_out->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"kept.csv"_s});
}

void TestExportLogDialog::escapeWhileRunningLeavesNothing()
{
    {
        ExportLogDialog dialog({.logFile = m_bigLog});
        dialog.show();
        dialog.setFile(outFile(u"none.csv"_s));
        QSignalSpy progressed(dialog.findChild<ExportJob *>(), &ExportJob::progressed);
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportNow"_s), Qt::LeftButton);
        QVERIFY(progressed.wait());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }
    QVERIFY(QDir(m_out->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestExportLogDialog::failureIsTold()
{
    ExportLogDialog dialog({.logFile = m_logs.filePath(u"is-not-there.sqlite"_s)});
    dialog.show();
    dialog.setFile(outFile(u"x.csv"_s));
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportNow"_s), Qt::LeftButton);
    auto *result = dialog.findChild<QLabel *>(u"result"_s);
    QTRY_VERIFY(result->isVisible());
    QVERIFY2(result->text().contains(u"is-not-there.sqlite"), qPrintable(result->text()));
    QVERIFY(!QFile::exists(outFile(u"x.csv"_s)));
}

QTEST_MAIN(TestExportLogDialog)

#include "tst_exportlogdialog.moc"
