// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causedetail.h"
#include "core/englishwords.h"
#include "monitor/monitorsession.h"
#include "storage/logreader.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/detailtext.h"
#include "widgets/settings/language.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// The window speaks the user's language, the log English.
class TestLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language.setChoice(Language::Choice::Chinese); }
    void wordsOfTheLogAreEnglish();
    void detailsInTheLogAreEnglish();
    void detailsInTheWindowAreTranslated();

private:
    Language m_language;
};

void TestLanguage::wordsOfTheLogAreEnglish()
{
    const auto words = [] {
        return QCoreApplication::translate("heartline::ProfileProblem", "A URL is required");
    };
    const QString translated = words();
    QVERIFY(translated != u"A URL is required"_s);
    {
        const EnglishWords forTheLog;
        QCOMPARE(words(), u"A URL is required"_s);
        {
            const EnglishWords nested;
        }
        QCOMPARE(words(), u"A URL is required"_s);
    }
    QCOMPARE(words(), translated);
}

void TestLanguage::detailsInTheLogAreEnglish()
{
    // Words of the profile's validation, of the heartbeat's, and of Qt's sockets.
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString refused = u"ws://127.0.0.1:%1/"_s.arg(gone.serverPort());
    gone.close();
    const auto profileOf = [&refused](const QString &name) {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = name;
        profile.url = refused;
        profile.reconnect.enabled = false;
        return profile;
    };
    Profile variable = profileOf(u"variable"_s);
    variable.headers = {{u"X"_s, u"${env:HEARTLINE_NO_SUCH_VARIABLE}"_s}};
    Profile preset = profileOf(u"preset"_s);
    preset.heartbeat.preset = u"no such preset"_s;

    const QTemporaryDir directory;
    const QString log = directory.filePath(u"log.sqlite"_s);
    {
        MonitorSession session;
        QVERIFY(session.openLog(log));
        session.setProfiles({variable, preset, profileOf(u"refused"_s)});
        QTRY_VERIFY(std::ranges::all_of(session.snapshots(), [](const ConnectionSnapshot &one) {
            return one.status.state == ConnectionState::Failed;
        }));
        QSignalSpy finished(&session, &MonitorSession::finished);
        session.shutdown();
        QVERIFY(finished.wait());
    }
    auto reader = LogReader::open(log);
    QVERIFY(reader);
    std::map<QString, QString> details;
    QVERIFY(reader->forEachEvent(
            {}, [&details](const ConnectionEvent &event, const LoggedConnection &connection) {
                if (event.to == ConnectionState::Failed)
                    details[connection.name] = event.cause.detail;
                return true;
            }));
    QCOMPARE(details.size(), std::size_t(3));
    for (const auto &[name, detail] : details) {
        QVERIFY2(!detail.isEmpty(), qPrintable(name));
        for (const QChar letter : detail)
            QVERIFY2(letter.unicode() < 0x80, qPrintable(name + u": "_s + detail));
    }
}

void TestLanguage::detailsInTheWindowAreTranslated()
{
    const auto isForeign = [](const QString &text) {
        return std::ranges::any_of(text, [](QChar letter) { return letter.unicode() >= 0x80; });
    };
    for (const char *words : CauseDetail::All) {
        const QString english = CauseDetail::text(words);
        const QString shown = translatedDetail(english);
        QVERIFY2(isForeign(shown), words);
        QCOMPARE(shown.count(u'%'), english.count(u'%'));
    }
    const QString missed = CauseDetail::text(CauseDetail::Missed, 3);
    QCOMPARE(translatedDetail(CauseDetail::text(CauseDetail::TcpSilent, missed, 4, 5)),
             QCoreApplication::translate(CauseDetail::Context, CauseDetail::TcpSilent)
                     .arg(translatedDetail(missed), u"4"_s, u"5"_s));
    // What the peer says, and numbers in it, are nobody's words but his.
    for (const QString &theirs : {u"%1 %2"_s, u"403 Forbidden"_s, u"beats missed"_s, QString()})
        QCOMPARE(translatedDetail(theirs), theirs);
    // Qt's words, where its translations are installed.
    const QString host = u"Host not found"_s;
    const bool hasQtWords =
            QCoreApplication::translate("QAbstractSocket", "Host not found") != host;
    QCOMPARE(isForeign(translatedDetail(host)), hasQtWords);
    QCOMPARE(isForeign(translatedDetail(u"Error during SSL handshake: error:0A00010B"_s)),
             hasQtWords);
    QVERIFY(isForeign(CauseText::sentence(
            CloseCause{.origin = Origin::Transport, .cause = Cause::Silence, .detail = missed})));
    m_language.setChoice(Language::Choice::English);
    QCOMPARE(translatedDetail(missed), missed);
    m_language.setChoice(Language::Choice::Chinese);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
