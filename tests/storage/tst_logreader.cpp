// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logreader.h"

#include "storage/historydecimator.h"
#include "storage/logschema.h"
#include "storage/logwriter.h"
#include "storagetestdata.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <set>

using namespace heartline;
using namespace heartline::testdata;

class TestLogReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void pages();
    void counts();
    void stopsWhenTold();
    void newestOfOneConnection();
    void oneConnectionByTheIndex();
    void beatsFarApart();
    void historyAsItStands();
    void historyOfListenAndLateAnswers();
    void historyKeepsExtremesAndLosses();
    void historyOfNobody();
    void historyThatNobodyWantsEnds();
    void samplesARange();
    void eventsWithTheOneBefore();
    void readsWhileItIsWritten();
    void movesToAnotherOwner();
    void decimatorMatchesBruteForce();
    void decimatedGapsTellTheWorst();

private:
    LogReader reader() const { return LogReader::open(m_file).value(); }

    QTemporaryDir m_directory;
    QString m_file;
    std::vector<Beat> m_beats; ///< As written: alpha and beta by turns.
};

constexpr qint64 perConnection = 5'000;
constexpr qint64 everything = std::numeric_limits<qint64>::max();

void TestLogReader::initTestCase()
{
    m_file = m_directory.filePath(u"log.sqlite3"_s);
    LogWriter writer;
    writer.registerConnections(twoConnections());
    QVERIFY(writer.open(m_file));
    for (qint64 i = 1; i <= perConnection; ++i) {
        Beat beat = answered(alpha, i, 1'000'000 + i % 7);
        if (i == 1'234)
            beat.rttNs = 900'000'000; // one spike
        if (i == 2'345)
            beat.rttNs = 10; // one dip
        if (i == 3'456)
            beat = lost(alpha, i, BeatOutcome::Missed);
        m_beats.push_back(beat);
        m_beats.push_back(answered(beta, i));
    }
    std::vector<ConnectionEvent> events;
    for (int i = 0; i < 4; ++i) {
        for (const ConnectionId &id : {alpha, beta}) {
            ConnectionEvent event = i % 2 == 0 ? openedEvent(id) : closedEvent(id);
            event.at = Start + i * 100 * Second;
            events.push_back(event);
        }
    }
    writer.enqueue(batchOf(m_beats, events));
    writer.close();
    QCOMPARE(writer.status().rowsLost, qint64(0));
}

void TestLogReader::pages()
{
    const auto newest = beatsIn(m_file, {.newestFirst = true, .limit = 3});
    QCOMPARE(newest, (std::vector<Beat>(m_beats.rbegin(), m_beats.rbegin() + 3)));
    const auto next = beatsIn(m_file, {.newestFirst = true, .limit = 3, .offset = 3});
    QCOMPARE(next, (std::vector<Beat>(m_beats.rbegin() + 3, m_beats.rbegin() + 6)));
    const auto oldest = beatsIn(m_file, {.limit = 2, .offset = 1});
    QCOMPARE(oldest, (std::vector<Beat>(m_beats.begin() + 1, m_beats.begin() + 3)));
}

void TestLogReader::counts()
{
    LogReader log = reader();
    QCOMPARE(log.countBeats({}).value(), 2 * perConnection);
    QCOMPARE(log.countBeats({.connections = {alpha}, .limit = 5}).value(), perConnection);
    QCOMPARE(log.countBeats({.outcome = BeatOutcome::Missed}).value(), qint64(1));
    QCOMPARE(log.countBeats({.fromUs = Start + Second, .toUs = Start + 3 * Second}).value(),
             qint64(4));
    QCOMPARE(log.countBeats({.names = {u"nobody"_s}}).value(), qint64(0));
    QCOMPARE(log.countEvents({.outcome = BeatOutcome::Ok}).value(), qint64(8));
    QCOMPARE(log.countEvents({.toUs = Start + 100 * Second, .names = {u"Beta"_s}}).value(),
             qint64(1));
}

void TestLogReader::stopsWhenTold()
{
    int calls = 0;
    QVERIFY(reader().forEachBeat(
            {}, [&calls](const Beat &, const LoggedConnection &) { return ++calls < 10; }));
    QCOMPARE(calls, 10);
}

void TestLogReader::newestOfOneConnection()
{
    const auto beats = beatsIn(m_file, {.connections = {alpha}, .newestFirst = true, .limit = 2});
    QCOMPARE(beats, (std::vector<Beat>{m_beats[m_beats.size() - 2], m_beats[m_beats.size() - 4]}));
}

void TestLogReader::historyAsItStands()
{
    const auto points = reader().history(alpha, Start + Second, Start + 3 * Second, 100).value();
    QCOMPARE(points.size(), std::size_t(2));
    QCOMPARE(points[0],
             (HistoryPoint{.timeUs = Start + Second + 12,
                           .valueNs = 1'000'002,
                           .errorNs = 9'000,
                           .outcome = BeatOutcome::Ok,
                           .session = 1,
                           .sequence = 2}));
    QCOMPARE(points[1].sequence, qint64(3));
}

void TestLogReader::historyOfListenAndLateAnswers()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(u"log"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    const Beat listened{.connection = alpha,
                        .session = 1,
                        .sequence = 1,
                        .scheduledAt = Start,
                        .outcome = BeatOutcome::Ok,
                        .gapNs = 77};
    Beat late = lost(alpha, 2, BeatOutcome::Missed);
    late.rttNs = 88;
    writer.enqueue(batchOf({listened, late, lost(alpha, 3, BeatOutcome::Unsent)}));
    writer.close();
    const auto points = LogReader::open(file)->history(alpha, 0, everything, 100).value();
    QCOMPARE(points.size(), std::size_t(3));
    QCOMPARE(points[0].valueNs, qint64(77));
    QCOMPARE(points[0].timeUs, Start);
    QCOMPARE(points[1].valueNs, qint64(88));
    QCOMPARE(points[1].outcome, BeatOutcome::Missed);
    QCOMPARE(points[2].valueNs, qint64(-1));
    QCOMPARE(points[2].timeUs, Start + 2 * Second);
}

void TestLogReader::historyKeepsExtremesAndLosses()
{
    const auto points = reader().history(alpha, 0, everything, 200).value();
    QVERIFY(points.size() <= 200);
    QVERIFY2(points.size() > 100, qPrintable(QString::number(points.size())));
    const auto has = [&points](qint64 sequence) {
        return std::any_of(points.begin(), points.end(),
                           [sequence](const HistoryPoint &p) { return p.sequence == sequence; });
    };
    QVERIFY(has(1));
    QVERIFY(has(1'234));
    QVERIFY(has(2'345));
    QVERIFY(has(3'456));
    QVERIFY(has(perConnection));
    QVERIFY(std::is_sorted(
            points.begin(), points.end(),
            [](const HistoryPoint &a, const HistoryPoint &b) { return a.timeUs < b.timeUs; }));
}

void TestLogReader::oneConnectionByTheIndex()
{
    const auto sequences = [this](const ConnectionId &id, qint64 fromUs, qint64 toUs,
                                  qint64 maximum, int stopAfter = 0) {
        QList<qint64> read;
        const auto done = reader().forEachBeatOf(
                id, fromUs, toUs, maximum, [&](const Beat &beat, const LoggedConnection &known) {
                    read.append(beat.connection == id && known.id == id ? beat.sequence : -1);
                    return read.size() != stopAfter;
                });
        return done ? read : QList<qint64>{-2};
    };
    QCOMPARE(sequences(beta, Start + Second, Start + 4 * Second, 100), (QList<qint64>{2, 3, 4}));
    QCOMPARE(sequences(alpha, Start + Second, Start + 9 * Second, 2), (QList<qint64>{8, 9}));
    QCOMPARE(sequences(alpha, 0, everything, perConnection).size(), perConnection);
    QCOMPARE(sequences(alpha, 0, everything, 5, 2), (QList<qint64>{4'996, 4'997}));
    QVERIFY(sequences(QUuid::createUuid(), 0, everything, 5).isEmpty());
}

void TestLogReader::beatsFarApart()
{
    // Around a bucket's and a period's end, after a month of nothing, and after the clock went
    // back.
    constexpr qint64 period = Start / LogSchema::PeriodUs * LogSchema::PeriodUs;
    constexpr qint64 month = 30 * 24 * 3'600 * Second;
    const std::array<qint64, 6> times{period + LogSchema::PeriodUs - 1,
                                      period + LogSchema::PeriodUs,
                                      period + LogSchema::PeriodUs + LogSchema::BucketUs - 1,
                                      period + LogSchema::PeriodUs + LogSchema::BucketUs,
                                      period + month,
                                      period + 7};
    std::vector<Beat> beats;
    for (const qint64 at : times) {
        Beat beat = answered(alpha, static_cast<qint64>(beats.size()) + 1);
        beat.scheduledAt = at;
        beats.push_back(beat);
        beat.connection = beta;
        beats.push_back(beat);
    }
    QTemporaryDir directory;
    const QString file = directory.filePath(u"log"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    writer.enqueue(batchOf(beats));
    writer.close();

    const auto scheduled = [&file](qint64 fromUs, qint64 toUs, qint64 maximum) {
        QList<qint64> read;
        const auto done = LogReader::open(file)->forEachBeatOf(
                alpha, fromUs, toUs, maximum, [&read](const Beat &beat, const LoggedConnection &) {
                    read.append(beat.scheduledAt);
                    return true;
                });
        return done ? read : QList<qint64>{-1};
    };
    const QList<qint64> inOrder{times[5], times[0], times[1], times[2], times[3], times[4]};
    QCOMPARE(scheduled(0, everything, 100), inOrder);
    QCOMPARE(scheduled(std::numeric_limits<qint64>::min(), everything, 2), inOrder.last(2));
    QCOMPARE(scheduled(times[0], times[3], 100), inOrder.mid(1, 3));
    QCOMPARE(scheduled(times[4] + 1, everything, 100), QList<qint64>());
    QCOMPARE(scheduled(times[2], times[2], 100), QList<qint64>());
    const auto points = LogReader::open(file)->history(alpha, times[1], everything, 100).value();
    QCOMPARE(points.size(), std::size_t(4));
    QCOMPARE(points.back().sequence, qint64(9));
}

void TestLogReader::historyThatNobodyWantsEnds()
{
    const auto points = reader().history(alpha, 0, everything, perConnection, [] { return false; });
    QVERIFY(points);
    QVERIFY(points->size() < 2'000);
}

void TestLogReader::historyOfNobody()
{
    const auto unknown = QUuid::createUuidV5(alpha, u"nobody"_s);
    QVERIFY(reader().history(unknown, 0, everything, 100).value().empty());
    QVERIFY(reader().history(alpha, 0, 1, 100).value().empty());
    QVERIFY(reader().events(unknown, 0, everything).value().empty());
}

void TestLogReader::samplesARange()
{
    std::vector<LogReader::SampledBeat> sampled;
    const auto sample = [&](qint64 fromUs, qint64 toUs, qint64 maximumRows) {
        sampled.clear();
        return reader().sampleBeats({alpha}, fromUs, toUs, maximumRows,
                                    [&sampled](const LogReader::SampledBeat &beat) {
                                        sampled.push_back(beat);
                                        return true;
                                    });
    };
    const auto seconds = [&] {
        std::set<qint64> result;
        for (const LogReader::SampledBeat &beat : sampled)
            result.insert((beat.timeUs - Start) / Second);
        return result;
    };
    // All of a range, each once, and nothing of the other connection.
    QCOMPARE(sample(Start + 2'000 * Second, Start + 2'500 * Second, 1'000'000).value(), 1.0);
    QCOMPARE(sampled.size(), 500U);
    QCOMPARE(seconds().size(), 500U);
    QCOMPARE(*seconds().begin(), 2'000);
    const auto dip = std::ranges::find(sampled, Start + 2'344 * Second + 12,
                                       &LogReader::SampledBeat::timeUs);
    QVERIFY(dip != sampled.end());
    QCOMPARE(dip->valueNs, 10);
    QCOMPARE(dip->connection, alpha);
    // Too much of it: a share, from all over the range.
    const double share = sample(0, everything / 2, 1'280).value();
    QCOMPARE(share, 0.128);
    QVERIFY2(sampled.size() >= 600 && sampled.size() <= 680,
             qPrintable(QString::number(sampled.size())));
    std::array<int, 10> tenths{};
    for (const LogReader::SampledBeat &beat : sampled)
        ++tenths[static_cast<std::size_t>((beat.timeUs - Start) / (perConnection / 10 * Second))];
    QVERIFY(std::ranges::all_of(tenths, [](int count) { return count >= 32 && count <= 96; }));
    QCOMPARE(sample(Start - 3'600 * Second, Start, 1'000).value(), 1.0);
    QVERIFY(sampled.empty());
    int calls = 0;
    QVERIFY(reader().sampleBeats({alpha, beta}, 0, everything / 2, 1'000'000,
                                 [&calls](const LogReader::SampledBeat &) { return ++calls < 7; }));
    QCOMPARE(calls, 7);
}

void TestLogReader::eventsWithTheOneBefore()
{
    LogReader log = reader();
    const auto events = log.events(alpha, Start + 150 * Second, Start + 250 * Second).value();
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(events[0].at, Start + 100 * Second);
    QCOMPARE(events[0].connection, alpha);
    QCOMPARE(events[0].to, ConnectionState::Waiting);
    QCOMPARE(events[1].at, Start + 200 * Second);
    QCOMPARE(log.events(alpha, 0, everything).value().size(), std::size_t(4));
    QCOMPARE(log.events(alpha, everything - 1, everything).value().size(), std::size_t(1));
}

void TestLogReader::readsWhileItIsWritten()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(u"log"_s);
    LogWriter writer;
    QVERIFY(writer.open(file));
    auto log = LogReader::open(file);
    QVERIFY(log);
    QCOMPARE(log->countBeats({}).value(), qint64(0));
    writer.registerConnections(twoConnections()); // after the reader has begun
    writer.enqueue(batchOf({answered(beta, 1)}));
    writer.flush();
    QString name;
    QVERIFY(log->forEachBeat({}, [&](const Beat &, const LoggedConnection &connection) {
        name = connection.name;
        writer.enqueue(batchOf({answered(beta, 2)}));
        writer.flush(); // a reader does not hold the writer up
        return true;
    }));
    QCOMPARE(name, u"Beta"_s);
    QCOMPARE(log->countBeats({}).value(), qint64(2));
}

void TestLogReader::movesToAnotherOwner()
{
    LogReader first = reader();
    LogReader second = std::move(first);
    QCOMPARE(second.countBeats({}).value(), 2 * perConnection);
    LogReader third = reader();
    third = std::move(second);
    QCOMPARE(third.connections().value(), twoConnections());
}

void TestLogReader::decimatorMatchesBruteForce()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    constexpr qint64 span = 1'000'000;
    constexpr std::size_t slices = 20;
    std::vector<HistoryPoint> all;
    for (qint64 time = 0; time < span; time += random.bounded(1, 400)) {
        HistoryPoint point{.timeUs = time, .valueNs = random.bounded(1'000'000)};
        point.sequence = static_cast<qint64>(all.size());
        if (random.bounded(50) == 0) {
            point.outcome = BeatOutcome::Missed;
            point.valueNs = -1;
        }
        all.push_back(point);
    }
    HistoryDecimator decimator(0, span, slices * HistoryDecimator::PointsPerSlice);
    for (const HistoryPoint &point : all)
        decimator.add(point);
    const auto kept = decimator.finish();
    QVERIFY(kept.size() <= slices * HistoryDecimator::PointsPerSlice);

    // The minimum, the maximum and the number of slices with a loss, slice by slice.
    const auto summary = [span](const std::vector<HistoryPoint> &points) {
        std::vector<std::tuple<qint64, qint64, bool>> result(slices, {span, -1, false});
        for (const HistoryPoint &point : points) {
            auto &[minimum, maximum, loss] =
                    result[static_cast<std::size_t>(point.timeUs * qint64(slices) / span)];
            if (isLoss(point.outcome)) {
                loss = true;
                continue;
            }
            minimum = std::min<qint64>(minimum, point.valueNs);
            maximum = std::max(maximum, point.valueNs);
        }
        return result;
    };
    QCOMPARE(summary(kept), summary(all));
    QVERIFY(std::is_sorted(kept.begin(), kept.end(),
                           [](const auto &a, const auto &b) { return a.sequence < b.sequence; }));
}

void TestLogReader::decimatedGapsTellTheWorst()
{
    // All in one slice.
    const auto keptOf = [](std::initializer_list<BeatOutcome> outcomes) {
        HistoryDecimator decimator(0, 1'000, HistoryDecimator::PointsPerSlice);
        qint64 time = 0;
        for (const BeatOutcome outcome : outcomes)
            decimator.add({.timeUs = time++, .valueNs = -1, .outcome = outcome});
        const auto kept = decimator.finish();
        return kept.size() == 1 ? std::optional(kept.front().outcome) : std::nullopt;
    };
    using enum BeatOutcome;
    QCOMPARE(keptOf({Coalesced, Unsent, Missed}), Missed);
    QCOMPARE(keptOf({Missed, Unsent, Coalesced}), Missed);
    QCOMPARE(keptOf({Coalesced, Unsent, Coalesced}), Unsent);
    QCOMPARE(keptOf({Coalesced}), Coalesced);
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
