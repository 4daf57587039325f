// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/logtabs.h"

#include "charts/timewindow.h"
#include "core/clock.h"
#include "models/connectionsmodel.h"
#include "models/statisticsmodel.h"
#include "storage/logwriter.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <functional>
#include <memory>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

const ConnectionId alpha(u"11111111-1111-4111-8111-111111111111"_s);
const ConnectionId beta(u"22222222-2222-4222-8222-222222222222"_s);

Beat beat(const ConnectionId &connection, qint64 sequence, qint64 scheduledUs)
{
    return {.connection = connection,
            .session = connection == alpha ? 1 : 2,
            .sequence = sequence,
            .scheduledAt = scheduledUs,
            .sentAt = scheduledUs + 10,
            .outcome = BeatOutcome::Ok,
            .rttNs = 1'000'000};
}

} // namespace

/// What the tabs take from the log and what comes in live, each beat once.
class TestLogTabs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void statisticsComeFromTheLogWhileTheWindowMoves();
    void beatsThatComeWhileTheLogIsReadCountOnce();
    void newestBeatsOfAllComeFromTheLog();
    void rowsThatAreReadStayWhereTheyAre();

private:
    /// The column of the only or first row of the statistics.
    QString statistic(int column) const
    {
        const QAbstractItemModel *model =
                m_tabs->widget(2)->findChild<QTreeView *>(u"view"_s)->model();
        return model->index(0, column).data().toString();
    }

    QTemporaryDir m_directory;
    QString m_log;
    std::vector<Beat> m_beats; // in the log
    qint64 m_nowUs = 0;
    std::unique_ptr<ConnectionsModel> m_connections;
    std::unique_ptr<HistoryLoader> m_loader;
    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<QTabWidget> m_tabs;
    std::unique_ptr<LogTabs> m_logTabs;
};

constexpr qint64 logged = 40; // seconds before now; alpha every second, beta every other

void TestLogTabs::initTestCase()
{
    m_nowUs = Clock::utcUs();
    m_log = m_directory.filePath(u"log.sqlite"_s);
    auto batch = std::make_shared<UpdateBatch>();
    const qint64 longAgoUs = m_nowUs - TimeWindow::HourUs;
    for (qint64 i = 1; i <= HistoryLoader::NewestBeats; ++i) {
        batch->beats.push_back(beat(alpha, i - HistoryLoader::NewestBeats, longAgoUs + 3 * i));
        batch->beats.push_back(beat(beta, i - HistoryLoader::NewestBeats, longAgoUs + 7 * i));
    }
    for (qint64 second = logged; second > 0; --second) {
        const qint64 atUs = m_nowUs - second * TimeWindow::SecondUs;
        batch->beats.push_back(beat(alpha, logged - second + 1, atUs));
        if (second % 2 == 0)
            batch->beats.push_back(beat(beta, (logged - second) / 2 + 1, atUs));
    }
    LogWriter writer;
    writer.registerConnections({{alpha, u"Alpha"_s, {}, {}}, {beta, u"Beta"_s, {}, {}}});
    QVERIFY(writer.open(m_log));
    writer.enqueue(batch);
    m_beats = batch->beats;
    writer.close();
    QCOMPARE(writer.status().rowsLost, qint64(0));
}

void TestLogTabs::init()
{
    m_connections = std::make_unique<ConnectionsModel>();
    m_connections->setConnections(
            {{.id = alpha, .name = u"Alpha"_s}, {.id = beta, .name = u"Beta"_s}});
    m_loader = std::make_unique<HistoryLoader>();
    m_window = std::make_unique<TimeWindow>();
    m_tabs = std::make_unique<QTabWidget>();
    m_logTabs = std::make_unique<LogTabs>(*m_tabs, *m_connections, *m_loader, *m_window);
}

void TestLogTabs::cleanup()
{
    m_logTabs.reset();
    m_tabs.reset();
    m_window.reset();
    m_loader.reset();
    m_connections.reset();
}

