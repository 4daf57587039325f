// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/detailsmodel.h"
#include "models/modelfixtures.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heartline;
using namespace heartline::fixtures;
using namespace Qt::Literals::StringLiterals;
using Field = DetailsModel::Field;

class TestDetailsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyWithoutAConnection();
    void showsWhatIsKnown();
    void showsHowTrueTheFiguresAre();
    void liveValuesDoNotReset();

private:
    static QVariant value(const DetailsModel &model, Field field)
    {
        return model.index(static_cast<int>(field), DetailsModel::ValueColumn).data();
    }
};

void TestDetailsModel::isEmptyWithoutAConnection()
{
    DetailsModel model;
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.lastCause());
}

void TestDetailsModel::showsWhatIsKnown()
{
    DetailsModel model;
    const QAbstractItemModelTester tester(&model);
    ConnectionSnapshot snapshot = connection(1, u"a"_s);
    snapshot.status.attempt = 2;
    model.setDetails(ConnectionDetails{snapshot, {}, {}});
    QCOMPARE(model.rowCount(), DetailsModel::FieldCount);
    QCOMPARE(value(model, Field::Url).toString(), u"wss://host1.example.net/"_s);
    QCOMPARE(value(model, Field::Attempts).toInt(), 2);
    QVERIFY(!value(model, Field::PeerAddress).isValid());
    QVERIFY(!value(model, Field::TcpRtt).isValid()); // all zero: not known

    SessionInfo session;
    session.id = 7;
    session.peerAddress = u"192.0.2.1:443"_s;
    session.phases.tlsUs = 41'000;
    snapshot.status.tcp.rttUs = 12'000;
    model.setDetails(ConnectionDetails{snapshot, {session, {}}, {}});
    QCOMPARE(value(model, Field::Session).toLongLong(), 7);
    QCOMPARE(value(model, Field::Tls).toLongLong(), 41'000);
    QVERIFY(!value(model, Field::Resolve).isValid());
    QCOMPARE(value(model, Field::TcpRtt).toLongLong(), 12'000);
    QCOMPARE(value(model, Field::Retransmits).toLongLong(), 0);
    QVERIFY(!value(model, Field::TlsSession).isValid()); // no TLS
    for (const bool isResumed : {false, true}) {
        session.tlsProtocol = u"TLSv1.3"_s;
        session.tlsResumed = isResumed;
        model.setDetails(ConnectionDetails{snapshot, {session, {}}, {}});
        QCOMPARE(value(model, Field::TlsSession), QVariant(isResumed));
    }
    model.setDetails(std::nullopt);
    QCOMPARE(model.rowCount(), 0);
}

void TestDetailsModel::showsHowTrueTheFiguresAre()
{
    DetailsModel model;
    const QAbstractItemModelTester tester(&model);
    ConnectionDetails details{connection(1, u"a"_s), {}, {}};
    model.setDetails(details);
    for (const Field field : {Field::ErrorLast, Field::ErrorMedian, Field::LatenessLast,
                              Field::LatenessMost, Field::EngineBusy, Field::EngineLateness})
        QVERIFY(!value(model, field).isValid());
    details.session.accuracy = {38'000, 41'000, 62'000, 1'240'000};
    details.engine.engineBusy = 0.25;
    details.engine.sendLatenessP99Ns = 900'000;
    details.engine.beatsDropped = 12;
    model.setDetails(details);
    QCOMPARE(value(model, Field::ErrorLast).toLongLong(), 38'000);
    QCOMPARE(value(model, Field::ErrorMedian).toLongLong(), 41'000);
    QCOMPARE(value(model, Field::LatenessLast).toLongLong(), 62'000);
    QCOMPARE(value(model, Field::LatenessMost).toLongLong(), 1'240'000);
    QCOMPARE(value(model, Field::EngineBusy).toDouble(), 0.25);
    QCOMPARE(value(model, Field::EngineLateness).toLongLong(), 900'000);
    QCOMPARE(value(model, Field::BeatsDropped).toLongLong(), 12);
    QVERIFY(!value(model, Field::Resolve).isValid()); // the fields around them stay their own
}

void TestDetailsModel::liveValuesDoNotReset()
{
    DetailsModel model;
    model.setDetails(ConnectionDetails{connection(1, u"a"_s), {}, {}});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setDetails(ConnectionDetails{connection(1, u"a"_s, {}, ConnectionState::Failed), {}, {}});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestDetailsModel)
#include "tst_detailsmodel.moc"
