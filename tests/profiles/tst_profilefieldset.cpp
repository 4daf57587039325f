// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilefieldset.h"

#include <QTest>

using namespace heartline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestProfileFieldSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatDiffers();
    void nothingDiffersInOneOrNone();
    void copiesWhatIsNamedAndNoMore();
    void copiedDefaultsOverrideThePreset();
};

void TestProfileFieldSet::findsWhatDiffers()
{
    Profile a{.name = u"a"_s, .url = u"ws://x"_s};
    Profile b = a;
    b.heartbeat.interval = 7s;
    b.headers = {{u"A"_s, u"1"_s}};
    Profile c = a;
    c.reconnect.enabled = false;
    c.tls.caFile = u"ca"_s;
    QCOMPARE(differingFields(std::array{a, b, c}),
             (ProfileFieldSet{u"heartbeat.interval_ms"_s, u"headers"_s, u"reconnect.enabled"_s,
                              u"tls.ca_file"_s}));
}

void TestProfileFieldSet::nothingDiffersInOneOrNone()
{
    QVERIFY(differingFields({}).isEmpty());
    QVERIFY(differingFields(std::array{Profile{.name = u"a"_s}}).isEmpty());
}

void TestProfileFieldSet::copiesWhatIsNamedAndNoMore()
{
    Profile source{.name = u"source"_s, .group = u"g"_s, .url = u"ws://source"_s};
    source.heartbeat.reply = {.match = ReplyRule::Match::Equals, .text = u"pong"_s};
    source.limits.messageBytes = 77;
    Profile target{.name = u"target"_s, .group = u"old"_s, .url = u"ws://target"_s};
    target.heartbeat.interval = 9s;
    Profile expected = target;
    expected.group = u"g"_s;
    expected.heartbeat.reply = source.heartbeat.reply;
    expected.limits.messageBytes = 77;
    copyFields({u"group"_s, u"heartbeat.reply"_s, u"limits.message_bytes"_s}, source, target);
    QCOMPARE(target, expected);
}

void TestProfileFieldSet::copiedDefaultsOverrideThePreset()
{
    Profile target;
    target.heartbeat.preset = u"okx"_s;
    copyFields({u"heartbeat.interval_ms"_s}, Profile(), target);
    QCOMPARE(target.heartbeat.kept, HeartbeatRule::Fields(HeartbeatRule::Field::Interval));
}

QTEST_GUILESS_MAIN(TestProfileFieldSet)

#include "tst_profilefieldset.moc"
