// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/descriptorlimit.h"

#include "network/descriptors.h"

#include <QFile>
#include <QTest>

using namespace heartline;
using namespace heartline::test;
using namespace Qt::Literals::StringLiterals;

class TestDescriptorLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasPlenty();
    void keepsAReserve_data();
    void keepsAReserve();
    void knowsWhenNoneIsLeft();
};

void TestDescriptorLimit::hasPlenty()
{
    QVERIFY(!isDescriptorLimitReached());
}

void TestDescriptorLimit::keepsAReserve_data()
{
    QTest::addColumn<quint64>("left");
    QTest::addColumn<bool>("isReached");
    QTest::newRow("one more than the reserve") << DescriptorReserve + 1 << false;
    QTest::newRow("the reserve") << DescriptorReserve << true;
    QTest::newRow("some of the reserve") << DescriptorReserve / 2 << true;
}

void TestDescriptorLimit::keepsAReserve()
{
    QFETCH(const quint64, left);
    QFETCH(const bool, isReached);
    QFile file(u"/dev/null"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lowestFree = static_cast<quint64>(file.handle());
    file.close();
    const TemporaryDescriptorLimit limit(lowestFree + left);
    QCOMPARE(descriptorLimit(), lowestFree + left);
    QCOMPARE(isDescriptorLimitReached(), isReached);
    QVERIFY(file.open(QIODevice::ReadOnly)); // the program itself goes on
}

void TestDescriptorLimit::knowsWhenNoneIsLeft()
{
    const TemporaryDescriptorLimit limit(0);
    QVERIFY(isDescriptorLimitReached());
}

QTEST_APPLESS_MAIN(TestDescriptorLimit)
#include "tst_descriptorlimit.moc"
