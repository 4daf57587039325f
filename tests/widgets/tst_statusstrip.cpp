// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/statusstrip.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

class TestStatusStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void stateCountsKeepTheirPlaces();
    void whatIsNotShownIsCounted();
    void tellsHowBusyTheEngineIs();

private:
    QLabel *label(const QString &name) const { return m_strip->findChild<QLabel *>(name); }

    std::unique_ptr<StatusStrip> m_strip;
};

void TestStatusStrip::init()
{
    m_strip = std::make_unique<StatusStrip>();
    m_strip->show();
}

void TestStatusStrip::stateCountsKeepTheirPlaces()
{
    LiveTotals totals;
    totals.byState.fill(7);
    m_strip->setTotals(totals);
    const auto places = [this] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QList<int> result;
        for (const QToolButton *button :
             m_strip->findChild<QWidget *>(u"states"_s)->findChildren<QToolButton *>()) {
            if (!button->isVisible())
                return QList<int>();
            result.append(button->x());
        }
        return result;
    };
    const QList<int> before = places();
    QCOMPARE(before.size(), qsizetype(ConnectionStateCount));
    totals.byState.fill(0);
    totals.byState[static_cast<std::size_t>(ConnectionState::Failed)] = 40;
    m_strip->setTotals(totals);
    QCOMPARE(places(), before);
}

void TestStatusStrip::whatIsNotShownIsCounted()
{
    QLabel *dropped = label(u"dropped"_s);
    m_strip->setTotals({});
    QVERIFY(!dropped->isVisible());
    LiveTotals totals;
    totals.beatsDropped = 1'200;
    totals.eventsDropped = 3;
    m_strip->setTotals(totals);
    QVERIFY(dropped->isVisible());
    QVERIFY2(dropped->text().contains(u"203"), qPrintable(dropped->text()));
    QVERIFY(dropped->toolTip().contains(u"The log has them all"));
}

void TestStatusStrip::tellsHowBusyTheEngineIs()
{
    QLabel *lateness = label(u"lateness"_s);
    LiveTotals totals;
    totals.sendLatenessP99Ns = 400'000;
    m_strip->setTotals(totals);
    QVERIFY(!lateness->toolTip().contains(u'%'));
    totals.engineBusy = 0.124;
    m_strip->setTotals(totals);
    QVERIFY2(lateness->toolTip().contains(u"12 %"), qPrintable(lateness->toolTip()));
}

QTEST_MAIN(TestStatusStrip)
#include "tst_statusstrip.moc"
