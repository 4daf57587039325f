// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/workspace.h"

#include "support/files.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChangeCanBeUndone();
    void copiesStandBehindTheirOriginals();
    void groupsAreSetTogether();
    void changesAreSavedAtOnce();
    void aFailedSaveIsToldAndForgotten();
    void aBrokenFileLeavesEverythingAsItIs();
    void knownIdsAreReplaced();
    void importIsOneStep();
    void thousandsAreChangedAtOnce();

private:
    static Profile profile(const QString &name)
    {
        Profile result;
        result.name = name;
        result.url = u"wss://example.net/"_s + name;
        return result;
    }
    static QStringList names(const Workspace &workspace)
    {
        QStringList result;
        for (const Profile &one : workspace.profiles())
            result.append(one.name);
        return result;
    }
};

void TestWorkspace::everyChangeCanBeUndone()
{
    Workspace workspace;
    QSignalSpy changed(&workspace, &Workspace::profilesChanged);
    const auto ids =
            workspace.add({profile(u"a"_s), profile(u"b"_s), profile(u"c"_s), profile(u"d"_s)});
    QCOMPARE(changed.size(), 1);
    workspace.remove({ids[2], ids[0]});
    QCOMPARE(names(workspace), (QStringList{u"b"_s, u"d"_s}));
    Profile edited = *workspace.profile(ids[1]);
    edited.name = u"B"_s;
    workspace.edit({edited});
    workspace.setEnabled({ids[1], ids[3]}, false);
    QVERIFY(!workspace.profile(ids[3])->enabled);
    while (workspace.undoStack()->canUndo())
        workspace.undoStack()->undo();
    QVERIFY(workspace.profiles().empty());
    workspace.undoStack()->redo();
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(workspace.profiles()[2].id, ids[2]);
    workspace.undoStack()->redo();
    workspace.undoStack()->undo(); // the removed ones come back to their places
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void TestWorkspace::copiesStandBehindTheirOriginals()
{
    Workspace workspace;
    const auto ids = workspace.add({profile(u"a"_s), profile(u"b"_s), profile(u"c"_s)});
    const auto copies = workspace.duplicate({ids[0], ids[2]});
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"a (copy)"_s, u"b"_s, u"c"_s, u"c (copy)"_s}));
    QCOMPARE(workspace.profiles()[1].id, copies[0]);
    QVERIFY(copies[0] != ids[0]);
    workspace.duplicate({ids[0]});
    QCOMPARE(names(workspace)[1], u"a (copy 2)"_s);
    workspace.undoStack()->undo();
    Profile renamed = *workspace.profile(ids[2]);
    renamed.name = u"a"_s;
    workspace.edit({renamed});
    workspace.duplicate({ids[0], ids[2]}); // of one name
    QCOMPARE(names(workspace),
             (QStringList{u"a"_s, u"a (copy 2)"_s, u"a (copy)"_s, u"b"_s, u"a"_s, u"a (copy 3)"_s,
                          u"c (copy)"_s}));
    workspace.undoStack()->undo();
    workspace.undoStack()->undo();
    workspace.undoStack()->undo();
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void TestWorkspace::groupsAreSetTogether()
{
    Workspace workspace;
    const auto ids = workspace.add({profile(u"a"_s), profile(u"b"_s)});
    workspace.setGroup(ids, u"G"_s);
    QCOMPARE(workspace.groups(), QStringList{u"G"_s});
    QCOMPARE(workspace.undoStack()->count(), 2);
    workspace.setGroup(ids, u"G"_s); // nothing changes: no step to undo
    QCOMPARE(workspace.undoStack()->count(), 2);
}

void TestWorkspace::changesAreSavedAtOnce()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"w.json"_s);
    Workspace workspace;
    QVERIFY(workspace.create(path));
    const auto ids = workspace.add({profile(u"a"_s)});
    Workspace other;
    QVERIFY(other.open(path).has_value());
    QCOMPARE(names(other), QStringList{u"a"_s});
    QCOMPARE(other.profiles()[0].id, ids[0]);
    workspace.undoStack()->undo();
    QVERIFY(other.open(path).has_value());
    QVERIFY(other.profiles().empty());
}

void TestWorkspace::aFailedSaveIsToldAndForgotten()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"sub/w.json"_s);
    Workspace workspace;
    QVERIFY(workspace.create(path));
    QVERIFY(QDir(directory.filePath(u"sub"_s)).removeRecursively());
    QVERIFY(test::writeFile(directory.filePath(u"sub"_s), {}));
    QSignalSpy saved(&workspace, &Workspace::saved);
    workspace.add({profile(u"a"_s)});
    QCOMPARE(saved.size(), 1);
    QVERIFY(workspace.saveError().has_value());
    QCOMPARE(names(workspace), QStringList{u"a"_s}); // still there to be saved elsewhere
    QVERIFY(workspace.saveAs(directory.filePath(u"v.json"_s)));
    QVERIFY(!workspace.saveError());
}

void TestWorkspace::aBrokenFileLeavesEverythingAsItIs()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"broken.json"_s);
    QVERIFY(test::writeFile(path, "{\"format\": \"heartline-profiles\""));
    Workspace workspace;
    workspace.add({profile(u"a"_s)});
    const auto result = workspace.open(path);
    QVERIFY(!result);
    QVERIFY(!result.error().empty());
    QCOMPARE(names(workspace), QStringList{u"a"_s});
    QVERIFY(workspace.path().isEmpty());
}

void TestWorkspace::knownIdsAreReplaced()
{
    Workspace workspace;
    const auto ids = workspace.add({profile(u"a"_s)});
    Profile same = *workspace.profile(ids[0]);
    const auto more = workspace.add({same, same});
    QCOMPARE(workspace.profiles().size(), std::size_t(3));
    QVERIFY(more[0] != ids[0] && more[1] != ids[0] && more[0] != more[1]);
}

void TestWorkspace::importIsOneStep()
{
    Workspace workspace;
    const auto ids = workspace.add({profile(u"a"_s), profile(u"b"_s)});
    Profile changed = *workspace.profile(ids[1]);
    changed.name = u"B"_s;
    const auto added = workspace.merge({profile(u"c"_s), changed});
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"B"_s, u"c"_s}));
    QCOMPARE(added, std::vector{workspace.profiles()[2].id});
    workspace.undoStack()->undo();
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"b"_s}));
    workspace.undoStack()->redo();
    QCOMPARE(names(workspace), (QStringList{u"a"_s, u"B"_s, u"c"_s}));
}

void TestWorkspace::thousandsAreChangedAtOnce()
{
    Workspace workspace;
    const auto ids = workspace.add(std::vector<Profile>(10'000, profile(u"a"_s)));
    std::vector<ConnectionId> scattered;
    for (std::size_t i = 0; i < ids.size(); i += 2)
        scattered.push_back(ids[i]);
    QElapsedTimer elapsed;
    elapsed.start();
    workspace.duplicate(scattered);
    workspace.remove(scattered);
    workspace.undoStack()->undo();
    workspace.undoStack()->undo();
    QVERIFY2(elapsed.elapsed() < 5'000, qPrintable(QString::number(elapsed.elapsed())));
    QVERIFY(std::ranges::equal(workspace.profiles(), ids, {}, &Profile::id));
}

QTEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
