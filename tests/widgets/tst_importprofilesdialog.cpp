// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilesfile.h"
#include "support/files.h"
#include "widgets/dialogs/exportprofilesdialog.h"
#include "widgets/dialogs/importmodel.h"
#include "widgets/dialogs/importprofilesdialog.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>
#include <QUrl>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

Profile profileOf(const QString &name, const QString &url)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.url = url;
    return profile;
}

/// Four connections that are there, and a file that does something else with each.
struct Fixture {
    Fixture()
        : same(profileOf(u"same"_s, u"ws://same/"_s))
        , changed(profileOf(u"changed"_s, u"ws://old/"_s))
        , twin(profileOf(u"twin"_s, u"ws://twin/"_s))
        , added(profileOf(u"added"_s, u"wss://user:secret@added/"_s))
    {
        Profile replacement = changed;
        replacement.url = u"ws://new/"_s;
        Profile other = twin;
        other.id = QUuid::createUuid();
        file = {same, replacement, other, added};
    }

    std::vector<Profile> existing() const { return {same, changed, twin}; }

    Profile same;
    Profile changed;
    Profile twin;
    Profile added;
    std::vector<Profile> file;
};

} // namespace

class TestImportProfilesDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planTellsTheEffects();
    void modelKeepsTheRules();
    void previewAndChoice();
    void spaceTicksTheLine();
    void errorsAreListedAndCopied();
    void dragsOfOneFile();
    void exportWritesTheSelected();
    void exportAsksBeforeItReplaces();
    void exportTellsWhyNot();

private:
    QTemporaryDir m_folder;
};

void TestImportProfilesDialog::planTellsTheEffects()
{
    const Fixture fixture;
    const auto plan = planImport(fixture.existing(), fixture.file);
    QCOMPARE(plan.size(), std::size_t(4));
    QCOMPARE(plan[0].effect, ImportEffect::Unchanged);
    QCOMPARE(plan[1].effect, ImportEffect::Replace);
    QCOMPARE(plan[2].effect, ImportEffect::Double);
    QCOMPARE(plan[3].effect, ImportEffect::Add);
    QVERIFY(!plan[0].isChosen && plan[1].isChosen && !plan[2].isChosen && plan[3].isChosen);
}

void TestImportProfilesDialog::modelKeepsTheRules()
{
    const Fixture fixture;
    ImportModel model;
    const QAbstractItemModelTester tester(&model);
    model.setEntries(planImport(fixture.existing(), fixture.file));
    QCOMPARE(model.chosen().size(), std::size_t(2));
    model.choose(true);
    QCOMPARE(model.chosen().size(), std::size_t(3)); // what is unchanged cannot be chosen
    const QModelIndex unchanged = model.index(0, ImportModel::EffectColumn);
    QVERIFY(!model.setData(unchanged, Qt::Checked, Qt::CheckStateRole));
    const QModelIndex added = model.index(3, ImportModel::EffectColumn);
    QVERIFY(model.setData(added, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.chosen().size(), std::size_t(2));
    QCOMPARE(model.index(3, ImportModel::UrlColumn).data().toString(), u"wss://added/"_s);
}

void TestImportProfilesDialog::previewAndChoice()
{
    const Fixture fixture;
    const QString path = m_folder.filePath(u"four.json"_s);
    QVERIFY(ProfilesFile::save(path, {.profiles = fixture.file}));
    ImportProfilesDialog dialog;
    dialog.load(path, fixture.existing());
    dialog.show();
    QVERIFY(dialog.findChild<QLabel *>(u"summary"_s)->text().contains(u'4'));
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(ok->isEnabled());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"tickNone"_s), Qt::LeftButton);
    QVERIFY(!ok->isEnabled());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"tickAll"_s), Qt::LeftButton);
    QTest::mouseClick(ok, Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const std::vector<Profile> expected{fixture.file[1], fixture.file[2], fixture.file[3]};
    QCOMPARE(dialog.chosen(), expected);
}

