// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causedetail.h"
#include "widgets/presentation/causetext.h"
#include "widgets/presentation/statepresentation.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestCauseText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsStories_data();
    void tellsStories();
    void everyCauseHasWords();
    void idleTimeoutsAreInferredNearTheirValueOnly();
    void untrustedTextIsOneCleanLine();
};

void TestCauseText::tellsStories_data()
{
    using S = ConnectionState;
    QTest::addColumn<ConnectionEvent>("event");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, S from, S to, CloseCause cause,
                        std::optional<qint64> silence, const QString &text) {
        ConnectionEvent event;
        event.from = from;
        event.to = to;
        event.cause = std::move(cause);
        event.silenceMs = silence;
        QTest::newRow(name) << event << text;
    };
    row("idle timeout", S::Open, S::Waiting, {Origin::Peer, Cause::CloseFrame, 1000, {}, {}},
        60'000,
        u"peer closed: 1000 normal after 60.0 s of silence; like an idle timeout of 60 s "
        "(AWS ALB, nginx, Apache, Traefik)"_s);
    row("reason", S::Degraded, S::Waiting,
        {Origin::Peer, Cause::CloseFrame, 1001, u"server\nrestart"_s, {}}, {},
        u"peer closed: 1001 going away \u201cserver restart\u201d"_s);
    row("no code", S::Open, S::Waiting, {Origin::Peer, Cause::CloseFrame, 1005, {}, {}}, {},
        u"peer closed without a code"_s);
    row("reset", S::Open, S::Waiting, {Origin::Transport, Cause::ConnectionReset, 1006, {}, {}},
        350'100,
        u"transport: no Close frame, connection reset after 350 s of silence; like an idle timeout of 350 s (AWS NLB)"_s);
    row("own verdict", S::Open, S::Waiting,
        {Origin::Transport, Cause::Silence, 1006, {}, u"3 beats missed"_s}, 60'000,
        u"silence of 60.0 s: 3 beats missed"_s);
    row("refused", S::Connecting, S::Failed,
        {Origin::Http, Cause::UpgradeRefused, {}, {}, u"403 Forbidden"_s}, {},
        u"HTTP: upgrade refused with 403 Forbidden"_s);
    row("asked for", S::Idle, S::Connecting, {Origin::Local, Cause::UserRequest, {}, {}, {}}, {},
        u"connect requested"_s);

    ConnectionEvent opened;
    opened.from = S::Connecting;
    opened.to = S::Open;
    opened.cause = {Origin::Peer, Cause::Opened, {}, {}, {}};
    opened.phases = {2'000, 24'000, 41'000, 26'000};
    QTest::newRow("opened") << opened
                            << u"opened in 93.0 ms (DNS 2.00, TCP 24.0, TLS 41.0, upgrade 26.0)"_s;
    opened.phases = {};
    opened.cause.detail = CauseDetail::text(CauseDetail::TlsResumed);
    QTest::newRow("resumed") << opened << u"opened; TLS session resumed"_s;
}

void TestCauseText::tellsStories()
{
    QFETCH(const ConnectionEvent, event);
    QFETCH(const QString, text);
    QCOMPARE(CauseText::sentence(event), text);
}

void TestCauseText::everyCauseHasWords()
{
    for (int origin = 0; origin <= static_cast<int>(Origin::Http); ++origin) {
        for (int cause = 0; cause <= static_cast<int>(Cause::InvalidUpgrade); ++cause) {
            const CloseCause value{static_cast<Origin>(origin), static_cast<Cause>(cause), 4001,
                                   u"r"_s, u"d"_s};
            QVERIFY(!CauseText::sentence(value).isEmpty());
        }
    }
}

void TestCauseText::idleTimeoutsAreInferredNearTheirValueOnly()
{
    QCOMPARE(CauseText::idleTimeoutsLike(55'200), QStringList{u"Heroku"_s});
    QCOMPARE(CauseText::idleTimeoutsLike(600'900),
             (QStringList{u"CloudFront"_s, u"AWS API Gateway"_s}));
    QVERIFY(CauseText::idleTimeoutsLike(58'000).isEmpty());
    QVERIFY(CauseText::idleTimeoutsLike(61'500).isEmpty());
    QVERIFY(CauseText::idleTimeoutsLike(0).isEmpty());
}

void TestCauseText::untrustedTextIsOneCleanLine()
{
    QCOMPARE(plainLine(u"a\r\n\u202eb\u0000c"_s.replace(u'\0', u'\x1b')), u"a   b c"_s);
    QCOMPARE(plainLine(QString(500, u'x'), 10), QString(10, u'x') + u'\u2026');
    const CloseCause cause{Origin::Peer, Cause::CloseFrame, 1000, u"<b>hi</b>"_s, {}};
    QVERIFY(CauseText::sentence(cause).contains(u"<b>hi</b>"_s)); // shown as it is, never rendered
}

QTEST_MAIN(TestCauseText)
#include "tst_causetext.moc"
