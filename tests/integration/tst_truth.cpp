// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/serverprocess.h"
#include "monitor/monitorsession.h"

#include <QTest>

#include <algorithm>

using namespace heartline;
using namespace heartline::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Is the round trip what the server's known delay makes it? Runs alone: other load would be part
/// of the server's delay.
class TestTruth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownDelay_data();
    void knownDelay();
};

void TestTruth::knownDelay_data()
{
    QTest::addColumn<HeartbeatKind>("kind");
    QTest::newRow("ping") << HeartbeatKind::Ping;
    QTest::newRow("text") << HeartbeatKind::Text;
}

void TestTruth::knownDelay()
{
    QFETCH(HeartbeatKind, kind);
    constexpr qint64 delayNs = 20'000'000;
    constexpr qint64 toleranceNs = 500'000;
    constexpr std::size_t beatsPerRound = 51;
    // What disturbs the server only ever adds to its delay: the best of some rounds is the truest.
    constexpr int rounds = 4;

    ServerProcess server = ServerProcess::ws();
    QVERIFY2(server.isRunning(), qPrintable(server.error()));
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"delayed"_s;
    profile.url = server.url(u"/delay?ms=20"_s);
    profile.heartbeat = {.kind = kind, .interval = 50ms, .timeout = 2s, .late = 2s};

    MonitorSession session;
    std::vector<qint64> rtts;
    std::vector<qint64> errors;
    connect(&session, &MonitorSession::updated, this, [&](const LiveUpdate &update) {
        for (const Beat &beat : update.beats) {
            if (!beat.rttNs)
                continue; // a slot that passed while this process was held up has none
            rtts.push_back(*beat.rttNs);
            errors.push_back(beat.rttErrorNs.value_or(*beat.rttNs));
        }
    });
    session.setProfiles({profile});
    const auto median = [](std::vector<qint64> &values) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        return *middle;
    };
    qint64 best = std::numeric_limits<qint64>::max();
    qint64 bestError = std::numeric_limits<qint64>::max();
    for (int round = 0; round < rounds && best > delayNs + toleranceNs; ++round) {
        rtts.clear();
        errors.clear();
        QTRY_VERIFY_WITH_TIMEOUT(rtts.size() >= beatsPerRound, 30'000);
        // The server never answers earlier: a shorter round trip would be a lie.
        QVERIFY(*std::min_element(rtts.begin(), rtts.end()) >= delayNs);
        // Nor does a bound reach beyond the round trip that it is of.
        for (std::size_t i = 0; i < rtts.size(); ++i)
            QVERIFY(errors[i] >= 0 && errors[i] <= rtts[i]);
        best = std::min(best, median(rtts));
        bestError = std::min(bestError, median(errors));
    }
    qInfo("median round trip %lld ns of a delay of %lld ns", static_cast<long long>(best),
          static_cast<long long>(delayNs));
    QVERIFY(best <= delayNs + toleranceNs);
    // A bound that covers everything would be true as well, and worthless.
    qInfo("median error bound %lld ns", static_cast<long long>(bestError));
    QVERIFY(bestError <= toleranceNs);
}

QTEST_GUILESS_MAIN(TestTruth)
#include "tst_truth.moc"