void TestImportProfilesDialog::spaceTicksTheLine()
{
    const Fixture fixture;
    const QString path = m_folder.filePath(u"keys.json"_s);
    QVERIFY(ProfilesFile::save(path, {.profiles = {fixture.added}}));
    ImportProfilesDialog dialog;
    dialog.load(path, fixture.existing());
    dialog.show();
    QCOMPARE(dialog.chosen().size(), std::size_t(1));
    QTest::keyClick(dialog.findChild<QTreeView *>(), Qt::Key_Space);
    QVERIFY(dialog.chosen().empty());
}

void TestImportProfilesDialog::errorsAreListedAndCopied()
{
    const QString path = m_folder.filePath(u"bad.json"_s);
    const QByteArray json = R"({"format": "heartline-profiles", "version": 1, "connections": [
        {"name": "a", "url": "ftp://x"},
        {"name": "b", "url": "ws://b", "heartbeat": {"interval_ms": 1}}]})";
    QVERIFY(test::writeFile(path, json));
    ImportProfilesDialog dialog;
    dialog.load(path, {});
    dialog.show();
    auto *errors = dialog.findChild<QPlainTextEdit *>(u"errors"_s);
    QVERIFY(errors->isVisible());
    QVERIFY(errors->toPlainText().contains(u"$.connections[0].url"));
    QVERIFY(errors->toPlainText().contains(u"$.connections[1].heartbeat.interval_ms"));
    QVERIFY(!dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"copyErrors"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), errors->toPlainText());
}

void TestImportProfilesDialog::dragsOfOneFile()
{
    QMimeData data;
    QVERIFY(!ImportProfilesDialog::canImport(&data));
    data.setUrls({QUrl(u"https://example.com/profiles.json"_s)});
    QVERIFY(!ImportProfilesDialog::canImport(&data));
    data.setUrls({QUrl::fromLocalFile(u"/tmp/picture.png"_s)});
    QVERIFY(!ImportProfilesDialog::canImport(&data));
    data.setUrls({QUrl::fromLocalFile(u"/tmp/a b.JSON"_s)});
    QCOMPARE(ImportProfilesDialog::importPath(&data), u"/tmp/a b.JSON"_s);
    data.setUrls({QUrl::fromLocalFile(u"/a.json"_s), QUrl::fromLocalFile(u"/b.json"_s)});
    QVERIFY(!ImportProfilesDialog::canImport(&data));
}

void TestImportProfilesDialog::exportWritesTheSelected()
{
    const Fixture fixture;
    const QString path = m_folder.filePath(u"out.json"_s);
    ExportProfilesDialog dialog(fixture.existing(), {fixture.twin});
    dialog.show();
    dialog.setFile(path);
    QTest::mouseClick(dialog.findChild<QRadioButton *>(u"selected"_s), Qt::LeftButton);
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save),
                      Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const auto document = ProfilesFile::load(path);
    QVERIFY(document.has_value());
    QCOMPARE(document->profiles, std::vector<Profile>{fixture.twin});
}

void TestImportProfilesDialog::exportAsksBeforeItReplaces()
{
    const Fixture fixture;
    const QString path = m_folder.filePath(u"there.json"_s);
    QVERIFY(test::writeFile(path, {}));
    ExportProfilesDialog dialog(fixture.existing(), {});
    dialog.show();
    dialog.setFile(path);
    QTimer answer;
    connect(&answer, &QTimer::timeout, this, [] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            QTest::keyClick(box, Qt::Key_Escape);
    });
    answer.start(10);
    dialog.accept();
    QVERIFY(dialog.isVisible());
    QCOMPARE(QFileInfo(path).size(), 0);
}

void TestImportProfilesDialog::exportTellsWhyNot()
{
    const Fixture fixture;
    ExportProfilesDialog dialog(fixture.existing(), {});
    dialog.show();
    QVERIFY(!dialog.findChild<QRadioButton *>(u"selected"_s)->isEnabled());
    dialog.setFile(m_folder.path()); // a directory
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save),
                      Qt::LeftButton);
    QVERIFY(dialog.isVisible());
    QVERIFY(!dialog.findChild<QLabel *>(u"problem"_s)->text().isEmpty());
}

QTEST_MAIN(TestImportProfilesDialog)

#include "tst_importprofilesdialog.moc"