void TestLogTabs::statisticsComeFromTheLogWhileTheWindowMoves()
{
    // A wide chart: the live window moves on more often than a selection needs to rest.
    m_window->setViewer(m_tabs.get(), 4'000);
    m_loader->setFile(m_log);
    m_logTabs->setSelection({alpha});
    QTRY_COMPARE(statistic(StatisticsModel::CountColumn), QString::number(logged));
    // And so after another span was chosen.
    m_window->setSpan(m_window->clockUs() - m_nowUs + 10 * TimeWindow::SecondUs);
    QTRY_VERIFY(statistic(StatisticsModel::CountColumn).toInt() < logged);
}

void TestLogTabs::beatsThatComeWhileTheLogIsReadCountOnce()
{
    m_logTabs->setSelection({alpha});
    const HistoryRequest request{{alpha}, m_window->fromUs(), m_window->toUs()};
    const auto at = [&request](qint64 second) {
        return request.toUs - second * TimeWindow::SecondUs;
    };
    LiveUpdate update;
    update.beats = {beat(alpha, 1, at(4)), beat(alpha, 2, at(3)), beat(beta, 1, at(2)),
                    beat(alpha, 3, at(1))};
    m_logTabs->apply(update);
    QCOMPARE(statistic(StatisticsModel::CountColumn), u"3"_s);

    // The log had the first two, and one whose news is still on its way.
    BeatStatistics read(alpha, u"Alpha"_s);
    for (const Beat &one : {update.beats[0], update.beats[1], beat(alpha, 4, at(1))})
        read.add(one);
    Q_EMIT m_loader->statisticsLoaded(request, {read}, {{1, 1}, {1, 2}, {1, 4}});
    QCOMPARE(statistic(StatisticsModel::CountColumn), u"4"_s);
    update.beats = {beat(alpha, 4, at(1)), beat(alpha, 5, at(0))};
    m_logTabs->apply(update);
    QCOMPARE(statistic(StatisticsModel::CountColumn), u"5"_s);
}

void TestLogTabs::newestBeatsOfAllComeFromTheLog()
{
    QSignalSpy loaded(m_loader.get(), &HistoryLoader::beatsLoaded);
    m_loader->setFile(m_log);
    m_loader->loadBeats({beta, alpha});
    QTRY_COMPARE(loaded.size(), 1);
    auto beats = loaded[0][0].value<std::vector<Beat>>();
    std::ranges::sort(beats, std::greater(), &Beat::scheduledAt);
    std::ranges::sort(m_beats, std::greater(), &Beat::scheduledAt);
    QCOMPARE(beats.size(), std::size_t(HistoryLoader::NewestBeats));
    for (std::size_t i = 0; i < beats.size(); ++i)
        QCOMPARE(beats[i].scheduledAt, m_beats[i].scheduledAt);
}

void TestLogTabs::rowsThatAreReadStayWhereTheyAre()
{
    m_tabs->resize(700, 250);
    m_tabs->setCurrentIndex(1);
    m_tabs->show();
    m_logTabs->setSelection({alpha});
    LiveUpdate update;
    for (qint64 i = 1; i <= 100; ++i)
        update.beats.push_back(beat(alpha, i, m_nowUs + i));
    m_logTabs->apply(update);
    auto *view = m_tabs->widget(1)->findChild<QTreeView *>(u"view"_s);
    view->scrollTo(view->model()->index(40, 0), QAbstractItemView::PositionAtTop);
    const QPersistentModelIndex read = view->indexAt({0, 0});
    QVERIFY(read.row() > 30);
    const int y = view->visualRect(read).top();
    update.beats = {beat(alpha, 101, m_nowUs + 101), beat(alpha, 102, m_nowUs + 102)};
    m_logTabs->apply(update);
    QCOMPARE(view->visualRect(read).top(), y);
    QCOMPARE(view->indexAt({0, 0}), QModelIndex(read));
    // At the top the newest show.
    view->scrollToTop();
    update.beats = {beat(alpha, 103, m_nowUs + 103)};
    m_logTabs->apply(update);
    QCOMPARE(view->indexAt({0, 0}).row(), 0);
}

QTEST_MAIN(TestLogTabs)
#include "tst_logtabs.moc"
