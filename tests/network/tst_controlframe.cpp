// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/controlframe.h"

#include <QTest>

using namespace heartline;

class TestControlFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pingIsMasked();
    void pingOfNothing();
    void longestPing();
    void pongs_data();
    void pongs();
};

void TestControlFrame::pingIsMasked()
{
    // The text and the key of RFC 6455 section 5.7, as a ping.
    QCOMPARE(ControlFrame::ping("Hello", 0x37FA213D).toHex(' '),
             "89 85 37 fa 21 3d 7f 9f 4d 51 58");
}

void TestControlFrame::pingOfNothing()
{
    QCOMPARE(ControlFrame::ping({}, 0x01020304).toHex(' '), "89 80 01 02 03 04");
}

void TestControlFrame::longestPing()
{
    const QByteArray frame = ControlFrame::ping(QByteArray(125, 'x'), 0);
    QCOMPARE(frame.left(6).toHex(' '), "89 fd 00 00 00 00");
    QCOMPARE(frame.mid(6), QByteArray(125, 'x'));
}

void TestControlFrame::pongs_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QList<QByteArray>>("payloads");
    QTest::addColumn<QByteArray>("rest");
    const QByteArray hi("\x8a\x02hi");
    const QByteArray empty("\x8a\x00", 2);
    const QByteArray longest = QByteArray("\x8a\x7d") + QByteArray(125, 'x');
    const QByteArray text("\x81\x02hi");
    const QByteArray tooLong = QByteArray("\x8a\x7e\x00\x7e", 4) + QByteArray(126, 'x');
    const QByteArray fragment("\x0a\x02hi");
    const QByteArray reserved("\xca\x02hi");
    const QByteArray masked = QByteArray("\x8a\x82\x00\x00\x00\x00hi", 8);
    using Payloads = QList<QByteArray>;
    QTest::newRow("one") << hi << Payloads{"hi"} << QByteArray();
    QTest::newRow("three") << hi + empty + longest << Payloads{"hi", "", QByteArray(125, 'x')}
                           << QByteArray();
    QTest::newRow("and a text") << hi + text << Payloads{"hi"} << text;
    QTest::newRow("half a header") << hi.left(1) << Payloads{} << hi.left(1);
    QTest::newRow("half a payload") << hi.left(3) << Payloads{} << hi.left(3);
    QTest::newRow("ping") << QByteArray("\x89\x02hi") << Payloads{} << QByteArray("\x89\x02hi");
    QTest::newRow("too long") << tooLong << Payloads{} << tooLong;
    QTest::newRow("fragment") << fragment << Payloads{} << fragment;
    QTest::newRow("reserved bit") << reserved << Payloads{} << reserved;
    QTest::newRow("masked") << masked << Payloads{} << masked;
}

void TestControlFrame::pongs()
{
    QFETCH(QByteArray, data);
    QFETCH(QList<QByteArray>, payloads);
    QFETCH(QByteArray, rest);
    QCOMPARE(ControlFrame::areOnlyPongs(data), rest.isEmpty());
    QByteArrayView left = data;
    QList<QByteArray> found;
    while (const auto payload = ControlFrame::takePong(left))
        found.append(payload->toByteArray());
    QCOMPARE(found, payloads);
    QCOMPARE(left, QByteArrayView(rest));
}

QTEST_GUILESS_MAIN(TestControlFrame)
#include "tst_controlframe.moc"
