// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/privatefile.h"

#include "support/files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestPrivateFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isForTheOwnerOnly();
    void takesRightsFromOthers();
    void followsASymbolicLink();
    void aFullDiskLeavesTheOldFile_data();
    void aFullDiskLeavesTheOldFile();
    void leavesADirectoryAlone();
    void reportsAnImpossibleDirectory();
};

namespace {

mode_t mode(const QString &path)
{
    struct stat status { };
    ::stat(QFile::encodeName(path).constData(), &status);
    return status.st_mode & 0777;
}

QStringList files(const QTemporaryDir &directory)
{
    return QDir(directory.path()).entryList(QDir::Files | QDir::Hidden);
}

/// While it lives, files of this process cannot grow beyond `bytes`, as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_previous);
        const rlimit limit{bytes, m_previous.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_previous);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    void (*m_handler)(int);
    rlimit m_previous{};
};

} // namespace

void TestPrivateFile::isForTheOwnerOnly()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"new/deeper/file"_s);
    const mode_t previous = ::umask(0);
    const auto written = writePrivateFile(path, "content");
    const mode_t after = ::umask(previous);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toString()));
    QCOMPARE(after, mode_t(0));
    QCOMPARE(test::readFile(path), "content"_ba);
    QCOMPARE(mode(path), mode_t(0600));
    QCOMPARE(mode(directory.filePath(u"new"_s)), mode_t(0700));
    QCOMPARE(mode(directory.filePath(u"new/deeper"_s)), mode_t(0700));
}

void TestPrivateFile::takesRightsFromOthers()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"file"_s);
    QVERIFY(writePrivateFile(path, "old"));
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0664), 0);
    QVERIFY(writePrivateFile(path, "new"));
    QCOMPARE(mode(path), mode_t(0600));
    QCOMPARE(test::readFile(path), "new"_ba);
    QCOMPARE(files(directory), QStringList{u"file"_s});
}

void TestPrivateFile::followsASymbolicLink()
{
    const QTemporaryDir directory;
    const QString target = directory.filePath(u"target"_s);
    const QString link = directory.filePath(u"link"_s);
    QVERIFY(writePrivateFile(target, "old"));
    QVERIFY(QFile::link(target, link));
    QVERIFY(writePrivateFile(link, "new"));
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(test::readFile(target), "new"_ba);
}

void TestPrivateFile::aFullDiskLeavesTheOldFile_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("less than a buffer") << 1'000;
    QTest::newRow("more than a buffer") << 1'000'000;
}

void TestPrivateFile::aFullDiskLeavesTheOldFile()
{
    QFETCH(const int, size);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"file"_s);
    QVERIFY(writePrivateFile(path, "old"));
    const auto written = [&] {
        const FileSizeLimit limit(64);
        return writePrivateFile(path, QByteArray(size, 'x'));
    }();
    QVERIFY(!written);
    QCOMPARE(written.error().where, path);
    QCOMPARE(test::readFile(path), "old"_ba);
    QCOMPARE(files(directory), QStringList{u"file"_s});
}

void TestPrivateFile::leavesADirectoryAlone()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"folder"_s);
    QVERIFY(QDir().mkdir(path));
    const mode_t before = mode(path);
    QVERIFY(!writePrivateFile(path, "content"));
    QCOMPARE(mode(path), before);
}

void TestPrivateFile::reportsAnImpossibleDirectory()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"file"_s);
    QVERIFY(writePrivateFile(file, "old"));
    const auto below = writePrivateFile(file + u"/below"_s, "new");
    QVERIFY(!below);
    QVERIFY2(below.error().message.contains(file), qPrintable(below.error().message));
    QCOMPARE(test::readFile(file), "old"_ba);
}

QTEST_GUILESS_MAIN(TestPrivateFile)
#include "tst_privatefile.moc"
