// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/crowdcharts.h"

#include "charts/latencychart.h"
#include "charts/plotmargins.h"
#include "charts/statetimeline.h"
#include "charts/timewindow.h"
#include "models/connectionsmodel.h"

#include <QTest>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

/// The states of many connections, counted by their changes.
class TestCrowdCharts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lostChangesAreMadeUpFor();
};

void TestCrowdCharts::lostChangesAreMadeUpFor()
{
    TimeWindow window;
    PlotMargins margins;
    HistoryLoader loader;
    ConnectionsModel connections;
    LatencyChart chart(&window, &margins);
    StateTimeline timeline(&window, &margins);
    CrowdCharts crowd(loader, window, connections, chart, timeline);
    std::vector<ConnectionSnapshot> snapshots;
    std::vector<ConnectionId> ids;
    for (int i = 0; i < 20; ++i) {
        ids.push_back(QUuid::createUuid());
        snapshots.push_back({.id = ids.back(), .name = QString::number(i)});
        snapshots.back().status.state = ConnectionState::Open;
    }
    connections.setConnections(snapshots);
    crowd.setConnections(ids);
    const auto count = [&](ConnectionState state) {
        const auto counts = timeline.shares()->at(window.clockUs());
        return counts ? (*counts)[static_cast<std::size_t>(state)] : -1;
    };
    QCOMPARE(count(ConnectionState::Open), 20);
    snapshots[3].status.state = ConnectionState::Failed; // the event did not get here
    connections.apply(snapshots);
    crowd.noteDropped();
    QTRY_COMPARE(count(ConnectionState::Failed), 1);
    QCOMPARE(count(ConnectionState::Open), 19);
}

QTEST_MAIN(TestCrowdCharts)
#include "tst_crowdcharts.moc"
